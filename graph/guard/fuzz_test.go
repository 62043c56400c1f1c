package guard

import (
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"heed/rules/fault"
)

// FuzzGuard compares the guard with the parser: it must read every document that
// the parser reads, and count in it what is there.
func FuzzGuard(f *testing.F) {
	for _, document := range []string{
		"{ a }", "query Q($a: [A!]! = [1] @b, $c: D) @e { a: b(c: {d: $a, e: [\"\", 1.5, null, X]}) @f { ...G ... on H { i } ... @j { k } } } fragment G on T { l }",
		"mutation { a } subscription S { b }", "\"\"\"d\"\"\" query A { a }", "{ ...A } fragment A on T { ...B ...B } fragment B on T { a }",
		"{ ...A } fragment A on T { ...A }", "fragment __schema on T { a } { ...__schema }", "{ a(b: [[[[]]]]) # c\n }", "\ufeff{ a }", "{ on fragment query }",
	} {
		f.Add(document)
	}
	small := Limits{Tokens: 200, Depth: 6, Aliases: 5, Roots: 6, Directives: 5, Operations: 3, Fragments: 5, Selections: 60, Values: 4, Repeats: 30}.WithDefaults()
	f.Fuzz(func(t *testing.T, document string) {
		s, refused := scan(document, small)
		if s.steps > 10*(small.Tokens+small.Selections) {
			t.Fatalf("%d steps", s.steps)
		}
		doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: document}, small.Tokens)
		switch {
		case err != nil: // it may be stricter: what it refuses is not executed
		case refused != nil && refused.Fault.Code == fault.CodeParseFailed:
			t.Fatalf("the parser reads what the guard cannot: %+v", refused)
		case refused != nil:
			if why := exceeds(doc, small); why == "" && refused.Fault.Code == fault.CodeCostExceeded && !aboutText(refused) {
				t.Fatalf("refused for %v, but nothing is beyond its limit", refused.Fault.Extra)
			}
		default:
			if why := exceeds(doc, small); why != "" {
				t.Fatalf("too much of %s gets through", why)
			}
		}
	})
}

// aboutText tells whether the limit is one that the parsed document does not show.
func aboutText(r *Refusal) bool {
	switch r.Fault.Extra["detail"] {
	case "a name of more than 128 bytes", "values nested more than 4 levels", "more than 200 tokens":
		return true
	}
	return false
}

// exceeds counts in the parsed document, without any cleverness; "" if all is
// within the limits.
func exceeds(doc *ast.QueryDocument, l Limits) string {
	c := &plain{doc: doc, limits: l, left: 100_000}
	for _, op := range doc.Operations {
		c.directives += len(op.Directives)
		for _, v := range op.VariableDefinitions {
			c.directives += len(v.Directives)
		}
		c.syntax(op.SelectionSet, 0)
	}
	for _, f := range doc.Fragments {
		c.directives += len(f.Directives)
		for _, v := range f.VariableDefinition {
			c.directives += len(v.Directives)
		}
		c.syntax(f.SelectionSet, 0)
	}
	switch {
	case len(doc.Operations) > l.Operations:
		return "operations"
	case len(doc.Fragments) > l.Fragments:
		return "fragments"
	case c.aliases > l.Aliases:
		return "aliases"
	case c.directives > l.Directives:
		return "directives"
	case c.inlines > maxInline:
		return "inline fragments"
	}
	for _, op := range doc.Operations {
		c.roots = 0
		at := c.write(op.SelectionSet, 0, true)
		if c.roots > l.Roots {
			return "roots"
		}
		c.compare(at)
	}
	for _, f := range doc.Fragments {
		if !c.spread[f.Name] {
			c.compare(c.write(f.SelectionSet, 0, false))
		}
	}
	switch {
	case c.circle:
		return "circles"
	case c.selections > l.Selections:
		return "selections"
	case c.depth > l.Depth:
		return "depth"
	case c.pairs > l.repeats(len(doc.Operations)+len(doc.Fragments)):
		return "repeats"
	}
	return ""
}

type plain struct {
	doc    *ast.QueryDocument
	limits Limits

	aliases, directives, inlines, selections, depth, roots, pairs int

	spread map[string]bool
	path   []string // fragments under way
	circle bool
	left   int // steps, so that hostile documents end
}

func (c *plain) syntax(set ast.SelectionSet, inlines int) {
	c.inlines = max(c.inlines, inlines)
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if s.Alias != s.Name {
				c.aliases++
			}
			c.directives += len(s.Directives)
			if len(s.SelectionSet) > 0 {
				c.syntax(s.SelectionSet, 0)
			}
		case *ast.InlineFragment:
			c.directives += len(s.Directives)
			c.syntax(s.SelectionSet, inlines+1)
		case *ast.FragmentSpread:
			c.directives += len(s.Directives)
			if c.spread == nil {
				c.spread = map[string]bool{}
			}
			c.spread[s.Name] = true
		}
	}
}

// place is what answers under one name.
type place struct {
	name  string
	below []place
}

// write writes the fragments out.
func (c *plain) write(set ast.SelectionSet, depth int, root bool) []place {
	var all []place
	for _, s := range set {
		if c.left--; c.left < 0 {
			return all
		}
		c.selections++
		switch s := s.(type) {
		case *ast.Field:
			c.depth = max(c.depth, depth+1)
			if root {
				c.roots++
			}
			all = append(all, place{s.Alias, c.write(s.SelectionSet, depth+1, false)})
		case *ast.InlineFragment:
			all = append(all, c.write(s.SelectionSet, depth, root)...)
		case *ast.FragmentSpread:
			if within(c.path, s.Name) {
				c.circle = true
				continue
			}
			c.path = append(c.path, s.Name)
			for _, f := range c.doc.Fragments {
				if f.Name == s.Name {
					all = append(all, c.write(f.SelectionSet, depth, root)...)
				}
			}
			c.path = c.path[:len(c.path)-1]
		}
	}
	return all
}

func within(path []string, name string) bool {
	for _, p := range path {
		if p == name {
			return true
		}
	}
	return false
}

func (c *plain) compare(at []place) {
	for i, a := range at {
		merged, first := a.below, true
		for j, b := range at {
			if b.name != a.name || i == j {
				continue
			}
			if j < i {
				first = false
				c.pairs++
			}
			merged = append(merged[:len(merged):len(merged)], b.below...)
		}
		if first && c.pairs <= c.limits.Repeats {
			c.compare(merged)
		}
	}
}
