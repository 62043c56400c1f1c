package server

import (
	"context"
	"runtime"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"heed/graph"
	"heed/graph/generated"
)

// gated lets only so many operations be parsed and validated at once: that work
// is the processor's alone, grows faster than the document, and does not stop
// when the client leaves.
type gated struct {
	*executor.Executor
	gate chan struct{}
}

// CreateOperationContext implements graphql.GraphExecutor.
func (g *gated) CreateOperationContext(ctx context.Context, params *graphql.RawParams) (*graphql.OperationContext, gqlerror.List) {
	select {
	case g.gate <- struct{}{}:
	case <-ctx.Done():
		return &graphql.OperationContext{}, gqlerror.List{gqlerror.Wrap(ctx.Err())}
	}
	defer func() { <-g.gate }()
	return g.Executor.CreateOperationContext(ctx, params)
}

// newExecutor makes the executor of the API's operations.
func newExecutor(o Options) *gated {
	exec := executor.New(generated.NewExecutableSchema(generated.Config{
		Resolvers:  &graph.Resolver{Client: o.DB.Client, Journal: o.Journal, Desk: o.Desk, Who: o.Who, PublicURL: o.PublicURL},
		Directives: graph.Directives(),
	}))
	exec.SetErrorPresenter(graph.Present)
	exec.SetRecoverFunc(graph.Recover)
	exec.SetParserTokenLimit(o.MaxTokens)
	exec.SetDisableSuggestion(true)
	exec.SetQueryCache(graph.Documents{Cache: lru.New[*ast.QueryDocument](keptDocuments)})
	exec.Use(extension.Introspection{})
	exec.Use(graph.Rules{})
	exec.Use(requestLog{})
	return &gated{Executor: exec, gate: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)))}
}
