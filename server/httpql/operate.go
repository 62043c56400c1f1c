package httpql

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"heed/rules/fault"
)

// operate takes the operation from its document to its response. It ends with
// the deadline or when the client has gone, as far as resolvers heed the context.
func (h *Handler) operate(r *http.Request, params *graphql.RawParams) (resp *graphql.Response, no *refusal) {
	ctx, cancel := context.WithTimeout(r.Context(), h.timeout())
	defer cancel()
	var oc *graphql.OperationContext
	defer func() {
		if v := recover(); v != nil {
			resp, no = h.crash(ctx, oc, v)
		}
	}()

	oc, errs := h.Exec.CreateOperationContext(ctx, params)
	if len(errs) > 0 {
		return h.present(graphql.WithOperationContext(ctx, oc), errs)
	}
	if no := unfit(r.Method, oc); no != nil {
		return nil, no
	}
	return h.dispatch(ctx, oc)
}

// execute is operate for a document that has been read.
func (h *Handler) execute(r *http.Request, oc *graphql.OperationContext) (resp *graphql.Response, no *refusal) {
	ctx, cancel := context.WithTimeout(r.Context(), h.timeout())
	defer cancel()
	defer func() {
		if v := recover(); v != nil {
			resp, no = h.crash(ctx, oc, v)
		}
	}()
	return h.dispatch(ctx, oc)
}

func (h *Handler) dispatch(ctx context.Context, oc *graphql.OperationContext) (*graphql.Response, *refusal) {
	if ctx.Err() != nil { // validation takes no context, so it may have used up the time
		return nil, ended(ctx)
	}
	responses, ctx := h.Exec.DispatchOperation(ctx, oc)
	resp := responses(ctx)
	if resp == nil {
		return nil, ended(ctx)
	}
	return resp, nil
}

// unfit refuses valid operations that this transport does not serve.
func unfit(method string, oc *graphql.OperationContext) *refusal {
	kind := oc.Operation.Operation
	switch {
	case kind == ast.Subscription:
		return bad(fault.New(fault.CodeBadUserInput, "request.subscription_by_http"))
	case kind != ast.Query && method == http.MethodGet:
		return &refusal{
			status: http.StatusMethodNotAllowed, allow: http.MethodPost,
			fault: fault.New(fault.CodeBadUserInput, "request.mutation_by_get"),
		}
	case defers(oc):
		return unprocessable(fault.New(fault.CodeValidationFailed, "request.defer"))
	}
	return nil
}

// ended is why the executor gave no response.
func ended(ctx context.Context) *refusal {
	err := ctx.Err()
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return &refusal{status: http.StatusServiceUnavailable, fault: fault.New(fault.CodeTimeout, "request.timeout").Because(err)}
	case err != nil: // nobody reads this, unless it was the server that gave up
		return &refusal{status: http.StatusServiceUnavailable, fault: fault.Unavailable().Because(err)}
	default:
		return broken(errors.New("httpql: the executor gave no response"))
	}
}

// present gives the executor's errors their form.
func (h *Handler) present(ctx context.Context, errs gqlerror.List) (*graphql.Response, *refusal) {
	if resp := h.Exec.DispatchError(ctx, errs); resp != nil {
		return resp, nil
	}
	return nil, broken(errs)
}

// crash turns a panic outside the resolvers, which gqlgen guards itself, into INTERNAL.
func (h *Handler) crash(ctx context.Context, oc *graphql.OperationContext, v any) (*graphql.Response, *refusal) {
	if oc == nil || oc.RecoverFunc == nil {
		return nil, broken(fmt.Errorf("httpql: panic: %v\n%s", v, debug.Stack()))
	}
	return h.present(graphql.WithOperationContext(ctx, oc), gqlerror.List{gqlerror.Wrap(oc.RecoverFunc(ctx, v))})
}
