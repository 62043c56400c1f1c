package jobs

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/requirements"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
	"heed/rules/words"
)

// done is for whom and when duties were done.
type done struct {
	mu  sync.Mutex
	all []string
}

func (d *done) duty(name string, everywhere bool) Duty {
	return Duty{Name: name, Hour: 8, Everywhere: everywhere, Do: func(ctx context.Context, w *Works) error {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.all = append(d.all, name+" "+string(viewer.Tenant(ctx))+" "+w.Now().Format(time.DateOnly))
		return nil
	}}
}

func (d *done) are(t *testing.T, what string, want ...string) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	slices.Sort(d.all)
	slices.Sort(want)
	if !slices.Equal(d.all, want) {
		t.Errorf("%s: done are %q, want %q", what, d.all, want)
	}
	d.all = nil
}

// A duty is done once a period in each company, whoever plans it how often, and
// once after downtime.
func TestDuties(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s, d := newStage(t, w), &done{}
		a, b := string(w.A.ID), string(w.B.ID)
		duties := []Duty{d.duty("daily", false), d.duty("once", true)}
		e := s.engine(nil, duties)
		plan := func(e *Engine) {
			t.Helper()
			s.must(e.Plan)
			s.works(e)
		}
		plan(e)
		d.are(t, "the first time", "daily "+a+" 2026-09-09", "daily "+b+" 2026-09-09", "once  2026-09-09")
		plan(e)
		plan(s.engine(nil, duties))
		d.are(t, "the same day")
		s.Clock.Set(time.Date(2026, 9, 9, 23, 59, 0, 0, time.UTC)) // eight in the morning in Shanghai comes at midnight
		plan(e)
		d.are(t, "before eight", "once  2026-09-09") // by UTC it is after eight
		s.Clock.Set(time.Date(2026, 9, 10, 0, 0, 0, 0, time.UTC))
		plan(e)
		d.are(t, "at eight", "daily "+a+" 2026-09-10", "daily "+b+" 2026-09-10")
		s.Clock.Set(time.Date(2026, 9, 14, 12, 0, 0, 0, time.UTC))
		plan(e)
		d.are(t, "after downtime", "daily "+a+" 2026-09-14", "daily "+b+" 2026-09-14", "once  2026-09-14")
	})
}

// A process that ends while it plans, or while it does a duty, changes nothing of that.
func TestDutiesKilled(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s, d := newStage(t, w), &done{}
		duties := []Duty{d.duty("once", true)}
		e := s.engine(nil, duties)
		killed := errors.New("killed")
		e.between = func(at string) error {
			if at == "planned" {
				return killed
			}
			return nil
		}
		for range 2 {
			if err := e.Plan(t.Context()); !errors.Is(err, killed) {
				t.Fatal(err)
			}
		}
		next := s.engine(nil, duties)
		s.must(next.Plan)
		s.works(next)
		d.are(t, "planned", "once  2026-09-09")
		if n := s.rows(next, "1 = 1"); n != 1 {
			t.Errorf("%d jobs", n)
		}
	})
}

// A duty's day goes by the clock on the wall, on the days too on which that jumps.
func TestPeriod(t *testing.T) {
	const layout = "2006-01-02 15:04"
	for _, c := range []struct {
		zone string
		hour int
		now  string // UTC
		day  string
		look string // UTC
	}{
		{"Asia/Shanghai", 8, "2026-09-08 23:59", "2026-09-08", "2026-09-09 00:00"},
		{"Asia/Shanghai", 8, "2026-09-09 00:00", "2026-09-09", "2026-09-10 00:00"},
		{"Asia/Shanghai", 8, "2026-12-31 15:31", "2026-12-31", "2027-01-01 00:00"},
		{"Asia/Kathmandu", 0, "2026-09-09 01:31", "2026-09-09", "2026-09-09 18:15"}, // 5:45 ahead
		{"UTC", 19, "2026-03-01 18:00", "2026-02-28", "2026-03-01 19:00"},
		// In New York the clock goes from 02:00 to 03:00 on 8 March, and from 02:00 to 01:00 on 1 November.
		{"America/New_York", 3, "2026-03-08 06:59", "2026-03-07", "2026-03-08 07:00"},
		{"America/New_York", 3, "2026-03-08 07:00", "2026-03-08", "2026-03-09 07:00"},
		{"America/New_York", 2, "2026-03-08 06:30", "2026-03-07", "2026-03-08 07:00"},
		{"America/New_York", 8, "2026-03-08 11:30", "2026-03-07", "2026-03-08 12:00"},
		{"America/New_York", 8, "2026-10-31 12:00", "2026-10-31", "2026-11-01 13:00"},
		{"America/New_York", 3, "2026-11-01 06:30", "2026-10-31", "2026-11-01 08:00"},
		{"Africa/Cairo", 0, "2026-04-23 21:30", "2026-04-23", "2026-04-23 22:00"}, // from 00:00 to 01:00
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		now, err := time.Parse(layout, c.now)
		if err != nil {
			t.Fatal(err)
		}
		d := Duty{Hour: c.hour}
		if day, look := d.period(now.In(zone)), d.nextLook(now.In(zone)).Format(layout); day != c.day || look != c.look {
			t.Errorf("from %d on in %s at %s: %s, then %s; want %s, %s", c.hour, c.zone, c.now, day, look, c.day, c.look)
		}
	}
}

// received is a requirement of company A whose first-response clock runs.
func (s *stage) received(urgency flow.Urgency) *ent.Requirement {
	s.t.Helper()
	ctx := s.As("management")
	var made *ent.Requirement
	s.Change(s.t, ctx, func(ctx context.Context, tx *ent.Tx) error {
		name := "甲乙丙公司"
		customer, err := tx.Customer.Create().SetName(name).SetGrams(words.Prefixed(words.Company(string(s.A.ID)), words.Index(name))).SetTierKey("ORDINARY").
			SetAccountManagerID(s.A.Members["staff"].ID).SetDepartmentID(s.A.Departments[flow.DepartmentService].ID).Save(ctx)
		if err != nil {
			return err
		}
		r, err := requirements.Create(ctx, tx, requirements.CreateInput{
			CustomerID: customer.ID, Title: "停机", OriginalText: "机器每天下午停机", Source: flow.RequirementSourceVisit, CollectedAt: s.Clock.Now(),
			Category: flow.RequirementCategoryProduct, Urgency: urgency, LeadDepartmentID: &s.A.Departments[flow.DepartmentService].ID,
		})
		if err != nil {
			return err
		}
		made, err = requirements.Receive(ctx, tx, requirements.ReceiveInput{ID: r.ID, ExpectedVersion: r.Version})
		return err
	})
	return made
}

// Only companies with something due are sent to their clocks, each once.
func TestClocks(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		e := s.engine(nil, nil)
		s.received(flow.UrgencyUrgent)
		s.must(e.Clocks)
		if n := s.rows(e, "1 = 1"); n != 0 {
			t.Errorf("%d jobs before anything is due", n)
		}
		told := func() (types []string) {
			for _, ev := range w.A.Events(t) {
				if len(ev.Type) > 6 && ev.Type[:6] == "clock." {
					types = append(types, ev.Type)
				}
			}
			return types
		}
		s.Clock.Advance(12 * time.Hour)
		for range 3 {
			s.must(e.Clocks)
		}
		if n := s.rows(e, "1 = 1"); n != 1 {
			t.Errorf("%d jobs for one company", n)
		}
		killed := errors.New("killed")
		first := true
		e.between = func(at string) error {
			if at == "ticked" && first {
				first = false
				return killed
			}
			return nil
		}
		s.works(e)
		if types := told(); !slices.Equal(types, []string{"clock.warned"}) || first {
			t.Errorf("told %v", types)
		}
		s.must(e.Clocks)
		if n := s.rows(e, "1 = 1"); n != 1 {
			t.Errorf("%d jobs when nothing more is due", n)
		}
		s.Clock.Advance(13 * time.Hour) // the job of before is done, and stays in the table for a while
		next := s.engine(nil, nil)
		s.must(next.Clocks)
		s.works(next)
		if types := told(); !slices.Equal(types, []string{"clock.warned", "clock.warned", "clock.breached"}) {
			t.Errorf("told %v", types)
		}
		before := s.Count(t)
		s.must(next.Clocks)
		s.works(next)
		if after := s.Count(t); !maps.Equal(before, after) {
			t.Errorf("rows were %v, are %v", before, after)
		}
	})
}

// An engine that runs needs nobody to call it, and ends when it is told to.
func TestRun(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s, d := newStage(t, w), &done{}
		began, finish := make(chan typeid.ID, 1), make(chan struct{})
		e := s.engine([]Reaction{{Name: "slow", Types: []string{happened}, React: func(_ context.Context, _ *Works, ev *ent.Event) error {
			began <- ev.ID
			<-finish
			return nil
		}}}, []Duty{d.duty("once", true)})
		s.received(flow.UrgencyUrgent)
		s.Clock.Advance(12 * time.Hour)
		s.happens(w.A, happened, 1)
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- e.Run(ctx) }()
		select {
		case <-began:
		case <-time.After(patience):
			t.Fatal("nothing is done")
		}
		late, again := time.After(patience), time.NewTicker(5*time.Millisecond)
		defer again.Stop()
		for s.rows(e, "state = 'completed'") < 2 {
			select {
			case <-again.C:
			case <-late:
				t.Fatal("the clock and the duty are not done")
			}
		}
		stop()
		close(finish) // what runs is waited for
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if n := s.rows(e, "state = 'completed'"); n != 3 {
			t.Errorf("%d jobs are done", n)
		}
		d.are(t, "the duty", "once  2026-09-09")
	})
}
