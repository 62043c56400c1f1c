package page

import (
	"log/slog"
	"net/http"
	"strconv"

	"heed/rules/fault"
	"heed/rules/viewer"
)

// status are those of the codes that public pages meet; the others are what the
// reader has to put right.
var status = map[fault.Code]int{
	fault.CodeInternal:        http.StatusInternalServerError,
	fault.CodeNotFound:        http.StatusNotFound,
	fault.CodePayloadTooLarge: http.StatusRequestEntityTooLarge,
	fault.CodeRateLimited:     http.StatusTooManyRequests,
	fault.CodeTimeout:         http.StatusServiceUnavailable,
	fault.CodeUnavailable:     http.StatusServiceUnavailable,
}

// Status is the status of an error. A link that does not hold is not there.
func Status(err error) int {
	f := fault.From(err)
	if code, ok := status[f.Code]; ok {
		return code
	}
	if f.Key == "link.invalid" {
		return http.StatusNotFound
	}
	return http.StatusUnprocessableEntity
}

// Failure is the status of an error that a request is answered with. It tells when
// to come again (Retry-After), and the log, once, what is not the reader's.
func Failure(w http.ResponseWriter, r *http.Request, err error) int {
	f := fault.From(err)
	if f.Code == fault.CodeInternal {
		slog.ErrorContext(r.Context(), "internal error", "requestId", viewer.From(r.Context()).RequestID, "error", err)
	}
	if seconds, ok := f.Extra["retryAfter"].(int); ok {
		w.Header().Set("Retry-After", strconv.Itoa(seconds))
	}
	return Status(err)
}
