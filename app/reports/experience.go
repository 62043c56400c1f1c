package reports

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"entgo.io/ent/dialect/sql/sqljson"

	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/finding"
	"heed/ent/improvementaction"
	"heed/ent/predicate"
	"heed/ent/purchaserecord"
	"heed/ent/researchactivity"
	"heed/ent/surveycampaign"
	"heed/rules/flow"
	"heed/rules/report"
	"heed/rules/score"
)

// pains is how many of what research found to hurt are told.
const pains = 10

// within leaves out what is of other departments than those that are looked at.
func within[P ~func(*sql.Selector)](g *gathering, column string, which ...P) []P {
	if g.departments == nil {
		return which
	}
	ids := make([]any, len(g.departments))
	for i, id := range g.departments {
		ids[i] = id
	}
	return append(which, func(s *sql.Selector) { s.Where(sql.In(s.C(column), ids...)) })
}

// experience joins what is known of how customers experience purchases (D2-39).
func (g *gathering) experience(ctx context.Context, p period, from, to string) report.Experience {
	e := report.Experience{From: from, To: to}
	orders := g.client.PurchaseRecord.Query().Where(within(g, purchaserecord.FieldDepartmentID, purchaserecord.OrderedOnGTE(from), purchaserecord.OrderedOnLTE(to))...)
	var err error
	e.Orders, err = orders.Clone().Count(ctx)
	g.failed("orders", err)
	e.Flawed, err = orders.Where(func(s *sql.Selector) { s.Where(sqljson.LenGT(s.C(purchaserecord.FieldExceptions), 0)) }).Count(ctx)
	g.failed("orders", err)
	e.Natures, e.Products = g.complaints(ctx, p, complaint.FieldNature), g.complaints(ctx, p, complaint.FieldProduct)
	e.Visits, e.Pains = g.visits(ctx, p)
	e.Findings, err = g.client.Finding.Query().Where(within(g, finding.FieldDepartmentID, finding.StateNEQ(flow.FindingClosed))...).Count(ctx)
	g.failed("findings", err)
	open := improvementaction.StateIn(flow.ActionPlanned, flow.ActionInProgress, flow.ActionDone)
	e.Actions, err = g.client.ImprovementAction.Query().Where(within(g, improvementaction.FieldDepartmentID, open)...).Count(ctx)
	g.failed("measures", err)
	return e
}

// complaints counts those of the period by a column, most first.
func (g *gathering) complaints(ctx context.Context, p period, column string) []report.Pair {
	var rows []struct {
		Value *string `json:"value"`
		Count int     `json:"count"`
	}
	said := predicate.Complaint(func(s *sql.Selector) { s.Where(sql.And(sql.NotNull(s.C(column)), sql.NEQ(s.C(column), ""))) })
	err := g.client.Complaint.Query().Where(within(g, complaint.FieldOwnerDepartmentID, complaint.ReceivedAtGTE(p.begin), complaint.ReceivedAtLT(p.end), said)...).
		Modify(func(s *sql.Selector) {
			s.Select().AppendSelectAs(s.C(column), "value").AppendSelectAs(sql.Count("*"), "count").GroupBy(s.C(column)).OrderBy(sql.Desc("count"), s.C(column)).Limit(top)
		}).Scan(ctx, &rows)
	g.failed("complaints", err)
	var all []report.Pair
	for _, r := range rows {
		all = append(all, report.Pair{Value: *r.Value, Count: r.Count})
	}
	return all
}

// visits are the research of the period by its methods, and what it found to hurt. What is
// not published yet stays unsaid: departments read the report (D2-38).
func (g *gathering) visits(ctx context.Context, p period) ([]report.Visits, []string) {
	done := researchactivity.And(researchactivity.StateEQ(flow.ResearchDone), researchactivity.DoneOnGTE(p.begin), researchactivity.DoneOnLT(p.end),
		researchactivity.Confidential(false), researchactivity.Or(researchactivity.MethodNEQ(flow.ResearchMystery), researchactivity.PublishedAtNotNil()))
	which := within(g, researchactivity.FieldDepartmentID, done)
	var rows []struct {
		Method string   `json:"method"`
		Count  int      `json:"count"`
		Mean   *float64 `json:"mean"`
	}
	err := g.client.ResearchActivity.Query().Where(which...).GroupBy(researchactivity.FieldMethod).
		Aggregate(ent.Count(), ent.As(ent.Mean(researchactivity.FieldScore), "mean")).Scan(ctx, &rows)
	g.failed("research", err)
	var all []report.Visits
	for _, r := range rows {
		all = append(all, report.Visits{Method: r.Method, Count: r.Count, Mean: r.Mean})
	}
	found, err := g.client.ResearchActivity.Query().Where(which...).Order(researchactivity.ByDoneOn(sql.OrderDesc()), researchactivity.ByID()).
		Limit(pains).Select(researchactivity.FieldInsights).All(ctx)
	g.failed("what research found", err)
	var hurt []string
	for _, r := range found {
		for _, i := range r.Insights {
			if (i.Kind == flow.InsightPainPoint || i.Kind == flow.InsightProblem) && len(hurt) < pains {
				hurt = append(hurt, i.Text)
			}
		}
	}
	return all, hurt
}

// reviewed are the campaigns of the period that were looked at (D3-31). What fewer than five
// said is not told: one of them might be known by it.
func (g *gathering) reviewed(ctx context.Context, p period) []report.Reviewed {
	rows, err := g.client.SurveyCampaign.Query().Where(within(g, surveycampaign.FieldDepartmentID, surveycampaign.StateEQ(flow.CampaignReviewed),
		surveycampaign.ClosedAtGTE(p.begin), surveycampaign.ClosedAtLT(p.end))...).
		Order(surveycampaign.ByClosedAt(), surveycampaign.ByID()).Limit(campaigns).All(ctx)
	g.failed("campaigns", err)
	var all []report.Reviewed
	for _, c := range rows {
		if c.Review == nil {
			continue
		}
		r := report.Reviewed{Name: c.Name, Program: string(c.Program), Conclusion: c.Review.Conclusion, Sent: c.Review.Sent, Completed: c.Review.Completed}
		if r.Completed >= score.LeastAnswers {
			r.Mean, r.Before = c.Review.Mean, c.Review.Before
		}
		all = append(all, r)
	}
	return all
}

// campaigns is how many a report lists.
const campaigns = 50
