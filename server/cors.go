package server

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// What pages of other origins may send, and read of the head of an answer.
const (
	corsMethods = "GET, POST"
	corsHeaders = "Authorization, Content-Type, Accept-Language, Idempotency-Key, X-Request-Id, GraphQL-Preflight"
	corsExposed = "Retry-After, X-Request-Id"
	corsMaxAge  = "600"
)

// Origins reads a list of origins as browsers write them, like
// https://app.example.com.
func Origins(list []string) ([]string, error) {
	all := make([]string, 0, len(list))
	for _, text := range list {
		text = strings.TrimSuffix(strings.TrimSpace(text), "/")
		u, err := url.Parse(text)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.Scheme+"://"+u.Host != text {
			return nil, fmt.Errorf("%q is no origin, which is a scheme and a host like https://app.example.com", text)
		}
		all = append(all, strings.ToLower(text))
	}
	return all, nil
}

// cors lets pages of the named origins read answers. Nothing is ever sent with
// credentials of the browser's, for the API has no cookies.
func (s *Server) cors(next http.Handler) http.Handler {
	if len(s.o.CORS) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Add("Vary", "Origin")
		origin := r.Header.Get("Origin")
		if origin == "" || !slices.Contains(s.o.CORS, strings.ToLower(origin)) {
			next.ServeHTTP(w, r)
			return
		}
		h.Set("Access-Control-Allow-Origin", origin)
		if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
			h.Set("Access-Control-Allow-Methods", corsMethods)
			h.Set("Access-Control-Allow-Headers", corsHeaders)
			h.Set("Access-Control-Max-Age", corsMaxAge)
			w.WriteHeader(http.StatusNoContent)
			return
		}
		h.Set("Access-Control-Expose-Headers", corsExposed)
		next.ServeHTTP(w, r)
	})
}
