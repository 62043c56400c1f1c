package httpql

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"heed/rules/fault"
	"heed/rules/label"
	"heed/rules/viewer"
)

// An error of the transport has all that clients are promised of errors.
func TestRefusal(t *testing.T) {
	for _, c := range []struct {
		name   string
		viewer *viewer.Viewer
		accept string
		want   label.Locale
	}{
		{"the viewer's language", &viewer.Viewer{Locale: label.En, RequestID: "r1"}, "zh-TW", label.En},
		{"the request's language", &viewer.Viewer{RequestID: "r1"}, "zh-TW", label.ZhHant},
		{"no language", &viewer.Viewer{RequestID: "r1"}, "", label.ZhHans},
	} {
		t.Run(c.name, func(t *testing.T) {
			handler, _ := newHandler(t)
			r := httptest.NewRequestWithContext(viewer.With(t.Context(), c.viewer), http.MethodPost, "/graphql", strings.NewReader(`{"query":7}`))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Accept-Language", c.accept)
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			a := decode(t, w.Body.Bytes())
			if len(a.errors) != 1 || len(a.fields) != 1 {
				t.Fatalf("%s", w.Body)
			}
			if got, want := a.errors[0].Message, fault.Input("query", "request.not_string").Message(c.want); got != want {
				t.Errorf("message %q, want %q", got, want)
			}
			x := a.errors[0].Extensions
			if x["code"] != "BAD_USER_INPUT" || x["retryable"] != false || x["requestId"] != "r1" || x["field"] != "query" || len(x) != 4 {
				t.Errorf("extensions %v", x)
			}
		})
	}
}

func TestRefuse(t *testing.T) {
	for _, c := range []struct {
		name   string
		err    error
		status int
		code   string
		retry  string
	}{
		{"a fault", fault.RateLimited().Extend("retryAfter", 1.2), 429, "RATE_LIMITED", "2"},
		{"a long wait", fault.RateLimited().Extend("retryAfter", int64(1)<<62), 429, "RATE_LIMITED", "86400"},
		{"a wait before now", fault.RateLimited().Extend("retryAfter", -1), 429, "RATE_LIMITED", ""},
		{"any other error", errors.New("password of heed_app"), 500, "INTERNAL", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/graphql", http.NoBody)
			w := httptest.NewRecorder()
			w.Header().Set("Vary", "Origin")
			Refuse(w, r, c.status, c.err)
			a := decode(t, w.Body.Bytes())
			if w.Code != c.status || a.code() != c.code || w.Header().Get("Retry-After") != c.retry {
				t.Errorf("%d %v %s", w.Code, w.Header(), w.Body)
			}
			if strings.Contains(w.Body.String(), "heed_app") {
				t.Errorf("told: %s", w.Body)
			}
			if got := w.Header().Values("Vary"); len(got) != 2 {
				t.Errorf("Vary %q", got)
			}
		})
	}
}

// failing is a body that breaks off.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
func (failing) Close() error               { return nil }

func TestBodySizes(t *testing.T) {
	pad := func(n int) string { return hello + strings.Repeat(" ", n-len(hello)) }
	for _, c := range []struct {
		name    string
		max     int64
		body    io.Reader
		chunked bool
		status  int
	}{
		{"the default", 0, strings.NewReader(pad(256 << 10)), false, 200},
		{"above the default", 0, strings.NewReader(pad(256<<10 + 1)), false, 413},
		{"of unknown length", 0, strings.NewReader(pad(256<<10 + 1)), true, 413},
		{"set", 30, strings.NewReader(pad(30)), false, 200},
		{"above what is set", 30, strings.NewReader(pad(31)), true, 413},
		{"a slow client", 0, failing{os.ErrDeadlineExceeded}, true, 408},
		{"a client that breaks off", 0, failing{io.ErrUnexpectedEOF}, true, 400},
	} {
		t.Run(c.name, func(t *testing.T) {
			handler, _ := newHandler(t)
			handler.MaxBody = c.max
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", c.body)
			r.Header.Set("Content-Type", "application/json")
			if c.chunked {
				r.ContentLength = -1
			}
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			if w.Code != c.status {
				t.Errorf("status %d: %s", w.Code, w.Body)
			}
		})
	}
}

// What comes through is exactly the response: nothing added, lengths right.
func TestWholeAnswer(t *testing.T) {
	handler, _ := newHandler(t)
	for body, want := range map[string]string{
		hello: `{"data":{"__typename":"Query"}}`,
		`{"query":"{ greet(name: \"a\") }","extensions":{"echo":12345678901234567890}}`: `{"data":{"greet":"a"},"extensions":{"echo":12345678901234567890}}`,
		`{"query":"{ half }"}`: `{"errors":[{"message":"presented not_found","extensions":{"code":"NOT_FOUND","requestId":""}}],"data":{"half":null}}`,
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		resp := w.Result()
		_ = resp.Body.Close()
		if got := w.Body.String(); got != want || resp.ContentLength != int64(len(want)) {
			t.Errorf("%d bytes\n got %s\nwant %s", resp.ContentLength, got, want)
		}
	}
}
