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
	"heed/ent/predicate"
	"heed/ent/requirement"
	"heed/ent/satisfactionrating"
	"heed/ent/slaclock"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// asked is what is counted: a period, of these departments, all when nil; of a
// touchpoint, any when "".
type asked struct {
	span        score.Span
	departments []typeid.ID
	touchpoint  typeid.ID
	post        string // any when "": of what is about trainings
	apart       bool   // by touchpoint, not by department: of what rests on inspections
}

func (a asked) from() time.Time { return a.span.From.UTC() }
func (a asked) to() time.Time   { return a.span.To.UTC() }

// parts is what an indicator is made of, by the department that leads the
// requirement, or looks after the customer; "" for none.
type parts map[typeid.ID]score.Sum

func (p parts) add(department *typeid.ID, s score.Sum) {
	id := typeid.ID("")
	if department != nil {
		id = *department
	}
	p[id] = p[id].Plus(s)
}

func (p parts) all() score.Sum {
	var all score.Sum
	for _, s := range p {
		all = all.Plus(s)
	}
	return all
}

// among is the sum of these departments.
func (p parts) among(departments []typeid.ID) score.Sum {
	var all score.Sum
	for _, id := range departments {
		all = all.Plus(p[id])
	}
	return all
}

// count computes an indicator in the system's name, by one to four statements.
func count(ctx context.Context, client *ent.Client, rule score.Definition, a asked) (parts, error) {
	ctx = viewer.AsSystem(ctx, viewer.Tenant(ctx))
	var (
		p   parts
		err error
	)
	switch rule.Code {
	case score.ResponseOnTimeRate:
		p, err = countOnTime(ctx, client, a)
	case score.ResponseTimeRatio:
		p, err = countTime(ctx, client, a, stoppedLot)
	case score.RequirementSatisfaction, score.RequirementSatisfactionTop:
		p, err = countRatings(ctx, client, a, rule.Code == score.RequirementSatisfactionTop)
	case score.NeedCollection, score.RepurchaseRate:
		p, err = countShare(ctx, rule, a, customersBy(client, a))
	case score.ComplaintRate:
		p, err = countComplaints(ctx, client, rule, a)
	case score.ComplaintOnTimeRate:
		p, err = countResolved(ctx, client, a)
	case score.ComplaintAcceptanceRate, score.ComplaintRecurrenceRate:
		p, err = countShare(ctx, rule, a, complaintsBy(client, a))
	case score.DeliveryPerfectRate:
		p, err = countShare(ctx, rule, a, purchasesBy(client, a))
	case score.TouchpointCompliance:
		p, err = countItems(ctx, client, a)
	case score.InspectionPlanRate:
		p, err = countShare(ctx, rule, a, inspectionsBy(client, a))
	case score.SurveyResponseRate:
		p, err = countShare(ctx, rule, a, invitationsBy(client, a))
	case score.Tidy48hRate, score.WarnFollowUp24h:
		p, err = countAnswerClocks(ctx, client, ofAnswers[rule.Code], a)
	case score.MaintenancePlanRate:
		p, err = countShare(ctx, rule, a, tasksBy(client, a))
	case score.NeedConversionRate:
		p, err = countConversion(ctx, client, rule, a)
	case score.SatisfactionChange:
		p, err = countChange(ctx, client, a)
	case score.ExperienceSatisfaction:
		p, err = countExperience(ctx, client, a)
	case score.Loyalty:
		p, err = countLoyalty(ctx, client, a)
	case score.TrainingCoverage, score.TrainingPassRate, score.TrainingScore, score.TrainingFeedback, score.TrainingHours, score.RetrainingOverdueRate:
		var by spots
		if by, err = countTrainings(ctx, client, rule, a); err == nil {
			p = by.parts()
		}
	default:
		p, err = countShare(ctx, rule, a, requirementsBy(client, a))
	}
	if err != nil {
		return nil, fmt.Errorf("indicators: counting %s: %w", rule.Code, err)
	}
	return p, nil
}

// amount is how many records there are of a department.
type amount struct {
	Department *typeid.ID `json:"department"`
	Count      int64      `json:"count"`
}

// countShare counts the records of an indicator, and the good ones; where less is better,
// the others.
func countShare(ctx context.Context, rule score.Definition, a asked, by func(context.Context, []func(*sql.Selector)) ([]amount, error)) (parts, error) {
	p, above := parts{}, score.PartGood
	if rule.Better == flow.BetterLower {
		above = score.PartRest
	}
	for _, part := range []score.Part{score.PartAll, above} {
		which, err := records(ctx, rule, a, part)
		if err != nil {
			return nil, err
		}
		rows, err := by(ctx, which)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			if part == score.PartAll {
				p.add(row.Department, score.Sum{Denominator: row.Count, Sample: int(row.Count)})
			} else {
				p.add(row.Department, score.Sum{Numerator: row.Count})
			}
		}
	}
	return p, nil
}

func requirementsBy(client *ent.Client, a asked) func(context.Context, []func(*sql.Selector)) ([]amount, error) {
	return func(ctx context.Context, which []func(*sql.Selector)) (rows []amount, err error) {
		q := client.Requirement.Query().Where(as[predicate.Requirement](which)...)
		if a.departments != nil {
			q.Where(requirement.LeadDepartmentIDIn(a.departments...))
		}
		err = q.Modify(func(s *sql.Selector) {
			s.Select(sql.As(s.C(requirement.FieldLeadDepartmentID), "department"), sql.As(sql.Count("*"), "count")).
				GroupBy(s.C(requirement.FieldLeadDepartmentID))
		}).Scan(ctx, &rows)
		return rows, err
	}
}

func customersBy(client *ent.Client, a asked) func(context.Context, []func(*sql.Selector)) ([]amount, error) {
	return func(ctx context.Context, which []func(*sql.Selector)) (rows []amount, err error) {
		q := client.Customer.Query().Where(as[predicate.Customer](which)...)
		if a.departments != nil {
			q.Where(customer.DepartmentIDIn(a.departments...))
		}
		err = q.Modify(func(s *sql.Selector) {
			s.Select(sql.As(s.C(customer.FieldDepartmentID), "department"), sql.As(sql.Count("*"), "count")).
				GroupBy(s.C(customer.FieldDepartmentID))
		}).Scan(ctx, &rows)
		return rows, err
	}
}

func as[P ~func(*sql.Selector)](which []func(*sql.Selector)) []P {
	all := make([]P, len(which))
	for i, w := range which {
		all[i] = w
	}
	return all
}

// led joins the requirement of a row, so that its department can be asked for.
func led(s *sql.Selector, column string, a asked) *sql.SelectTable {
	t := sql.Dialect(s.Dialect()).Table(requirement.Table).As("led")
	s.Join(t).OnP(sql.And(
		sql.ColumnsEQ(s.C(column), t.C(requirement.FieldID)), sql.ColumnsEQ(s.C("tenant_id"), t.C(requirement.FieldTenantID)),
	))
	if a.departments != nil {
		s.Where(in(t.C(requirement.FieldLeadDepartmentID), a.departments))
	}
	return t
}

func in(column string, ids []typeid.ID) *sql.Predicate {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	return sql.In(column, args...)
}

// countOnTime counts the first-response clocks that were due by now, and the facts
// received in the period that say whether they were answered in time. What is yet to be
// answered and has the time to be is neither in time nor late.
func countOnTime(ctx context.Context, client *ent.Client, a asked) (parts, error) {
	var rows []struct {
		Department *typeid.ID     `json:"department"`
		State      sla.ClockState `json:"state"`
		Count      int64          `json:"count"`
	}
	err := client.SlaClock.Query().Where(
		slaclock.KindEQ(sla.ClockFirstResponse), slaclock.StateNotIn(sla.ClockCancelled, sla.ClockPaused),
		slaclock.DueAtGTE(a.from()), slaclock.DueAtLT(a.to()), clocks.Decided(viewer.Now(ctx)),
	).Modify(func(s *sql.Selector) {
		r := led(s, slaclock.FieldRequirementID, a)
		s.Select(sql.As(r.C(requirement.FieldLeadDepartmentID), "department"), sql.As(s.C(slaclock.FieldState), "state"), sql.As(sql.Count("*"), "count")).
			GroupBy(r.C(requirement.FieldLeadDepartmentID), s.C(slaclock.FieldState))
	}).Scan(ctx, &rows)
	p := parts{}
	for _, row := range rows {
		s := score.Sum{Denominator: row.Count, Sample: int(row.Count)}
		if row.State == sla.ClockMet {
			s.Numerator = row.Count
		}
		p.add(row.Department, s)
	}
	if err != nil {
		return nil, err
	}
	return p, countFacts(ctx, client, a, p)
}

// countFacts adds what facts say: they have no clocks.
func countFacts(ctx context.Context, client *ent.Client, a asked, p parts) error {
	var rows []struct {
		Department *typeid.ID `json:"department"`
		Timely     bool       `json:"timely"`
		Count      int64      `json:"count"`
	}
	q := client.Requirement.Query().Where(requirement.TimelyNotNil(), requirement.ReceivedAtGTE(a.from()), requirement.ReceivedAtLT(a.to()))
	if a.departments != nil {
		q.Where(requirement.LeadDepartmentIDIn(a.departments...))
	}
	err := q.Modify(func(s *sql.Selector) {
		department, timely := s.C(requirement.FieldLeadDepartmentID), s.C(requirement.FieldTimely)
		s.Select(sql.As(department, "department"), sql.As(timely, "timely"), sql.As(sql.Count("*"), "count")).GroupBy(department, timely)
	}).Scan(ctx, &rows)
	for _, row := range rows {
		s := score.Sum{Denominator: row.Count, Sample: int(row.Count)}
		if row.Timely {
			s.Numerator = row.Count
		}
		p.add(row.Department, s)
	}
	return err
}

// stoppedLot is how many stopped clocks are read at a time.
const stoppedLot = 5_000

// countTime adds up what first responses took and were allowed. What is working time
// is known to calendars and not to the database: the clocks are read, lot by lot.
func countTime(ctx context.Context, client *ent.Client, a asked, lot int) (parts, error) {
	p := parts{}
	for last, more := typeid.ID(""), true; more; {
		stopped, err := stoppedAfter(ctx, client, a, last, lot)
		if err != nil {
			return nil, err
		}
		addTime(ctx, p, stopped)
		if more = len(stopped) == lot; more {
			last = stopped[lot-1].ID
		}
	}
	return p, nil
}

// stoppedAfter are the next clocks of first responses that stopped in the period, in the
// order of their ids, with what is counted of them and the leading department.
func stoppedAfter(ctx context.Context, client *ent.Client, a asked, last typeid.ID, lot int) ([]*ent.SlaClock, error) {
	q := client.SlaClock.Query().Where(
		slaclock.KindEQ(sla.ClockFirstResponse), slaclock.StateNEQ(sla.ClockCancelled),
		slaclock.StoppedAtGTE(a.from()), slaclock.StoppedAtLT(a.to()),
	).Order(slaclock.ByID()).Limit(lot)
	if last != "" {
		q.Where(slaclock.IDGT(last))
	}
	q.Modify(func(s *sql.Selector) {
		s.AppendSelect(sql.As(led(s, slaclock.FieldRequirementID, a).C(requirement.FieldLeadDepartmentID), "department"))
	})
	return q.Select(
		slaclock.FieldCalendarID, slaclock.FieldAmount, slaclock.FieldUnit, slaclock.FieldStartedAt, slaclock.FieldDueAt,
		slaclock.FieldState, slaclock.FieldPauses, slaclock.FieldStoppedAt,
	).All(ctx)
}

func addTime(ctx context.Context, p parts, stopped []*ent.SlaClock) {
	config := tenants.ConfigFrom(ctx)
	for _, c := range stopped {
		calendar, ok := config.Calendars[c.CalendarID]
		if !ok {
			calendar = config.Calendar()
		}
		clock := sla.Clock{
			Limit:     sla.Limit{Amount: c.Amount, Unit: c.Unit},
			StartedAt: c.StartedAt, DueAt: c.DueAt, State: c.State, Pauses: c.Pauses, StoppedAt: c.StoppedAt,
		}
		var department *typeid.ID
		if named, err := c.Value("department"); err == nil && named != nil {
			id := typeid.ID(fmt.Sprintf("%s", named))
			department = &id
		}
		p.add(department, score.Sum{
			Numerator: clock.SpentMinutes(calendar), Denominator: clock.Limit.AllowedMinutes(),
			Scale: int64(time.Hour.Minutes()), Sample: 1,
		})
	}
}

// countRatings counts what customers thought of results.
func countRatings(ctx context.Context, client *ent.Client, a asked, top bool) (parts, error) {
	var rows []struct {
		Department *typeid.ID `json:"department"`
		Score      int64      `json:"score"`
		Count      int64      `json:"count"`
	}
	err := client.SatisfactionRating.Query().Where(
		satisfactionrating.SubjectTypeEQ(flow.SubjectRequirement),
		satisfactionrating.RatedAtGTE(a.from()), satisfactionrating.RatedAtLT(a.to()),
	).Modify(func(s *sql.Selector) {
		r := led(s, satisfactionrating.FieldSubjectID, a)
		s.Select(sql.As(r.C(requirement.FieldLeadDepartmentID), "department"), sql.As(s.C(satisfactionrating.FieldScore), "score"), sql.As(sql.Count("*"), "count")).
			GroupBy(r.C(requirement.FieldLeadDepartmentID), s.C(satisfactionrating.FieldScore))
	}).Scan(ctx, &rows)
	p := parts{}
	for _, row := range rows {
		s := score.Sum{Denominator: row.Count, Sample: int(row.Count)}
		switch {
		case !top:
			s.Numerator = row.Score * row.Count
		case row.Score >= score.TopScore:
			s.Numerator = row.Count
		}
		p.add(row.Department, s)
	}
	return p, err
}
