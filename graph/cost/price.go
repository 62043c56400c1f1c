package cost

import (
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// compiler makes a plan. Each fragment is looked at once, however often it is
// spread.
type compiler struct {
	schema    *ast.Schema
	plan      *Plan
	fragments map[string]price

	shape        *shape             // of the schema, once it is asked for
	descriptions map[spread]float64 // the fragments in what is asked of it
}

// price is what selections cost. Those of a connection have the price of one
// item in each.
type price struct {
	estimate sum
	own      int
	each     sum
}

func (p price) plus(o price) price {
	return price{p.estimate.plus(o.estimate), p.own + o.own, p.each.plus(o.each)}
}

// dearer is a price that covers either.
func (p price) dearer(o price) price {
	return price{p.estimate.dearer(o.estimate), max(p.own, o.own), p.each.dearer(o.each)}
}

func (s sum) dearer(o sum) sum {
	if len(s.sized) == 0 && len(o.sized) == 0 {
		return sum{points: max(s.points, o.points)}
	}
	all := s.plus(o) // which of them is dearer the variables will tell
	all.points = max(s.points, o.points)
	return all
}

// set is the price of selections on the type. A record is of one type only: of
// what is asked of different ones the dearest counts.
func (c *compiler) set(set ast.SelectionSet, on *ast.Definition) price {
	var all price
	var apart map[string]price
	for _, s := range set {
		var one price
		condition := ""
		switch s := s.(type) {
		case *ast.Field:
			one = c.field(s)
		case *ast.InlineFragment:
			condition = s.TypeCondition
			one = c.set(s.SelectionSet, c.typeOf(condition, on))
		case *ast.FragmentSpread:
			condition = s.Definition.TypeCondition
			one = c.fragment(s)
		}
		if on != nil && on.IsAbstractType() && c.isObject(condition) {
			if apart == nil {
				apart = map[string]price{}
			}
			apart[condition] = apart[condition].plus(one)
			continue
		}
		all = all.plus(one)
	}
	var dearest price
	for _, one := range apart {
		dearest = dearest.dearer(one)
	}
	return all.plus(dearest)
}

func (c *compiler) typeOf(condition string, otherwise *ast.Definition) *ast.Definition {
	if condition == "" {
		return otherwise
	}
	return c.schema.Types[condition]
}

func (c *compiler) isObject(name string) bool {
	d := c.schema.Types[name]
	return d != nil && d.Kind == ast.Object
}

func (c *compiler) fragment(s *ast.FragmentSpread) price {
	known, ok := c.fragments[s.Name]
	if !ok {
		known = c.set(s.Definition.SelectionSet, c.schema.Types[s.Definition.TypeCondition])
		c.fragments[s.Name] = known
	}
	return known
}

func (c *compiler) field(f *ast.Field) price {
	if len(f.SelectionSet) == 0 || f.Definition == nil { // texts, numbers, and __typename
		return price{}
	}
	if f.Name == "__schema" || f.Name == "__type" {
		return c.introspection(f)
	}
	below := c.set(f.SelectionSet, c.schema.Types[f.Definition.Type.Name()])
	switch {
	case IsConnection(f):
		c.plan.Pages = append(c.plan.Pages, f)
		return price{estimate: sum{points: 1}.plus(below.estimate).plus(c.many(f, below.each)), own: 1 + below.own}
	case f.Name == "edges" && inConnection(f): // an edge is no more than its node
		c.plan.items[f] = below.own
		return price{each: below.estimate}
	case f.Name == "pageInfo":
		return price{}
	case f.Definition.Type.Elem != nil:
		c.plan.items[f] = 1 + below.own
		return price{estimate: c.many(f, sum{points: 1}.plus(below.estimate))}
	default:
		return price{estimate: sum{points: 1}.plus(below.estimate), own: 1 + below.own}
	}
}

// many is a list of items: of known length, or of one that the variables tell.
func (c *compiler) many(f *ast.Field, item sum) sum {
	if item.points == 0 && len(item.sized) == 0 {
		return sum{}
	}
	if asksByVariable(f) {
		return sum{sized: []sized{{f, 1, item}}}
	}
	return item.repeated(length(f, nil))
}

// IsConnection tells whether the field is a page of a list.
func IsConnection(f *ast.Field) bool {
	return f.Definition != nil && strings.HasSuffix(f.Definition.Type.Name(), "Connection")
}

func inConnection(f *ast.Field) bool {
	return f.ObjectDefinition != nil && strings.HasSuffix(f.ObjectDefinition.Name, "Connection")
}

func asksByVariable(f *ast.Field) bool {
	for _, name := range lengths(f) {
		if arg := f.Arguments.ForName(name); arg != nil && hasVariable(arg.Value) {
			return true
		}
	}
	return false
}

func hasVariable(v *ast.Value) bool {
	if v.Kind == ast.Variable {
		return true
	}
	for _, child := range v.Children {
		if hasVariable(child.Value) {
			return true
		}
	}
	return false
}

// lengths are the arguments that tell how long the field's list is.
func lengths(f *ast.Field) []string {
	if IsConnection(f) {
		return []string{"first", "last"}
	}
	return []string{"ids"}
}

// length is as how long the field's list counts.
func length(f *ast.Field, variables map[string]any) int {
	for _, name := range lengths(f) {
		arg := f.Arguments.ForName(name)
		if arg == nil {
			continue
		}
		value, err := arg.Value.Value(variables)
		if err != nil || value == nil {
			continue
		}
		if list, ok := value.([]any); ok {
			return len(list)
		}
		if n, ok := Whole(value); ok && n > 0 {
			return int(min(n, most))
		}
	}
	if IsConnection(f) {
		return DefaultPage
	}
	if d := f.Definition.Directives.ForName("max"); d != nil {
		if n, err := strconv.Atoi(d.Arguments.ForName("items").Value.Raw); err == nil {
			return min(n, listed)
		}
	}
	return listed
}

// Whole is a number of a client's as JSON or the document has it.
func Whole(v any) (int64, bool) {
	switch v := v.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	case interface{ Int64() (int64, error) }:
		n, err := v.Int64()
		return n, err == nil
	}
	return 0, false
}
