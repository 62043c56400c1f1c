package httpql

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/VictoriaMetrics/metrics"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"heed/rules/fault"
	"heed/rules/label"
	"heed/rules/viewer"
)

// refusal is a request that is not executed.
type refusal struct {
	status int    // the draft's: settle has the one that is sent
	allow  string // the methods of a 405
	fault  *fault.Error
}

// bad is a request that cannot be read.
func bad(f *fault.Error) *refusal { return &refusal{status: http.StatusBadRequest, fault: f} }

// unprocessable is one that can be read and makes no sense.
func unprocessable(f *fault.Error) *refusal {
	return &refusal{status: http.StatusUnprocessableEntity, fault: f}
}

func broken(err error) *refusal {
	return &refusal{status: http.StatusInternalServerError, fault: fault.New(fault.CodeInternal, "internal").Because(err)}
}

func (h *Handler) refuse(w http.ResponseWriter, r *http.Request, no *refusal) {
	if no.allow != "" {
		w.Header().Set("Allow", no.allow)
	}
	media, _ := negotiate(r.Header.Values("Accept"))
	Refuse(w, r, h.settle(no.status, media), no.fault)
}

// Refuse answers a request that is not executed, in the shape of a GraphQL
// error without data, in the viewer's language or else the request's. Anything
// but a fault is INTERNAL, which the log has with the request id; of any other
// it has one line, without a word of the client's. An extension
// retryAfter, in seconds, becomes the header too.
func Refuse(w http.ResponseWriter, r *http.Request, status int, err error) {
	f := fault.From(err)
	language := viewer.From(r.Context()).Locale
	if language == "" {
		language = Language(r)
	}
	media, _ := negotiate(r.Header.Values("Accept"))
	metrics.GetOrCreateCounter(`heed_refusals_total{status="` + strconv.Itoa(status) + `",code="` + string(f.Code) + `"}`).Inc()
	slog.InfoContext(r.Context(), "refused", "requestId", viewer.From(r.Context()).RequestID, "status", status, "code", string(f.Code))
	write(w, r, status, media, &graphql.Response{Errors: gqlerror.List{shown(r.Context(), f, language)}})
}

// shown is the form of a fault that clients see. What they must not see is logged.
func shown(ctx context.Context, f *fault.Error, language label.Locale) *gqlerror.Error {
	id := viewer.From(ctx).RequestID
	if f.Code == fault.CodeInternal {
		slog.ErrorContext(ctx, "internal error", "requestId", id, "error", f)
	}
	extensions := map[string]any{}
	maps.Copy(extensions, f.Extra)
	extensions["code"] = string(f.Code)
	extensions["retryable"] = f.Code.Retryable()
	extensions["requestId"] = id
	if f.Field != "" {
		extensions["field"] = f.Field
	}
	return &gqlerror.Error{Message: f.Message(language), Extensions: extensions}
}
