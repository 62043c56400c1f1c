// Package governance is the documents by which a company governs itself and tells its
// people: what they say, whom they are for, and who has read them (D2-81).
package governance

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

// The longest texts, in characters, and the longest list of a filter.
const (
	maxTitle  = 200
	maxBody   = 50_000
	maxReason = 2_000
	maxValues = 100
)

func present(ids ...typeid.ID) []typeid.ID {
	return typeid.Unique(slices.DeleteFunc(slices.Clone(ids), func(id typeid.ID) bool { return id == "" }))
}

// begin refuses whom no role allows the action, who may not read documents, and changes of
// a company that is not at work.
func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	if err := authz.Require(ctx, authz.GoverningDocumentRead); err != nil {
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

// day is so many days from today in the company's zone.
func (c *checks) day(n int) string { return c.now.In(c.zone).AddDate(0, 0, n).Format(time.DateOnly) }

func known[T flow.Enum](c *checks, field string, value T) {
	if !slices.Contains(value.Values(), string(value)) {
		c.Fail(fault.Input(field, "input.unknown_key").With("value", text.Clip(string(value))))
	}
}

func (c *checks) date(field, s string) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		c.Fail(fault.Input(field, "sla.date_format").With("value", text.Clip(s)))
	}
}
