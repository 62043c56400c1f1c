package sla

import (
	"testing"

	"heed/rules/fault"
)

type dueCase struct {
	name  string
	start string
	limit Limit
	want  string
}

func checkDue(t *testing.T, cal Calendar, cases []dueCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := Due(in(t, cal, c.start), c.limit, cal)
			if err != nil {
				t.Fatal(err)
			}
			if want := in(t, cal, c.want); !got.Equal(want) {
				t.Errorf("Due(%s, %v) = %s, want %s", c.start, c.limit, got.In(cal.Zone()), want)
			}
		})
	}
}

func TestDueInChina(t *testing.T) {
	checkDue(t, chinaCalendar(t), []dueCase{
		// 2026-11-16 is a Monday.
		{"elapsed hours ignore the calendar", "2026-11-20 17:30", hours(24), "2026-11-21 17:30"},
		{"elapsed hours over National Day", "2026-09-30 17:30", hours(48), "2026-10-02 17:30"},
		{"working hours in the morning", "2026-11-16 09:30", workingHours(2), "2026-11-16 11:30"},
		{"over lunch", "2026-11-16 11:00", workingHours(2), "2026-11-16 14:00"},
		{"start within lunch", "2026-11-16 12:20", workingHours(2), "2026-11-16 15:00"},
		{"start as lunch begins", "2026-11-16 12:00", workingHours(1), "2026-11-16 14:00"},
		{"start as lunch ends", "2026-11-16 13:00", workingHours(1), "2026-11-16 14:00"},
		{"used up as lunch begins", "2026-11-16 09:00", workingHours(3), "2026-11-16 12:00"},
		{"start as work begins", "2026-11-16 09:00", workingHours(1), "2026-11-16 10:00"},
		{"start as work ends", "2026-11-16 18:00", workingHours(1), "2026-11-17 10:00"},
		{"used up as work ends", "2026-11-16 17:00", workingHours(1), "2026-11-16 18:00"},
		{"over a night", "2026-11-16 17:30", workingHours(1), "2026-11-17 09:30"},
		{"start at night before midnight", "2026-11-16 23:59:59", workingHours(1), "2026-11-17 10:00"},
		{"start at midnight", "2026-11-17 00:00", workingHours(1), "2026-11-17 10:00"},
		{"start before work", "2026-11-17 08:59:59", workingHours(1), "2026-11-17 10:00"},
		{"seconds are kept", "2026-11-17 16:59:59", workingHours(2), "2026-11-18 09:59:59"},
		{"over a weekend", "2026-11-20 17:00", workingHours(3), "2026-11-23 11:00"},
		{"a week of hours", "2026-11-16 09:00", workingHours(40), "2026-11-20 18:00"},
		{"one hour more than a week", "2026-11-16 09:00", workingHours(41), "2026-11-23 10:00"},

		{"a working day, same time of day", "2026-11-16 10:15", workingDays(1), "2026-11-17 10:15"},
		{"three working days", "2026-11-16 10:15", workingDays(3), "2026-11-19 10:15"},
		{"three working days over a weekend", "2026-11-19 16:00", workingDays(3), "2026-11-24 16:00"},
		{"five working days are a week", "2026-11-18 13:30", workingDays(5), "2026-11-25 13:30"},
		{"a working day from its begin ends with it", "2026-11-16 09:00", workingDays(1), "2026-11-16 18:00"},
		{"a working day from its end", "2026-11-16 18:00", workingDays(1), "2026-11-17 18:00"},
		{"a working day from lunch", "2026-11-16 12:30", workingDays(1), "2026-11-17 12:00"},
		{"a working day from the night", "2026-11-16 22:00", workingDays(1), "2026-11-17 18:00"},
		{"a working day from Saturday", "2026-11-21 10:00", workingDays(1), "2026-11-23 18:00"},
		{"three working days from Sunday", "2026-11-22 23:00", workingDays(3), "2026-11-25 18:00"},

		// National Day 2025: off 10-01 to 10-08, worked Sunday 09-28 and Saturday 10-11.
		{"2025: Friday over the make-up Sunday", "2025-09-26 17:00", workingHours(2), "2025-09-28 10:00"},
		{"2025: a day from Friday is the make-up Sunday", "2025-09-26 15:00", workingDays(1), "2025-09-28 15:00"},
		{"2025: start on the make-up Sunday", "2025-09-28 10:00", workingDays(1), "2025-09-29 10:00"},
		{"2025: over the holiday", "2025-09-30 17:00", workingHours(2), "2025-10-09 10:00"},
		{"2025: three days over it", "2025-09-30 10:00", workingDays(3), "2025-10-11 10:00"},
		{"2025: four days, over the make-up Saturday", "2025-09-30 10:00", workingDays(4), "2025-10-13 10:00"},
		{"2025: start within it", "2025-10-03 10:00", workingDays(1), "2025-10-09 18:00"},
		{"2025: hours elapse in it", "2025-09-30 18:00", hours(72), "2025-10-03 18:00"},

		// National Day 2026: off 10-01 to 10-07, worked Sunday 09-20 and Saturday
		// 10-10; Mid-Autumn 09-25 to 09-27.
		{"2026: Friday over the make-up Sunday", "2026-09-18 17:30", workingHours(1), "2026-09-20 09:30"},
		{"2026: Mid-Autumn and its weekend", "2026-09-24 16:00", workingDays(1), "2026-09-28 16:00"},
		{"2026: over National Day", "2026-09-30 16:00", workingDays(1), "2026-10-08 16:00"},
		{"2026: over both holidays", "2026-09-24 16:00", workingDays(5), "2026-10-09 16:00"},
		{"2026: the make-up Saturday counts", "2026-10-09 16:00", workingDays(1), "2026-10-10 16:00"},
		{"2026: Sunday after it does not", "2026-10-10 16:00", workingDays(1), "2026-10-12 16:00"},
		{"2026: Spring Festival with two make-up days", "2026-02-13 10:00", workingDays(2), "2026-02-24 10:00"},
		{"2026: New Year over the old year's end", "2025-12-31 17:00", workingHours(2), "2026-01-04 10:00"},
		{"beyond what is published only weekends are free", "2026-12-31 17:00", workingHours(2), "2027-01-01 10:00"},
	})
}

func TestDueElsewhere(t *testing.T) {
	var nightly, round Week
	for i := range 7 {
		nightly[i] = frames(t, "00:00", "06:00", "22:00", "24:00")
		round[i] = frames(t, "00:00", "24:00")
	}
	t.Run("New York", func(t *testing.T) {
		checkDue(t, calendar(t, "America/New_York", DefaultWeek()), []dueCase{
			// Clocks go forward on Sunday 2026-03-08 and back on Sunday 2026-11-01.
			{"working day over the change to summer time", "2026-03-06 10:00", workingDays(1), "2026-03-09 10:00"},
			{"working hours over it", "2026-03-06 17:00", workingHours(2), "2026-03-09 10:00"},
			{"elapsed day over it is 25 by the clock", "2026-03-07 10:00", hours(24), "2026-03-08 11:00"},
			{"elapsed day over the change back", "2026-10-31 10:00", hours(24), "2026-11-01 09:00"},
			{"working day over the change back", "2026-10-30 10:00", workingDays(1), "2026-11-02 10:00"},
		})
	})
	t.Run("night shift in New York", func(t *testing.T) {
		checkDue(t, calendar(t, "America/New_York", nightly), []dueCase{
			{"an ordinary night", "2026-03-03 22:00", workingHours(8), "2026-03-04 06:00"},
			{"the short night", "2026-03-07 22:00", workingHours(8), "2026-03-08 23:00"},
			{"the long night", "2026-10-31 22:00", workingHours(9), "2026-11-01 06:00"},
			{"frames touch at midnight", "2026-03-03 23:30", workingHours(1), "2026-03-04 00:30"},
		})
	})
	t.Run("round the clock in New York", func(t *testing.T) {
		cal := calendar(t, "America/New_York", round)
		checkDue(t, cal, []dueCase{
			{"23 hours", "2026-03-08 00:00", workingDays(1), "2026-03-09 00:00"},
			{"25 hours", "2026-11-01 00:00", workingDays(1), "2026-11-02 00:00"},
			{"half a short day is half an ordinary one", "2026-03-08 12:30", workingDays(1), "2026-03-09 12:00"},
		})
	})
	t.Run("UTC", func(t *testing.T) {
		checkDue(t, calendar(t, "UTC", DefaultWeek()), []dueCase{
			{"weekend", "2026-11-20 17:00", workingHours(2), "2026-11-23 10:00"},
		})
	})
	t.Run("midnight that does not exist", func(t *testing.T) {
		// In Beirut the clocks go forward at midnight of 2026-03-29.
		checkDue(t, calendar(t, "Asia/Beirut", round), []dueCase{
			{"elapsed like any other", "2026-03-28 23:00", workingHours(2), "2026-03-29 02:00"},
		})
	})
	t.Run("the same instant, counted in two zones", func(t *testing.T) {
		shanghai, utc := calendar(t, "Asia/Shanghai", DefaultWeek()), calendar(t, "UTC", DefaultWeek())
		start := in(t, utc, "2026-11-16 10:30") // 18:30 in Shanghai
		a, errA := Due(start, workingHours(1), shanghai)
		b, errB := Due(start, workingHours(1), utc)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		if want := in(t, utc, "2026-11-17 02:00"); !a.Equal(want) {
			t.Errorf("Shanghai: %s, want %s", a, want)
		}
		if want := in(t, utc, "2026-11-16 11:30"); !b.Equal(want) {
			t.Errorf("UTC: %s, want %s", b, want)
		}
	})
}

func TestDueOnUnequalDays(t *testing.T) {
	week := DefaultWeek()
	week[4] = frames(t, "09:00", "13:00") // Friday is half a day
	cal := calendar(t, "Asia/Shanghai", week,
		Day{Date: "2026-11-18", Kind: DaySpecial, Frames: frames(t, "10:00", "12:00"), Name: "盘点"},
		Day{Date: "2026-11-21", Kind: DayMakeup},
		Day{Date: "2026-11-28", Kind: DayMakeup, Frames: frames(t, "08:00", "10:00")},
	)
	checkDue(t, cal, []dueCase{
		{"a short day is a whole working day", "2026-11-17 18:00", workingDays(1), "2026-11-18 12:00"},
		{"half of an ordinary day, half of a short one", "2026-11-17 14:00", workingDays(1), "2026-11-18 11:00"},
		{"over a short day", "2026-11-17 14:00", workingDays(2), "2026-11-19 14:00"},
		{"in hours a short day is short", "2026-11-17 17:00", workingHours(4), "2026-11-19 10:00"},
		{"Friday noon is half of the make-up day", "2026-11-20 11:00", workingDays(1), "2026-11-21 14:00"},
		{"make-up day of its own frames", "2026-11-27 12:00", workingHours(2), "2026-11-28 09:00"},
	})
}

func TestDueRefuses(t *testing.T) {
	full := calendar(t, "UTC", DefaultWeek())
	empty := calendar(t, "UTC", Week{})
	var scarce Week
	scarce[2] = frames(t, "09:00", "09:01")
	for _, c := range []struct {
		name  string
		limit Limit
		cal   Calendar
		code  fault.Code
		key   string
	}{
		{"zero", hours(0), full, fault.CodeBadUserInput, "sla.limit_amount"},
		{"negative", workingDays(-1), full, fault.CodeBadUserInput, "sla.limit_amount"},
		{"too many hours", hours(MaxHours + 1), full, fault.CodeBadUserInput, "sla.limit_amount"},
		{"too many days", workingDays(MaxDays + 1), full, fault.CodeBadUserInput, "sla.limit_amount"},
		{"no unit", Limit{Amount: 1}, full, fault.CodeBadUserInput, "sla.limit_unit"},
		{"no working time", workingHours(1), empty, fault.CodeFailedPrecondition, "sla.no_working_time"},
		{"no working days", workingDays(1), empty, fault.CodeFailedPrecondition, "sla.no_working_time"},
		{"zero calendar", workingDays(1), Calendar{}, fault.CodeFailedPrecondition, "sla.no_working_time"},
		{"too little in five years", workingHours(24), calendar(t, "UTC", scarce), fault.CodeFailedPrecondition, "sla.no_working_time"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Due(in(t, full, "2026-11-16 10:00"), c.limit, c.cal)
			wantFault(t, err, c.code, c.key)
		})
	}
	if due, err := Due(in(t, full, "2026-11-16 10:00"), hours(MaxHours), empty); err != nil {
		t.Errorf("a year of elapsed hours needs no calendar: %v", err)
	} else if want := in(t, full, "2027-11-16 10:00"); !due.Equal(want) {
		t.Errorf("%s, want %s", due, want)
	}
	if _, err := Due(in(t, full, "2026-11-16 10:00"), workingDays(MaxDays), full); err != nil {
		t.Errorf("the most working days: %v", err)
	}
}
