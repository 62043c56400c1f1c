package reports

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/authz"
	"heed/ent"
	"heed/ent/reportrecipient"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// AnswerInput is a department's answer to a report.
type AnswerInput struct {
	ID              typeid.ID
	ExpectedVersion int
	DepartmentID    *typeid.ID // the viewer's own when left out
	Measures        string
}

// Answer answers a report with a department's measures, once; late as well. Its
// task is done with it, without a word of them: tasks have other readers than answers.
// With the last answer the report has been responded to.
// Errors: NOT_FOUND on departmentId for one that the report is not addressed to,
// report.answered, FORBIDDEN. Records report.answered or report.responded, and
// task.done.
func Answer(ctx context.Context, tx *ent.Tx, in AnswerInput) (*ent.Report, error) {
	was, next, err := take(ctx, tx, flow.ReportActAnswer, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	department := viewer.From(ctx).Department
	if in.DepartmentID != nil && *in.DepartmentID != "" {
		department = *in.DepartmentID
	}
	all, err := recipients(ctx, tx, was.ID)
	if err != nil {
		return nil, err
	}
	to, open := []typeid.ID{}, 0
	for _, one := range all {
		to = append(to, one.DepartmentID)
		if one.AnsweredAt == nil {
			open++
		}
	}
	at := slices.Index(to, department)
	if at < 0 {
		return nil, fault.NotFound().On("departmentId")
	}
	if err := permit(ctx, authz.ReportResponseCreate, authz.Record{Departments: []typeid.ID{department}}); err != nil {
		return nil, err
	}
	if all[at].AnsweredAt != nil {
		return nil, fault.Precondition("report.answered")
	}
	measures, err := text.Lines("measures", in.Measures, 1, maxMeasures)
	if err != nil {
		return nil, err
	}
	q := tx.ReportRecipient.Update().Where(reportrecipient.ID(all[at].ID)).SetMeasures(measures).SetAnsweredAt(viewer.Now(ctx))
	if me := viewer.From(ctx).Member; me != "" {
		q.SetAnsweredByID(me)
	}
	if err := q.Exec(viewer.SystemOf(ctx)); err != nil {
		return nil, fmt.Errorf("reports: answering: %w", err)
	}
	typ := "report.answered"
	if open == 1 {
		if next, err = flow.Report.Next(was.State, flow.ReportActComplete); err != nil {
			return nil, err
		}
		typ = "report.responded"
	}
	r, err := save(ctx, was.Update().SetState(next))
	if err != nil {
		return nil, err
	}
	if err := tasks.Settle(ctx, tx, taskKey(r.ID, department), ""); err != nil {
		return nil, err
	}
	tell(ctx, r, typ, was.State, to, func(e *journal.Event) {
		e.Clauses, e.Detail = []string{"D0-42", "D2-28"}, map[string]any{"department": department}
	})
	return r, nil
}

// Available lists what the viewer may do with the report now. It asks no database:
// whether one's department has answered is seen in its answers.
func Available(ctx context.Context, r *ent.Report) []flow.ReportAct {
	acts := []flow.ReportAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.Report.Allowed(r.State) {
		switch act {
		case flow.ReportActApprove, flow.ReportActSendBack, flow.ReportActComplete: // an approval's, and the last answer's
		case flow.ReportActAnswer:
			if authz.Require(ctx, authz.ReportResponseCreate) == nil {
				acts = append(acts, act)
			}
		default:
			if authz.Require(ctx, actionOf(act)) == nil && permit(ctx, actionOf(act), Record(r, nil)) == nil {
				acts = append(acts, act)
			}
		}
	}
	return acts
}

// ShowsAnswer tells whether the viewer reads what the department answered: their
// permission reaches it, or the answer is their own.
func ShowsAnswer(ctx context.Context, r *ent.ReportRecipient) bool {
	v := viewer.From(ctx)
	return authz.Covers(v, v.Scope(string(authz.ReportResponseRead)), authz.Record{
		Departments: []typeid.ID{r.DepartmentID}, Members: []typeid.ID{r.AnsweredByID},
	})
}
