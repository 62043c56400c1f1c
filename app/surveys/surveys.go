// Package surveys is the questionnaires of a company, the campaigns that send them to
// customers, what customers answer, and what becomes of it (D3-01 to D3-66, D0-25, D0-64,
// D1-34 to D1-40, D2-35 to D2-46).
package surveys

import (
	"context"
	"slices"
	"time"

	"heed/app/tenants"
	"heed/authz"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The longest texts, in characters, and the longest lists.
const (
	maxName      = 100
	maxObjective = 2_000
	maxReason    = 2_000
	maxShort     = 500
	maxResult    = 5_000
	maxContacts  = 50
	maxNamed     = 1_000 // customers that an audience names
	maxValues    = 100   // of a list in a filter
	maxDecisions = 200
)

// begin refuses whom no role allows the action, and changes of a company that is not at
// work.
func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

// present are the ids that are there, each once.
func present(ids ...typeid.ID) []typeid.ID {
	return typeid.Unique(slices.DeleteFunc(slices.Clone(ids), func(id typeid.ID) bool { return id == "" }))
}

// checks looks at an input in the company's time.
type checks struct {
	text.Checks
	now  time.Time
	zone *time.Location
}

func checking(ctx context.Context) *checks {
	return &checks{now: viewer.Now(ctx), zone: tenants.ConfigFrom(ctx).Zone}
}

// revised is the day a questionnaire is revised: one of the company's calendar that is still
// to come, and not too far.
func (c *checks) revised(day string) {
	const field = "revisionDueOn"
	_, err := time.Parse(time.DateOnly, day)
	switch {
	case err != nil:
		c.Fail(fault.Input(field, "sla.date_format").With("value", text.Clip(day)))
	case day <= c.now.In(c.zone).Format(time.DateOnly):
		c.Fail(fault.Input(field, "input.in_the_past"))
	case day > c.inYears(farthestRevision):
		c.Fail(fault.Input(field, "survey.revision_far").With("years", farthestRevision))
	}
}

// inYears is the day so many years from today.
func (c *checks) inYears(n int) string {
	return c.now.In(c.zone).AddDate(n, 0, 0).Format(time.DateOnly)
}

func (c *checks) within(field string, n, least, most int) {
	if n < least || n > most {
		c.Fail(fault.Input(field, "input.out_of_range").With("min", least).With("max", most))
	}
}

func (c *checks) many(field string, n, most int) {
	if n > most {
		c.Fail(fault.Input(field, "input.too_many").With("max", most))
	}
}

// known must be constants of their list, each once.
func known[T flow.Enum](c *checks, field string, values ...T) {
	for i, value := range values {
		switch {
		case !slices.Contains(value.Values(), string(value)):
			c.Fail(fault.Input(field, "input.unknown_key").With("value", text.Clip(string(value))))
		case slices.Contains(values[:i], value):
			c.Fail(fault.Input(field, "input.duplicate").With("value", string(value)))
		}
	}
}

// faults is the first of what is wrong with a questionnaire, nil for nothing; all of it
// stands in extensions.faults.
func faults(ctx context.Context, all survey.Faults) error {
	if len(all) == 0 {
		return nil
	}
	first := *all[0]
	return first.Extend("faults", Problems(ctx, all))
}

// Problem is what is wrong at a place, in the viewer's language.
type Problem struct {
	Field   string `json:"field"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Problems are faults in the viewer's language.
func Problems(ctx context.Context, all survey.Faults) []Problem {
	said := make([]Problem, len(all))
	for i, f := range all {
		said[i] = Problem{Field: f.Field, Code: f.Key, Message: f.Message(viewer.From(ctx).Locale)}
	}
	return said
}
