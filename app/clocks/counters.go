package clocks

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/companyhead"
	"heed/ent/counter"
	"heed/ent/database"
	"heed/ent/predicate"
	"heed/ent/slaclock"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The maintained figures of responses (table counters) count first-response
// clocks, and those of resolutions the clocks of complaints, by the day on which they
// are due, in the company's zone: all but cancelled ones and those that are paused,
// which are not due; and those stopped in time. Facts count by the day on which they
// were received (fact.go).
const (
	ResponsesDue   = "requirement.response.due"
	ResponsesMet   = "requirement.response.met"
	ResolutionsDue = "complaint.resolution.due"
	ResolutionsMet = "complaint.resolution.met"
)

// counted are the kinds of clocks that figures are kept of, with the names of theirs:
// those due, and those met.
var counted = map[sla.ClockKind]struct{ due, met string }{
	sla.ClockFirstResponse:       {ResponsesDue, ResponsesMet},
	sla.ClockComplaintResolution: {ResolutionsDue, ResolutionsMet},
}

// Figure is the name and the bucket of a maintained figure.
type Figure struct{ Name, Bucket string }

// countClock moves a clock from its old figures to its new ones; was is nil for
// a new one.
func countClock(ctx context.Context, was, now *ent.SlaClock) {
	zone := tenants.ConfigFrom(ctx).Zone
	if was != nil {
		Count(ctx, figures(was, zone), -1)
	}
	Count(ctx, figures(now, zone), +1)
}

// Count adds the amount to all of the figures.
func Count(ctx context.Context, figures []Figure, amount int) {
	for _, f := range figures {
		journal.Count(ctx, f.Name, f.Bucket, amount)
	}
}

func figures(c *ent.SlaClock, zone *time.Location) []Figure {
	of, ok := counted[c.Kind]
	if !ok || c.State == sla.ClockCancelled || c.State == sla.ClockPaused {
		return nil
	}
	day := c.DueAt.In(zone).Format(time.DateOnly)
	all := []Figure{{of.due, day}}
	if c.State == sla.ClockMet {
		all = append(all, Figure{of.met, day})
	}
	return all
}

// Decided is: the clock has stopped, or is due by now. What runs and has time left is
// neither in time nor late, and in no share of answers, though its figure counts it on
// the day to come.
func Decided(now time.Time) predicate.SlaClock {
	return slaclock.Or(slaclock.StoppedAtNotNil(), slaclock.DueAtLTE(now))
}

// figuresPage is how many clocks are read at a time.
const figuresPage = 5_000

// Figures computes the maintained figures of clocks and facts of the context's company from
// its rows, in the system's name. Figures of zero are left out.
func Figures(ctx context.Context, client *ent.Client) (map[Figure]int, error) {
	all := map[Figure]int{}
	zone := tenants.ConfigFrom(ctx).Zone
	ctx = viewer.SystemOf(ctx)
	for last, more := typeid.ID(""), true; more; {
		q := client.SlaClock.Query().Where(slaclock.KindIn(slices.Collect(maps.Keys(counted))...))
		if last != "" {
			q.Where(slaclock.IDGT(last))
		}
		page, err := q.Order(slaclock.ByID()).Limit(figuresPage).All(ctx)
		if err != nil {
			return nil, fmt.Errorf("clocks: counting: %w", err)
		}
		for _, c := range page {
			for _, f := range figures(c, zone) {
				all[f]++
			}
			last = c.ID
		}
		more = len(page) == figuresPage
	}
	if err := addFacts(ctx, client, zone, all); err != nil {
		return nil, err
	}
	return all, addComplaints(ctx, client, zone, all)
}

// Rezone makes the figures by day anew in another time zone. The end of the
// journal is held meanwhile: all changes that are counted come before, all others
// after.
func Rezone(ctx context.Context, tx *ent.Tx, zone string) error {
	q := tx.CompanyHead.Query().Where(companyhead.CompanyID(viewer.Tenant(ctx)))
	q.Modify(database.Lock)
	if _, err := q.Only(ctx); err != nil {
		return fmt.Errorf("clocks: holding the journal: %w", err)
	}
	ctx, err := InZone(ctx, zone)
	if err != nil {
		return err
	}
	all, err := Figures(ctx, tx.Client())
	if err != nil {
		return err
	}
	return Anew(ctx, tx, all, ResponsesDue, ResponsesMet, ResolutionsDue, ResolutionsMet)
}

// InZone is the context with the company in another time zone.
func InZone(ctx context.Context, zone string) (context.Context, error) {
	config := *tenants.ConfigFrom(ctx)
	var err error
	if config.Zone, err = time.LoadLocation(zone); err != nil {
		return ctx, fmt.Errorf("clocks: the time zone: %w", err)
	}
	return tenants.WithConfig(ctx, &config), nil
}

// Anew writes figures in the place of all that have these names. The end of the journal
// is held.
func Anew(ctx context.Context, tx *ent.Tx, all map[Figure]int, names ...string) error {
	if _, err := tx.Counter.Delete().Where(counter.NameIn(names...)).Exec(ctx); err != nil {
		return fmt.Errorf("clocks: taking figures away: %w", err)
	}
	const atOnce = 500
	var rows []*ent.CounterCreate
	write := func() error {
		if err := tx.Counter.CreateBulk(rows...).Exec(ctx); err != nil {
			return fmt.Errorf("clocks: writing figures: %w", err)
		}
		rows = nil
		return nil
	}
	for f, n := range all {
		rows = append(rows, tx.Counter.Create().SetName(f.Name).SetBucket(f.Bucket).SetAmount(n))
		if len(rows) == atOnce {
			if err := write(); err != nil {
				return err
			}
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return write()
}
