package touchpoints

import (
	"context"
	"slices"
	"time"

	"heed/app/tenants"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/viewer"
)

// The longest texts, in characters, and the longest lists.
const (
	maxName        = 200
	maxDescription = 5_000
	maxRequirement = 5_000
	maxReason      = 2_000
	maxConclusion  = 5_000
	maxComment     = 2_000
	maxStandard    = 20_000
	maxPost        = 100
	maxMetric      = 200
	maxUnit        = 50
	maxMethod      = 1_000
	maxItems       = 50
	maxTarget      = 1_000_000_000_000 // either way
	maxDepartments = 50
	maxTouchpoints = 100
	maxScores      = 1_000 // of a round
)

// The least and the most that is scored.
const (
	leastScore = 1
	mostScore  = 5
)

// farthest is how many years ahead a standard may be looked at again: more is a slip.
const farthest = 10

// checks looks at an input in the company's time.
type checks struct {
	text.Checks
	now  time.Time
	zone *time.Location
}

// checking are the checks of an input in the company's time.
func checking(ctx context.Context) *checks {
	return &checks{now: viewer.Now(ctx), zone: tenants.ConfigFrom(ctx).Zone}
}

// within is a number between two others.
func (c *checks) within(field string, n, least, most int) {
	if n < least || n > most {
		c.Fail(fault.Input(field, "input.out_of_range").With("min", least).With("max", most))
	}
}

// ahead is a day of the company's calendar that is still to come, and not too far.
func (c *checks) ahead(field, day string) {
	_, err := time.Parse(time.DateOnly, day)
	switch {
	case err != nil:
		c.Fail(fault.Input(field, "sla.date_format").With("value", text.Clip(day)))
	case day <= c.today():
		c.Fail(fault.Input(field, "input.in_the_past"))
	case day > c.inYears(farthest):
		c.Fail(fault.Input(field, "standard.review_far").With("years", farthest))
	}
}

// today is the day on the company's wall.
func (c *checks) today() string { return c.now.In(c.zone).Format(time.DateOnly) }

// inYears is the day so many years from today.
func (c *checks) inYears(n int) string {
	return c.now.In(c.zone).AddDate(n, 0, 0).Format(time.DateOnly)
}

// known must be a constant of its list.
func known[T flow.Enum](c *checks, field string, value T) {
	if !slices.Contains(value.Values(), string(value)) {
		c.Fail(fault.Input(field, "input.unknown_key").With("value", text.Clip(string(value))))
	}
}

// said is a text that may be left out: what was stands then.
func said(c *checks, field string, value *string, was string, least, most int) string {
	if value == nil {
		return was
	}
	return c.Lines(field, optional.Value(value), least, most)
}
