package socket

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"heed/rules/fault"
)

// encode is the payload of a next frame. gqlgen's data is JSON already:
// encoding/json would only check and copy it once more.
func encode(resp *graphql.Response) ([]byte, error) {
	if len(resp.Errors) == 0 && resp.HasNext == nil && len(resp.Data) > 0 {
		var tail []byte
		if len(resp.Extensions) > 0 {
			text, err := json.Marshal(resp.Extensions)
			if err != nil {
				return nil, fmt.Errorf("encode extensions: %w", err)
			}
			tail = append([]byte(`,"extensions":`), text...)
		}
		body := make([]byte, 0, len(resp.Data)+len(tail)+len(`{"data":}`))
		body = append(body, `{"data":`...)
		body = append(append(body, resp.Data...), tail...)
		return append(body, '}'), nil
	}
	body, err := json.Marshal(resp)
	if err != nil {
		return nil, fmt.Errorf("encode response: %w", err)
	}
	return body, nil
}

// complete ends the operation.
func (o *operation) complete() {
	o.s.finish(frame{op: o, head: fmt.Appendf(nil, `{"id":%s,"type":"complete"}`, o.quoted)})
}

// fail ends the operation with an error that has not been presented yet. The
// context carries an operation context.
func (o *operation) fail(ctx context.Context, err error) {
	resp := o.s.exec.DispatchError(ctx, listOf(err))
	if resp == nil || len(resp.Errors) == 0 {
		o.refuse(listOf(fault.New(fault.CodeInternal, "internal")))
		return
	}
	o.refuse(resp.Errors)
}

// refuse ends the operation with presented errors.
func (o *operation) refuse(errs gqlerror.List) {
	payload, err := json.Marshal(errs)
	if err != nil { // an extension of somebody's that is no JSON
		payload = []byte(`[{"message":"INTERNAL","extensions":{"code":"INTERNAL"}}]`)
	}
	o.s.finish(frame{op: o, head: fmt.Appendf(nil, `{"id":%s,"type":"error","payload":`, o.quoted), body: payload})
}

// listOf keeps GraphQL errors; anything else shows its code alone, so that no
// detail gets out where no presenter writes a better sentence.
func listOf(err error) gqlerror.List {
	var list gqlerror.List
	if errors.As(err, &list) && len(list) > 0 {
		return list
	}
	var one *gqlerror.Error
	if errors.As(err, &one) {
		return gqlerror.List{one}
	}
	f := fault.From(err)
	return gqlerror.List{{Err: f, Message: string(f.Code), Extensions: map[string]any{"code": string(f.Code)}}}
}
