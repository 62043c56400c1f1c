package survey

import (
	"fmt"
	"slices"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
)

// conditions checks what the question depends on: it may be shown and required by
// what comes before it; where it leads, by its own answer too, and only on.
func (f *Faults) conditions(at string, questions []Question, i int) {
	q := &questions[i]
	f.condition(at+".showIf", q.ShowIf, questions[:i], q.Code)
	f.condition(at+".requiredIf", q.RequiredIf, questions[:i], q.Code)
	if len(q.Jumps) > MaxJumps {
		f.add(fault.Input(at+".jumps", "input.too_many").With("max", MaxJumps))
		return
	}
	for k, j := range q.Jumps {
		at := fmt.Sprintf("%s.jumps[%d]", at, k)
		f.condition(at+".if", j.If, questions[:i+1], "")
		switch to := byCode(questions, j.To); {
		case j.To == End:
		case to < 0:
			f.add(fault.Input(at+".to", "survey.jump_nowhere").With("code", text.Clip(j.To)))
		case to <= i:
			f.add(fault.Input(at+".to", "survey.jump_back").With("code", j.To))
		}
	}
}

// condition checks one whole condition; self is the question it must not be about.
func (f *Faults) condition(at string, c *Condition, before []Question, self string) {
	if c == nil {
		return
	}
	nodes, depth := c.size(MaxDepth + 1)
	switch {
	case depth > MaxDepth:
		f.add(fault.Input(at, "survey.condition_deep").With("max", MaxDepth))
	case nodes > MaxNodes:
		f.add(fault.Input(at, "survey.condition_large").With("max", MaxNodes))
	default:
		f.node(at, c, before, self)
	}
}

// size counts nodes and depth, no deeper than it is told to look.
func (c *Condition) size(look int) (nodes, depth int) {
	nodes = 1
	if look == 0 {
		return 1, 1
	}
	add := func(c *Condition) {
		n, d := c.size(look - 1)
		nodes, depth = nodes+n, max(depth, d)
	}
	for i := range c.All {
		add(&c.All[i])
	}
	for i := range c.Any {
		add(&c.Any[i])
	}
	if c.Not != nil {
		add(c.Not)
	}
	return nodes, depth + 1
}

// node checks that a condition is one thing, and each of its parts.
func (f *Faults) node(at string, c *Condition, before []Question, self string) {
	forms, test := 0, c.Question != "" || c.Is != "" || c.Options != nil || c.Number != nil
	for _, there := range []bool{c.All != nil, c.Any != nil, c.Not != nil, c.Fact != "", test} {
		if there {
			forms++
		}
	}
	if forms != 1 || c.All != nil && len(c.All) == 0 || c.Any != nil && len(c.Any) == 0 {
		f.add(fault.Input(at, "survey.condition_shape"))
		return
	}
	for i := range c.All {
		f.node(fmt.Sprintf("%s.all[%d]", at, i), &c.All[i], before, self)
	}
	for i := range c.Any {
		f.node(fmt.Sprintf("%s.any[%d]", at, i), &c.Any[i], before, self)
	}
	switch {
	case c.Not != nil:
		f.node(at+".not", c.Not, before, self)
	case c.Fact != "":
		known(f, at+".fact", c.Fact)
	case test:
		f.test(at, c, before, self)
	}
}

// test checks that a test asks what the answers to its question can tell.
func (f *Faults) test(at string, c *Condition, before []Question, self string) {
	i := byCode(before, c.Question)
	switch {
	case c.Question != "" && c.Question == self:
		f.add(fault.Input(at+".question", "survey.condition_self"))
		return
	case i < 0:
		f.add(fault.Input(at+".question", "survey.condition_question").With("code", text.Clip(c.Question)))
		return
	}
	q := &before[i]
	takes := [2]bool{} // options, a number
	switch c.Is {
	case flow.TestAnswered, flow.TestEmpty:
	case flow.TestOneOf, flow.TestNoneOf:
		takes[0] = q.Type.Chooses()
	case flow.TestAtLeast, flow.TestAtMost:
		takes[1] = q.Type.Counts()
	default:
		known(f, at+".is", c.Is)
		return
	}
	none := c.Is == flow.TestAnswered || c.Is == flow.TestEmpty
	switch {
	case takes == [2]bool{} && !none:
		f.add(fault.Input(at+".is", "survey.condition_test").With("test", c.Is).With("type", q.Type))
	case takes[0] != (len(c.Options) > 0), takes[1] != (c.Number != nil), c.Number != nil && !finite(*c.Number):
		f.add(fault.Input(at, "survey.condition_shape"))
	}
	for k, code := range c.Options {
		if takes[0] && !slices.ContainsFunc(q.Options, func(o Option) bool { return o.Code == code }) {
			f.add(fault.Input(fmt.Sprintf("%s.options[%d]", at, k), "survey.unknown_option").With("code", q.Code).With("option", text.Clip(code)))
		}
	}
}
