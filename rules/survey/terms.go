package survey

import (
	"fmt"
	"slices"
	"strings"

	"heed/rules/flow"
)

// terms keeps conditions as numbers: two that say the same have the same one. So
// what is left of a condition, once an answer is known, can be compared at no cost.
type terms struct {
	list  []term
	known map[string]int
	memo  map[[3]int]int
	tests map[int][]*Condition // by variable
	spelt map[string][2]int    // a test: its variable, its place among its tests
	work  *int                 // what it has cost so far
}

// term is a condition, or what is left of one.
type term struct {
	kind byte  // a(ll), o (any), n(ot), t(est), or 0 and 1
	kids []int // terms; of a test its variable and its place
}

const (
	never = iota
	always
)

func newTerms(work *int) *terms {
	t := &terms{work: work, known: map[string]int{}, memo: map[[3]int]int{}, tests: map[int][]*Condition{}, spelt: map[string][2]int{}}
	t.of('0')
	t.of('1')
	return t
}

// of is the number of a term.
func (t *terms) of(kind byte, kids ...int) int {
	key := fmt.Sprint(string(kind), kids)
	if id, ok := t.known[key]; ok {
		return id
	}
	t.known[key] = len(t.list)
	t.list = append(t.list, term{kind, kids})
	return len(t.list) - 1
}

// read gives the number of a condition. A variable is a question or a fact.
func (t *terms) read(c *Condition, variable func(*Condition) int) int {
	var kids []int
	parts, kind := c.All, byte('a')
	switch {
	case c.Any != nil:
		parts, kind = c.Any, 'o'
	case c.Not != nil:
		return t.not(t.read(c.Not, variable))
	case c.All == nil:
		v := variable(c)
		spelt := fmt.Sprint(v, " ", c.Is, " ", strings.Join(sorted(c.Options), " "))
		if c.Number != nil {
			spelt += fmt.Sprint(" ", *c.Number)
		}
		at, ok := t.spelt[spelt]
		if !ok {
			at = [2]int{v, len(t.tests[v])}
			t.tests[v], t.spelt[spelt] = append(t.tests[v], c), at
		}
		return t.of('t', at[0], at[1])
	}
	for i := range parts {
		kids = append(kids, t.read(&parts[i], variable))
	}
	return t.join(kind, kids)
}

func sorted(s []string) []string { return slices.Sorted(slices.Values(s)) }

func (t *terms) not(id int) int {
	switch x := t.list[id]; x.kind {
	case '0':
		return always
	case '1':
		return never
	case 'n':
		return x.kids[0]
	default:
		return t.of('n', id)
	}
}

// join is all or any of some terms, in its shortest form.
func (t *terms) join(kind byte, kids []int) int {
	ends, drops := never, always
	if kind == 'o' {
		ends, drops = always, never
	}
	var flat []int
	for _, k := range kids {
		switch {
		case k == ends:
			return ends
		case k == drops:
		case t.list[k].kind == kind:
			flat = append(flat, t.list[k].kids...)
		default:
			flat = append(flat, k)
		}
	}
	slices.Sort(flat)
	flat = slices.Compact(flat)
	switch len(flat) {
	case 0:
		return drops
	case 1:
		return flat[0]
	default:
		return t.of(kind, flat...)
	}
}

// given is what is left of a term once a variable is of a class: truths are those
// of its tests.
func (t *terms) given(id, variable, class int, truths []bool) int {
	x := t.list[id]
	if x.kind == '0' || x.kind == '1' || x.kind == 't' && x.kids[0] != variable {
		return id
	}
	if x.kind == 't' {
		if truths[x.kids[1]] {
			return always
		}
		return never
	}
	key := [3]int{id, variable, class}
	if left, ok := t.memo[key]; ok {
		return left
	}
	left := 0
	if x.kind == 'n' {
		left = t.not(t.given(x.kids[0], variable, class, truths))
	} else {
		kids := make([]int, len(x.kids))
		for i, k := range x.kids {
			kids[i] = t.given(k, variable, class, truths)
		}
		left = t.join(x.kind, kids)
	}
	t.memo[key] = left
	return left
}

// truths are those of the variable's tests for one answer, nil for none.
func (t *terms) truths(variable int, a *Answer) []bool {
	all := make([]bool, len(t.tests[variable]))
	*t.work += len(all)
	for i, c := range t.tests[variable] {
		all[i] = passes(c.Is, c.Options, c.Number, a)
	}
	return all
}

var factNames = flow.SurveyFact("").Values()
