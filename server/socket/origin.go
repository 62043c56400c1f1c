package socket

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// originAllowed refuses pages of other sites: a browser lets any page open a
// socket to anywhere. What sends no Origin is no browser.
func originAllowed(r *http.Request, allowed []string) bool {
	values := r.Header.Values("Origin")
	if len(values) == 0 {
		return true
	}
	if len(values) > 1 {
		return false
	}
	u, err := url.Parse(values[0])
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return false
	}
	if strings.EqualFold(withoutDefaultPort(u.Scheme, u.Host), withoutDefaultPort(u.Scheme, r.Host)) {
		return true
	}
	return slices.ContainsFunc(allowed, func(o string) bool {
		a, err := url.Parse(o)
		return err == nil && a.Host != "" && a.Scheme == u.Scheme &&
			strings.EqualFold(withoutDefaultPort(a.Scheme, a.Host), withoutDefaultPort(u.Scheme, u.Host))
	})
}

func withoutDefaultPort(scheme, host string) string {
	if scheme == "https" {
		return strings.TrimSuffix(host, ":443")
	}
	return strings.TrimSuffix(host, ":80")
}
