package requirements

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
	maxTitle = 200
	maxWords = 20_000 // the customer's words, and the need as understood
	maxLong  = 5_000
	maxShort = 2_000
	maxWhy   = 1_000 // reasons of urgencies and notes of pauses
)

// checks looks at an input, cleans its texts where they stand (package text)
// and keeps the first mistake.
type checks struct {
	now time.Time
	err error
}

func (c *checks) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// line must be there, in one line.
func (c *checks) line(field string, value *string, most int) {
	c.keep(value)(text.Line(field, *value, 1, most))
}

// text must be there and no longer than so many characters.
func (c *checks) text(field string, value *string, most int) {
	c.keep(value)(text.Lines(field, *value, 1, most))
}

// named is text with an error of its own for one that is missing.
func (c *checks) named(field string, value *string, most int, missing error) {
	if strings.TrimSpace(*value) == "" {
		c.fail(missing)
		return
	}
	c.text(field, value, most)
}

// optional text may be missing or empty.
func (c *checks) optional(field string, value **string, most int) {
	if *value == nil {
		return
	}
	cleaned := **value
	c.keep(&cleaned)(text.Lines(field, cleaned, 0, most))
	if cleaned != **value { // what the caller points to stays
		*value = &cleaned
	}
}

// keep puts the cleaned text in its place, or keeps the mistake.
func (c *checks) keep(value *string) func(cleaned string, err error) {
	return func(cleaned string, err error) {
		if err != nil {
			c.fail(err)
		} else if cleaned != *value {
			*value = cleaned
		}
	}
}

// What a client may tell of the past.
var (
	// ahead is how far a client's clock may be ahead of ours.
	ahead = 2 * time.Minute
	// longAgo is the first day on which anything can have happened.
	longAgo = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
)

// past must not lie in the future, nor before anything could have happened. It
// is kept as happenedAt gives it.
func (c *checks) past(field string, at time.Time) {
	switch {
	case at.After(c.now.Add(ahead)):
		c.fail(fault.Input(field, "input.in_the_future"))
	case at.Before(longAgo):
		c.fail(fault.Input(field, "input.long_ago").With("first", longAgo.Format(time.DateOnly)))
	}
}

// happenedAt is a client's time of what has happened: now, where the client's
// clock is ahead.
func happenedAt(at, now time.Time) time.Time {
	if at.After(now) {
		return now
	}
	return viewer.Instant(at)
}

// upTo is a number from 1 on.
func (c *checks) upTo(high int, field string, n int) {
	if n < 1 || n > high {
		c.fail(fault.Input(field, "input.out_of_range").With("min", 1).With("max", high))
	}
}

// known must be a constant of its list.
func known[T flow.Enum](c *checks, field string, value T) {
	if !slices.Contains(value.Values(), string(value)) {
		c.fail(fault.Input(field, "input.unknown_key").With("value", text.Clip(string(value))))
	}
}

// knownOr is known for a value that may be missing or empty.
func knownOr[T flow.Enum](c *checks, field string, value *T) {
	if value != nil && *value != "" {
		known(c, field, *value)
	}
}

func happenedOr(t *time.Time, now time.Time) *time.Time {
	if t == nil {
		return nil
	}
	at := happenedAt(*t, now)
	return &at
}
