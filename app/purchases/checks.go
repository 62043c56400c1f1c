package purchases

import (
	"slices"
	"time"

	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/text"
	"heed/rules/viewer"
)

// The longest texts, in characters, and the longest list.
const (
	maxOrderNo    = 60
	maxProduct    = 200
	maxTracking   = 100
	maxReason     = 2_000
	maxSolution   = 5_000
	maxExceptions = 50
)

// usual is the currency of an order that names none.
const usual = "CNY"

// What a client may tell of the past.
var (
	ahead   = 2 * time.Minute // how far a client's clock may be ahead of ours
	longAgo = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
)

// checks looks at an input, cleans its texts where they stand (package text) and keeps
// the first mistake.
type checks struct {
	now  time.Time
	zone *time.Location
	err  error
}

func (c *checks) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// line is a text of one line, of at least so many characters.
func (c *checks) line(field string, value *string, least, most int) {
	cleaned, err := text.Line(field, *value, least, most)
	if err != nil {
		c.fail(err)
		return
	}
	*value = cleaned
}

// past is an instant that must not lie in the future, nor before anything could have
// happened, as it is kept: now, where the client's clock is ahead.
func (c *checks) past(field string, at time.Time) time.Time {
	switch {
	case at.After(c.now.Add(ahead)):
		c.fail(fault.Input(field, "input.in_the_future"))
	case at.Before(longAgo):
		c.fail(fault.Input(field, "input.long_ago").With("first", longAgo.Format(time.DateOnly)))
	case at.After(c.now):
		return c.now
	}
	return viewer.Instant(at)
}

// day is a day of the company's calendar that has begun.
func (c *checks) day(field, day string) {
	on, err := time.Parse(time.DateOnly, day)
	switch {
	case err != nil:
		c.fail(fault.Input(field, "sla.date_format").With("value", text.Clip(day)))
	case day > c.now.In(c.zone).Format(time.DateOnly):
		c.fail(fault.Input(field, "input.in_the_future"))
	case on.Before(longAgo):
		c.fail(fault.Input(field, "input.long_ago").With("first", longAgo.Format(time.DateOnly)))
	}
}

// promised is a time that was promised, as it is kept: not before the order.
func (c *checks) promised(field string, at time.Time, ordered string) time.Time {
	switch at = viewer.Instant(at); {
	case at.Equal(database.Never):
	case !at.Before(database.Never):
		c.fail(fault.Input(field, "input.malformed_time"))
	case c.dayOf(at) < ordered:
		c.fail(fault.Input(field, "purchase.promised_before_order"))
	}
	return at
}

// since is what has happened to an order: not before it.
func (c *checks) since(field string, at time.Time, ordered string) {
	if c.dayOf(at) < ordered {
		c.fail(fault.Input(field, "purchase.before_order"))
	}
}

// dayOf is the day of an instant on the company's wall.
func (c *checks) dayOf(at time.Time) string { return at.In(c.zone).Format(time.DateOnly) }

func (c *checks) amount(field string, a money.Amount) {
	if a < 0 || a > money.Most {
		c.fail(fault.Input(field, "input.money"))
	}
}

func (c *checks) currency(field, code string) {
	if !money.Currency(code) {
		c.fail(fault.Input(field, "purchase.currency").With("value", text.Clip(code)))
	}
}

// known must be a constant of its list.
func known[T flow.Enum](c *checks, field string, value T) {
	if !slices.Contains(value.Values(), string(value)) {
		c.fail(fault.Input(field, "input.unknown_key").With("value", text.Clip(string(value))))
	}
}

// told is when and by which way the customer was told; both are said, or neither.
func (c *checks) told(field string, at *time.Time, channel *flow.Channel, ordered string) {
	if (at == nil) != (channel == nil) {
		c.fail(fault.Input("channel", "purchase.told_channel"))
		return
	}
	if at == nil {
		return
	}
	known(c, "channel", *channel)
	*at = c.past(field, *at)
	c.since(field, *at, ordered)
}
