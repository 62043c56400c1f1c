package socket

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"heed/rules/fault"
)

// operation is one subscribe message and what comes of it.
type operation struct {
	s      *socket
	id     string
	quoted []byte // the id as JSON
	next   []byte // a next frame up to its payload
	cancel context.CancelFunc

	// Guarded by s.mu.
	stopped bool // the client wants no more of it
	done    bool // its last frame is sent or queued
}

// run takes the operation from its document to its last frame.
func (o *operation) run(ctx context.Context, params *graphql.RawParams) {
	s := o.s
	defer o.leave()
	defer s.recovered()
	var oc *graphql.OperationContext
	defer func() {
		if v := recover(); v != nil {
			o.crash(ctx, oc, v)
		}
	}()

	if s.session.Begin != nil {
		begun, err := s.session.Begin(ctx)
		if err != nil {
			o.fail(graphql.WithOperationContext(ctx, &graphql.OperationContext{}), err)
			return
		}
		ctx = begun
	}
	oc, errs := s.exec.CreateOperationContext(ctx, params)
	ctx = graphql.WithOperationContext(ctx, oc)
	if len(errs) > 0 {
		o.fail(ctx, errs)
		return
	}
	if oc.Operation.Operation != ast.Subscription {
		ctx, cancel := context.WithTimeout(ctx, s.limits.operation)
		defer cancel()
		o.execute(ctx, oc)
		return
	}
	if s.t.Live != nil {
		if stream, ok := s.t.Live(ctx, oc); ok && stream != nil {
			o.follow(ctx, stream)
			return
		}
	}
	o.execute(ctx, oc)
}

// leave frees what the operation held, also where it crashed.
func (o *operation) leave() {
	o.cancel()
	o.s.mu.Lock()
	defer o.s.mu.Unlock()
	o.s.running--
	if o.s.ops[o.id] == o {
		delete(o.s.ops, o.id)
	}
}

// follow passes a live stream on.
func (o *operation) follow(ctx context.Context, stream Stream) {
	defer stream.Close()
	if offering, ok := stream.(Offering); ok {
		offering.Offer(func(payload []byte) bool { return o.s.offer(frame{op: o, head: o.next, body: payload}) })
	}
	for {
		payload, err := stream.Next(ctx)
		switch {
		case err == nil:
			if !o.s.send(frame{op: o, head: o.next, body: payload}) {
				return
			}
		case errors.Is(err, io.EOF):
			o.complete()
			return
		case ctx.Err() != nil: // the client has stopped it, or the socket is over: nobody wants to know
			return
		default:
			o.fail(ctx, err)
			return
		}
	}
}

// execute lets gqlgen's executor work.
func (o *operation) execute(ctx context.Context, oc *graphql.OperationContext) {
	once := oc.Operation.Operation != ast.Subscription
	responses, ctx := o.s.exec.DispatchOperation(ctx, oc)
	for {
		resp := responses(ctx)
		switch {
		case resp == nil && once && errors.Is(ctx.Err(), context.DeadlineExceeded):
			o.fail(ctx, fault.New(fault.CodeTimeout, "timeout"))
			return
		case resp == nil:
			o.complete()
			return
		case len(resp.Data) == 0 && len(resp.Errors) > 0: // refused before it was executed
			o.refuse(resp.Errors)
			return
		}
		body, err := encode(resp)
		if err != nil {
			o.fail(ctx, err)
			return
		}
		if !o.s.send(frame{op: o, head: o.next, body: body}) {
			return
		}
		// A handler that never says nil must not make a query answer for ever.
		if once && (resp.HasNext == nil || !*resp.HasNext) {
			o.complete()
			return
		}
	}
}

// crash turns a panic of an operation into its error; the socket lives.
func (o *operation) crash(ctx context.Context, oc *graphql.OperationContext, v any) {
	if oc != nil && oc.RecoverFunc != nil {
		o.fail(ctx, oc.RecoverFunc(ctx, v)) // the executor's, which logs
		return
	}
	slog.ErrorContext(ctx, "socket: panic in an operation", "panic", v, "stack", string(debug.Stack()))
	o.fail(graphql.WithOperationContext(ctx, &graphql.OperationContext{}), fault.New(fault.CodeInternal, "internal"))
}
