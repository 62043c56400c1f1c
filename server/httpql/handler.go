// Package httpql serves GraphQL over HTTP: queries and mutations by POST with
// JSON, queries by GET. Status codes are those of the graphql-http audits.
package httpql

import (
	"context"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"heed/rules/fault"
)

// Handler answers one operation a request. Its fields are set before the first
// request and not changed after it; zero values mean the defaults in brackets.
// The request's context carries the viewer and the instant.
type Handler struct {
	Exec graphql.GraphExecutor

	MaxBody int64         // bytes of a POST's body; 413 above (256 KiB)
	MaxURL  int           // bytes of a GET's query string, as sent; 414 above (8 KiB)
	Draft   bool          // under application/graphql-response+json the newer draft's 422 and 294 instead of 400 and 200
	Timeout time.Duration // of one operation (30 s)

	// Files are taken by multipart requests of up to so many bytes of content; 0: not
	// at all. They wait in temporary files of TempDir (the system's).
	MaxUpload int64
	TempDir   string
	// Uploads lets who may send files in, before they are read, and gives the place
	// back. It must be set where files are taken.
	Uploads func(ctx context.Context) (leave func(), err error)

	// Live gives the stream of a subscription that passed validation, to clients
	// that take server-sent events. Nil: subscriptions are refused.
	Live func(ctx context.Context, oc *graphql.OperationContext) Stream
}

// ServeHTTP answers in application/graphql-response+json or application/json,
// as the client accepts, or with server-sent events where it asks for them.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r = r.WithContext(graphql.StartOperationTrace(r.Context()))
	start := graphql.Now()
	params, done, no := h.read(w, r)
	if no != nil {
		h.refuse(w, r, no)
		return
	}
	defer done()
	params.Headers = r.Header
	params.ReadTime = graphql.TraceTiming{Start: start, End: graphql.Now()}
	if wantsEvents(r) {
		h.stream(w, r, params)
		return
	}
	resp, no := h.operate(r, params)
	if no != nil {
		h.refuse(w, r, no)
		return
	}
	media, _ := negotiate(r.Header.Values("Accept"))
	write(w, r, h.status(resp, media), media, resp)
}

// read takes the operation from the request.
func (h *Handler) read(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, func(), *refusal) {
	nothing := func() {}
	if no := h.acceptable(r); no != nil {
		return nil, nothing, no
	}
	switch {
	case r.Method == http.MethodGet:
		params, no := h.fromURL(r)
		return params, nothing, no
	case h.MaxUpload > 0 && isUpload(r):
		return h.fromParts(w, r)
	default:
		params, no := h.fromBody(w, r)
		return params, nothing, no
	}
}

// acceptable refuses methods and answers that there are none of.
func (h *Handler) acceptable(r *http.Request) *refusal {
	if r.Method != http.MethodGet && r.Method != http.MethodPost {
		const allowed = "GET, POST"
		return &refusal{
			status: http.StatusMethodNotAllowed, allow: allowed,
			fault: fault.New(fault.CodeBadUserInput, "request.method").With("allowed", allowed),
		}
	}
	if _, ok := negotiate(r.Header.Values("Accept")); !ok && !wantsEvents(r) {
		return &refusal{status: http.StatusNotAcceptable, fault: fault.New(fault.CodeBadUserInput, "request.accept")}
	}
	return nil
}

func (h *Handler) maxBody() int64 {
	if h.MaxBody > 0 {
		return h.MaxBody
	}
	return 256 << 10
}

func (h *Handler) maxURL() int {
	if h.MaxURL > 0 {
		return h.MaxURL
	}
	return 8 << 10
}

func (h *Handler) timeout() time.Duration {
	if h.Timeout > 0 {
		return h.Timeout
	}
	return 30 * time.Second
}
