package requirements

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"heed/rules/fault"
	"heed/rules/flow"
)

// The longest texts, in characters.
const (
	maxTitle = 200
	maxWords = 20_000 // the customer's words, and the need as understood
	maxLong  = 5_000
	maxShort = 2_000
	maxWhy   = 1_000 // reasons of urgencies and notes of pauses
)

// checks looks at an input and keeps the first mistake.
type checks struct {
	now time.Time
	err error
}

func (c *checks) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// text must be there and no longer than so many characters.
func (c *checks) text(field, value string, most int) { c.named(field, value, most, nil) }

// named is text with an error of its own for one that is missing.
func (c *checks) named(field, value string, most int, missing error) {
	if strings.TrimSpace(value) == "" {
		if missing == nil {
			missing = fault.Input(field, "input.required")
		}
		c.fail(missing)
		return
	}
	c.optional(field, &value, most)
}

// optional text may be missing or empty.
func (c *checks) optional(field string, value *string, most int) {
	switch {
	case value == nil:
	case utf8.RuneCountInString(*value) > most:
		c.fail(fault.Input(field, "input.too_long").With("max", most))
	case !utf8.ValidString(*value), strings.ContainsRune(*value, 0):
		c.fail(fault.Input(field, "input.malformed_text"))
	}
}

// past must not lie in the future.
func (c *checks) past(field string, at time.Time) {
	if at.After(c.now) {
		c.fail(fault.Input(field, "input.in_the_future"))
	}
}

func (c *checks) between(field string, n, low, high int) {
	if n < low || n > high {
		c.fail(fault.Input(field, "input.out_of_range").With("min", low).With("max", high))
	}
}

// known must be a constant of its list.
func known[T flow.Enum](c *checks, field string, value T) {
	if !slices.Contains(value.Values(), string(value)) {
		c.fail(fault.Input(field, "input.unknown_key").With("value", clip(string(value))))
	}
}

// knownOr is known for a value that may be missing or empty.
func knownOr[T flow.Enum](c *checks, field string, value *T) {
	if value != nil && *value != "" {
		known(c, field, *value)
	}
}

// clip shortens what a client sent before it is shown.
func clip(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

// instant is a client's time as both databases keep it.
func instant(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

func instantOr(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	at := instant(*t)
	return &at
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
