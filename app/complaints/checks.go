package complaints

import (
	"slices"
	"strings"
	"time"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/viewer"
)

// The longest texts, in characters.
const (
	maxName    = 100
	maxReach   = 300
	maxProduct = 200
	maxOrder   = 60
	maxWords   = 20_000 // the complainant's words
	maxLong    = 5_000
	maxShort   = 2_000
)

// promiseDays is how far ahead an answer may be promised.
const promiseDays = 366

// What a client may tell of the past.
var (
	ahead   = 2 * time.Minute // how far a client's clock may be ahead of ours
	longAgo = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
)

// checks looks at an input, cleans its texts where they stand (package text) and keeps the
// first mistake.
type checks struct {
	now time.Time
	err error
}

func (c *checks) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// line is a text of one line, of at least so many characters.
func (c *checks) line(field string, value *string, least, most int) {
	c.keep(value)(text.Line(field, *value, least, most))
}

// text must be there and no longer than so many characters.
func (c *checks) text(field string, value *string, most int) {
	c.keep(value)(text.Lines(field, *value, 1, most))
}

// optional text may be missing or empty.
func (c *checks) optional(field string, value **string, most int) {
	if *value == nil {
		return
	}
	cleaned := **value
	c.keep(&cleaned)(text.Lines(field, cleaned, 0, most))
	*value = &cleaned
}

// reason must be there: an error of its own says for what.
func (c *checks) reason(field string, value *string, missing string) {
	if strings.TrimSpace(*value) == "" {
		c.fail(fault.Input(field, missing))
		return
	}
	c.text(field, value, maxShort)
}

func (c *checks) keep(value *string) func(cleaned string, err error) {
	return func(cleaned string, err error) {
		if err != nil {
			c.fail(err)
		} else {
			*value = cleaned
		}
	}
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

// pastOr is past for a time that may be missing: now.
func (c *checks) pastOr(field string, at *time.Time) time.Time {
	if at == nil {
		return c.now
	}
	return c.past(field, *at)
}

// promised is by when an answer is promised: after now, and within a year (D2-58).
func (c *checks) promised(field string, at time.Time) time.Time {
	switch {
	case !at.After(c.now):
		c.fail(fault.Input(field, "complaint.promise_in_the_past"))
	case at.After(c.now.AddDate(0, 0, promiseDays)):
		c.fail(fault.Input(field, "complaint.promise_too_far").With("days", promiseDays))
	}
	return viewer.Instant(at)
}

// known must be a constant of its list.
func known[T flow.Enum](c *checks, field string, value T) {
	if !slices.Contains(value.Values(), string(value)) {
		c.fail(fault.Input(field, "input.unknown_key").With("value", text.Clip(string(value))))
	}
}
