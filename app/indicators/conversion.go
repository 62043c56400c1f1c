package indicators

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/database"
	"heed/ent/opportunity"
	"heed/ent/predicate"
	"heed/ent/requirement"
	"heed/rules/flow"
	"heed/rules/score"
)

// convertWithin is within how many hours a need of an answer is planned, tried or won, to
// have come to something (model 4).
const convertWithin = 90 * 24

// needsOf are the requirements that were drawn from answers in the period: they are made
// when an answer is put in order. The good ones were planned in time.
func needsOf(a asked, part score.Part) []func(*sql.Selector) {
	return heard(part, requirement.FieldPlannedAt,
		requirement.OriginTypeEQ(flow.SubjectSurveyResponse), requirement.CreatedAtGTE(a.from()), requirement.CreatedAtLT(a.to()))
}

// chancesOf are the opportunities of answers; the good ones were tried or won in time.
func chancesOf(a asked, part score.Part) []func(*sql.Selector) {
	return heard(part, opportunity.FieldConvertedAt,
		opportunity.ResponseIDNotNil(), opportunity.CreatedAtGTE(a.from()), opportunity.CreatedAtLT(a.to()))
}

// heard are records that came of answers; the column says since when they came to something.
func heard[P ~func(*sql.Selector)](part score.Part, column string, which ...P) []func(*sql.Selector) {
	all := make([]func(*sql.Selector), len(which))
	for i, p := range which {
		all[i] = p
	}
	soon := database.Within(column, "created_at", convertWithin)
	switch part {
	case score.PartGood:
		all = append(all, func(s *sql.Selector) { s.Where(sql.And(sql.NotNull(s.C(column)), alone(s, soon))) })
	case score.PartRest:
		all = append(all, func(s *sql.Selector) { s.Where(sql.Or(sql.IsNull(s.C(column)), sql.Not(alone(s, soon)))) })
	case score.PartAll:
	}
	return all
}

// alone is what the limit asks for, apart from what the selector has.
func alone(s *sql.Selector, limit func(*sql.Selector)) *sql.Predicate {
	one := s.Clone()
	one.SetP(nil)
	limit(one)
	return one.P()
}

// countConversion counts the needs that answers brought, and those that came to something.
func countConversion(ctx context.Context, client *ent.Client, rule score.Definition, a asked) (parts, error) {
	p, err := countShare(ctx, rule, a, requirementsBy(client, a))
	if err != nil {
		return nil, err
	}
	for _, part := range []score.Part{score.PartAll, score.PartGood} {
		q := client.Opportunity.Query().Where(as[predicate.Opportunity](chancesOf(a, part))...)
		if a.departments != nil {
			q.Where(opportunity.DepartmentIDIn(a.departments...))
		}
		var rows []amount
		if err := q.Modify(byColumn(opportunity.FieldDepartmentID)).Scan(ctx, &rows); err != nil {
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

// Opportunities is Requirements of an indicator that rests on opportunities.
func (f *Figure) Opportunities(ctx context.Context, q *ent.OpportunityQuery, part score.Part) (*ent.OpportunityQuery, error) {
	a := f.asked(ctx)
	if a.departments != nil {
		q.Where(opportunity.DepartmentIDIn(a.departments...))
	}
	return q.Where(as[predicate.Opportunity](chancesOf(a, part))...), nil
}
