package indicators

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	journalled "heed/ent/event"
	"heed/ent/member"
	"heed/ent/predicate"
	"heed/ent/trainingplan"
	"heed/ent/trainingrecord"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

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
