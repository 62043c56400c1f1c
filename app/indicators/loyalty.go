package indicators

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/predicate"
	"heed/ent/surveyresponse"
	"heed/rules/score"
	"heed/rules/typeid"
)

// Who says 9 or 10 of 10 promotes the company, who says 6 or less does not.
const (
	promotes = 9
	detracts = 6
)

// recommending are the answers of the period that say whether the customer would recommend
// the company; the good ones promote it.
func recommending(a asked, part score.Part) []func(*sql.Selector) {
	which := []func(*sql.Selector){surveyresponse.SubmittedAtGTE(a.from()), surveyresponse.SubmittedAtLT(a.to()), surveyresponse.RecommendNotNil()}
	switch part {
	case score.PartGood:
		which = append(which, surveyresponse.RecommendGTE(promotes))
	case score.PartRest:
		which = append(which, surveyresponse.RecommendLT(promotes))
	case score.PartAll:
	}
	return which
}

// countLoyalty counts those who promote the company less those who do not, of all who were
// asked in the period; of a company that asked nobody, customers who ordered again (model 4).
func countLoyalty(ctx context.Context, client *ent.Client, a asked) (parts, error) {
	var rows []struct {
		Department *typeid.ID `json:"department"`
		Promote    int64      `json:"promote"`
		Detract    int64      `json:"detract"`
		Count      int64      `json:"count"`
	}
	err := client.SurveyResponse.Query().Where(as[predicate.SurveyResponse](recommending(a, score.PartAll))...).Modify(func(s *sql.Selector) {
		department, said := s.C(surveyresponse.FieldDepartmentID), s.C(surveyresponse.FieldRecommend)
		many := func(op string, bound int, name string) {
			s.AppendSelectExprAs(sql.ExprFunc(func(b *sql.Builder) {
				b.WriteString("SUM(CASE WHEN " + said + op).Arg(bound).WriteString(" THEN 1 ELSE 0 END)")
			}), name)
		}
		s.Select(sql.As(department, "department"), sql.As(sql.Count("*"), "count")).GroupBy(department)
		many(" >= ", promotes, "promote")
		many(" <= ", detracts, "detract")
	}).Scan(ctx, &rows)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		rule, _ := score.Of(score.RepurchaseRate)
		return countShare(ctx, rule, a, customersBy(client, a))
	}
	p := parts{}
	for _, row := range rows {
		if a.counts(row.Department) {
			p.add(row.Department, score.Sum{Numerator: row.Promote - row.Detract, Denominator: row.Count, Sample: int(row.Count)})
		}
	}
	return p, nil
}
