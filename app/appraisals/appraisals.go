// Package appraisals is how the work of people in the management of customers' requirements
// is assessed: schemes of weighted metrics, what becomes of the figures of a period, what
// the head says to it, and what the person does (D0-78, D0-79).
package appraisals

import (
	"heed/rules/fault"
	"heed/rules/flow"
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

func few(field string, n int) error {
	if n > maxValues {
		return fault.Input("filter."+field, "input.too_many").With("max", maxValues)
	}
	return nil
}

// periods are those that an appraisal may be of: of a week there is too little to count.
var periods = []flow.Period{flow.PeriodMonth, flow.PeriodQuarter, flow.PeriodHalfYear, flow.PeriodYear}
