package complaints

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"heed/app/clocks"
	"heed/app/indicators"
	"heed/app/requirements"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/counter"
	"heed/ent/customer"
	"heed/ent/purchaserecord"
	"heed/ent/slaclock"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// counted reads the maintained counters, and with them what none is kept of: what is
// overdue, and the orders of the period. Counters of resolutions count
// clocks by the day on which they are due: what may still be answered in time is taken off.
func counted(ctx context.Context, client *ent.Client, p requirements.Period) (tally, error) {
	var rows []struct {
		Name      string `json:"name"`
		Sum       int    `json:"sum"`
		Ahead     int    `json:"ahead"`
		Overdue   int    `json:"overdue"`
		Orders    int    `json:"orders"`
		Customers int    `json:"customers"`
	}
	var stock []string
	for figure, values := range map[string][]string{
		stateFigure: flow.ComplaintState("").Values(), severityFigure: append(flow.Severity("").Values(), unassessed),
		pathFigure: append(flow.HandlingPath("").Values(), unassessed),
	} {
		for _, v := range values {
			stock = append(stock, figure+v)
		}
	}
	tenant, now := viewer.Tenant(ctx), viewer.Now(ctx)
	before := p.Earlier(indicators.RecurWithin, tenants.ConfigFrom(ctx).Zone)
	err := client.Counter.Query().Where(counter.Or(
		counter.And(counter.NameIn(stock...), counter.Bucket("")),
		counter.And(counter.NameIn(receivedFigure, countedFigure, closedFigure, endedFigure, acceptedFigure, clocks.ResolutionsDue, clocks.ResolutionsMet),
			counter.BucketGTE(p.First), counter.BucketLTE(p.Last)),
		counter.And(counter.NameIn(knownFigure, recurredFigure), counter.BucketGTE(before.First), counter.BucketLTE(before.Last)),
	)).Modify(func(s *sql.Selector) {
		name, build := s.C(counter.FieldName), sql.Dialect(s.Dialect())
		s.Select(sql.As(name, "name"), sql.As(sql.Sum(s.C(counter.FieldAmount)), "sum")).GroupBy(name)
		// None of these depends on the row: the database counts each once.
		number := func(as, table string, fit func(*sql.Selector)) {
			of := build.Select(sql.Count("*")).From(build.Table(table))
			fit(of)
			s.AppendSelectExprAs(of, as)
		}
		number("ahead", slaclock.Table, slaclock.And(slaclock.TenantID(tenant),
			indicators.DueIn(sla.ClockComplaintResolution, p.Begin, p.End), slaclock.Not(clocks.Decided(now))))
		number("overdue", complaint.Table, complaint.And(complaint.TenantID(tenant), overdue(now)))
		number("orders", purchaserecord.Table, purchaserecord.And(purchaserecord.TenantID(tenant), indicators.Ordered(p.First, p.Last)))
		if p.End.After(now) { // all there are
			of := build.Select(counter.FieldAmount).From(build.Table(counter.Table))
			counter.And(counter.TenantID(tenant), counter.Name(tenants.CustomersFigure), counter.Bucket(""))(of)
			s.AppendSelectExprAs(sql.ExprFunc(func(b *sql.Builder) {
				b.WriteString("COALESCE(").Wrap(func(b *sql.Builder) { b.Join(of) }).WriteString(", 0)")
			}), "customers")
		} else {
			number("customers", customer.Table, customer.And(customer.TenantID(tenant), customer.CreatedAtLT(p.End)))
		}
	}).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("complaints: reading counters: %w", err)
	}
	if len(rows) == 0 { // nobody has complained yet: there is nothing that the other numbers could stand beside
		return counting(ctx, client, p)
	}
	t := tally{}
	for _, row := range rows {
		t[row.Name] = row.Sum
		if row.Name == clocks.ResolutionsDue {
			t[row.Name] -= row.Ahead
		}
		t[overdueNow], t[ordersThen], t[tenants.CustomersFigure] = row.Overdue, row.Orders, row.Customers
	}
	return t, nil
}
