package complaints

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/clocks"
	"heed/app/indicators"
	"heed/app/requirements"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/customer"
	"heed/ent/predicate"
	"heed/ent/slaclock"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// overdue is: open, and a clock is past its due time.
func overdue(now time.Time) predicate.Complaint {
	return complaint.And(complaint.StateIn(flow.OpenComplaints...), complaint.DueAtLTE(now))
}

// counting counts what the viewer reads, by a number of statements that does not depend on
// how much it is.
func counting(ctx context.Context, client *ent.Client, p requirements.Period) (tally, error) {
	t := tally{}
	for _, step := range []func(context.Context, *ent.Client, requirements.Period) error{
		t.stock, t.received, t.closed, t.resolved, t.recurred,
	} {
		if err := step(ctx, client, p); err != nil {
			return nil, fmt.Errorf("complaints: counting: %w", err)
		}
	}
	var err error
	if t[ordersThen], err = client.PurchaseRecord.Query().Where(indicators.Ordered(p.First, p.Last)).Count(ctx); err != nil {
		return nil, fmt.Errorf("complaints: counting orders: %w", err)
	}
	if t[tenants.CustomersFigure], err = client.Customer.Query().Where(customer.CreatedAtLT(p.End)).Count(ctx); err != nil {
		return nil, fmt.Errorf("complaints: counting customers: %w", err)
	}
	return t, nil
}

// stock is where complaints stand now.
func (t tally) stock(ctx context.Context, client *ent.Client, _ requirements.Period) error {
	var rows []struct {
		State    flow.ComplaintState `json:"state"`
		Severity *flow.Severity      `json:"severity"`
		Path     *flow.HandlingPath  `json:"path"`
		Count    int                 `json:"count"`
	}
	err := client.Complaint.Query().GroupBy(complaint.FieldState, complaint.FieldSeverity, complaint.FieldPath).Aggregate(ent.Count()).Scan(ctx, &rows)
	if err != nil {
		return err
	}
	for _, row := range rows {
		t[stateFigure+string(row.State)] += row.Count
		if row.State.Open() {
			t[severityFigure+orUnassessed(row.Severity)] += row.Count
			t[pathFigure+orUnassessed(row.Path)] += row.Count
		}
	}
	t[overdueNow], err = client.Complaint.Query().Where(overdue(viewer.Now(ctx))).Count(ctx)
	return err
}

func (t tally) received(ctx context.Context, client *ent.Client, p requirements.Period) error {
	var rows []struct {
		State   flow.ComplaintState    `json:"state"`
		Outcome *flow.ComplaintOutcome `json:"outcome"`
		Count   int                    `json:"count"`
	}
	err := client.Complaint.Query().Where(complaint.ReceivedAtGTE(p.Begin), complaint.ReceivedAtLT(p.End)).
		GroupBy(complaint.FieldState, complaint.FieldOutcome).Aggregate(ent.Count()).Scan(ctx, &rows)
	for _, row := range rows {
		t[receivedFigure] += row.Count
		if row.State != flow.ComplaintWithdrawn && (row.Outcome == nil || *row.Outcome != flow.OutcomeUnfound) {
			t[countedFigure] += row.Count
		}
	}
	return err
}

func (t tally) closed(ctx context.Context, client *ent.Client, p requirements.Period) error {
	var rows []struct {
		Outcome *flow.ComplaintOutcome `json:"outcome"`
		Count   int                    `json:"count"`
	}
	err := client.Complaint.Query().Where(complaint.StateEQ(flow.ComplaintClosed), complaint.ClosedAtGTE(p.Begin), complaint.ClosedAtLT(p.End)).
		GroupBy(complaint.FieldOutcome).Aggregate(ent.Count()).Scan(ctx, &rows)
	for _, row := range rows {
		t[closedFigure] += row.Count
		if row.Outcome != nil {
			t[endedFigure] += row.Count
		}
		if row.Outcome != nil && *row.Outcome == flow.OutcomeAccepted {
			t[acceptedFigure] += row.Count
		}
	}
	return err
}

func (t tally) resolved(ctx context.Context, client *ent.Client, p requirements.Period) error {
	var rows []struct {
		State sla.ClockState `json:"state"`
		Count int            `json:"count"`
	}
	err := client.SlaClock.Query().Where(indicators.DueIn(sla.ClockComplaintResolution, p.Begin, p.End), clocks.Decided(viewer.Now(ctx))).
		GroupBy(slaclock.FieldState).Aggregate(ent.Count()).Scan(ctx, &rows)
	if err != nil {
		return err
	}
	for _, row := range rows {
		t[clocks.ResolutionsDue] += row.Count
		if row.State == sla.ClockMet {
			t[clocks.ResolutionsMet] += row.Count
		}
	}
	var facts []struct {
		Timely bool `json:"timely"`
		Count  int  `json:"count"`
	}
	err = client.Complaint.Query().Where(complaint.TimelyNotNil(), complaint.ReceivedAtGTE(p.Begin), complaint.ReceivedAtLT(p.End)).
		GroupBy(complaint.FieldTimely).Aggregate(ent.Count()).Scan(ctx, &facts)
	for _, row := range facts {
		t[clocks.ResolutionsDue] += row.Count
		if row.Timely {
			t[clocks.ResolutionsMet] += row.Count
		}
	}
	return err
}

func (t tally) recurred(ctx context.Context, client *ent.Client, p requirements.Period) error {
	before := p.Earlier(indicators.RecurWithin, tenants.ConfigFrom(ctx).Zone)
	known := complaint.And(indicators.Known(), complaint.ClosedAtGTE(before.Begin), complaint.ClosedAtLT(before.End))
	var err error
	if t[knownFigure], err = client.Complaint.Query().Where(known).Count(ctx); err != nil {
		return err
	}
	t[recurredFigure], err = client.Complaint.Query().Where(known, indicators.Recurred(viewer.Tenant(ctx))).Count(ctx)
	return err
}

// month counts by the months of a span: CASE by their last instants, for no database is
// asked to know the company's zone.
func month(s *sql.Selector, column string, ends []time.Time) sql.Querier {
	return sql.ExprFunc(func(b *sql.Builder) {
		b.WriteString("CASE")
		for i, end := range ends {
			b.WriteString(" WHEN " + s.C(column) + " < ").Arg(end.UTC()).WriteString(fmt.Sprintf(" THEN %d", i))
		}
		b.WriteString(" END")
	})
}
