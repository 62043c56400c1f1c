package httpql

import (
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// defers finds @defer, which gqlparser adds to every schema. One response
// cannot carry what comes later, and leaving it out would look like no data.
func defers(oc *graphql.OperationContext) bool {
	if !strings.Contains(oc.RawQuery, "defer") { // most documents need no walk
		return false
	}
	for _, f := range oc.Doc.Fragments {
		if deferredIn(f.SelectionSet) {
			return true
		}
	}
	return deferredIn(oc.Operation.SelectionSet)
}

func deferredIn(set ast.SelectionSet) bool {
	for _, s := range set {
		var inner ast.SelectionSet
		switch s := s.(type) {
		case *ast.Field:
			inner = s.SelectionSet
		case *ast.InlineFragment:
			if s.Directives.ForName("defer") != nil {
				return true
			}
			inner = s.SelectionSet
		case *ast.FragmentSpread: // its fragment is looked at by itself
			if s.Directives.ForName("defer") != nil {
				return true
			}
		}
		if deferredIn(inner) {
			return true
		}
	}
	return false
}
