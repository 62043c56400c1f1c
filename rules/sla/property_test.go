package sla

import (
	"math/rand/v2"
	"testing"
	"time"
)

// worlds are calendars of different shapes for the properties.
func worlds(t *testing.T) []Calendar {
	t.Helper()
	odd := Week{
		0: frames(t, "00:00", "02:30", "22:15", "24:00"),
		2: frames(t, "09:00", "12:00", "13:00", "15:20", "15:20", "17:07"),
		5: frames(t, "01:10", "03:40"),
		6: frames(t, "00:00", "24:00"),
	}
	return []Calendar{
		chinaCalendar(t),
		calendar(t, "America/New_York", odd, Day{Date: "2026-03-10", Kind: DayMakeup}, Day{Date: "2026-03-15", Kind: DayHoliday}),
		calendar(t, "UTC", DefaultWeek(), Day{Date: "2026-06-03", Kind: DaySpecial, Frames: frames(t, "08:00", "08:01")}),
		calendar(t, "Australia/Lord_Howe", odd), // summer time of half an hour
	}
}

func someLimit(r *rand.Rand) Limit {
	units := []Unit{UnitHour, UnitWorkingHour, UnitWorkingDay}
	return Limit{Amount: 1 + r.IntN(40), Unit: units[r.IntN(len(units))]}
}

func someTime(r *rand.Rand) time.Time {
	return time.Date(2026, 1, 1, 0, 0, r.IntN(365*24*3600), r.IntN(1e9), time.UTC)
}

// properties runs a check on many calendars, starts and limits.
func properties(t *testing.T, check func(t *testing.T, r *rand.Rand, cal Calendar, start time.Time, l Limit)) {
	t.Helper()
	for i, cal := range worlds(t) {
		r := rand.New(rand.NewPCG(uint64(i), 2026))
		for range 400 {
			check(t, r, cal, someTime(r), someLimit(r))
		}
	}
}

func due(t *testing.T, start time.Time, l Limit, cal Calendar) time.Time {
	t.Helper()
	d, err := Due(start, l, cal)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDueIsMonotone(t *testing.T) {
	properties(t, func(t *testing.T, r *rand.Rand, cal Calendar, start time.Time, l Limit) {
		first := due(t, start, l, cal)
		if !first.After(start) {
			t.Errorf("due %s not after its start %s", first, start)
		}
		more := l
		more.Amount++
		if got := due(t, start, more, cal); !got.After(first) {
			t.Errorf("%v from %s is due %s, %v %s", l, start, first, more, got)
		}
		later := start.Add(time.Duration(r.Int64N(int64(72 * time.Hour))))
		if got := due(t, later, l, cal); got.Before(first) {
			t.Errorf("%v from %s is due %s, from %s %s", l, start, first, later, got)
		}
	})
}

func TestExplanationEqualsLimit(t *testing.T) {
	properties(t, func(t *testing.T, _ *rand.Rand, cal Calendar, start time.Time, l Limit) {
		end := due(t, start, l, cal)
		e := Explain(start, end, l.Unit, nil, cal)
		if e.Counted+e.Skipped != end.Sub(start) {
			t.Errorf("%v from %s: %s + %s of %s", l, start, e.Counted, e.Skipped, end.Sub(start))
		}
		if l.Unit == UnitWorkingDay {
			// Each working day touched is worth what was counted of it, as a part of that day.
			var sum float64
			for on := dateOf(start.In(cal.Zone())); on.at(0, cal.Zone()).Before(end); on = on.next() {
				from, to := on.at(0, cal.Zone()), on.next().at(0, cal.Zone())
				if all := Explain(from, to, l.Unit, nil, cal).Counted; all > 0 {
					sum += float64(Explain(later(from, start), earlier(to, end), l.Unit, nil, cal).Counted) / float64(all)
				}
			}
			if d := sum - float64(l.Amount); d > 1e-9 || d < -1e-9 {
				t.Errorf("%v from %s counts %v days", l, start, sum)
			}
			return
		}
		if want := time.Duration(l.Amount) * time.Hour; e.Counted != want {
			t.Errorf("%v from %s counts %s", l, start, e.Counted)
		}
	})
}

func TestPauseAddsExactlyTheUnspentTime(t *testing.T) {
	properties(t, func(t *testing.T, r *rand.Rand, cal Calendar, start time.Time, l Limit) {
		clock, err := Start(start, l, cal)
		if err != nil {
			t.Fatal(err)
		}
		at := start
		for range 1 + r.IntN(4) {
			at = at.Add(time.Duration(r.Int64N(int64(30 * time.Hour))))
			if !at.Before(clock.DueAt) { // nothing is left to pause
				break
			}
			clock = paused(t, clock, at)
			was := clock.DueAt
			from := at
			at = at.Add(time.Duration(r.Int64N(int64(90 * time.Hour))))
			clock = resumed(t, clock, at, cal)
			moved := Explain(was, clock.DueAt, l.Unit, clock.Pauses, cal).Counted
			unspent := Explain(from, earlier(at, later(from, was)), l.Unit, nil, cal).Counted
			// What the pause left unspent before the old due time is counted after
			// it; a day's hours are not worth the same on every day.
			if l.Unit != UnitWorkingDay && moved != unspent {
				t.Errorf("%v: pause of %s moved the due time by %s", l, unspent, moved)
			}
		}
		if l.Unit != UnitWorkingDay {
			e := Explain(start, clock.DueAt, l.Unit, clock.Pauses, cal)
			if want := time.Duration(l.Amount) * time.Hour; e.Counted != want {
				t.Errorf("%v from %s with %d pauses counts %s", l, start, len(clock.Pauses), e.Counted)
			}
		}
	})
}

func TestPauseOfNothingMovesNothing(t *testing.T) {
	properties(t, func(t *testing.T, r *rand.Rand, cal Calendar, start time.Time, l Limit) {
		clock, err := Start(start, l, cal)
		if err != nil {
			t.Fatal(err)
		}
		was := clock.DueAt
		for i := range 20 {
			at := start.Add(was.Sub(start) / 20 * time.Duration(i))
			clock = resumed(t, paused(t, clock, at), at, cal)
		}
		if !clock.DueAt.Equal(was) {
			t.Errorf("%v from %s: due moved from %s to %s", l, start, was, clock.DueAt)
		}
	})
}

func BenchmarkDue(b *testing.B) {
	cal, err := NewCalendar("Asia/Shanghai", DefaultWeek(), nil, "")
	if err != nil {
		b.Fatal(err)
	}
	start := time.Date(2026, 11, 20, 2, 0, 0, 0, time.UTC)
	for b.Loop() {
		if _, err := Due(start, workingDays(5), cal); err != nil {
			b.Fatal(err)
		}
	}
}
