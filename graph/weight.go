package graph

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"heed/rules/fault"
)

const (
	// maxFields is how many fields a document may have when its fragments are
	// written out: execution follows every one of them, and a short document of
	// fragments that spread others twice has more than anybody can answer.
	maxFields = 5000
	// maxNesting is how deep fields may stand in each other; the introspection
	// of common tools takes fifteen.
	maxNesting = 20
)

// weight is how large a selection is when its fragments are written out.
type weight struct {
	fields int // maxFields+1 stands for all above
	depth  int
	roots  int // fields of its first level, without what GraphQL itself knows; 2 stands for all above
}

func (w *weight) add(other weight) {
	w.fields = min(w.fields+other.fields, maxFields+1)
	w.depth = max(w.depth, other.depth)
	w.roots = min(w.roots+other.roots, 2)
}

// scales weigh selections. Each fragment is weighed once, however often it is
// spread; validation has refused those that spread themselves.
type scales map[string]weight

func (s scales) weigh(set ast.SelectionSet) weight {
	var sum weight
	for _, sel := range set {
		switch sel := sel.(type) {
		case *ast.Field:
			below := s.weigh(sel.SelectionSet)
			one := weight{fields: below.fields + 1, depth: below.depth + 1, roots: 1}
			if strings.HasPrefix(sel.Name, "__") {
				one.roots = 0
			}
			sum.add(one)
		case *ast.InlineFragment:
			sum.add(s.weigh(sel.SelectionSet))
		case *ast.FragmentSpread:
			known, ok := s[sel.Name]
			if !ok {
				known = s.weigh(sel.Definition.SelectionSet)
				s[sel.Name] = known
			}
			sum.add(known)
		}
	}
	return sum
}

// check refuses what is too much to execute.
func (w weight) check() error {
	switch {
	case w.fields > maxFields:
		return fault.New(fault.CodeCostExceeded, "request.too_many_fields").With("max", maxFields)
	case w.depth > maxNesting:
		return fault.New(fault.CodeCostExceeded, "request.too_nested").With("max", maxNesting)
	}
	return nil
}
