package graph

import (
	"github.com/vektah/gqlparser/v2/ast"

	"heed/graph/cost"
	"heed/rules/fault"
)

const (
	// maxPage is the largest page.
	maxPage = 100
	// maxImportRows is how many rows one import takes.
	maxImportRows = 5000
)

// checkPage refuses pages that are none of 1 to 100.
func checkPage(f *ast.Field, vars map[string]any) error {
	given := 0
	for _, name := range []string{"first", "last"} {
		arg := f.Arguments.ForName(name)
		if arg == nil {
			continue
		}
		value, err := arg.Value.Value(vars)
		if err != nil || value == nil {
			continue
		}
		given++
		if n, ok := cost.Whole(value); !ok || n < 1 || n > maxPage {
			return fault.Input(name, "input.page_size").With("min", 1).With("max", maxPage)
		}
	}
	switch {
	case given > 1:
		return fault.Input("first", "input.first_and_last")
	case given == 0:
		fillVariable(f, vars)
	}
	return nil
}

// fillVariable gives the default page to a variable without a value that stands
// for the page of a connection.
func fillVariable(f *ast.Field, vars map[string]any) {
	for _, name := range []string{"first", "last"} {
		if arg := f.Arguments.ForName(name); arg != nil && arg.Value.Kind == ast.Variable && vars != nil {
			vars[arg.Value.Raw] = int64(cost.DefaultPage)
			return
		}
	}
}

// page is the default for the root connection whose first came as null.
func page(first, last *int) *int {
	if first == nil && last == nil {
		n := cost.DefaultPage
		return &n
	}
	return first
}
