package graph

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"heed/app/journal"
	"heed/rules/fault"
)

// The size of pages.
const (
	defaultPage = 20
	maxPage     = 100
	// maxDocument is the longest document in bytes; variables do not count.
	maxDocument = 64 << 10
	// keptDocument is the longest document that is kept when it has been parsed.
	keptDocument = 8 << 10
	// maxImportRows is how many rows one customersImport takes.
	maxImportRows = 5000
)

// Documents is a cache of parsed documents. Before a document is used for the
// first time, connections without first and last get the default page: nested
// ones too, which resolvers would see too late.
type Documents struct {
	graphql.Cache[*ast.QueryDocument]
}

// Add implements graphql.Cache.
func (d Documents) Add(ctx context.Context, key string, doc *ast.QueryDocument) {
	for _, op := range doc.Operations {
		fillPages(op.SelectionSet)
	}
	for _, f := range doc.Fragments {
		fillPages(f.SelectionSet)
	}
	if len(key) <= keptDocument { // the key is the text: a cache of long ones would be a hoard
		d.Cache.Add(ctx, key, doc)
	}
}

func fillPages(set ast.SelectionSet) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if isConnection(s) && !asks(s, "first") && !asks(s, "last") {
				s.Arguments = append(slices.DeleteFunc(s.Arguments, func(a *ast.Argument) bool { return a.Name == "first" }),
					&ast.Argument{
						Name: "first", Value: &ast.Value{Raw: strconv.Itoa(defaultPage), Kind: ast.IntValue}, Position: s.Position,
					})
			}
			fillPages(s.SelectionSet)
		case *ast.InlineFragment:
			fillPages(s.SelectionSet)
		}
	}
}

// asks tells whether the argument is there and not the word null.
func asks(f *ast.Field, name string) bool {
	arg := f.Arguments.ForName(name)
	return arg != nil && arg.Value.Kind != ast.NullValue
}

func isConnection(f *ast.Field) bool {
	return f.Definition != nil && strings.HasSuffix(f.Definition.Type.Name(), "Connection")
}

// Rules are what operations must keep beside the schema: so many fields, so
// deep, one mutation field, pages of 1 to 100.
type Rules struct{}

// ExtensionName implements graphql.HandlerExtension.
func (Rules) ExtensionName() string { return "Rules" }

// Validate implements graphql.HandlerExtension.
func (Rules) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters implements graphql.OperationParameterMutator.
func (Rules) MutateOperationParameters(ctx context.Context, in *graphql.RawParams) *gqlerror.Error {
	if len(in.Query) > maxDocument {
		return wrapped(ctx, fault.New(fault.CodePayloadTooLarge, "request.body_too_large").With("max", maxDocument))
	}
	return nil
}

// MutateOperationContext implements graphql.OperationContextMutator.
func (Rules) MutateOperationContext(ctx context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	w := scales{}.weigh(oc.Operation.SelectionSet)
	if err := w.check(); err != nil {
		return wrapped(ctx, err)
	}
	if oc.Operation.Operation == ast.Mutation && w.roots > 1 {
		return wrapped(ctx, fault.Input("", "request.one_mutation"))
	}
	if err := checkPages(oc.Operation.SelectionSet, oc.Variables, map[string]bool{}); err != nil {
		return wrapped(ctx, err)
	}
	return nil
}

// InterceptOperation implements graphql.OperationInterceptor: all fields of an
// operation look at no more events together than one of them alone.
func (Rules) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	return next(journal.WithBudget(ctx))
}

func wrapped(_ context.Context, err error) *gqlerror.Error {
	return &gqlerror.Error{Err: err, Message: err.Error()}
}

func checkPages(set ast.SelectionSet, vars map[string]any, seen map[string]bool) error {
	for _, s := range set {
		var below ast.SelectionSet
		switch s := s.(type) {
		case *ast.Field:
			if isConnection(s) {
				if err := checkPage(s, vars); err != nil {
					return err
				}
			}
			below = s.SelectionSet
		case *ast.InlineFragment:
			below = s.SelectionSet
		case *ast.FragmentSpread:
			if seen[s.Name] {
				continue
			}
			seen[s.Name] = true
			below = s.Definition.SelectionSet
		}
		if err := checkPages(below, vars, seen); err != nil {
			return err
		}
	}
	return nil
}

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
		if n, ok := whole(value); !ok || n < 1 || n > maxPage {
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
			vars[arg.Value.Raw] = int64(defaultPage)
			return
		}
	}
}

func whole(v any) (int64, bool) {
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

// page is the default for the root connection whose first came as null.
func page(first, last *int) *int {
	if first == nil && last == nil {
		n := defaultPage
		return &n
	}
	return first
}
