package sla

import (
	"slices"
	"time"

	"heed/rules/fault"
	"heed/rules/text"
)

// DayKind is why a day differs from its day of the week.
type DayKind string

// The kinds of days.
const (
	DayHoliday DayKind = "HOLIDAY"
	// DayMakeup is a day worked in exchange for a bridge day (調休).
	DayMakeup DayKind = "MAKEUP_WORKDAY"
	// DaySpecial is a day with working hours of its own.
	DaySpecial DayKind = "SPECIAL_HOURS"
)

// Values lists the kinds of days.
func (DayKind) Values() []string { return names([]DayKind{DayHoliday, DayMakeup, DaySpecial}) }

// Day is an exception of a working calendar.
type Day struct {
	Date string  `json:"date"` // YYYY-MM-DD, in the calendar's zone
	Kind DayKind `json:"kind"`
	// Frames are the day's working time: none for HOLIDAY, at least one for
	// SPECIAL_HOURS; a MAKEUP_WORKDAY without frames is worked like the first
	// working day of the week.
	Frames []Frame `json:"frames,omitempty"`
	Name   string  `json:"name,omitempty"`
	Source string  `json:"source,omitempty"` // who ordered it, e.g. the State Council's notice
}

// Check refuses a day with an impossible date, an unknown kind, or frames that
// do not fit the kind.
func (d Day) Check() error {
	if _, err := parseDate(d.Date); err != nil {
		return err
	}
	field := "days." + d.Date
	switch d.Kind {
	case DayHoliday:
		if len(d.Frames) > 0 {
			return fault.Input(field, "sla.holiday_frames").With("date", d.Date)
		}
	case DayMakeup:
	case DaySpecial:
		if len(d.Frames) == 0 {
			return fault.Input(field, "sla.special_frames").With("date", d.Date)
		}
	default:
		return fault.Input(field, "sla.day_kind").With("kind", text.Clip(string(d.Kind)))
	}
	return checkFrames(field, d.Frames)
}

func (d Day) clone() Day {
	d.Frames = slices.Clone(d.Frames)
	return d
}

// date is a day of the civil calendar, without a zone.
type date struct {
	year  int
	month time.Month
	day   int
}

func parseDate(s string) (date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return date{}, fault.Input("days", "sla.date_format").With("value", text.Clip(s))
	}
	return dateOf(t), nil
}

func dateOf(t time.Time) date {
	y, m, d := t.Date()
	return date{y, m, d}
}

func (d date) next() date { return dateOf(time.Date(d.year, d.month, d.day+1, 0, 0, 0, 0, time.UTC)) }

func (d date) weekday() time.Weekday {
	return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC).Weekday()
}

// at is the instant of a time of day in the zone. A time that the zone skips
// when summer time begins is moved by time.Date to one that exists.
func (d date) at(m Minute, zone *time.Location) time.Time {
	return time.Date(d.year, d.month, d.day, int(m)/60, int(m)%60, 0, 0, zone)
}

func (d date) String() string {
	return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
