package recurrence

import (
	"slices"
	"time"
)

// walk goes through a series day by day, from its first period to its end: a rule
// that never gives a date costs the days of its years, and no more.
type walk struct {
	series
	from time.Time // in the zone
	zone *time.Location

	dates  []time.Time
	looked int // days that were asked whether they belong to the series
}

// run finds the dates: one more than Max where there are too many.
func (w *walk) run() {
	for n := 0; ; n++ {
		first, length := w.period(n * w.interval)
		if w.at(first).After(w.until) {
			return
		}
		var set []time.Time
		for i := range length {
			if w.looked++; w.holds(first.AddDate(0, 0, i)) {
				set = append(set, first.AddDate(0, 0, i))
			}
		}
		for i, day := range set {
			if !w.picks(i, len(set)) {
				continue
			}
			at := w.at(day)
			switch {
			case at.Before(w.from), len(w.dates) > 0 && !at.After(w.dates[len(w.dates)-1]): // a zone may leave out a day
				continue
			case at.After(w.until):
				return
			}
			if w.dates = append(w.dates, at.UTC()); len(w.dates) == w.count || len(w.dates) > Max {
				return
			}
		}
	}
}

// period is the first day, and the number of days, of the period that lies so many
// after the first one. Days are midnights in UTC.
func (w *walk) period(after int) (time.Time, int) {
	year, month, day := w.from.Date()
	first, next := date(year, month, day+after), date(year, month, day+after+1)
	switch w.freq {
	case "WEEKLY":
		monday := day - (int(w.from.Weekday())+6)%7 + 7*after
		first, next = date(year, month, monday), date(year, month, monday+7)
	case "MONTHLY":
		first, next = date(year, month+time.Month(after), 1), date(year, month+time.Month(after)+1, 1)
	case "YEARLY":
		first, next = date(year+after, 1, 1), date(year+after+1, 1, 1)
	}
	return first, int(next.Sub(first) / (24 * time.Hour))
}

// at is the instant of the day's meeting.
func (w *walk) at(day time.Time) time.Time {
	hour, minute, second := w.from.Clock()
	return time.Date(day.Year(), day.Month(), day.Day(), hour, minute, second, 0, w.zone)
}

// holds tells whether the rule gives the day, before positions are picked. What a
// rule does not say is as on its first day.
func (w *walk) holds(at time.Time) bool {
	if len(w.days) == 0 && len(w.monthDays) == 0 {
		switch w.freq {
		case "WEEKLY":
			return at.Weekday() == w.from.Weekday()
		case "MONTHLY":
			return at.Day() == w.from.Day()
		case "YEARLY":
			return at.Day() == w.from.Day() && at.Month() == w.from.Month()
		}
		return true
	}
	if len(w.monthDays) > 0 {
		fromEnd := at.Day() - 1 - date(at.Year(), at.Month()+1, 0).Day()
		if !slices.Contains(w.monthDays, at.Day()) && !slices.Contains(w.monthDays, fromEnd) {
			return false
		}
	}
	return len(w.days) == 0 || slices.ContainsFunc(w.days, func(d day) bool { return w.isDay(at, d) })
}

// isDay tells whether the day is such a weekday, counted within its month or year.
func (w *walk) isDay(at time.Time, d day) bool {
	if d.nth == 0 || at.Weekday() != d.of {
		return at.Weekday() == d.of
	}
	place, last := at.Day(), date(at.Year(), at.Month()+1, 0).Day()
	if w.freq == "YEARLY" {
		place, last = at.YearDay(), date(at.Year(), 12, 31).YearDay()
	}
	return d.nth == (place+6)/7 || d.nth == -(last-place+7)/7
}

// picks tells whether the rule wants the place in a set of so many.
func (w *walk) picks(i, of int) bool {
	return len(w.positions) == 0 || slices.Contains(w.positions, i+1) || slices.Contains(w.positions, i-of)
}

// date is a day's midnight in UTC.
func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
