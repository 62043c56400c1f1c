package reports

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Consequences are what hangs on the approvals of this topic: a report that is
// approved is published, any other goes back to be edited.
var Consequences = tasks.Consequences{flow.ApprovalReport: {
	Hold: func(ctx context.Context, tx *ent.Tx, a *ent.Approval) error {
		if a.SubjectType != flow.SubjectReport {
			return nil
		}
		_, err := lock(viewer.SystemOf(ctx), tx, a.SubjectID)
		return err
	},
	Done: reviewed,
}}

func reviewed(ctx context.Context, tx *ent.Tx, a *ent.Approval) error {
	if a.SubjectType != flow.SubjectReport {
		return nil
	}
	was, err := lock(viewer.SystemOf(ctx), tx, a.SubjectID)
	if err != nil {
		return err
	}
	act := flow.ReportActSendBack
	if a.State == flow.ApprovalApproved {
		act = flow.ReportActApprove
	}
	next, err := flow.Report.Next(was.State, act)
	if err != nil || was.ApprovalID != a.ID {
		return fault.Precondition("approval.subject_moved").Because(err)
	}
	if act == flow.ReportActApprove {
		return publish(ctx, tx, was, next, a)
	}
	r, err := save(ctx, was.Update().SetState(next))
	if err != nil {
		return err
	}
	tell(ctx, r, "report.edited", was.State, nil, func(e *journal.Event) {
		e.Clauses, e.Detail = []string{"D0-42"}, map[string]any{"approval": a.ID, "sentBack": true}
	})
	return nil
}

// publish gives the report to its departments: each has a task to answer with
// measures.
func publish(ctx context.Context, tx *ent.Tx, was *ent.Report, next flow.ReportState, a *ent.Approval) error {
	var plan Plan
	if err := json.Unmarshal(a.Plan, &plan); err != nil {
		return fmt.Errorf("reports: the plan of approval %s: %w", a.ID, err)
	}
	var to []typeid.ID
	var rows []*ent.ReportRecipientCreate
	for i := range plan.Recipients {
		p := &plan.Recipients[i]
		p.DueAt = left(ctx, p.DueAt)
		to = append(to, p.DepartmentID)
		rows = append(rows, tx.ReportRecipient.Create().SetReportID(was.ID).SetDepartmentID(p.DepartmentID).SetDueAt(p.DueAt))
	}
	if err := tx.ReportRecipient.CreateBulk(rows...).Exec(ctx); err != nil {
		return fmt.Errorf("reports: addressing: %w", err)
	}
	r, err := save(ctx, was.Update().SetState(next).SetPublishedAt(viewer.Now(ctx)))
	if err != nil {
		return err
	}
	heads, err := headsOf(ctx, tx, to)
	if err != nil {
		return err
	}
	about := flow.SubjectReport
	title := label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "TaskType", string(flow.TaskReportResponse))
	for _, p := range plan.Recipients {
		_, err := tasks.Open(ctx, tx, tasks.OpenInput{
			Type: flow.TaskReportResponse, Title: title, SubjectType: &about, SubjectID: r.ID, AssigneeID: heads[p.DepartmentID],
			DepartmentID: p.DepartmentID, DueAt: p.DueAt, Clauses: []string{"D0-42", "D2-28"}, Key: taskKey(r.ID, p.DepartmentID),
		})
		if err != nil {
			return err
		}
	}
	tell(ctx, r, "report.published", was.State, to, func(e *journal.Event) {
		e.Clauses, e.Detail = []string{"D0-42", "D2-28"}, map[string]any{"approval": a.ID, "addressed": len(to)}
	})
	return nil
}

func taskKey(id, department typeid.ID) string {
	return "report " + string(id) + " " + string(department)
}

// left is the due time of an answer: at least a working day after the report is
// published, however long its review took.
func left(ctx context.Context, due time.Time) time.Time {
	now := viewer.Now(ctx)
	least, err := sla.Due(now, sla.Limit{Amount: 1, Unit: sla.UnitWorkingDay}, tenants.ConfigFrom(ctx).Calendar())
	if err != nil { // a calendar without working days
		least = now.Add(24 * time.Hour)
	}
	if due.Before(least) {
		return least
	}
	return due
}

// headsOf are the heads of the departments, of several the first.
func headsOf(ctx context.Context, tx *ent.Tx, departments []typeid.ID) (map[typeid.ID]typeid.ID, error) {
	all, err := tx.Member.Query().Where(member.DepartmentIDIn(departments...), member.IsDepartmentHead(true), member.StateEQ(flow.MemberActive)).
		Order(member.ByID()).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("reports: reading heads: %w", err)
	}
	heads := map[typeid.ID]typeid.ID{}
	for _, m := range all {
		if heads[m.DepartmentID] == "" {
			heads[m.DepartmentID] = m.ID
		}
	}
	return heads, nil
}
