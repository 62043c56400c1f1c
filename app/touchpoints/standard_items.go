package touchpoints

import (
	"fmt"
	"math"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
)

// ItemInput is one thing that is to be measured (D2-51).
type ItemInput struct {
	Metric   string
	Operator flow.StandardOperator
	Target   float64
	Unit     string
	Method   string
}

// items are the things that are to be measured, numbered from 1; each is measured once.
func (c *checks) items(field string, given []ItemInput) []flow.StandardItem {
	if len(given) > maxItems {
		c.Fail(fault.Input(field, "input.too_many").With("max", maxItems))
		return nil
	}
	all, seen := make([]flow.StandardItem, len(given)), map[string]bool{}
	for i, in := range given {
		at := fmt.Sprintf("%s[%d].", field, i)
		metric := c.Line(at+"metric", in.Metric, 1, maxMetric)
		if seen[metric] {
			c.Fail(fault.Input(at+"metric", "input.duplicate").With("value", text.Clip(metric)))
		}
		seen[metric] = true
		known(c, at+"operator", in.Operator)
		if math.IsNaN(in.Target) || math.IsInf(in.Target, 0) || math.Abs(in.Target) > maxTarget {
			c.Fail(fault.Input(at+"target", "input.out_of_range").With("min", -maxTarget).With("max", maxTarget))
		}
		all[i] = flow.StandardItem{
			Number: i + 1, Metric: metric, Operator: in.Operator, Target: in.Target,
			Unit: c.Line(at+"unit", in.Unit, 1, maxUnit), Method: c.Lines(at+"method", in.Method, 1, maxMethod),
		}
	}
	return all
}
