package tenants

import (
	"context"
	"slices"
	"time"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/viewer"
)

// Checks looks at an input in the company's time; the first thing that is wrong stays.
type Checks struct {
	text.Checks
	Now  time.Time
	Zone *time.Location
}

// Checking begins to look at an input.
func Checking(ctx context.Context) *Checks {
	return &Checks{Now: viewer.Now(ctx), Zone: ConfigFrom(ctx).Zone}
}

// Day is so many days from today, YYYY-MM-DD in the company's zone.
func (c *Checks) Day(n int) string { return c.Now.In(c.Zone).AddDate(0, 0, n).Format(time.DateOnly) }

// Date refuses what is no day.
func (c *Checks) Date(field, s string) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		c.Fail(fault.Input(field, "sla.date_format").With("value", text.Clip(s)))
	}
}

// Within refuses a number out of its bounds.
func (c *Checks) Within(field string, value, least, most int) {
	if value < least || value > most {
		c.Fail(fault.Input(field, "input.out_of_range").With("min", least).With("max", most))
	}
}

// Few refuses a list that is too long.
func (c *Checks) Few(field string, n, most int) {
	if n > most {
		c.Fail(fault.Input(field, "input.too_many").With("max", most))
	}
}

// Known refuses constants that are none, and one that is given twice.
func Known[T flow.Enum](c *Checks, field string, values ...T) {
	for i, value := range values {
		switch {
		case !slices.Contains(value.Values(), string(value)):
			c.Fail(fault.Input(field, "input.unknown_key").With("value", text.Clip(string(value))))
		case slices.Contains(values[:i], value):
			c.Fail(fault.Input(field, "input.duplicate").With("value", string(value)))
		}
	}
}
