package surveys

import (
	"context"
	"fmt"
	"strings"

	"entgo.io/ent/dialect/sql/sqlgraph"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/surveytemplate"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The slots that one edition of a questionnaire has at a time.
const (
	slotWritten   = "written "   // a draft, or in review
	slotEffective = "effective " // what holds
)

// templateActionOf is the permission that an act takes; whether a template is approved or
// sent back is an approval's.
func templateActionOf(act flow.TemplateAct) authz.Action {
	if act == flow.TemplateActUpdate {
		return authz.SurveyTemplateUpdate
	}
	return authz.SurveyTemplateTransition
}

// takeTemplate holds a template for an act: the viewer may do it, the row is locked and
// stands at the expected version, and the act is legal in its state. The state after the
// act comes with it. Errors, in this order: FORBIDDEN, FAILED_PRECONDITION of a suspended
// company, NOT_FOUND, CONFLICT version.conflict, FAILED_PRECONDITION transition.illegal.
func takeTemplate(ctx context.Context, tx *ent.Tx, act flow.TemplateAct, id typeid.ID, version int) (*ent.SurveyTemplate, flow.TemplateState, error) {
	if err := begin(ctx, templateActionOf(act)); err != nil {
		return nil, "", err
	}
	if err := authz.Require(ctx, authz.SurveyTemplateRead); err != nil {
		return nil, "", err
	}
	t, err := lockTemplate(ctx, tx, id)
	if err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, t.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.Template.Next(t.State, act)
	return t, next, err
}

func lockTemplate(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.SurveyTemplate, error) {
	q := tx.SurveyTemplate.Query().Where(surveytemplate.ID(id))
	q.Modify(database.Lock)
	t, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("surveys: locking a template: %w", err)
	}
	return t, nil
}

// effectiveOf is the edition of a questionnaire that holds; nil for none.
func effectiveOf(ctx context.Context, tx *ent.Tx, code string, lock bool) (*ent.SurveyTemplate, error) {
	q := tx.SurveyTemplate.Query().Where(surveytemplate.Slot(slotEffective + code))
	if lock {
		q.Modify(database.Lock)
	}
	t, err := q.Only(viewer.SystemOf(ctx))
	if ent.IsNotFound(err) {
		return nil, nil //nolint:nilnil // there is none
	}
	if err != nil {
		return nil, fmt.Errorf("surveys: reading the effective template: %w", err)
	}
	return t, nil
}

// templateEvent is what the journal tells of a template: which edition of what.
func templateEvent(t *ent.SurveyTemplate, typ string, from flow.TemplateState, clauses ...string) journal.Event {
	e := journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectSurveyTemplate, ID: t.ID},
		Members: present(t.CreatedBy), Clauses: clauses, Detail: map[string]any{"code": t.Code, "edition": t.Edition},
	}
	if from != t.State {
		e.From, e.To = string(from), string(t.State)
	}
	return e
}

// saveTemplate writes a change, and tells it: template.<state> when the state moves.
func saveTemplate(ctx context.Context, was *ent.SurveyTemplate, change *ent.SurveyTemplateUpdateOne, clauses ...string) (*ent.SurveyTemplate, error) {
	t, err := change.Save(ctx)
	if err != nil {
		return nil, templateWritten(err)
	}
	journal.Record(ctx, templateEvent(t, "template."+strings.ToLower(string(t.State)), was.State, clauses...))
	return t, nil
}

// templateWritten is the error of a write: a questionnaire has one edition that is
// written, and one that holds.
func templateWritten(err error) error {
	if sqlgraph.IsUniqueConstraintError(err) {
		return fault.Conflict("template.written_already").On("code").Because(err)
	}
	return fmt.Errorf("surveys: writing a template: %w", err)
}

// endTemplate writes that an edition holds no longer, or never will: its slot is free, and
// nobody is asked about it any more.
func endTemplate(ctx context.Context, tx *ent.Tx, was *ent.SurveyTemplate, next flow.TemplateState, reason string) (*ent.SurveyTemplate, error) {
	if was.State == flow.TemplateInReview {
		if err := tasks.DropApproval(ctx, tx, was.ApprovalID); err != nil {
			return nil, err
		}
	}
	change := was.Update().SetState(next).SetEndedAt(viewer.Now(ctx)).ClearSlot()
	if reason != "" {
		change.SetEndReason(reason)
	}
	t, err := saveTemplate(ctx, was, change, "D3-33")
	if err != nil {
		return nil, err
	}
	if was.State == flow.TemplateEffective && was.RevisionAskedFor != "" {
		if err := tasks.Settle(ctx, tx, revisionKey(was, was.RevisionAskedFor), ""); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// AvailableTemplate lists what the viewer may do with the template now; whether it is
// approved or sent back is an approval's. It asks no database.
func AvailableTemplate(ctx context.Context, t *ent.SurveyTemplate) []flow.TemplateAct {
	acts := []flow.TemplateAct{}
	for _, act := range flow.Template.Allowed(t.State) {
		switch {
		case act == flow.TemplateActApprove || act == flow.TemplateActSendBack || act == flow.TemplateActSupersede:
		case begin(ctx, templateActionOf(act)) != nil:
		default:
			acts = append(acts, act)
		}
	}
	return acts
}
