package survey

import (
	"slices"

	"heed/rules/flow"
)

// holds tells whether a condition is true of what has been answered so far. A
// question that was not asked has no answer: of all tests only EMPTY holds of it,
// so that what asks about a hidden question is hidden with it.
func (c *Condition) holds(given answers, facts Facts) bool {
	switch {
	case c.All != nil:
		for i := range c.All {
			if !c.All[i].holds(given, facts) {
				return false
			}
		}
		return true
	case c.Any != nil:
		for i := range c.Any {
			if c.Any[i].holds(given, facts) {
				return true
			}
		}
		return false
	case c.Not != nil:
		return !c.Not.holds(given, facts)
	case c.Fact != "":
		return facts[c.Fact]
	default:
		return passes(c.Is, c.Options, c.Number, given[c.Question])
	}
}

// passes is the test of one answer; nil is none.
func passes(is flow.AnswerTest, options []string, number *float64, a *Answer) bool {
	switch {
	case is == flow.TestEmpty:
		return a == nil
	case a == nil:
		return false
	}
	switch is {
	case flow.TestAnswered:
		return true
	case flow.TestOneOf:
		return chosen(a, options)
	case flow.TestNoneOf:
		return !chosen(a, options)
	case flow.TestAtLeast:
		return a.Number != nil && number != nil && *a.Number >= *number
	case flow.TestAtMost:
		return a.Number != nil && number != nil && *a.Number <= *number
	default:
		return false
	}
}

func chosen(a *Answer, options []string) bool {
	return slices.ContainsFunc(a.Options, func(o string) bool { return slices.Contains(options, o) })
}

// leaves calls do for every test and fact of a condition.
func (c *Condition) leaves(do func(*Condition)) {
	switch {
	case c.All != nil:
		for i := range c.All {
			c.All[i].leaves(do)
		}
	case c.Any != nil:
		for i := range c.Any {
			c.Any[i].leaves(do)
		}
	case c.Not != nil:
		c.Not.leaves(do)
	default:
		do(c)
	}
}
