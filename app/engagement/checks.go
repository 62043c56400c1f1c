package engagement

import (
	"slices"
	"time"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/viewer"
)

// The longest texts, in characters, and the longest lists.
const (
	maxTitle        = 200
	maxWords        = 20_000
	maxParticipants = 100
)

// What a client may tell of the past.
var (
	ahead   = 2 * time.Minute // how far a client's clock may be ahead of ours
	longAgo = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
)

// checks looks at an input, cleans its texts where they stand (package text) and
// keeps the first mistake.
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
	cleaned, err := text.Line(field, *value, 1, most)
	if err != nil {
		c.fail(err)
		return
	}
	*value = cleaned
}

// words are a text that may be missing or empty; the caller's stays as it is.
func (c *checks) words(field string, value **string) {
	if *value == nil {
		return
	}
	cleaned, err := text.Lines(field, **value, 0, maxWords)
	if err != nil {
		c.fail(err)
		return
	}
	*value = &cleaned
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

// set is nil for an empty value too.
func set[T ~string](value *T) *T {
	if value == nil || *value == "" {
		return nil
	}
	return value
}
