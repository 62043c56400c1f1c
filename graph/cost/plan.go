// Package cost tells what an operation costs before it is executed, and what it
// has cost afterwards. A point is an object; texts and numbers are free, a page
// costs its items, a mutation ten. What can be said of a document without its
// variables is said once.
package cost

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

const (
	// DefaultPage is the size of a page that nobody asked for.
	DefaultPage = 20
	// mutation is what a change costs beside its payload.
	mutation = 10
	// listed is as how many items a list without pages counts, if its @max is not
	// less: most have few, and lists in lists multiply.
	listed = 3
	// most stands for all above.
	most = 1 << 40
)

// Plan is what is known of an operation without its variables.
type Plan struct {
	Pages       []*ast.Field // connections, each once
	Roots       int          // fields of the first level, those of GraphQL itself aside
	Introspects bool         // __schema or __type

	estimate sum
	own      int                // points outside of all lists
	items    map[*ast.Field]int // points of one item of a list, outside of lists in it
}

// Of makes the plan of a valid operation of the schema.
func Of(schema *ast.Schema, op *ast.OperationDefinition) *Plan {
	p := &Plan{items: map[*ast.Field]int{}}
	c := &compiler{schema: schema, plan: p, fragments: map[string]price{}}
	whole := c.set(op.SelectionSet, rootOf(schema, op))
	p.estimate, p.own = whole.estimate, whole.own
	p.atRoot(op.SelectionSet)
	if op.Operation == ast.Mutation {
		p.estimate.points += mutation * p.Roots
		p.own += mutation * p.Roots
	}
	return p
}

func rootOf(schema *ast.Schema, op *ast.OperationDefinition) *ast.Definition {
	switch op.Operation {
	case ast.Mutation:
		return schema.Mutation
	case ast.Subscription:
		return schema.Subscription
	default:
		return schema.Query
	}
}

// atRoot looks at the fields of the first level; the guard has made sure that
// they are few.
func (p *Plan) atRoot(set ast.SelectionSet) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			switch {
			case s.Name == "__schema", s.Name == "__type":
				p.Introspects = true
			case !strings.HasPrefix(s.Name, "__"):
				p.Roots++
			}
		case *ast.InlineFragment:
			p.atRoot(s.SelectionSet)
		case *ast.FragmentSpread:
			p.atRoot(s.Definition.SelectionSet)
		}
	}
}

// Estimate is what the operation may cost with these variables, at least one.
func (p *Plan) Estimate(variables map[string]any) int { return max(1, p.estimate.with(variables)) }

// sum is an estimate: points, and more for lists whose length the variables tell.
type sum struct {
	points int
	sized  []sized
}

type sized struct {
	list  *ast.Field
	times int // how often the list is there
	item  sum
}

func (s sum) with(variables map[string]any) int {
	total := s.points
	for _, one := range s.sized {
		total = capped(total + times(times(one.times, length(one.list, variables)), one.item.with(variables)))
	}
	return total
}

func (s sum) plus(o sum) sum {
	return sum{capped(s.points + o.points), append(s.sized[:len(s.sized):len(s.sized)], o.sized...)}
}

func (s sum) repeated(n int) sum {
	all := sum{points: times(s.points, n)}
	for _, one := range s.sized {
		one.times = times(one.times, n)
		all.sized = append(all.sized, one)
	}
	return all
}

func capped(n int) int { return min(n, most) }

func times(a, b int) int {
	if a > 0 && b > most/a {
		return most
	}
	return a * b
}
