package server

import (
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"heed/graph"
	"heed/graph/generated"
)

// newExecutor makes the executor of the API's operations.
func newExecutor(o Options) *executor.Executor {
	exec := executor.New(generated.NewExecutableSchema(generated.Config{
		Resolvers:  &graph.Resolver{Client: o.DB.Client, Journal: o.Journal, Desk: o.Desk, Who: o.Who},
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
	return exec
}
