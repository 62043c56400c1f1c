package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

	"heed/graph"
	"heed/rules/fault"
	"heed/rules/viewer"
)

// encoder turns events into the answers of one operation.
type encoder[T any] struct {
	key    string
	events chan T
	next   graphql.ResponseHandler
	ctx    context.Context //nolint:containedctx // the operation's, kept between its events
	cancel context.CancelFunc
	exec   *executor.Executor
	oc     *graphql.OperationContext
}

func newEncoder[T any](ctx context.Context, exec *executor.Executor, oc *graphql.OperationContext) *encoder[T] {
	e := &encoder[T]{key: encodingKey(ctx, oc), events: make(chan T, 1), exec: exec, oc: oc}
	// What it makes is shared: it must not fail because its own client has gone.
	ctx, e.cancel = context.WithCancel(context.WithoutCancel(ctx)) //nolint:gosec // G118: close calls it
	e.ctx = graph.WithLive(ctx, (<-chan T)(e.events))
	return e
}

func (e *encoder[T]) close() { e.cancel() }

// encode is the whole answer for an event. It is called by one goroutine at a time.
func (e *encoder[T]) encode(event T) ([]byte, error) {
	if e.next == nil {
		e.next, e.ctx = e.exec.DispatchOperation(e.ctx, e.oc)
	}
	e.events <- event
	resp := e.next(e.ctx)
	if resp == nil {
		return nil, fault.Unavailable()
	}
	if len(resp.Errors) > 0 && (len(resp.Data) == 0 || string(resp.Data) == "null") {
		return nil, resp.Errors // the operation itself is at fault: it ends
	}
	return json.Marshal(resp)
}

// encodingKey is equal for operations that show an event in the same way: the
// document, the variables that its selection may use, rights and language.
// Where a client stands and what it filters does not change how an event looks.
func encodingKey(ctx context.Context, oc *graphql.OperationContext) string {
	v := viewer.From(ctx)
	vars := maps.Clone(oc.Variables)
	for _, def := range oc.Operation.VariableDefinitions {
		if name := def.Type.Name(); name == "EventCursor" || name == "StatusFilter" {
			delete(vars, def.Variable)
		}
	}
	b, err := json.Marshal([]any{oc.RawQuery, oc.Operation.Name, vars, v.GrantSet, v.Language()})
	if err != nil {
		return oc.RawQuery + string(v.Session) // an encoding of its own
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
