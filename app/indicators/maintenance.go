package indicators

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/engagementplan"
	"heed/ent/predicate"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/viewer"
)

// maintained are the tasks of maintenance plans due in the period of which it is known
// whether they were done; the good ones were (D3-26 to D3-29). What was not done by the end
// of its period is missed, and stays so.
func maintained(ctx context.Context, a asked, part score.Part) []func(*sql.Selector) {
	tenant, done := viewer.Tenant(ctx), task.StateEQ(flow.TaskDone)
	ofPlans := func(s *sql.Selector) {
		t := sql.Dialect(s.Dialect()).Table(engagementplan.Table)
		s.Where(sql.In(s.C(task.FieldPlanID), sql.Dialect(s.Dialect()).Select(t.C(engagementplan.FieldID)).From(t).Where(sql.And(
			sql.EQ(t.C(engagementplan.FieldTenantID), tenant), sql.EQ(t.C(engagementplan.FieldKind), flow.EngagementMaintenance),
		))))
	}
	which := []func(*sql.Selector){
		ofPlans, task.DueAtGTE(a.from()), task.DueAtLT(a.to()), task.StateNEQ(flow.TaskCancelled),
		task.Or(done, task.DueAtLTE(viewer.Now(ctx))),
	}
	switch part {
	case score.PartGood:
		which = append(which, done)
	case score.PartRest:
		which = append(which, task.Not(done))
	case score.PartAll:
	}
	return which
}

func tasksBy(client *ent.Client, a asked) func(context.Context, []func(*sql.Selector)) ([]amount, error) {
	return func(ctx context.Context, which []func(*sql.Selector)) (rows []amount, err error) {
		q := client.Task.Query().Where(as[predicate.Task](which)...)
		if a.departments != nil {
			q.Where(task.DepartmentIDIn(a.departments...))
		}
		err = q.Modify(byColumn(task.FieldDepartmentID)).Scan(ctx, &rows)
		return rows, err
	}
}

// Tasks is Requirements of an indicator that rests on tasks.
func (f *Figure) Tasks(ctx context.Context, q *ent.TaskQuery, part score.Part) (*ent.TaskQuery, error) {
	a := f.asked(ctx)
	if a.departments != nil {
		q.Where(task.DepartmentIDIn(a.departments...))
	}
	if f.Rule.Code == score.RetrainingOverdueRate {
		return q.Where(as[predicate.Task](retrained(ctx, a, part))...), nil
	}
	return q.Where(as[predicate.Task](maintained(ctx, a, part))...), nil
}
