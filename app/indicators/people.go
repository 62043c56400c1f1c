package indicators

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/clocks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/ent/predicate"
	"heed/ent/requirement"
	"heed/ent/satisfactionrating"
	"heed/ent/slaclock"
	"heed/ent/trainingrecord"
	"heed/rules/appraise"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// bestScore is what a rating gives at most.
const bestScore = 5

// people are what was counted of members.
type people map[typeid.ID]appraise.Count

// share is how many rows there are of a member, or what they add up to.
type share struct {
	Who   typeid.ID `json:"who"`
	Count int       `json:"count"`
}

func (p people) add(who typeid.ID, numerator, denominator int) {
	c := p[who]
	p[who] = appraise.Count{Numerator: c.Numerator + numerator, Denominator: c.Denominator + denominator}
}

// parts adds the rows as all of them, or as the good ones.
func (p people) parts(part score.Part, rows []share) {
	for _, row := range rows {
		if part == score.PartAll {
			p.add(row.Who, 0, row.Count)
		} else {
			p.add(row.Who, row.Count, 0)
		}
	}
}

// each counts rows by the member of a column.
func each(column string) func(*sql.Selector) {
	return func(s *sql.Selector) {
		s.Select(sql.As(s.C(column), "who"), sql.As(sql.Count("*"), "count")).GroupBy(s.C(column))
	}
}

// People counts what the members did in the period by a metric of appraisals, by two statements
// a month and quarter at most for all of them, in the system's name; who did nothing is left out. Of what is
// counted of the company as well the rules are the same. OTHER is not counted.
func People(ctx context.Context, client *ent.Client, metric flow.AppraisalMetric, span score.Span, members []typeid.ID) (map[typeid.ID]appraise.Count, error) {
	ctx = viewer.SystemOf(ctx)
	p, a := people{}, asked{span: span}
	var err error
	switch metric {
	case flow.MetricCollected:
		err = p.requirements(ctx, client, score.PartGood, requirement.FieldCollectedByID, requirement.CollectedByIDIn(members...), received(a), requirement.Historic(false))
	case flow.MetricCompliance:
		err = p.customers(ctx, client, a, members)
	case flow.MetricOnTime:
		err = p.onTime(ctx, client, a, members)
	case flow.MetricCompletion:
		err = p.split(ctx, client, closedBy(a), requirement.FieldAssigneeID, requirement.AssigneeIDIn(members...),
			received(a), requirement.StateNEQ(flow.RequirementRejected), endKnown())
	case flow.MetricSatisfaction:
		err = p.ratings(ctx, client, a, members)
	case flow.MetricEntry:
		err = p.split(ctx, client, entered(ctx), requirement.FieldCollectedByID, requirement.CollectedByIDIn(members...), received(a), requirement.Historic(false))
	case flow.MetricTraining:
		err = p.trained(ctx, client, a, members)
	case flow.MetricOther:
	}
	if err != nil {
		return nil, fmt.Errorf("indicators: counting %s of members: %w", metric, err)
	}
	return p, nil
}

// entered is: entered within the company's hours after it was collected (D0-28).
func entered(ctx context.Context) predicate.Requirement {
	return database.Within(requirement.FieldCreatedAt, requirement.FieldCollectedAt, int(tenants.ConfigFrom(ctx).Tenant.Settings.EntryDelay()/time.Hour))
}

func (p people) requirements(ctx context.Context, client *ent.Client, part score.Part, column string, which ...predicate.Requirement) error {
	var rows []share
	err := client.Requirement.Query().Where(which...).Modify(each(column)).Scan(ctx, &rows)
	p.parts(part, rows)
	return err
}

// split counts the requirements, and the good ones of them.
func (p people) split(ctx context.Context, client *ent.Client, good predicate.Requirement, column string, which ...predicate.Requirement) error {
	if err := p.requirements(ctx, client, score.PartAll, column, which...); err != nil {
		return err
	}
	return p.requirements(ctx, client, score.PartGood, column, append(which, good)...)
}

// customers counts as NeedCollection does, of those whom the members look after: key
// customers each month (D0-23), general ones each quarter (D0-24); in a longer period each
// counts in every month or quarter of it.
func (p people) customers(ctx context.Context, client *ent.Client, a asked, members []typeid.ID) error {
	for class, kind := range map[flow.CollectionClass]flow.Period{flow.CollectionKey: flow.PeriodMonth, flow.CollectionGeneral: flow.PeriodQuarter} {
		for span := score.At(kind, a.span.From, a.span.From.Location()); !span.To.After(a.span.To); span = span.Next() {
			if span.From.Before(a.span.From) { // a month is in no quarter's end
				continue
			}
			for _, part := range []score.Part{score.PartAll, score.PartGood} {
				var rows []share
				err := client.Customer.Query().Where(customer.AccountManagerIDIn(members...)).
					Where(as[predicate.Customer](collected(ctx, asked{span: span}, part, class))...).Modify(each(customer.FieldAccountManagerID)).Scan(ctx, &rows)
				if err != nil {
					return err
				}
				p.parts(part, rows)
			}
		}
	}
	return nil
}

// assigned joins the requirement of a row, of those that the members see to.
func assigned(s *sql.Selector, column string, members []typeid.ID) string {
	who := led(s, column, asked{}).C(requirement.FieldAssigneeID)
	s.Where(in(who, members))
	return who
}

// onTime counts as countOnTime does, by who sees to the requirement.
func (p people) onTime(ctx context.Context, client *ent.Client, a asked, members []typeid.ID) error {
	var rows []struct {
		Who   typeid.ID      `json:"who"`
		State sla.ClockState `json:"state"`
		Count int            `json:"count"`
	}
	err := client.SlaClock.Query().Where(
		slaclock.KindEQ(sla.ClockFirstResponse), slaclock.StateNotIn(sla.ClockCancelled, sla.ClockPaused),
		slaclock.DueAtGTE(a.from()), slaclock.DueAtLT(a.to()), clocks.Decided(viewer.Now(ctx)),
	).Modify(func(s *sql.Selector) {
		who := assigned(s, slaclock.FieldRequirementID, members)
		s.Select(sql.As(who, "who"), sql.As(s.C(slaclock.FieldState), "state"), sql.As(sql.Count("*"), "count")).GroupBy(who, s.C(slaclock.FieldState))
	}).Scan(ctx, &rows)
	if err != nil {
		return err
	}
	for _, row := range rows {
		met := 0
		if row.State == sla.ClockMet {
			met = row.Count
		}
		p.add(row.Who, met, row.Count)
	}
	fact := []predicate.Requirement{requirement.AssigneeIDIn(members...), requirement.TimelyNotNil(), requirement.ReceivedAtGTE(a.from()), requirement.ReceivedAtLT(a.to())}
	return p.split(ctx, client, requirement.Timely(true), requirement.FieldAssigneeID, fact...)
}

// ratings adds up what customers thought, of the most that they could have thought.
func (p people) ratings(ctx context.Context, client *ent.Client, a asked, members []typeid.ID) error {
	var rows []struct {
		Who    typeid.ID `json:"who"`
		Scores int       `json:"scores"`
		Count  int       `json:"count"`
	}
	err := client.SatisfactionRating.Query().Where(
		satisfactionrating.SubjectTypeEQ(flow.SubjectRequirement),
		satisfactionrating.RatedAtGTE(a.from()), satisfactionrating.RatedAtLT(a.to()),
	).Modify(func(s *sql.Selector) {
		who := assigned(s, satisfactionrating.FieldSubjectID, members)
		s.Select(sql.As(who, "who"), sql.As(sql.Sum(s.C(satisfactionrating.FieldScore)), "scores"), sql.As(sql.Count("*"), "count")).GroupBy(who)
	}).Scan(ctx, &rows)
	for _, row := range rows {
		p.add(row.Who, row.Scores, row.Count*bestScore)
	}
	return err
}

// trained counts the trainings that the members were assessed in, in the period.
func (p people) trained(ctx context.Context, client *ent.Client, a asked, members []typeid.ID) error {
	which := []predicate.TrainingRecord{
		trainingrecord.MemberIDIn(members...), trainingrecord.StateEQ(flow.TrainingAttended), trainingrecord.PassedNotNil(),
		trainingrecord.AssessedAtGTE(a.from()), trainingrecord.AssessedAtLT(a.to()),
	}
	for _, part := range []score.Part{score.PartAll, score.PartGood} {
		if part == score.PartGood {
			which = append(which, trainingrecord.Passed(true))
		}
		var rows []share
		if err := client.TrainingRecord.Query().Where(which...).Modify(each(trainingrecord.FieldMemberID)).Scan(ctx, &rows); err != nil {
			return err
		}
		p.parts(part, rows)
	}
	return nil
}
