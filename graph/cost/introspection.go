package cost

import (
	"math"

	"github.com/vektah/gqlparser/v2/ast"
)

// described is how many objects of a schema's description cost a point: they
// stand in memory, and tools ask for all of them at once.
const described = 20

// shape is how much of everything the description of a schema has.
type shape struct {
	types, directives int
	wraps             int                // the most lists and non-nulls around a type
	all, longest      map[string]float64 // of the lists of a type or field: the mean, and the longest
}

// at is where in the description a selection stands.
type at struct {
	one   bool // at any one type, maybe the longest; else at all of them
	wraps int  // how many wrappers there may still be around the type
}

// shapeOf looks at the whole schema, lists as GraphQL itself tells of them.
func shapeOf(schema *ast.Schema) *shape {
	s := &shape{types: len(schema.Types), directives: len(schema.Directives), all: map[string]float64{}, longest: map[string]float64{}}
	fields := 0
	count := func(list string, n int) {
		s.all[list] += float64(n)
		s.longest[list] = max(s.longest[list], float64(n))
	}
	arguments := func(list ast.ArgumentDefinitionList) {
		count("args", len(list))
		for _, a := range list {
			s.wrapped(a.Type)
		}
	}
	for _, d := range schema.Types {
		if d.Kind == ast.InputObject {
			count("inputFields", len(d.Fields))
		} else {
			count("fields", len(d.Fields))
			fields += len(d.Fields)
		}
		for _, f := range d.Fields {
			s.wrapped(f.Type)
			arguments(f.Arguments)
		}
		count("enumValues", len(d.EnumValues))
		count("interfaces", len(d.Interfaces))
		count("possibleTypes", len(schema.PossibleTypes[d.Name]))
	}
	for list := range s.all {
		per := s.types
		if list == "args" {
			per = fields
		}
		s.all[list] /= float64(max(per, 1))
	}
	for _, d := range schema.Directives {
		s.longest["args"] = max(s.longest["args"], float64(len(d.Arguments)))
		for _, a := range d.Arguments {
			s.wrapped(a.Type)
		}
	}
	return s
}

func (s *shape) wrapped(t *ast.Type) {
	n := 0
	for ; t != nil; t = t.Elem {
		if t.Elem != nil {
			n++
		}
		if t.NonNull {
			n++
		}
	}
	s.wraps = max(s.wraps, n)
}

// introspection is the price of what is asked of the schema, by the lengths that
// its lists have.
func (c *compiler) introspection(f *ast.Field) price {
	if c.shape == nil {
		c.shape, c.descriptions = shapeOf(c.schema), map[spread]float64{}
	}
	objects := 1 + c.described(f.SelectionSet, at{one: true})
	points := int(math.Ceil(min(objects/described, most)))
	return price{estimate: sum{points: points}, own: points}
}

// spread is a fragment at a place of the description.
type spread struct {
	fragment string
	at       at
}

// described is how many objects the selections give.
func (c *compiler) described(set ast.SelectionSet, where at) float64 {
	total := 0.0
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if len(s.SelectionSet) > 0 {
				total += c.describedField(s, where)
			}
		case *ast.InlineFragment:
			total += c.described(s.SelectionSet, where)
		case *ast.FragmentSpread:
			key := spread{s.Name, where}
			known, ok := c.descriptions[key]
			if !ok {
				known = c.described(s.Definition.SelectionSet, where)
				c.descriptions[key] = known
			}
			total += known
		}
	}
	return total
}

func (c *compiler) describedField(f *ast.Field, where at) float64 {
	times, below := 1.0, where
	switch f.Name {
	case "types":
		times, below = float64(c.shape.types), at{}
	case "directives":
		times, below = float64(c.shape.directives), at{one: true}
	case "type": // of a field or an argument, in its wrappers
		below = at{true, c.shape.wraps}
	case "ofType":
		if where.wraps == 0 { // a type by its name is around nothing
			return 0
		}
		below.wraps--
	case "queryType", "mutationType", "subscriptionType":
		below = at{one: true}
	default:
		if times = c.shape.all[f.Name]; where.one {
			times = c.shape.longest[f.Name]
		}
		if f.Name == "interfaces" || f.Name == "possibleTypes" {
			below = at{one: true}
		}
	}
	return times * (1 + c.described(f.SelectionSet, below))
}
