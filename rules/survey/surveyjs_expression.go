package survey

import (
	"heed/rules/fault"
	"heed/rules/text"
)

// expression reads tokens from left to right: or joins what and joins.
type expression struct {
	*foreign
	left  []token
	depth int
}

// condition reads a property that is an expression; what cannot be said here is
// noted and left out.
func (f *foreign) condition(b *bag, name string) *Condition {
	s := b.string(name)
	if s == "" {
		return nil
	}
	t, ok := tokens(s)
	e := &expression{foreign: f, left: t}
	if ok {
		c, said := e.or()
		if said && len(e.left) == 0 {
			if nodes, depth := c.size(MaxDepth + 1); nodes <= MaxNodes && depth <= MaxDepth {
				return c
			}
		}
	}
	f.note(fault.Input(under(b.at, name), "survey.note_expression").With("expression", text.Clip(s)))
	return nil
}

func (e *expression) next(kinds ...string) (token, bool) {
	if len(e.left) == 0 {
		return token{}, false
	}
	for _, k := range kinds {
		if e.left[0].kind == k {
			t := e.left[0]
			e.left = e.left[1:]
			return t, true
		}
	}
	return token{}, false
}

func (e *expression) or() (*Condition, bool) {
	return e.chain("or", e.and, func(c *Condition, parts []Condition) { c.Any = parts })
}

func (e *expression) and() (*Condition, bool) {
	return e.chain("and", e.not, func(c *Condition, parts []Condition) { c.All = parts })
}

func (e *expression) chain(word string, part func() (*Condition, bool), set func(*Condition, []Condition)) (*Condition, bool) {
	first, ok := part()
	if !ok {
		return nil, false
	}
	parts := []Condition{*first}
	for {
		if _, more := e.next(word); !more {
			break
		}
		c, ok := part()
		if !ok {
			return nil, false
		}
		parts = append(parts, *c)
	}
	if len(parts) == 1 {
		return first, true
	}
	all := &Condition{}
	set(all, parts)
	return all, true
}

func (e *expression) not() (*Condition, bool) {
	if e.depth++; e.depth > 100 {
		return nil, false
	}
	if _, ok := e.next("not"); ok {
		c, ok := e.not()
		if !ok {
			return nil, false
		}
		return &Condition{Not: c}, true
	}
	if _, ok := e.next("("); ok {
		c, ok := e.or()
		if !ok {
			return nil, false
		}
		_, closed := e.next(")")
		return c, closed
	}
	return e.compare()
}

// compare reads {name} sign value.
func (e *expression) compare() (*Condition, bool) {
	name, ok := e.next("n")
	if !ok {
		return nil, false
	}
	i, known := e.codes[name.text]
	sign, ok := e.next("=", "<>", ">=", "<=", ">", "<", "empty", "notempty", "contains", "notcontains", "anyof", "allof", "noneof")
	if !ok || !known { // of a question that comes later, or is none
		return nil, false
	}
	if sign.kind == "empty" || sign.kind == "notempty" {
		return e.meaning(i, name.text, sign.kind, nil, false)
	}
	values, list, ok := e.operand()
	if !ok {
		return nil, false
	}
	return e.meaning(i, name.text, sign.kind, values, list)
}

func (e *expression) operand() (values []string, list, ok bool) {
	if _, list = e.next("["); !list {
		t, ok := e.next("s", "w")
		return []string{t.text}, false, ok
	}
	for {
		if _, end := e.next("]"); end {
			return values, true, len(values) > 0
		}
		t, ok := e.next("s", "w")
		if !ok {
			return nil, true, false
		}
		values = append(values, t.text)
		e.next(",")
	}
}
