package inspections

import (
	"fmt"
	"math"
	"strconv"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
)

// ItemResultInput is what was seen of an item of the standard.
type ItemResultInput struct {
	Number        int
	Value         *float64
	NotApplicable *bool
	Reason        *string
	Evidence      *string
}

// measured are the results of all items, each given once: whether a value keeps to the
// target, the item's operator says.
func (c *checks) measured(items []flow.StandardItem, given []ItemResultInput) []flow.ItemResult {
	of := make(map[int]int, len(items)) // place by number
	for place, item := range items {
		of[item.Number] = place
	}
	results, seen := make([]flow.ItemResult, len(items)), map[int]bool{}
	for k, in := range given {
		at := fmt.Sprintf("results[%d].", k)
		place, there := of[in.Number]
		switch {
		case !there:
			c.Fail(fault.Input(at+"number", "input.unknown_key").With("value", strconv.Itoa(in.Number)))
			return nil
		case seen[in.Number]:
			c.Fail(fault.Input(at+"number", "input.duplicate").With("value", strconv.Itoa(in.Number)))
			return nil
		}
		seen[in.Number] = true
		results[place] = c.seen(at, items[place], in)
	}
	if missing := len(items) - len(seen); missing > 0 {
		c.Fail(fault.Input("results", "inspection.incomplete").With("count", missing))
	}
	return results
}

// seen is the result of an item: it has a value, or does not apply for a reason.
func (c *checks) seen(at string, item flow.StandardItem, in ItemResultInput) flow.ItemResult {
	r := flow.ItemResult{StandardItem: item, Evidence: c.Lines(at+"evidence", optional.Value(in.Evidence), 0, maxEvidence)}
	if optional.Value(in.NotApplicable) {
		if in.Value != nil {
			c.Fail(fault.Input(at+"value", "inspection.value_of_nothing"))
		}
		r.NotApplicable, r.Reason = true, c.Lines(at+"reason", optional.Value(in.Reason), 1, maxReason)
		return r
	}
	if in.Value == nil {
		c.Fail(fault.Input(at+"value", "input.required"))
		return r
	}
	if value := *in.Value; math.IsNaN(value) || math.IsInf(value, 0) || math.Abs(value) > maxValue {
		c.Fail(fault.Input(at+"value", "input.out_of_range").With("min", -maxValue).With("max", maxValue))
	}
	value := *in.Value
	r.Value, r.Passed = &value, item.Operator.Met(value, item.Target)
	return r
}
