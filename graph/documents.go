package graph

import (
	"context"
	"slices"
	"strconv"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"heed/graph/cost"
)

const (
	// keptDocuments is how many parsed documents are kept, keptDocument the longest
	// of them: a cache of long ones would be a hoard.
	keptDocuments = 1000
	keptDocument  = 8 << 10
)

// Documents keeps parsed documents that passed the guard and validation, with
// what their operations cost. Before a document is used for the first time,
// connections without first and last get the default page: nested ones too, which
// resolvers would see too late.
type Documents struct {
	schema *ast.Schema
	kept   *lru.Cache[string, *document]
}

type document struct {
	parsed *ast.QueryDocument
	plans  map[*ast.OperationDefinition]*cost.Plan
}

// NewDocuments keeps documents of the schema.
func NewDocuments(schema *ast.Schema) *Documents {
	kept, err := lru.New[string, *document](keptDocuments)
	if err != nil {
		panic(err) // the size is a constant
	}
	return &Documents{schema: schema, kept: kept}
}

// Get implements graphql.Cache.
func (d *Documents) Get(_ context.Context, key string) (*ast.QueryDocument, bool) {
	if known, ok := d.kept.Get(key); ok {
		return known.parsed, true
	}
	return nil, false
}

// Add implements graphql.Cache.
func (d *Documents) Add(_ context.Context, key string, doc *ast.QueryDocument) {
	for _, op := range doc.Operations {
		fillPages(op.SelectionSet)
	}
	for _, f := range doc.Fragments {
		fillPages(f.SelectionSet)
	}
	if len(key) > keptDocument {
		return
	}
	plans := make(map[*ast.OperationDefinition]*cost.Plan, len(doc.Operations))
	for _, op := range doc.Operations {
		plans[op] = cost.Of(d.schema, op)
	}
	d.kept.Add(key, &document{doc, plans})
}

// knows tells whether the document has been looked at before.
func (d *Documents) knows(key string) bool { return d.kept.Contains(key) }

// plan is the plan of an operation of the document.
func (d *Documents) plan(key string, op *ast.OperationDefinition) *cost.Plan {
	if known, ok := d.kept.Peek(key); ok && known.plans[op] != nil {
		return known.plans[op]
	}
	return cost.Of(d.schema, op)
}

func fillPages(set ast.SelectionSet) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if cost.IsConnection(s) && !asks(s, "first") && !asks(s, "last") {
				s.Arguments = append(slices.DeleteFunc(s.Arguments, func(a *ast.Argument) bool { return a.Name == "first" }),
					&ast.Argument{
						Name: "first", Value: &ast.Value{Raw: strconv.Itoa(cost.DefaultPage), Kind: ast.IntValue}, Position: s.Position,
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
