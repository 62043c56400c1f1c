package sla

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"heed/rules/fault"
	"heed/rules/text"
)

// MaxCalendarDays is the most exceptions a calendar holds.
const MaxCalendarDays = 4000

// Calendar is the working time of a company or a department: a usual week and
// the days that differ from it, in one time zone. It is made by NewCalendar or
// read from JSON, both of which check it, and never changes. The zero Calendar
// has no working time.
type Calendar struct {
	zone       *time.Location
	week       Week
	days       map[date]Day
	validUntil date
}

// NewCalendar checks and makes a calendar. The zone is a name of the IANA
// database; validUntil (YYYY-MM-DD, "" when none are) is the last day whose
// holidays are known. Errors are BAD_USER_INPUT and name the field: timezone,
// week.mon … week.sun, days, days.<date>, validUntil.
func NewCalendar(zone string, week Week, days []Day, validUntil string) (Calendar, error) {
	// "Local" would be the zone of the machine, "" UTC by accident.
	if zone == "" || zone == "Local" {
		return Calendar{}, fault.Input("timezone", "sla.timezone").With("value", zone)
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return Calendar{}, fault.Input("timezone", "sla.timezone").With("value", text.Clip(zone)).Because(err)
	}
	if err := week.Check(); err != nil {
		return Calendar{}, err
	}
	if len(days) > MaxCalendarDays {
		return Calendar{}, fault.Input("days", "sla.days_too_many").With("max", MaxCalendarDays)
	}
	c := Calendar{zone: loc, week: week.clone(), days: make(map[date]Day, len(days))}
	for _, d := range days {
		if err := d.Check(); err != nil {
			return Calendar{}, err
		}
		on, err := parseDate(d.Date)
		if err != nil {
			return Calendar{}, err
		}
		if _, twice := c.days[on]; twice {
			return Calendar{}, fault.Input("days."+d.Date, "sla.day_twice").With("date", d.Date)
		}
		c.days[on] = d.clone()
	}
	if validUntil != "" {
		if c.validUntil, err = parseDate(validUntil); err != nil {
			return Calendar{}, fault.From(err).On("validUntil")
		}
	}
	return c, nil
}

// Zone is the time zone in which days are counted.
func (c Calendar) Zone() *time.Location {
	if c.zone == nil {
		return time.UTC
	}
	return c.zone
}

// Week is the usual week.
func (c Calendar) Week() Week { return c.week.clone() }

// Days are the exceptions, by date.
func (c Calendar) Days() []Day {
	keys := slices.SortedFunc(maps.Keys(c.days), func(a, b date) int {
		return cmp.Or(cmp.Compare(a.year, b.year), cmp.Compare(a.month, b.month), cmp.Compare(a.day, b.day))
	})
	out := make([]Day, len(keys))
	for i, k := range keys {
		out[i] = c.days[k].clone()
	}
	return out
}

// ValidUntil is the last day whose holidays are known, "" when none are.
func (c Calendar) ValidUntil() string {
	if c.validUntil == (date{}) {
		return ""
	}
	return c.validUntil.String()
}

// Knows tells whether the holidays up to the instant are known. A due time
// that is not known may move when they are published.
func (c Calendar) Knows(t time.Time) bool {
	return c.validUntil != (date{}) && t.Before(c.validUntil.next().at(0, c.Zone()))
}

// frames is a date's working time, and the exception that it comes from.
func (c Calendar) frames(on date) ([]Frame, Day) {
	d, special := c.days[on]
	switch {
	case !special:
		return c.week.On(on.weekday()), Day{}
	case d.Kind == DayMakeup && len(d.Frames) == 0:
		return c.week.usual(), d
	default:
		return d.Frames, d
	}
}

type calendarJSON struct {
	Timezone   string `json:"timezone"`
	Week       Week   `json:"week"`
	Days       []Day  `json:"days,omitempty"`
	ValidUntil string `json:"validUntil,omitempty"`
}

// MarshalJSON implements json.Marshaler.
func (c Calendar) MarshalJSON() ([]byte, error) {
	return json.Marshal(calendarJSON{c.Zone().String(), c.week, c.Days(), c.ValidUntil()})
}

// UnmarshalJSON implements json.Unmarshaler; it checks like NewCalendar.
func (c *Calendar) UnmarshalJSON(b []byte) error {
	var in calendarJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	made, err := NewCalendar(in.Timezone, in.Week, in.Days, in.ValidUntil)
	if err != nil {
		return err
	}
	*c = made
	return nil
}
