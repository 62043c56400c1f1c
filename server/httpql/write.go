package httpql

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"heed/rules/fault"
	"heed/rules/viewer"
)

// write sends the response. Errors of the connection are nobody's business any more.
func write(w http.ResponseWriter, r *http.Request, status int, media string, resp *graphql.Response) {
	head, tail := envelope(r.Context(), resp)
	header := w.Header()
	header.Set("Content-Type", media+"; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(head)+len(resp.Data)+len(tail)))
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Add("Vary", "Accept, Authorization")
	if seconds := retryAfter(resp.Errors); seconds > 0 {
		header.Set("Retry-After", strconv.Itoa(seconds))
	}
	if status == http.StatusUnauthorized {
		header.Set("WWW-Authenticate", "Bearer")
	}
	w.WriteHeader(status)
	for _, part := range [][]byte{head, resp.Data, tail} {
		if _, err := w.Write(part); err != nil { //nolint:gosec // G705: it is JSON, says so, and nosniff keeps it so
			return
		}
	}
}

// envelope is what stands before and after the data. gqlgen's data is JSON
// already and may be large: encoding/json would only check and copy it once more.
func envelope(ctx context.Context, resp *graphql.Response) (head, tail []byte) {
	head, comma := []byte{'{'}, ""
	if errs := resp.Errors; len(errs) > 0 || len(resp.Data) == 0 {
		text, err := json.Marshal(errs)
		if err == nil && len(errs) == 0 { // a presenter that hides all
			err = errors.New("none are left")
		}
		if err != nil { // mostly an extension of somebody's that is no JSON
			f := fault.New(fault.CodeInternal, "internal").Because(fmt.Errorf("httpql: errors that cannot be shown: %w", err))
			text, _ = json.Marshal(gqlerror.List{shown(ctx, f, viewer.From(ctx).Language())}) // texts and a bool
		}
		head, comma = append(append(head, `"errors":`...), text...), ","
	}
	if len(resp.Data) > 0 {
		head = append(append(head, comma...), `"data":`...)
	}
	if len(resp.Extensions) > 0 {
		if text, err := json.Marshal(resp.Extensions); err != nil {
			slog.ErrorContext(ctx, "httpql: extensions that cannot be shown", "requestId", viewer.From(ctx).RequestID, "error", err)
		} else {
			tail = append(append(tail, `,"extensions":`...), text...)
		}
	}
	return head, append(tail, '}')
}

// retryAfter is the longest wait, in seconds, that the errors ask for; 0 for none.
func retryAfter(errs gqlerror.List) int {
	longest := 0.0
	for _, e := range errs {
		switch v := e.Extensions["retryAfter"].(type) {
		case int:
			longest = max(longest, float64(v))
		case int64:
			longest = max(longest, float64(v))
		case float64:
			longest = max(longest, v)
		}
	}
	const day = 24 * 60 * 60 // whoever says more is mistaken
	return int(math.Ceil(min(longest, day)))
}
