package indicators

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/predicate"
	"heed/ent/task"
	"heed/ent/trainingrecord"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/viewer"
)

// countOverdue counts the tasks to train again that were due, and those that were late.
func countOverdue(ctx context.Context, client *ent.Client, a asked) (spots, error) {
	p := spots{}
	for _, part := range []score.Part{score.PartAll, score.PartRest} {
		var rows []tally
		q := client.Task.Query().Where(as[predicate.Task](retrained(ctx, a, part))...)
		if a.departments != nil {
			q.Where(task.DepartmentIDIn(a.departments...))
		}
		err := q.Modify(func(s *sql.Selector) {
			t := sql.Dialect(s.Dialect()).Table(trainingrecord.Table).As("wanting")
			s.Join(t).OnP(sql.And(
				sql.ColumnsEQ(s.C(task.FieldSubjectID), t.C(trainingrecord.FieldID)), sql.ColumnsEQ(s.C(task.FieldTenantID), t.C(trainingrecord.FieldTenantID)),
			))
			s.Select(sql.As(s.C(task.FieldDepartmentID), "department"), sql.As(t.C(trainingrecord.FieldPost), "post"), sql.As(sql.Count("*"), "count")).
				GroupBy(s.C(task.FieldDepartmentID), t.C(trainingrecord.FieldPost))
		}).Scan(ctx, &rows)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			if part == score.PartAll {
				p.add(row, score.Sum{Denominator: row.Count, Sample: int(row.Count)})
			} else {
				p.add(row, score.Sum{Numerator: row.Count})
			}
		}
	}
	return p, nil
}

// retrained are the tasks to train again of which it is known whether they were done in
// time; the good ones were.
func retrained(ctx context.Context, a asked, part score.Part) []func(*sql.Selector) {
	inTime := func(s *sql.Selector) {
		s.Where(sql.And(sql.EQ(s.C(task.FieldState), flow.TaskDone), sql.ColumnsLTE(s.C(task.FieldEndedAt), s.C(task.FieldDueAt))))
	}
	which := []func(*sql.Selector){
		// A day ends when the next begins: the last of the period with the period.
		task.TypeEQ(flow.TaskRetraining), task.DueAtGT(a.from()), task.DueAtLTE(a.to()), task.StateNEQ(flow.TaskCancelled),
		task.Or(task.StateEQ(flow.TaskDone), task.DueAtLTE(viewer.Now(ctx))),
	}
	if a.post != "" {
		tenant := viewer.Tenant(ctx)
		which = append(which, func(s *sql.Selector) {
			t := sql.Dialect(s.Dialect()).Table(trainingrecord.Table)
			s.Where(sql.In(s.C(task.FieldSubjectID), sql.Dialect(s.Dialect()).Select(t.C(trainingrecord.FieldID)).From(t).
				Where(sql.And(sql.EQ(t.C(trainingrecord.FieldTenantID), tenant), sql.EQ(t.C(trainingrecord.FieldPost), a.post)))))
		})
	}
	switch part {
	case score.PartGood:
		which = append(which, inTime)
	case score.PartRest:
		which = append(which, task.Not(inTime))
	case score.PartAll:
	}
	return which
}
