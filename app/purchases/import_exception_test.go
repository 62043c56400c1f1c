package purchases

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/table"
)

const exceptionsHead = "ORDER_NO,EXCEPTION,EXCEPTION_NOTICED,CUSTOMER_TOLD,SOLUTION\n"

const (
	oneUpdated   = "1 rows: 0 created, 1 updated, 0 unchanged, 0 failed"
	oneUnchanged = "1 rows: 0 created, 0 updated, 1 unchanged, 0 failed"
	oneFailed    = "1 rows: 0 created, 0 updated, 0 unchanged, 1 failed\n2 "
)

// promised is an order of ten days ago, promised for then.
func (s *stage) promised(no string, at time.Time) *ent.PurchaseRecord {
	s.t.Helper()
	in := s.order(no, s.inn)
	in.PromisedDeliveryAt = &at
	return must(s, "member.service", Create, in).Unwrap()
}

func (s *stage) notes() {
	s.t.Helper()
	if err := NoteDelays(s.A.System(), s.Journal); err != nil {
		s.t.Fatal(err)
	}
}

// A row is about the exception that it means: an old one that comes again changes
// nothing of what was noticed since, however little of it the row says.
func TestImportMeansTheException(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		p := s.promised("SO-1", s.Clock.Now().Add(-time.Hour))
		const old = "SO-1,DELAY,2026-09-02 10:00,2026-09-02 11:00,补发\n"
		s.takes(exceptionsHead+old, ImportOptions{}, oneUpdated)
		if p = s.again(p); len(p.Exceptions) != 1 || p.DelayNoted || len(s.tasks(p)) != 0 {
			t.Fatalf("a delay before the promise: %+v", p)
		}
		s.notes() // of the time that is promised now nothing was noted before
		if p = s.again(p); len(p.Exceptions) != 2 || !p.Exceptions[1].Automatic || !p.Exceptions[1].Untold() || len(s.tasks(p)) != 1 {
			t.Fatalf("noted: %+v", p)
		}
		for _, again := range []string{
			old, "SO-1,DELAY,2026-09-02,2026-09-02,补发\n", "SO-1,DELAY,,2026-09-02 11:00,补发\n", "SO-1,DELAY,2026-09-02,,\n", "SO-1,DELAY,,,补发\n",
		} {
			s.takes(exceptionsHead+again, ImportOptions{}, oneUnchanged)
		}
		// One that was never known is a new one, though it was noticed before the last.
		s.takes(exceptionsHead+"SO-1,DELAY,2026-09-01,2026-09-01,改道\n", ImportOptions{}, oneUpdated)
		if p = s.again(p); len(p.Exceptions) != 3 || !p.Exceptions[1].Untold() || p.Exceptions[2].Solution != "改道" || s.tasks(p)[0].State != flow.TaskOpen {
			t.Fatalf("an older one: %+v", p.Exceptions)
		}
		// What is told of today is the last that was noticed.
		s.takes(exceptionsHead+"SO-1,DELAY,,2026-09-09,今日送达\n", ImportOptions{}, oneUpdated)
		if p = s.again(p); len(p.Exceptions) != 3 || p.Exceptions[1].Solution != "今日送达" || p.Exceptions[2].Solution != "改道" || s.tasks(p)[0].State != flow.TaskDone {
			t.Fatalf("the last one: %+v", p.Exceptions)
		}
		// After the last was made good, another notice is another exception.
		s.Clock.Advance(48 * time.Hour)
		const later = "SO-1,DELAY,2026-09-10 12:00,,\n"
		s.takes(exceptionsHead+later, ImportOptions{}, oneUpdated)
		s.takes(exceptionsHead+later, ImportOptions{}, oneUnchanged)
		if p = s.again(p); len(p.Exceptions) != 4 || p.Exceptions[3].Number != 4 || !p.Exceptions[3].Untold() || len(s.tasks(p)) != 2 {
			t.Fatalf("a later one: %+v", p.Exceptions)
		}
		if got := s.events(p.ID); !slices.Equal(got[:2], []string{"purchase.planned", "purchase.updated"}) || len(got) != 6 {
			t.Errorf("events: %v", got)
		}
	})
}

// Where a row puts what it says of an exception.
func TestPlaceOfTrouble(t *testing.T) {
	zone := time.FixedZone("CST", 8*3600)
	at := func(day, hour int) time.Time { return time.Date(2026, 9, day, hour, 0, 0, 0, zone) }
	on := func(day int) table.Moment { return table.Moment{At: at(day, 0), Day: true} }
	exactly := func(day, hour int) table.Moment { return table.Moment{At: at(day, hour)} }
	solved := flow.DeliveryException{Number: 1, Type: flow.ExceptionDelay, NoticedAt: at(2, 10), CustomerToldAt: ptr(at(2, 11)), Solution: "x", SolvedAt: ptr(at(3, 9))}
	open := flow.DeliveryException{Number: 2, Type: flow.ExceptionDelay, NoticedAt: at(6, 7), Automatic: true}
	coarse := flow.DeliveryException{Number: 1, Type: flow.ExceptionDelay, NoticedAt: at(2, 0), Solution: "x", SolvedAt: ptr(at(3, 9))}
	for name, c := range map[string]struct {
		all     []flow.DeliveryException
		row     trouble
		place   int
		changes bool
	}{
		"the first":                           {nil, trouble{}, 0, true},
		"of another type":                     {[]flow.DeliveryException{solved}, trouble{typ: flow.ExceptionLost}, 1, true},
		"nothing new":                         {[]flow.DeliveryException{solved, open}, trouble{}, 1, false},
		"nothing new of the older":            {[]flow.DeliveryException{solved, open}, trouble{told: on(2), solution: "x"}, 0, false},
		"another solution of the older":       {[]flow.DeliveryException{solved, open}, trouble{noticed: on(2), solution: "y"}, 0, true},
		"known by when it was told":           {[]flow.DeliveryException{solved, open}, trouble{told: exactly(2, 11), solution: "y"}, 0, true},
		"the last, on its day":                {[]flow.DeliveryException{solved, open}, trouble{noticed: on(6), told: on(6)}, 1, true},
		"the last, noticed later":             {[]flow.DeliveryException{solved, open}, trouble{noticed: exactly(6, 9), told: exactly(6, 9)}, 1, true},
		"the last, told later":                {[]flow.DeliveryException{solved, open}, trouble{told: on(7)}, 1, true},
		"before the last was noticed":         {[]flow.DeliveryException{solved, open}, trouble{noticed: exactly(5, 9), told: on(7)}, 2, true},
		"told before the last was noticed":    {[]flow.DeliveryException{open}, trouble{told: exactly(6, 6)}, 1, true},
		"noticed after it was made good":      {[]flow.DeliveryException{solved}, trouble{noticed: on(4)}, 1, true},
		"noticed before it was made good":     {[]flow.DeliveryException{solved}, trouble{noticed: exactly(2, 12)}, 1, true},
		"told after it was made good":         {[]flow.DeliveryException{solved}, trouble{told: on(4), solution: "y"}, 1, true},
		"told otherwise before it was":        {[]flow.DeliveryException{solved}, trouble{told: on(3), solution: "y"}, 0, true},
		"another solution, without any time":  {[]flow.DeliveryException{solved}, trouble{solution: "y"}, 0, true},
		"better known than by its day":        {[]flow.DeliveryException{coarse}, trouble{noticed: exactly(2, 15)}, 0, true},
		"the one of its day that was written": {[]flow.DeliveryException{open, coarse}, trouble{noticed: on(2), told: on(2)}, 1, true},
	} {
		t.Run(name, func(t *testing.T) {
			if c.row.typ == "" {
				c.row.typ = flow.ExceptionDelay
			}
			before := slices.Clone(c.all)
			with, place, changes := c.row.among(c.all, at(8, 9), zone)
			if place != c.place || changes != c.changes || len(with) != max(len(c.all), place+1) {
				t.Errorf("at %d, changes %v: %+v", place, changes, with)
			}
			if !slices.Equal(before, c.all) {
				t.Error("what was there is changed")
			}
			if _, again, changes := c.row.among(with, at(9, 9), zone); changes || again != place {
				t.Errorf("a second time at %d, changes %v", again, changes)
			}
		})
	}
}

// Only a delay that is new, and came after what is promised now, is one of that promise.
func TestImportedDelayOfAPromise(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		passed := s.Clock.Now().Add(-48 * time.Hour) // the seventh, half past nine
		for no, c := range map[string]struct {
			row   string
			noted bool
		}{
			"SO-1": {"DELAY,2026-09-08,2026-09-08,", true},
			"SO-2": {"DELAY,2026-09-07 09:00,2026-09-07 09:10,", false},
			"SO-3": {"DAMAGE,2026-09-08,2026-09-08,", false},
			"SO-4": {"DELAY,,,", true},
		} {
			p := s.promised(no, passed)
			s.takes(exceptionsHead+no+","+c.row+"\n", ImportOptions{}, oneUpdated)
			if is := s.again(p); is.DelayNoted != c.noted {
				t.Errorf("%s: noted is %v", no, is.DelayNoted)
			}
		}
		s.notes()
		for no, want := range map[string]int{"SO-1": 1, "SO-2": 2, "SO-3": 2, "SO-4": 1} {
			if n := len(s.found(no).Exceptions); n != want {
				t.Errorf("%s: %d exceptions", no, n)
			}
		}
		// A new promise is watched, whatever the row says of the one before.
		s.takes("ORDER_NO,PROMISED_DELIVERY,EXCEPTION,EXCEPTION_NOTICED,CUSTOMER_TOLD\nSO-1,2026-09-12,DELAY,2026-09-08,2026-09-08\n", ImportOptions{}, oneUpdated)
		if s.found("SO-1").DelayNoted {
			t.Error("the new promise is not watched")
		}
		// A new order says it at once.
		s.takes(ordersHead+"SO-9,山间旅店,门锁,1,,2026-09-01,2026-09-07,,,,,DELAY,2026-09-08,2026-09-08,\n", ImportOptions{}, "1 rows: 1 created, 0 updated, 0 unchanged, 0 failed")
		if !s.found("SO-9").DelayNoted {
			t.Error("the delay of a new order is not noted")
		}
	})
}

// Nothing is made good of which the customer was never told.
func TestImportSolvesWhatWasTold(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		p := must(s, "member.service", ReportException, ExceptionReportInput{ID: s.made("SO-1").ID, ExpectedVersion: 1, Type: flow.ExceptionDamage}).Unwrap()
		const row = exceptionsHead + "SO-1,DAMAGE,,,换货\n"
		const untold = oneFailed + "CUSTOMER_TOLD: 请先告知客户，并写明告知的时间和渠道。"
		s.takes(row, ImportOptions{}, untold)
		s.takes(exceptionsHead+"SO-1,LOST,2026-09-08,,补发\n", ImportOptions{}, untold)
		if is := s.again(p); is.Version != p.Version || len(is.Exceptions) != 1 || !is.Exceptions[0].Untold() || s.tasks(p)[0].State != flow.TaskOpen {
			t.Errorf("refused, and it is %+v", is)
		}
		must(s, "member.service", TellException, ExceptionTellInput{ID: p.ID, ExpectedVersion: p.Version, Exception: 1, Channel: flow.ChannelPhone})
		s.takes(row, ImportOptions{}, oneUpdated)
		s.takes(row, ImportOptions{}, oneUnchanged)
		if is := s.again(p); is.ExceptionsOpen || is.Exceptions[0].Channel == nil || s.tasks(p)[0].State != flow.TaskDone {
			t.Errorf("made good: %+v", is)
		}
	})
}
