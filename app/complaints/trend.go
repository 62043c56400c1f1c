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
	"heed/authz"
	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/counter"
	"heed/ent/slaclock"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// Month is what came of complaints in a month of the company's calendar (D2-65).
type Month struct {
	Month    string // YYYY-MM
	From, To string // its days
	Received int
	Closed   int
	OnTime   int // resolutions due in it that were in time, and facts received in it that say so
	Accepted int // of those closed
}

// Trend tells month by month, of the months that hold the days, or of the twelve up to the
// present one: from the maintained counters for who reads all complaints (one statement),
// else by counting what the viewer reads (five). Errors: FORBIDDEN, and those of the period
// on from and to.
func Trend(ctx context.Context, client *ent.Client, from, to *string) ([]*Month, error) {
	if err := authz.Require(ctx, authz.ComplaintRead); err != nil {
		return nil, err
	}
	zone, now := tenants.ConfigFrom(ctx).Zone, viewer.Now(ctx)
	if from == nil && to == nil {
		last := score.At(flow.PeriodMonth, now, zone)
		from, to = new(last.From.AddDate(0, -11, 0).Format(time.DateOnly)), new(last.Last())
	}
	p, err := requirements.PeriodOf(from, to, now, zone)
	if err != nil {
		return nil, err
	}
	spans := monthsOf(p, zone)
	all := make([]*Month, len(spans))
	for i, m := range spans {
		all[i] = &Month{Month: m.First()[:len("2006-01")], From: m.First(), To: m.Last()}
	}
	if authz.Can(ctx, authz.ComplaintRead) == viewer.All {
		return all, countedMonths(ctx, client, all)
	}
	return all, countingMonths(ctx, client, all, spans)
}

func monthsOf(p requirements.Period, zone *time.Location) []score.Span {
	return score.Span{From: p.Begin.In(zone), To: p.End.In(zone)}.Months()
}

// part is where a month has what a figure counts.
func (m *Month) part(figure string) *int {
	switch figure {
	case receivedFigure:
		return &m.Received
	case closedFigure:
		return &m.Closed
	case acceptedFigure:
		return &m.Accepted
	default:
		return &m.OnTime
	}
}

func countedMonths(ctx context.Context, client *ent.Client, all []*Month) error {
	var rows []struct {
		Name  string `json:"name"`
		Month string `json:"month"`
		Sum   int    `json:"sum"`
	}
	err := client.Counter.Query().Where(
		counter.NameIn(receivedFigure, closedFigure, acceptedFigure, clocks.ResolutionsMet),
		counter.BucketGTE(all[0].From), counter.BucketLTE(all[len(all)-1].To),
	).Modify(func(s *sql.Selector) {
		name := s.C(counter.FieldName)
		s.Select(sql.As(name, "name"), sql.As(sql.Sum(s.C(counter.FieldAmount)), "sum")).
			AppendSelectExprAs(sql.Raw("SUBSTR("+s.C(counter.FieldBucket)+", 1, 7)"), "month").GroupBy(name, "month")
	}).Scan(ctx, &rows)
	if err != nil {
		return fmt.Errorf("complaints: reading counters: %w", err)
	}
	for _, row := range rows {
		for i := range all {
			if all[i].Month == row.Month {
				*all[i].part(row.Name) += row.Sum
			}
		}
	}
	return nil
}

// countingMonths counts what the viewer reads.
func countingMonths(ctx context.Context, client *ent.Client, all []*Month, spans []score.Span) error {
	begin, end := spans[0].From.UTC(), spans[len(spans)-1].To.UTC()
	ends := make([]time.Time, len(spans))
	for i, m := range spans {
		ends[i] = m.To
	}
	var rows []struct {
		Month int `json:"month"`
		Count int `json:"number"`
	}
	by := func(column string) func(*sql.Selector) {
		return func(s *sql.Selector) {
			s.Select().AppendSelectExprAs(month(s, column, ends), "month").AppendSelectExprAs(sql.Raw("COUNT(*)"), "number").GroupBy("month")
		}
	}
	closed := complaint.And(complaint.StateEQ(flow.ComplaintClosed), complaint.ClosedAtGTE(begin), complaint.ClosedAtLT(end))
	received := complaint.And(complaint.ReceivedAtGTE(begin), complaint.ReceivedAtLT(end))
	for _, c := range []struct {
		figure string
		scan   func() error
	}{
		{receivedFigure, func() error {
			return client.Complaint.Query().Where(received).Modify(by(complaint.FieldReceivedAt)).Scan(ctx, &rows)
		}},
		{closedFigure, func() error {
			return client.Complaint.Query().Where(closed).Modify(by(complaint.FieldClosedAt)).Scan(ctx, &rows)
		}},
		{acceptedFigure, func() error {
			return client.Complaint.Query().Where(closed, complaint.OutcomeEQ(flow.OutcomeAccepted)).Modify(by(complaint.FieldClosedAt)).Scan(ctx, &rows)
		}},
		{clocks.ResolutionsMet, func() error {
			return client.SlaClock.Query().Where(indicators.DueIn(sla.ClockComplaintResolution, begin, end), slaclock.StateEQ(sla.ClockMet)).
				Modify(by(slaclock.FieldDueAt)).Scan(ctx, &rows)
		}},
		{clocks.ResolutionsMet, func() error {
			return client.Complaint.Query().Where(received, complaint.Timely(true)).Modify(by(complaint.FieldReceivedAt)).Scan(ctx, &rows)
		}},
	} {
		rows = nil
		if err := c.scan(); err != nil {
			return fmt.Errorf("complaints: counting months: %w", err)
		}
		for _, row := range rows {
			*all[row.Month].part(c.figure) += row.Count
		}
	}
	return nil
}
