// Package training is how the people of a company are trained: plans that human resources
// and the management department agree to, sessions with their seats, who came and how they
// did, and training again when what they learnt does not hold any more (D0-74 to D0-77,
// D2-77 to D2-80).
package training

import (
	"context"
	"slices"
	"time"

	"heed/app/tenants"
	"heed/authz"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The longest texts, in characters, and the longest lists.
const (
	maxTitle   = 200
	maxName    = 100
	maxPost    = 100
	maxPlace   = 500
	maxOutline = 20_000
	maxResult  = 5_000
	maxReason  = 2_000
	maxTopics  = 50
	maxValues  = 100 // of a list in a filter
	maxSeats   = 500
	maxInvited = 1_000 // whom one call asks
	maxScale   = 1_000
	maxMonths  = 120
)

func present(ids ...typeid.ID) []typeid.ID {
	return typeid.Unique(slices.DeleteFunc(slices.Clone(ids), func(id typeid.ID) bool { return id == "" }))
}

// begin refuses whom no role allows the action, who may not read trainings, and changes of
// a company that is not at work.
func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	if err := authz.Require(ctx, authz.TrainingRead); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

// permit refuses what is read, and out of the viewer's reach for the action.
func permit(ctx context.Context, action authz.Action, r authz.Record) error {
	v := viewer.From(ctx)
	if scope := v.Scope(string(action)); !authz.Covers(v, scope, r) {
		return fault.Forbidden().Extend("action", string(action)).Extend("scope", string(scope))
	}
	return nil
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

func (c *checks) today() string { return c.now.In(c.zone).Format(time.DateOnly) }

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

func (c *checks) day(field, s string) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		c.Fail(fault.Input(field, "sla.date_format").With("value", text.Clip(s)))
	}
}

func (c *checks) within(field string, value, least, most int) {
	if value < least || value > most {
		c.Fail(fault.Input(field, "input.out_of_range").With("min", least).With("max", most))
	}
}

func (c *checks) few(field string, n, most int) {
	if n > most {
		c.Fail(fault.Input(field, "input.too_many").With("max", most))
	}
}
