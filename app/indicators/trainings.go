package indicators

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	journalled "heed/ent/event"
	"heed/ent/member"
	"heed/ent/predicate"
	"heed/ent/task"
	"heed/ent/trainingplan"
	"heed/ent/trainingrecord"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// spot is where people work: figures of trainings are told apart by both.
type spot struct {
	department typeid.ID
	post       string
}

type spots map[spot]score.Sum

// tally is what the database adds up of a spot.
type tally struct {
	Department *typeid.ID `json:"department"`
	Post       *string    `json:"post"`
	Above      int64      `json:"above"`
	Below      int64      `json:"below"`
	Count      int64      `json:"count"`
}

func (p spots) add(t tally, s score.Sum) {
	at := spot{}
	if t.Department != nil {
		at.department = *t.Department
	}
	if t.Post != nil {
		at.post = *t.Post
	}
	p[at] = p[at].Plus(s)
}

// sum is that of the spots that are asked for.
func (p spots) sum(wanted func(spot) bool) score.Sum {
	var all score.Sum
	for at, s := range p {
		if wanted(at) {
			all = all.Plus(s)
		}
	}
	return all
}

// parts are the spots by department alone.
func (p spots) parts() parts {
	all := parts{}
	for at, s := range p {
		all.add(&at.department, s)
	}
	return all
}

// countTrainings counts an indicator of trainings by department and post, by one to three
// statements.
func countTrainings(ctx context.Context, client *ent.Client, rule score.Definition, a asked) (spots, error) {
	switch rule.Code {
	case score.TrainingCoverage:
		return countCovered(ctx, client, a)
	case score.RetrainingOverdueRate:
		return countOverdue(ctx, client, a)
	case score.TrainingHours:
		return countHours(ctx, client, a)
	}
	return countRecords(ctx, client, rule, a)
}

// trainingSums are what is added up of the records of an indicator.
func trainingSums(rule score.Definition) (above, below string) {
	switch rule.Code {
	case score.TrainingScore:
		return trainingrecord.FieldScore, trainingrecord.FieldScale
	case score.TrainingFeedback:
		return trainingrecord.FieldFeedback, ""
	case score.TrainingHours:
		return trainingrecord.FieldMinutes, ""
	}
	return "", "" // pass rate: those that passed, of all
}

func countRecords(ctx context.Context, client *ent.Client, rule score.Definition, a asked) (spots, error) {
	which := trained(rule, a, score.PartAll)
	q := client.TrainingRecord.Query().Where(as[predicate.TrainingRecord](which)...).Where(a.ofRecords()...)
	above, below := trainingSums(rule)
	var rows []tally
	err := q.Modify(func(s *sql.Selector) {
		s.Select(sql.As(s.C(trainingrecord.FieldDepartmentID), "department"), sql.As(s.C(trainingrecord.FieldPost), "post"), sql.As(sql.Count("*"), "count"))
		s.AppendSelectExprAs(added(s, above), "above")
		s.AppendSelectExprAs(added(s, below), "below")
		s.GroupBy(s.C(trainingrecord.FieldDepartmentID), s.C(trainingrecord.FieldPost))
	}).Scan(ctx, &rows)
	p := spots{}
	for _, row := range rows {
		s := score.Sum{Numerator: row.Above, Denominator: row.Count, Sample: int(row.Count)}
		if below != "" {
			s.Denominator = row.Below
		}
		p.add(row, s)
	}
	return p, err
}

// added is the sum of a column; without one it is how many passed.
func added(s *sql.Selector, column string) sql.Querier {
	if column != "" {
		return sql.Raw("COALESCE(SUM(" + s.C(column) + "), 0)")
	}
	return sql.Raw("SUM(CASE WHEN " + s.C(trainingrecord.FieldPassed) + " THEN 1 ELSE 0 END)")
}

// ofRecords are records of the departments and the post that are asked for.
func (a asked) ofRecords() (which []predicate.TrainingRecord) {
	if a.departments != nil {
		which = append(which, trainingrecord.DepartmentIDIn(a.departments...))
	}
	if a.post != "" {
		which = append(which, trainingrecord.Post(a.post))
	}
	return which
}

// good is how many points of five say that a training was good.
const good = 4

// trained are the records behind an indicator of trainings; the good ones passed, or were
// found good.
func trained(rule score.Definition, a asked, part score.Part) []func(*sql.Selector) {
	within := func(from, before func(time.Time) predicate.TrainingRecord) predicate.TrainingRecord {
		return trainingrecord.And(trainingrecord.StateEQ(flow.TrainingAttended), from(a.from()), before(a.to()))
	}
	var which predicate.TrainingRecord
	fine := trainingrecord.Passed(true)
	switch rule.Code {
	case score.TrainingFeedback:
		which, fine = within(trainingrecord.FeedbackAtGTE, trainingrecord.FeedbackAtLT), trainingrecord.FeedbackGTE(good)
	case score.TrainingHours:
		which, fine = within(trainingrecord.AttendedAtGTE, trainingrecord.AttendedAtLT), trainingrecord.MinutesGT(0)
	case score.TrainingScore:
		which = trainingrecord.And(within(trainingrecord.AssessedAtGTE, trainingrecord.AssessedAtLT), trainingrecord.ScoreNotNil(), trainingrecord.ScaleNotNil())
	default:
		which = within(trainingrecord.AssessedAtGTE, trainingrecord.AssessedAtLT)
	}
	switch part {
	case score.PartGood:
		return []func(*sql.Selector){which, fine}
	case score.PartRest:
		return []func(*sql.Selector){which, trainingrecord.Not(fine)}
	case score.PartAll:
	}
	return []func(*sql.Selector){which}
}

// countHours adds up the hours, over those who are at work.
func countHours(ctx context.Context, client *ent.Client, a asked) (spots, error) {
	rule, _ := score.Of(score.TrainingHours)
	rows, err := countRecords(ctx, client, rule, a)
	if err != nil {
		return nil, err
	}
	const hour = int64(time.Hour / time.Minute)
	p := spots{}
	for at, s := range rows {
		p[at] = score.Sum{Numerator: s.Numerator, Scale: hour, Sample: s.Sample}
	}
	here, err := countMembers(ctx, client, nil, a.atWork)
	for _, row := range here {
		p.add(row, score.Sum{Denominator: row.Count * hour, Scale: hour})
	}
	return p, err
}

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

// countMembers counts the members, where they work now, and adds up something of them.
func countMembers(ctx context.Context, client *ent.Client, above func(*sql.Selector) sql.Querier, which ...predicate.Member) ([]tally, error) {
	var rows []tally
	q := client.Member.Query().Where(which...)
	err := q.Modify(func(s *sql.Selector) {
		s.Select(sql.As(s.C(member.FieldDepartmentID), "department"), sql.As(s.C(member.FieldPost), "post"), sql.As(sql.Count("*"), "count"))
		if above != nil {
			s.AppendSelectExprAs(above(s), "above")
		}
		s.GroupBy(s.C(member.FieldDepartmentID), s.C(member.FieldPost))
	}).Scan(ctx, &rows)
	return rows, err
}

// ofMembers are those who are at work now, and had come by the end of the period.
func (a asked) ofMembers() []predicate.Member {
	return append(a.where(), member.StateEQ(flow.MemberActive), member.CreatedAtLT(a.to()))
}

// atWork are those who were at work when the period ended: who left later did not leave
// then, as the journal tells, and who came back was not there.
func (a asked) atWork(s *sql.Selector) {
	moves := sql.Dialect(s.Dialect()).Select().From(sql.Dialect(s.Dialect()).Table(journalled.Table))
	moves.Select(moves.C(journalled.FieldFromState)).Where(sql.And(
		sql.ColumnsEQ(moves.C(journalled.FieldTenantID), s.C(member.FieldTenantID)), sql.ColumnsEQ(moves.C(journalled.FieldSubjectID), s.C(member.FieldID)),
		sql.GTE(moves.C(journalled.FieldOccurredAt), a.to()), sql.NEQ(moves.C(journalled.FieldFromState), ""),
	)).OrderBy(moves.C(journalled.FieldPosition)).Limit(1)
	for _, which := range append(a.where(), member.CreatedAtLT(a.to())) {
		which(s)
	}
	s.Where(sql.P(func(b *sql.Builder) {
		b.WriteString("COALESCE((").Join(moves).WriteString("), ").WriteString(s.C(member.FieldState)).WriteString(") = ").Arg(flow.MemberActive)
	}))
}

// where are the members of the departments and the post that are asked for.
func (a asked) where() (which []predicate.Member) {
	if a.departments != nil {
		which = append(which, member.DepartmentIDIn(a.departments...))
	}
	if a.post != "" {
		which = append(which, member.Post(a.post))
	}
	return which
}

// countCovered counts whom plans are for, and who of them has come.
func countCovered(ctx context.Context, client *ent.Client, a asked) (spots, error) {
	plans, err := plansOf(ctx, client, a)
	if err != nil {
		return nil, err
	}
	p, came := spots{}, func(s *sql.Selector) sql.Querier {
		return sql.ExprFunc(func(b *sql.Builder) {
			b.WriteString("SUM(CASE WHEN ").Join(came(ctx, s, plans, a)).WriteString(" THEN 1 ELSE 0 END)")
		})
	}
	rows, err := countMembers(ctx, client, came, append(a.ofMembers(), audiences(ctx, plans))...)
	for _, row := range rows {
		p.add(row, score.Sum{Numerator: row.Above, Denominator: row.Count, Sample: int(row.Count)})
	}
	return p, err
}

// mostPlans is how many plans of a period are looked at.
const mostPlans = 100

// plansOf are the plans that run in the period, or have run.
func plansOf(ctx context.Context, client *ent.Client, a asked) ([]*ent.TrainingPlan, error) {
	plans, err := client.TrainingPlan.Query().Where(
		trainingplan.StateIn(flow.TrainingPlanRunning, flow.TrainingPlanClosed),
		trainingplan.PeriodStartLTE(a.span.Last()), trainingplan.PeriodEndGTE(a.span.First()),
	).Order(trainingplan.ByID()).Limit(mostPlans).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("indicators: reading plans of trainings: %w", err)
	}
	return plans, nil
}

// audiences are the members whom any of the plans is for.
func audiences(ctx context.Context, plans []*ent.TrainingPlan) predicate.Member {
	if len(plans) == 0 {
		return func(s *sql.Selector) { s.Where(sql.False()) }
	}
	arms := make([]predicate.Member, len(plans))
	for i, p := range plans {
		arms[i] = tenants.Audience{Posts: p.Posts, DepartmentIDs: p.DepartmentIds}.Members(ctx)
	}
	return member.Or(arms...)
}

// came is: the member has come to a session of the plans by the end of the period.
func came(ctx context.Context, s *sql.Selector, plans []*ent.TrainingPlan, a asked) *sql.Predicate {
	ids := make([]typeid.ID, len(plans))
	for i, p := range plans {
		ids[i] = p.ID
	}
	t := sql.Dialect(s.Dialect()).Table(trainingrecord.Table)
	// One record of each is looked for, not all of a plan.
	return sql.Exists(sql.Dialect(s.Dialect()).Select(t.C(trainingrecord.FieldID)).From(t).Where(sql.And(
		sql.EQ(t.C(trainingrecord.FieldTenantID), viewer.Tenant(ctx)), sql.ColumnsEQ(t.C(trainingrecord.FieldMemberID), s.C(member.FieldID)),
		in(t.C(trainingrecord.FieldPlanID), ids), sql.EQ(t.C(trainingrecord.FieldState), flow.TrainingAttended), sql.LT(t.C(trainingrecord.FieldAttendedAt), a.to()),
	)))
}

// TrainingRecords is Requirements of an indicator that rests on records of trainings.
func (f *Figure) TrainingRecords(ctx context.Context, q *ent.TrainingRecordQuery, part score.Part) (*ent.TrainingRecordQuery, error) {
	a := f.asked(ctx)
	return q.Where(a.ofRecords()...).Where(as[predicate.TrainingRecord](trained(f.Rule, a, part))...), nil
}

// Members is Requirements of an indicator that rests on members: who has come to trainings,
// and who has not, is told to who may read trainings.
func (f *Figure) Members(ctx context.Context, client *ent.Client, q *ent.MemberQuery, part score.Part) (*ent.MemberQuery, error) {
	if err := authz.Require(ctx, authz.TrainingRead); err != nil {
		return nil, err
	}
	a := f.asked(ctx)
	plans, err := plansOf(ctx, client, a)
	if err != nil {
		return nil, err
	}
	q.Where(a.ofMembers()...).Where(audiences(ctx, plans))
	if part != score.PartAll {
		q.Where(func(s *sql.Selector) {
			has := came(ctx, s, plans, a)
			if part == score.PartRest {
				has = sql.Not(has)
			}
			s.Where(has)
		})
	}
	return q, nil
}
