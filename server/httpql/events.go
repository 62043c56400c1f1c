package httpql

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"heed/rules/fault"
)

const typeEvents = "text/event-stream"

// Stream is one live subscription. Payloads are whole answers in JSON, without
// line ends.
type Stream interface {
	// Next waits for the next payload. io.EOF completes the subscription, any
	// other error ends it.
	Next(ctx context.Context) (payload []byte, err error)
	// Close is called once, after the last Next.
	Close()
}

// How a stream of events is kept going.
const (
	keepAlive    = 12 * time.Second // a comment after so long without an event, for proxies
	eventTimeout = 10 * time.Second // of writing one event
)

// wantsEvents tells whether the client asks for server-sent events, by name.
func wantsEvents(r *http.Request) bool {
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("Accept"), ","), ",") {
		media, params, err := mime.ParseMediaType(part)
		if err == nil && media == typeEvents && quality(params["q"]) > 0 {
			return true
		}
	}
	return false
}

// stream answers a client that takes server-sent events, in the distinct
// connections mode of graphql-sse: "next" for each answer, "complete" at the
// end. What is wrong with the operation comes as an answer too. A query or a
// mutation is answered in JSON where the client takes that as well.
func (h *Handler) stream(w http.ResponseWriter, r *http.Request, params *graphql.RawParams) {
	oc, resp, no := h.prepare(r, params)
	if no != nil {
		h.refuse(w, r, no)
		return
	}
	if resp == nil && oc.Operation.Operation == ast.Subscription {
		h.follow(w, r, oc)
		return
	}
	if resp == nil {
		if resp, no = h.execute(r, oc); no != nil {
			h.refuse(w, r, no)
			return
		}
	}
	if media, ok := negotiate(r.Header.Values("Accept")); ok {
		write(w, r, h.status(resp, media), media, resp)
		return
	}
	e := newEvents(w)
	if err := e.open(); err != nil {
		h.refuse(w, r, broken(err))
		return
	}
	e.answer(r.Context(), resp)
	e.complete()
}

// prepare reads the document. An answer means that it was refused as a whole.
func (h *Handler) prepare(r *http.Request, params *graphql.RawParams) (oc *graphql.OperationContext, resp *graphql.Response, no *refusal) {
	ctx := r.Context()
	defer func() {
		if v := recover(); v != nil {
			resp, no = h.crash(ctx, oc, v)
		}
	}()
	oc, errs := h.Exec.CreateOperationContext(ctx, params)
	if len(errs) > 0 {
		resp, no = h.present(graphql.WithOperationContext(ctx, oc), errs)
		return oc, resp, no
	}
	if oc.Operation.Operation == ast.Subscription && h.Live != nil {
		return oc, nil, nil
	}
	return oc, nil, unfit(r.Method, oc)
}

// follow passes a live stream on. Who is not signed in is told so by the status;
// whatever else is wrong comes as an answer.
func (h *Handler) follow(w http.ResponseWriter, r *http.Request, oc *graphql.OperationContext) {
	ctx := graphql.WithOperationContext(r.Context(), oc)
	stream := h.Live(ctx, oc)
	defer stream.Close()
	payload, err := stream.Next(ctx)
	if fault.CodeOf(err) == fault.CodeUnauthenticated {
		h.refuse(w, r, &refusal{status: http.StatusUnauthorized, fault: fault.From(err)})
		return
	}
	e := newEvents(w)
	if err := e.open(); err != nil {
		h.refuse(w, r, broken(err))
		return
	}
	stop := e.keepAlive()
	defer stop()
	for ; err == nil; payload, err = stream.Next(ctx) {
		if e.event("next", payload) != nil {
			return
		}
	}
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, http.ErrServerClosed):
		return // without "complete" the client comes again
	case !errors.Is(err, io.EOF):
		e.answer(ctx, h.failed(ctx, err))
	}
	e.complete()
}

// failed is an answer of nothing but the error.
func (h *Handler) failed(ctx context.Context, err error) *graphql.Response {
	var list gqlerror.List
	if !errors.As(err, &list) {
		list = gqlerror.List{gqlerror.Wrap(err)}
	}
	if resp := h.Exec.DispatchError(ctx, list); resp != nil {
		return resp
	}
	return &graphql.Response{Errors: list}
}

func (e *events) answer(ctx context.Context, resp *graphql.Response) {
	head, tail := envelope(ctx, resp)
	_ = e.event("next", append(append(head, resp.Data...), tail...))
}

func (e *events) complete() { _ = e.event("complete", nil) }
