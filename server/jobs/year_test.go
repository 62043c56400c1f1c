package jobs

import (
	"container/heap"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/companyhead"
	"heed/ent/event"
	"heed/rules/fault"
	"heed/rules/typeid"
	"heed/rules/viewer"
	"heed/server/delivery"
)

// A company lives a year: customers are talked with or not, needs are heard, answered
// in time or late, rated, taken up again; deadlines and the calendar change meanwhile,
// and all that time asks for is done. Then the figures are counted again from the
// journal alone, by other means than those that counted them first: every snapshot as
// it was when it was made, and every month as it is now (D0-59 to D0-63).
func TestD0_63_SimulatedYear(t *testing.T) {
	for name, in := range yearIn {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			began := time.Now()
			y := newYear(t, in.fresh(t), in)
			y.found()
			y.foresee()
			y.live(yearEnd)
			lived := time.Since(began)
			f := y.fold()
			y.compare(f)
			t.Logf("%d requirements, %d clocks, %d interactions, %d tasks, %d events, %d letters; lived in %.1f s, recounted in %.1f s",
				len(f.requirements), len(f.clocks), len(f.talks), len(f.tasks), f.position, y.letters, lived.Seconds(), (time.Since(began) - lived).Seconds())
			t.Logf("acts: %v", y.acts)
			t.Logf("refused: %v", y.refused)
		})
	}
}

// When the year begins and ends: the world's first day, and the day after the figures
// of the last whole month are kept.
var (
	yearBegin = apptest.Start
	yearEnd   = time.Date(2027, 10, 8, 16, 0, 0, 0, time.UTC)
)

// yearWorld is a database, and how large the company is that lives the year in it.
type yearWorld struct {
	fresh     func(testing.TB) *apptest.World
	customers int // at the beginning
	needs     int // heard in a working day, in hundredths
}

// year is a company that lives it. Whatever happens by chance happens each time alike.
type year struct {
	*stage
	world    yearWorld
	works    *Works
	rng      *rand.Rand
	zone     *time.Location
	viewers  map[string]*viewer.Viewer
	names    map[typeid.ID]string // of the members
	clients  []*client
	almanac  almanac   // by which people come and go
	almanacs []almanac // what the calendar became, change by change

	agenda   agenda
	planned  int
	done     map[string]string // the period for which a duty was done last
	relayed  int64             // the event up to which reactions are done
	closings []closing
	kept     map[typeid.ID]*ent.IndicatorSnapshot
	faulted  map[typeid.ID]bool // requirements whose delay was looked into

	acts, refused map[string]int
	letters       int
	wrong         int // what did not fit
}

func newYear(t *testing.T, w *apptest.World, in yearWorld) *year {
	y := &year{
		stage: newStage(t, w), world: in, rng: rand.New(rand.NewPCG(yearSeed, 0)), viewers: map[string]*viewer.Viewer{}, names: map[typeid.ID]string{},
		almanac: almanacOf2026(), done: map[string]string{}, kept: map[typeid.ID]*ent.IndicatorSnapshot{},
		faulted: map[typeid.ID]bool{}, acts: map[string]int{}, refused: map[string]int{},
	}
	y.zone = tenants.ConfigFrom(w.A.System()).Zone
	y.works = &Works{
		Client: w.Client, Journal: w.Journal, Keys: w.Keys, Files: attachments.NewStore(w.Bucket), PublicURL: "https://heed.example",
		Now: w.Clock.Now, Company: w.Who.AsSystem,
		Post: func(context.Context, delivery.Letter) error { y.letters++; return nil },
	}
	return y
}

// live lets the time pass, hour by hour: first what people do in the hour, to the
// minute, then what the hour asks for.
func (y *year) live(end time.Time) {
	for hour := yearBegin.Truncate(time.Hour).Add(time.Hour); !hour.After(end); hour = hour.Add(time.Hour) {
		for y.agenda.Len() > 0 && y.agenda[0].at.Before(hour) {
			due, _ := heap.Pop(&y.agenda).(*entry)
			y.Clock.Set(due.at)
			due.do()
		}
		y.Clock.Set(hour)
		y.tick()
		for _, d := range duties {
			y.duty(d)
		}
	}
}

// tick does what the time asks for, when anything is due.
func (y *year) tick() {
	sys := y.A.System()
	due, err := y.Client.CompanyHead.Query().Where(companyhead.CompanyID(y.A.ID), companyhead.NextDueAtLTE(y.Clock.Now())).Exist(sys)
	if err != nil || !due {
		y.check("looking for what is due", err)
		return
	}
	letters := Tick{
		Name: "mail_notices", Next: nextLetters, Idle: true,
		Do: func(ctx context.Context, w *Works) error {
			return sendNotices(ctx, w, letterBudget, func(string) error { return nil })
		},
	}
	y.check("ticking", y.works.tick(sys, append(slices.Clone(ticks), letters)))
	y.follow()
}

// duty does a duty once a day from its hour on, as the engine plans it.
func (y *year) duty(d Duty) {
	zone, ctx := y.zone, y.A.System()
	if d.Everywhere {
		zone, ctx = time.UTC, y.Context()
	}
	period := d.period(y.Clock.Now().In(zone))
	if y.done[d.Name] == period {
		return
	}
	y.done[d.Name] = period
	if d.Name == closePeriods.Name {
		y.close(d)
		return
	}
	y.check(d.Name, d.Do(ctx, y.works))
	y.follow()
}

// follow does what follows from the events since the last time.
func (y *year) follow() {
	for more := true; more; {
		sys := y.A.System()
		events, err := y.Client.Event.Query().Where(event.PositionGT(y.relayed)).Order(event.ByPosition()).Limit(relayAtOnce).All(sys)
		y.check("reading events", err)
		for _, e := range events {
			y.relayed = e.Position
			for _, r := range reactions {
				if slices.Contains(r.Types, e.Type) {
					y.check(r.Name, r.React(sys, y.works, e))
				}
			}
		}
		more = len(events) > 0
	}
}

// act is a member, or the system when nobody is named, doing something, and all that
// follows from it. It tells whether it was done: the company's rules may refuse what
// people try.
func (y *year) act(who, what string, do func(ctx context.Context, tx *ent.Tx) error) bool {
	y.t.Helper()
	_, err := y.Journal.Change(y.as(who), do)
	var f *fault.Error
	if errors.As(err, &f) && expected[f.Key] {
		y.refused[what+": "+f.Key]++
		return false
	}
	if err != nil {
		y.t.Fatalf("%s: %s: %s: %v", y.Clock.Now().In(y.zone).Format(time.DateTime), who, what, err)
	}
	y.acts[what]++
	y.follow()
	return true
}

// made is act of a verb that makes or changes a record; nil when it was refused.
func made[In, Out any](y *year, who, what string, verb func(context.Context, *ent.Tx, In) (*Out, error), in In) (out *Out) {
	y.t.Helper()
	y.act(who, what, func(ctx context.Context, tx *ent.Tx) (err error) {
		out, err = verb(ctx, tx, in)
		return err
	})
	return out
}

// as is the context of a member now, of the system for "".
func (y *year) as(who string) context.Context {
	sys := y.A.System()
	if who == "" {
		return sys
	}
	v, ok := y.viewers[who]
	if !ok {
		y.viewers[who] = viewer.From(y.A.As(who))
		v = y.viewers[who]
	}
	return tenants.WithConfig(viewer.With(sys, v), tenants.ConfigFrom(sys))
}

func (y *year) check(what string, err error) {
	y.t.Helper()
	if err != nil {
		y.t.Fatalf("%s: %s: %v", y.Clock.Now().In(y.zone).Format(time.DateTime), what, err)
	}
}
