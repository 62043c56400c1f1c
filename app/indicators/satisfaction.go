package indicators

import (
	"context"
	"errors"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/predicate"
	"heed/ent/researchactivity"
	"heed/ent/satisfactionrating"
	"heed/ent/surveycampaign"
	"heed/ent/surveyresponse"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// changeScale keeps differences of means as whole numbers.
const changeScale = 1_000_000

// changeSQL adds up by how much the mean score of each customer who rated in both periods
// changed, by the department that looks after the customer.
const changeSQL = `SELECT c.department_id, COUNT(*),
	COALESCE(SUM(CAST(ROUND(1000000.0 * (n.now_total * 1.0 / n.now_count - n.was_total * 1.0 / n.was_count)) AS bigint)), 0)
	FROM (SELECT customer_id,
		SUM(CASE WHEN rated_at >= $3 THEN score ELSE 0 END) AS now_total, SUM(CASE WHEN rated_at >= $3 THEN 1 ELSE 0 END) AS now_count,
		SUM(CASE WHEN rated_at < $3 THEN score ELSE 0 END) AS was_total, SUM(CASE WHEN rated_at < $3 THEN 1 ELSE 0 END) AS was_count
		FROM satisfaction_ratings
		WHERE tenant_id = $1 AND subject_type = 'SURVEY_RESPONSE' AND rated_at >= $2 AND rated_at < $4 GROUP BY customer_id) n
	JOIN customers c ON c.tenant_id = $1 AND c.id = n.customer_id
	WHERE n.now_count > 0 AND n.was_count > 0 GROUP BY c.department_id`

// countChange compares what customers said in surveys, and when they were asked again, with
// what the same customers said in the period before (D3-31).
func countChange(ctx context.Context, client *ent.Client, a asked) (p parts, err error) {
	rows, err := client.QueryContext(ctx, changeSQL, viewer.Tenant(ctx), a.span.Before().From.UTC(), a.from(), a.to())
	if err != nil {
		return nil, fmt.Errorf("indicators: comparing satisfaction: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	p = parts{}
	for rows.Next() {
		var (
			department *typeid.ID
			customers  int64
			changed    int64
		)
		if err := rows.Scan(&department, &customers, &changed); err != nil {
			return nil, fmt.Errorf("indicators: comparing satisfaction: %w", err)
		}
		if a.counts(department) {
			p.add(department, score.Sum{Numerator: changed, Denominator: customers * changeScale, Scale: changeScale, Sample: int(customers)})
		}
	}
	return p, rows.Err()
}

// compared are the customers behind countChange; the good ones did not become less content.
func compared(ctx context.Context, a asked, part score.Part) []func(*sql.Selector) {
	tenant, turn := viewer.Tenant(ctx), a.from()
	said := func(s *sql.Selector, what string, now bool) *sql.Selector {
		build := sql.Dialect(s.Dialect())
		t := build.Table(satisfactionrating.Table).As(map[bool]string{true: "rated_now", false: "rated_before"}[now])
		between := sql.And(sql.GTE(t.C(satisfactionrating.FieldRatedAt), a.span.Before().From.UTC()), sql.LT(t.C(satisfactionrating.FieldRatedAt), turn))
		if now {
			between = sql.And(sql.GTE(t.C(satisfactionrating.FieldRatedAt), turn), sql.LT(t.C(satisfactionrating.FieldRatedAt), a.to()))
		}
		return build.SelectExpr(sql.Raw(fmt.Sprintf(what, t.C(satisfactionrating.FieldScore)))).From(t).Where(sql.And(
			sql.EQ(t.C("tenant_id"), tenant), sql.EQ(t.C(satisfactionrating.FieldSubjectType), flow.SubjectSurveyResponse),
			sql.ColumnsEQ(t.C(satisfactionrating.FieldCustomerID), s.C(customer.FieldID)), between,
		))
	}
	which := []func(*sql.Selector){func(s *sql.Selector) {
		s.Where(sql.And(sql.Exists(said(s, "%s", true)), sql.Exists(said(s, "%s", false))))
	}}
	less := func(s *sql.Selector) *sql.Predicate {
		return sql.P(func(b *sql.Builder) {
			b.Wrap(func(b *sql.Builder) { b.Join(said(s, "AVG(%s)", true)) }).WriteString(" < ").Wrap(func(b *sql.Builder) { b.Join(said(s, "AVG(%s)", false)) })
		})
	}
	switch part {
	case score.PartGood:
		which = append(which, func(s *sql.Selector) { s.Where(sql.Not(less(s))) })
	case score.PartRest:
		which = append(which, func(s *sql.Selector) { s.Where(less(s)) })
	case score.PartAll:
	}
	return which
}

// scored are the answers to campaigns about experience that say how content the customer is;
// the good ones are content.
func scored(ctx context.Context, a asked, part score.Part) []func(*sql.Selector) {
	tenant, content := viewer.Tenant(ctx), surveyresponse.ScoreGTE(score.TopScore)
	which := []func(*sql.Selector){
		surveyresponse.SubmittedAtGTE(a.from()), surveyresponse.SubmittedAtLT(a.to()), surveyresponse.ScoreNotNil(),
		func(s *sql.Selector) {
			t := sql.Dialect(s.Dialect()).Table(surveycampaign.Table)
			s.Where(sql.In(s.C(surveyresponse.FieldCampaignID), sql.Dialect(s.Dialect()).Select(t.C(surveycampaign.FieldID)).From(t).Where(sql.And(
				sql.EQ(t.C("tenant_id"), tenant), sql.EQ(t.C(surveycampaign.FieldProgram), flow.ProgramExperienceSatisfaction),
			))))
		},
	}
	switch part {
	case score.PartGood:
		which = append(which, content)
	case score.PartRest:
		which = append(which, surveyresponse.Not(content))
	case score.PartAll:
	}
	return which
}

// methodOf is by which method research finds out how content customers are; false for those
// that do not (D1-37, D1-38, D2-38).
func methodOf(m flow.ResearchMethod) (flow.RatingMethod, bool) {
	switch m {
	case flow.ResearchInterview, flow.ResearchFocusGroup:
		return flow.RatingInterview, true
	case flow.ResearchMystery, flow.ResearchObservation:
		return flow.RatingObservation, true
	default:
		return "", false
	}
}

// visited is the research of the period that scored how content customers are.
func visited(a asked, part score.Part) []func(*sql.Selector) {
	content := researchactivity.ScoreGTE(score.TopScore)
	which := []func(*sql.Selector){
		researchactivity.StateEQ(flow.ResearchDone), researchactivity.DoneOnGTE(a.from()), researchactivity.DoneOnLT(a.to()), researchactivity.ScoreNotNil(),
		researchactivity.MethodIn(flow.ResearchInterview, flow.ResearchFocusGroup, flow.ResearchMystery, flow.ResearchObservation),
	}
	switch part {
	case score.PartGood:
		which = append(which, content)
	case score.PartRest:
		which = append(which, researchactivity.Not(content))
	case score.PartAll:
	}
	return which
}

// places of methods among means.
var meanOf = map[flow.RatingMethod]int{flow.RatingQuestionnaire: 0, flow.RatingInterview: 1, flow.RatingObservation: 2}

// countExperience weighs what each method found by the company's weights (D1-35, D2-68).
func countExperience(ctx context.Context, client *ent.Client, a asked) (parts, error) {
	p, weights := parts{}, tenants.ConfigFrom(ctx).Tenant.Settings.Satisfaction()
	add := func(department *typeid.ID, method flow.RatingMethod, total, count int64) {
		weight := int64(weights.Of(method))
		if weight == 0 { // the figure does not rest on it
			return
		}
		s := score.Sum{Sample: int(count)}
		s.Means[meanOf[method]] = score.Mean{Weight: weight, Total: total, Count: count}
		p.add(department, s)
	}
	var answers []struct {
		Department *typeid.ID `json:"department"`
		Total      int64      `json:"total"`
		Count      int64      `json:"count"`
	}
	q := client.SurveyResponse.Query().Where(as[predicate.SurveyResponse](scored(ctx, a, score.PartAll))...)
	if a.departments != nil {
		q.Where(surveyresponse.DepartmentIDIn(a.departments...))
	}
	err := q.Modify(func(s *sql.Selector) {
		department := s.C(surveyresponse.FieldDepartmentID)
		s.Select(sql.As(department, "department"), sql.As(sql.Sum(s.C(surveyresponse.FieldScore)), "total"), sql.As(sql.Count("*"), "count")).GroupBy(department)
	}).Scan(ctx, &answers)
	if err != nil {
		return nil, err
	}
	for _, row := range answers {
		add(row.Department, flow.RatingQuestionnaire, row.Total, row.Count)
	}
	var visits []struct {
		Department *typeid.ID          `json:"department"`
		Method     flow.ResearchMethod `json:"method"`
		Total      int64               `json:"total"`
		Count      int64               `json:"count"`
	}
	research := client.ResearchActivity.Query().Where(as[predicate.ResearchActivity](visited(a, score.PartAll))...)
	if a.departments != nil {
		research.Where(researchactivity.DepartmentIDIn(a.departments...))
	}
	err = research.Modify(func(s *sql.Selector) {
		department, method := s.C(researchactivity.FieldDepartmentID), s.C(researchactivity.FieldMethod)
		s.Select(sql.As(department, "department"), sql.As(method, "method"), sql.As(sql.Sum(s.C(researchactivity.FieldScore)), "total"), sql.As(sql.Count("*"), "count")).
			GroupBy(department, method)
	}).Scan(ctx, &visits)
	for _, row := range visits {
		if method, ok := methodOf(row.Method); ok {
			add(row.Department, method, row.Total, row.Count)
		}
	}
	return p, err
}

// Research is Requirements of an indicator that rests on research.
func (f *Figure) Research(ctx context.Context, q *ent.ResearchActivityQuery, part score.Part) (*ent.ResearchActivityQuery, error) {
	a := f.asked(ctx)
	if a.departments != nil {
		q.Where(researchactivity.DepartmentIDIn(a.departments...))
	}
	return q.Where(as[predicate.ResearchActivity](visited(a, part))...), nil
}
