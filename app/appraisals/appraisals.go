// Package appraisals is how the work of people in the management of customers' requirements
// is assessed: schemes of weighted metrics, what becomes of the figures of a period, what
// the head says to it, and what the person does (D0-78, D0-79).
package appraisals

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
	maxTitle  = 200
	maxText   = 5_000
	maxValues = 100 // of a list in a filter
	maxDrawn  = 500 // at once
	maxPoints = 100
)

// DaysToAppeal is how long the person may appeal after they were shown an appraisal; then
// it is final.
const DaysToAppeal = 7

func present(ids ...typeid.ID) []typeid.ID {
	return typeid.Unique(slices.DeleteFunc(slices.Clone(ids), func(id typeid.ID) bool { return id == "" }))
}

// begin refuses whom no role allows the action, who may not read appraisals, and changes of
// a company that is not at work.
func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	if err := authz.Require(ctx, authz.AppraisalRead); err != nil {
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

func few(field string, n int) error {
	if n > maxValues {
		return fault.Input("filter."+field, "input.too_many").With("max", maxValues)
	}
	return nil
}

// periods are those that an appraisal may be of: of a week there is too little to count.
var periods = []flow.Period{flow.PeriodMonth, flow.PeriodQuarter, flow.PeriodHalfYear, flow.PeriodYear}
