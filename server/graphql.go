package server

import (
	"context"
	"errors"
	"runtime"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"heed/app/limit"
	"heed/graph"
	"heed/graph/generated"
	"heed/rules/fault"
	"heed/rules/viewer"
	"heed/server/throttle"
)

// maxErrors is how many mistakes of a document are told: who makes more sees the
// rest when these are mended.
const maxErrors = 10

// gated lets only so many operations be parsed and validated at once, for that
// work is the processor's alone and does not stop when the client leaves; makes
// each operation pay; and lets only so many of a company run at once.
type gated struct {
	*executor.Executor
	parsing  chan struct{}
	running  *throttle.Gate
	accounts *accounts
}

// CreateOperationContext implements graphql.GraphExecutor. Every transport asks
// it for each operation.
func (g *gated) CreateOperationContext(ctx context.Context, params *graphql.RawParams) (*graphql.OperationContext, gqlerror.List) {
	charge, err := g.accounts.begin(ctx)
	if err != nil {
		return &graphql.OperationContext{}, gqlerror.List{gqlerror.Wrap(err)}
	}
	oc, errs := g.read(ctx, params)
	if len(errs) > 0 {
		return oc, errs[:min(len(errs), maxErrors)]
	}
	if err := charge.operation(oc); err != nil {
		return oc, gqlerror.List{gqlerror.Wrap(err)}
	}
	return oc, nil
}

func (g *gated) read(ctx context.Context, params *graphql.RawParams) (*graphql.OperationContext, gqlerror.List) {
	select {
	case g.parsing <- struct{}{}:
	case <-ctx.Done():
		return &graphql.OperationContext{}, gqlerror.List{gqlerror.Wrap(ctx.Err())}
	}
	defer func() { <-g.parsing }()
	return g.Executor.CreateOperationContext(ctx, params)
}

// DispatchOperation implements graphql.GraphExecutor. Subscriptions are not
// counted: they wait for most of their time.
func (g *gated) DispatchOperation(ctx context.Context, oc *graphql.OperationContext) (graphql.ResponseHandler, context.Context) {
	responses, ctx := g.Executor.DispatchOperation(ctx, oc)
	if oc.Operation.Operation == ast.Subscription {
		return responses, ctx
	}
	return func(ctx context.Context) *graphql.Response {
		leave, err := g.running.Enter(ctx, payer(ctx))
		switch {
		case errors.Is(err, throttle.ErrFull):
			return g.DispatchError(ctx, gqlerror.List{gqlerror.Wrap(fault.Unavailable().Extend("retryAfter", 1))})
		case err != nil: // its time is over, or nobody waits for it any more
			return g.DispatchError(ctx, gqlerror.List{gqlerror.Wrap(err)})
		}
		defer leave()
		return responses(ctx)
	}, ctx
}

// payer is who runs an operation: the company, or the place of who is not signed in.
func payer(ctx context.Context) string {
	if v := viewer.From(ctx); v.Kind == viewer.Member {
		return string(v.Tenant)
	}
	return limit.Network(viewer.Address(ctx))
}

// newExecutor makes the executor of the API's operations.
func newExecutor(o Options) *gated {
	accounts := newAccounts(o)
	schema := generated.NewExecutableSchema(generated.Config{
		Resolvers: &graph.Resolver{
			Client: o.DB.Client, Journal: o.Journal, Desk: o.Desk, Who: o.Who, Files: o.Files, PublicURL: o.PublicURL, Requests: accounts.used,
		},
		Directives: graph.Directives(),
	})
	documents := graph.NewDocuments(schema.Schema())
	exec := executor.New(schema)
	exec.SetErrorPresenter(graph.Present)
	exec.SetRecoverFunc(graph.Recover)
	exec.SetParserTokenLimit(o.Limits.Tokens) // the guard has counted them already
	exec.SetDisableSuggestion(!o.Suggestions)
	exec.SetDefaultRulesFn(graph.Validation(o.Suggestions))
	exec.SetQueryCache(documents)
	exec.Use(graph.NewRules(documents, o.Limits, o.Introspection))
	exec.Use(requestLog{})
	exec.Use(costTold{})
	return &gated{
		Executor: exec, parsing: make(chan struct{}, max(1, runtime.GOMAXPROCS(0))),
		running: throttle.NewGate(o.Running, o.Waiting), accounts: accounts,
	}
}
