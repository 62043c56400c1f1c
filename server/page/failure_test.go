package page

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"heed/rules/fault"
)

// Every page tells of an error alike, and the log of what is not the reader's.
func TestFailure(t *testing.T) {
	var lines bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&lines, nil)))
	defer slog.SetDefault(before)
	for _, c := range []struct {
		err    error
		status int
		again  string
		logged bool
	}{
		{errors.New("the disk is full"), http.StatusInternalServerError, "", true},
		{fault.NotFound(), http.StatusNotFound, "", false},
		{fault.Input("token", "link.invalid"), http.StatusNotFound, "", false},
		{fault.Input("score", "rating.score"), http.StatusUnprocessableEntity, "", false},
		{fault.Precondition("requirement.not_in_feedback"), http.StatusUnprocessableEntity, "", false},
		{fault.New(fault.CodePayloadTooLarge, "request.body_too_large"), http.StatusRequestEntityTooLarge, "", false},
		{fault.RateLimited().Extend("retryAfter", 7), http.StatusTooManyRequests, "7", false},
		{fault.Unavailable().Extend("retryAfter", 1), http.StatusServiceUnavailable, "1", false},
		{fault.New(fault.CodeTimeout, "request.timeout"), http.StatusServiceUnavailable, "", false},
	} {
		lines.Reset()
		w := httptest.NewRecorder()
		status := Failure(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/r/secret", nil), c.err)
		if status != c.status || w.Header().Get("Retry-After") != c.again || lines.Len() > 0 != c.logged {
			t.Errorf("%v: %d, again after %q, logged %q", c.err, status, w.Header().Get("Retry-After"), lines.String())
		}
		if strings.Contains(lines.String(), "secret") {
			t.Errorf("the log has the link: %s", lines.String())
		}
	}
}
