package surveys

import (
	"context"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// TemplateSubmitInput is a draft for review.
type TemplateSubmitInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          *string
}

// SubmitTemplate asks for a draft to be approved by another of the management department,
// or by the committee where that has nobody else. What must not be sent to customers is
// refused: without purpose or confidence, too long without a reason, with a leading phrase
// that nobody has decided on, or with logic that does not hold (D3-06, D3-14 to D3-16,
// D3-64). Errors: those, with all of them in extensions.faults, approval.nobody_to_ask.
// Records template.in_review and approval.pending.
func SubmitTemplate(ctx context.Context, tx *ent.Tx, in TemplateSubmitInput) (*ent.SurveyTemplate, error) {
	was, next, err := takeTemplate(ctx, tx, flow.TemplateActSubmit, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if err := faults(ctx, survey.Publishable(was.Questionnaire, was.Decisions)); err != nil {
		return nil, err
	}
	c := checking(ctx)
	reason := c.Lines("reason", optional.Value(in.Reason), 0, maxReason)
	c.revised(was.RevisionDueOn)
	if c.Err != nil {
		return nil, c.Err
	}
	step, err := templateStep(ctx, tx)
	if err != nil {
		return nil, err
	}
	clauses := []string{"D3-06", "D3-15", "D3-16", "D3-64"}
	a, err := tasks.RequestApproval(ctx, tx, tasks.Ask{
		Kind: flow.ApprovalTemplate, Subject: journal.Subject{Type: flow.SubjectSurveyTemplate, ID: was.ID},
		Reason: reason, Steps: []flow.ApprovalStep{step}, Clauses: clauses,
	})
	if err != nil {
		return nil, err
	}
	return saveTemplate(ctx, was, was.Update().SetState(next).SetApprovalID(a.ID), clauses...)
}

// templateStep asks another of the management department, else the committee.
func templateStep(ctx context.Context, tx *ent.Tx) (flow.ApprovalStep, error) {
	for _, role := range []string{authz.Management, authz.Committee} {
		step := flow.ApprovalStep{RoleKey: role, Rule: flow.ApprovalAny}
		asked, err := tasks.Asked(ctx, tx.Client(), step, viewer.From(ctx).Member)
		if err != nil || len(asked) > 0 {
			return step, err
		}
	}
	return flow.ApprovalStep{}, fault.Precondition("approval.nobody_to_ask").With("step", 1)
}

// TemplateConsequences is what hangs on the approvals of questionnaires: one that is
// approved is effective, in place of the edition before; any other goes back to be written.
var TemplateConsequences = tasks.Consequences{flow.ApprovalTemplate: {Hold: holdTemplate, Done: templateDecided}}

func holdTemplate(ctx context.Context, tx *ent.Tx, a *ent.Approval) error {
	if a.SubjectType != flow.SubjectSurveyTemplate {
		return nil
	}
	_, err := lockTemplate(viewer.SystemOf(ctx), tx, a.SubjectID)
	return err
}

func templateDecided(ctx context.Context, tx *ent.Tx, a *ent.Approval) error {
	if a.SubjectType != flow.SubjectSurveyTemplate {
		return nil
	}
	was, err := lockTemplate(viewer.SystemOf(ctx), tx, a.SubjectID)
	if err != nil {
		return err
	}
	act := flow.TemplateActSendBack
	if a.State == flow.ApprovalApproved {
		act = flow.TemplateActApprove
	}
	next, err := flow.Template.Next(was.State, act)
	if err != nil || was.ApprovalID != a.ID {
		return fault.Precondition("approval.subject_moved").Because(err)
	}
	if act == flow.TemplateActApprove {
		return takeEffect(ctx, tx, was, next)
	}
	_, err = saveTemplate(ctx, was, was.Update().SetState(next), "D3-33")
	return err
}

// takeEffect lets an edition hold, and no longer the one before (D3-33).
func takeEffect(ctx context.Context, tx *ent.Tx, was *ent.SurveyTemplate, next flow.TemplateState) error {
	before, err := effectiveOf(ctx, tx, was.Code, true)
	if err != nil {
		return err
	}
	if before != nil {
		superseded, err := flow.Template.Next(before.State, flow.TemplateActSupersede)
		if err != nil {
			return err
		}
		if _, err := endTemplate(ctx, tx, before, superseded, ""); err != nil {
			return err
		}
	}
	_, err = saveTemplate(ctx, was, was.Update().SetState(next).SetEffectiveAt(viewer.Now(ctx)).SetSlot(slotEffective+was.Code), "D3-01", "D3-33")
	return err
}

// TemplateReviewInput is a questionnaire that was looked at, and stays.
type TemplateReviewInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Result          string
	RevisionDueOn   *string // YYYY-MM-DD; in a year when left out
}

// ReviewTemplate says that a questionnaire that holds was looked at and stays, until the
// next time; the task that asked for it is done (D3-33). Records template.reviewed.
func ReviewTemplate(ctx context.Context, tx *ent.Tx, in TemplateReviewInput) (*ent.SurveyTemplate, error) {
	was, next, err := takeTemplate(ctx, tx, flow.TemplateActReview, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	result, due := c.Lines("result", in.Result, 1, maxResult), optional.Or(in.RevisionDueOn, c.inYears(1))
	c.revised(due)
	if c.Err != nil {
		return nil, c.Err
	}
	t, err := was.Update().SetState(next).SetReviewResult(result).SetReviewedAt(viewer.Now(ctx)).SetRevisionDueOn(due).
		ClearRevisionAskedFor().Save(ctx)
	if err != nil {
		return nil, templateWritten(err)
	}
	if was.RevisionAskedFor != "" {
		if err := tasks.Settle(ctx, tx, revisionKey(was, was.RevisionAskedFor), ""); err != nil {
			return nil, err
		}
	}
	e := templateEvent(t, "template.reviewed", was.State, "D3-33")
	e.Detail["revisionDueOn"] = due
	journal.Record(ctx, e)
	return t, nil
}

// TemplateRetireInput is a draft to be dropped, or a questionnaire that holds no longer.
type TemplateRetireInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// RetireTemplate drops what is written, with the request for its approval, or ends what
// holds without another edition; campaigns that run go on with it. Records
// template.retired.
func RetireTemplate(ctx context.Context, tx *ent.Tx, in TemplateRetireInput) (*ent.SurveyTemplate, error) {
	was, next, err := takeTemplate(ctx, tx, flow.TemplateActRetire, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	reason := c.Lines("reason", in.Reason, 1, maxReason)
	if c.Err != nil {
		return nil, c.Err
	}
	return endTemplate(ctx, tx, was, next, reason)
}

// managementDepartment is who sees to questionnaires.
func managementDepartment(ctx context.Context) typeid.ID {
	return tenants.ConfigFrom(ctx).Management()
}
