package reports

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"heed/app/journal"
	"heed/app/sessions"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/report"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// RecipientInput is a department that a report is addressed to.
type RecipientInput struct {
	DepartmentID typeid.ID
	DueAt        time.Time // when its measures are to be there
}

// SubmitInput is a report for review.
type SubmitInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Recipients      []RecipientInput
	Comment         *string
}

// Plan is what is done when a report is approved.
type Plan struct {
	Recipients []RecipientInput `json:"recipients"`
}

// Submit asks who may approve reports to review one; approved, it is published to
// the departments. Errors: report.sections with the sections that say nothing,
// report.no_recipients, NOT_FOUND on recipients[n].departmentId,
// approval.nobody_to_ask. Records report.in_review and approval.pending.
func Submit(ctx context.Context, tx *ent.Tx, in SubmitInput) (*ent.Report, error) {
	was, next, err := take(ctx, tx, flow.ReportActSubmit, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if err := complete(was); err != nil {
		return nil, err
	}
	plan, err := in.addressed(ctx, tx)
	if err != nil {
		return nil, err
	}
	reason := ""
	if in.Comment != nil {
		if reason, err = text.Lines("comment", *in.Comment, 0, maxReason); err != nil {
			return nil, err
		}
	}
	asked, err := approvers(ctx, tx)
	if err != nil {
		return nil, err
	}
	a, err := tasks.RequestApproval(ctx, tx, tasks.Ask{
		Kind: flow.ApprovalReport, Subject: journal.Subject{Type: flow.SubjectReport, ID: was.ID}, DepartmentID: was.DepartmentID,
		Reason: reasonOf(ctx, reason, plan), Steps: []flow.ApprovalStep{{MemberIDs: asked, Rule: flow.ApprovalAny}},
		Plan: plan, Clauses: []string{"D0-42"},
	})
	if err != nil {
		return nil, err
	}
	r, err := save(ctx, was.Update().SetState(next).SetApprovalID(a.ID))
	if err != nil {
		return nil, err
	}
	tell(ctx, r, "report.in_review", was.State, nil, func(e *journal.Event) {
		e.Clauses, e.Detail = []string{"D0-42"}, map[string]any{"approval": a.ID}
	})
	return r, nil
}

// complete refuses a report whose required sections say nothing, naming them (D0-41).
func complete(r *ent.Report) error {
	missing := report.Missing(r.Sections)
	if len(missing) == 0 {
		return nil
	}
	var titles []string
	for _, s := range r.Sections {
		if slices.Contains(missing, s.Key) {
			titles = append(titles, s.Title)
		}
	}
	return fault.Precondition("report.sections").With("sections", strings.Join(titles, ", ")).On("sections").Extend("sections", missing)
}

func (in SubmitInput) addressed(ctx context.Context, tx *ent.Tx) (Plan, error) {
	p := Plan{}
	switch {
	case len(in.Recipients) == 0:
		return p, fault.Precondition("report.no_recipients").On("recipients")
	case len(in.Recipients) > MaxRecipients:
		return p, fault.Input("recipients", "input.too_many").With("max", MaxRecipients)
	}
	named, seen := []tenants.Ref{}, map[typeid.ID]bool{}
	for i, to := range in.Recipients {
		field := fmt.Sprintf("recipients[%d]", i)
		to.DueAt = viewer.Instant(to.DueAt)
		switch {
		case to.DepartmentID == "":
			return p, fault.NotFound().On(field + ".departmentId")
		case seen[to.DepartmentID]:
			return p, fault.Input(field+".departmentId", "input.duplicate").With("value", text.Clip(string(to.DepartmentID)))
		case !to.DueAt.After(viewer.Now(ctx)):
			return p, fault.Input(field+".dueAt", "input.in_the_past")
		case !to.DueAt.Before(database.Never):
			return p, fault.Input(field+".dueAt", "input.malformed_time")
		}
		seen[to.DepartmentID] = true
		named = append(named, tenants.Ref{Field: field + ".departmentId", ID: to.DepartmentID})
		p.Recipients = append(p.Recipients, to)
	}
	return p, tenants.ActiveDepartments(ctx, tx.Client(), named...)
}

// reasonOf tells who is asked to approve it whom it goes to.
func reasonOf(ctx context.Context, comment string, p Plan) string {
	c := tenants.ConfigFrom(ctx)
	var to []string
	for _, r := range p.Recipients {
		name := string(r.DepartmentID)
		if d, ok := c.Departments[r.DepartmentID]; ok {
			name = d.Name
		}
		to = append(to, "→ "+name+" "+r.DueAt.In(c.Zone).Format(time.DateOnly))
	}
	words := []rune(strings.TrimSpace(comment + "\n" + strings.Join(to, "\n")))
	return string(words[:min(maxReason, len(words))])
}

// approvers are those who may approve reports, and vote, but for the viewer.
func approvers(ctx context.Context, tx *ent.Tx) ([]typeid.ID, error) {
	c := tenants.ConfigFrom(ctx)
	all, err := tx.Member.Query().Where(member.StateEQ(flow.MemberActive), member.HasMemberRoles(), member.IDNEQ(viewer.From(ctx).Member)).
		WithMemberRoles().Order(member.ByID()).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("reports: reading who may approve: %w", err)
	}
	var asked []typeid.ID
	for _, m := range all {
		v, err := sessions.Viewer(c, m)
		if err != nil {
			return nil, err
		}
		if v.Scope(string(authz.ReportApprove)) != viewer.None && v.Scope(string(authz.ApprovalApprove)) != viewer.None {
			asked = append(asked, m.ID)
		}
	}
	return asked, nil
}
