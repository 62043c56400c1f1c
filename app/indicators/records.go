package indicators

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/interaction"
	"heed/ent/predicate"
	"heed/ent/requirement"
	"heed/ent/satisfactionrating"
	"heed/ent/slaclock"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// records are the records that an indicator rests on: all of them, the good ones, or
// the rest. Their own table is that of what the indicator rests on.
func records(ctx context.Context, rule score.Definition, a asked, part score.Part) ([]func(*sql.Selector), error) {
	good := func(p *sql.Predicate) []*sql.Predicate {
		switch part {
		case score.PartGood:
			return []*sql.Predicate{p}
		case score.PartRest:
			return []*sql.Predicate{sql.Not(p)}
		case score.PartAll:
		}
		return nil
	}
	switch rule.Code {
	case score.ResponseOnTimeRate:
		due := with(ctx, slaclock.Table, slaclock.FieldRequirementID, func(s *sql.Selector) []*sql.Predicate {
			return append(good(sql.EQ(s.C(slaclock.FieldState), sla.ClockMet)),
				sql.EQ(s.C(slaclock.FieldKind), sla.ClockFirstResponse), sql.NotIn(s.C(slaclock.FieldState), sla.ClockCancelled, sla.ClockPaused),
				sql.GTE(s.C(slaclock.FieldDueAt), a.from()), sql.LT(s.C(slaclock.FieldDueAt), a.to()),
				sql.Or(sql.NotNull(s.C(slaclock.FieldStoppedAt)), sql.LTE(s.C(slaclock.FieldDueAt), viewer.Now(ctx))))
		})
		said := requirement.TimelyNotNil() // by facts, which have no clocks
		if part != score.PartAll {
			said = requirement.Timely(part == score.PartGood)
		}
		fact := requirement.And(said, requirement.ReceivedAtGTE(a.from()), requirement.ReceivedAtLT(a.to()))
		return join(requirement.Or(append(as[predicate.Requirement](due), fact)...)), nil
	case score.ResponseTimeRatio:
		return with(ctx, slaclock.Table, slaclock.FieldRequirementID, func(s *sql.Selector) []*sql.Predicate {
			return append(good(sql.EQ(s.C(slaclock.FieldState), sla.ClockMet)),
				sql.EQ(s.C(slaclock.FieldKind), sla.ClockFirstResponse), sql.NEQ(s.C(slaclock.FieldState), sla.ClockCancelled),
				sql.GTE(s.C(slaclock.FieldStoppedAt), a.from()), sql.LT(s.C(slaclock.FieldStoppedAt), a.to()))
		}), nil
	case score.RequirementSatisfaction, score.RequirementSatisfactionTop:
		return with(ctx, satisfactionrating.Table, satisfactionrating.FieldSubjectID, func(s *sql.Selector) []*sql.Predicate {
			return append(good(sql.GTE(s.C(satisfactionrating.FieldScore), score.TopScore)),
				sql.EQ(s.C(satisfactionrating.FieldSubjectType), flow.SubjectRequirement),
				sql.GTE(s.C(satisfactionrating.FieldRatedAt), a.from()), sql.LT(s.C(satisfactionrating.FieldRatedAt), a.to()))
		}), nil
	case score.CompletionRate:
		return join(received(a), requirement.StateNEQ(flow.RequirementRejected), endKnown(), split(part, closedBy(a))), nil
	case score.CompletionRateTotal:
		return join(toDate(a), endKnown(), split(part, closedBy(a))), nil
	case score.EntryTimeliness:
		return join(received(a), requirement.Historic(false), split(part, entered(ctx))), nil
	case score.NeedCollection:
		class := flow.CollectionKey // each month (D0-23)
		if a.span.Period == flow.PeriodQuarter {
			class = flow.CollectionGeneral // each quarter (D0-24)
		}
		return collected(ctx, a, part, class), nil
	case score.RepurchaseRate:
		return buyers(ctx, a, part), nil
	case score.DeliveryPerfectRate:
		return deliveries(a, part), nil
	case score.ComplaintRate, score.ComplaintOnTimeRate, score.ComplaintAcceptanceRate, score.ComplaintRecurrenceRate:
		return complaintRecords(ctx, rule, a, part), nil
	case score.TouchpointCompliance:
		return inspected(a, part), nil
	case score.InspectionPlanRate:
		return due(ctx, a, part), nil
	case score.SurveyResponseRate:
		return arrived(a, part), nil
	case score.Tidy48hRate, score.WarnFollowUp24h:
		return clocked(ctx, ofAnswers[rule.Code], a, part), nil
	case score.MaintenancePlanRate:
		return maintained(ctx, a, part), nil
	case score.NeedConversionRate: // and opportunities, in their own table
		return needsOf(a, part), nil
	case score.SatisfactionChange:
		return compared(ctx, a, part), nil
	case score.ExperienceSatisfaction: // and research, in its own table
		return scored(ctx, a, part), nil
	case score.Loyalty:
		return recommending(a, part), nil
	}
	return nil, fmt.Errorf("indicators: %s rests on nothing", rule.Code)
}

// with is: the record is one that rows of another table name, of those that fit.
func with(ctx context.Context, table, column string, fit func(*sql.Selector) []*sql.Predicate) []func(*sql.Selector) {
	tenant := viewer.Tenant(ctx)
	return []func(*sql.Selector){func(s *sql.Selector) {
		t := sql.Dialect(s.Dialect()).Table(table)
		these := sql.Dialect(s.Dialect()).Select(t.C(column)).From(t)
		these.Where(sql.And(append(fit(these), sql.EQ(t.C("tenant_id"), tenant))...))
		s.Where(sql.In(s.C("id"), these))
	}}
}

// join gives predicates of requirements as they are applied.
func join(all ...predicate.Requirement) []func(*sql.Selector) {
	out := make([]func(*sql.Selector), 0, len(all))
	for _, p := range all {
		if p != nil {
			out = append(out, p)
		}
	}
	return out
}

// split is the part of the records of which the good ones are known; nil for all.
func split(part score.Part, good predicate.Requirement) predicate.Requirement {
	switch part {
	case score.PartGood:
		return good
	case score.PartRest:
		return requirement.Not(good)
	case score.PartAll:
	}
	return nil
}

// received is the cohort of the period: received in it, neither drafts nor merged.
func received(a asked) predicate.Requirement {
	return requirement.And(requirement.ReceivedAtGTE(a.from()), toDate(a))
}

// toDate is what was received by the end of the period.
func toDate(a asked) predicate.Requirement {
	return requirement.And(requirement.ReceivedAtLT(a.to()), requirement.StateNotIn(flow.RequirementDraft, flow.RequirementMerged))
}

// endKnown leaves out facts that do not say when they were answered: of a period
// nobody can tell whether they were done by its end.
func endKnown() predicate.Requirement {
	return requirement.Or(requirement.Historic(false), requirement.ClosedAtNotNil())
}

// closedBy is: closed by the end of the period, and not taken up again. A requirement
// that was never closed has no time of it, so the state is asked first.
func closedBy(a asked) predicate.Requirement {
	return requirement.And(requirement.StateEQ(flow.RequirementClosed), requirement.ClosedAtNotNil(), requirement.ClosedAtLT(a.to()))
}

// collected are the customers of a class, as they are classed now, that were there at
// the end of the period; the good ones were talked with in it, key customers in depth.
func collected(ctx context.Context, a asked, part score.Part, class flow.CollectionClass) []func(*sql.Selector) {
	keys := []string{}
	for _, t := range tenants.ConfigFrom(ctx).Tiers {
		if t.CollectionClass == class {
			keys = append(keys, t.Key)
		}
	}
	tenant := viewer.Tenant(ctx)
	talked := func(s *sql.Selector) *sql.Predicate {
		t := sql.Dialect(s.Dialect()).Table(interaction.Table)
		fit := []*sql.Predicate{
			sql.EQ(t.C(interaction.FieldTenantID), tenant),
			sql.GTE(t.C(interaction.FieldOccurredAt), a.from()), sql.LT(t.C(interaction.FieldOccurredAt), a.to()),
		}
		if class == flow.CollectionKey {
			fit = append(fit, sql.EQ(t.C(interaction.FieldInDepth), true))
		}
		return sql.In(s.C(customer.FieldID), sql.Dialect(s.Dialect()).Select(t.C(interaction.FieldCustomerID)).From(t).Where(sql.And(fit...)))
	}
	all := []func(*sql.Selector){customer.TierKeyIn(keys...), customer.CreatedAtLT(a.to())}
	switch part {
	case score.PartGood:
		all = append(all, func(s *sql.Selector) { s.Where(talked(s)) })
	case score.PartRest:
		all = append(all, func(s *sql.Selector) { s.Where(sql.Not(talked(s))) })
	case score.PartAll:
	}
	return all
}

// Requirements limits a list to the requirements behind the figure. The list has the
// viewer's own scope. Which of them customers thought well of is not for who does not
// see ratings. Errors: field.masked.
func (f *Figure) Requirements(ctx context.Context, q *ent.RequirementQuery, part score.Part) (*ent.RequirementQuery, error) {
	if rated := f.Rule.Code == score.RequirementSatisfaction || f.Rule.Code == score.RequirementSatisfactionTop; rated && part != score.PartAll {
		if err := authz.Unmasked(ctx, authz.Requirement, "rating"); err != nil {
			return nil, err
		}
	}
	a := f.asked(ctx)
	which, err := records(ctx, f.Rule, a, part)
	if err != nil {
		return nil, err
	}
	if a.departments != nil {
		q.Where(requirement.LeadDepartmentIDIn(a.departments...))
	}
	return q.Where(as[predicate.Requirement](which)...), nil
}

// Customers is Requirements of an indicator that rests on customers. Which of them said in
// surveys that they are less content is not for who does not read what they say. Errors:
// FORBIDDEN.
func (f *Figure) Customers(ctx context.Context, q *ent.CustomerQuery, part score.Part) (*ent.CustomerQuery, error) {
	if f.Rule.Code == score.SatisfactionChange && part != score.PartAll {
		if err := authz.Require(ctx, authz.SurveyResponseRead); err != nil {
			return nil, err
		}
	}
	a, rule := f.asked(ctx), f.Rule
	if rule.Also == score.OnCustomers { // what it falls back on
		rule, _ = score.Of(score.RepurchaseRate)
	}
	which, err := records(ctx, rule, a, part)
	if err != nil {
		return nil, err
	}
	if a.departments != nil {
		q.Where(customer.DepartmentIDIn(a.departments...))
	}
	return q.Where(as[predicate.Customer](which)...), nil
}

func (f *Figure) asked(ctx context.Context) asked {
	return asked{span: f.Span, departments: tenants.ConfigFrom(ctx).Below(f.DepartmentID), touchpoint: f.TouchpointID, post: f.Post}
}
