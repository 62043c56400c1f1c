package httpql

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// exchange is a request and what must come of it.
type exchange struct {
	name   string
	method string // POST
	query  string // of the URL, as sent
	body   string
	header http.Header // Content-Type is application/json for a POST unless given
	draft  bool

	status int
	code   string // of the first error, "" for none
	data   string // as sent; "" for none
	want   http.Header
}

const (
	gr     = typeGraphQL
	hello  = `{"query":"{ __typename }"}`
	helloD = `{"__typename":"Query"}`
)

func h(pairs ...string) http.Header {
	header := http.Header{}
	for i := 0; i < len(pairs); i += 2 {
		header.Add(pairs[i], pairs[i+1])
	}
	return header
}

func get(pairs ...string) string {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v.Encode()
}

func (x exchange) run(t *testing.T) {
	t.Helper()
	handler, s := newHandler(t)
	handler.Draft = x.draft
	method := x.method
	if method == "" {
		method = http.MethodPost
	}
	r := httptest.NewRequestWithContext(t.Context(), method, "/graphql?"+x.query, strings.NewReader(x.body))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/json")
	}
	for k, v := range x.header {
		if r.Header[k] = v; v[0] == "" {
			delete(r.Header, k)
		}
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	if w.Code != x.status {
		t.Errorf("status %d, want %d: %s", w.Code, x.status, w.Body)
	}
	a := decode(t, w.Body.Bytes())
	if a.code() != x.code || (x.code == "") != (len(a.errors) == 0) {
		t.Errorf("code %q, want %q: %s", a.code(), x.code, w.Body)
	}
	if got := string(a.fields["data"]); got != x.data {
		t.Errorf("data %q, want %q", got, x.data)
	}
	if _, ok := a.fields["data"]; ok != (x.data != "") {
		t.Errorf("data present: %t: %s", ok, w.Body)
	}
	if x.code != "" && x.data == "" && *s.raised > 0 {
		t.Error("refused, yet executed")
	}
	for k, v := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Vary": "Accept, Authorization"} {
		if w.Header().Get(k) != v {
			t.Errorf("%s: %q", k, w.Header().Get(k))
		}
	}
	for k := range x.want {
		if got := w.Header().Get(k); got != x.want.Get(k) {
			t.Errorf("%s: %q, want %q", k, got, x.want.Get(k))
		}
	}
	if len(x.body) > 100 && strings.Contains(w.Body.String(), x.body[len(x.body)-60:]) {
		t.Errorf("the body is repeated: %s", w.Body)
	}
}

func runAll(t *testing.T, all []exchange) {
	t.Helper()
	for _, x := range all {
		t.Run(x.name, x.run)
	}
}

func TestMethods(t *testing.T) {
	mutation := `mutation { raise }`
	runAll(t, []exchange{
		{name: "post", body: hello, status: 200, data: helloD},
		{name: "get", method: "GET", query: get("query", "{ __typename }"), status: 200, data: helloD},
		{name: "post a mutation", body: `{"query":"mutation { raise }"}`, status: 200, data: `{"raise":1}`},
		{name: "get a mutation", method: "GET", query: get("query", mutation), status: 405, code: "BAD_USER_INPUT", want: h("Allow", "POST")},
		{name: "get one of two", method: "GET", query: get("query", "query A { __typename } "+mutation[:8]+" B { raise }", "operationName", "A"), status: 200, data: helloD},
		{
			name: "get the other", method: "GET", query: get("query", "query A { __typename } mutation B { raise }", "operationName", "B"), header: h("Accept", gr),
			status: 405, code: "BAD_USER_INPUT", want: h("Allow", "POST"),
		},
		{name: "put", method: "PUT", body: hello, status: 405, code: "BAD_USER_INPUT", want: h("Allow", "GET, POST")},
		{name: "delete", method: "DELETE", status: 405, code: "BAD_USER_INPUT", want: h("Allow", "GET, POST")},
		{name: "options", method: "OPTIONS", status: 405, code: "BAD_USER_INPUT", want: h("Allow", "GET, POST")},
		{name: "unknown", method: "BREW", status: 405, code: "BAD_USER_INPUT", want: h("Allow", "GET, POST")},
		{name: "post a subscription", body: `{"query":"subscription { ticks }"}`, status: 400, code: "BAD_USER_INPUT"},
		{name: "get a subscription", method: "GET", query: get("query", "subscription { ticks }"), status: 400, code: "BAD_USER_INPUT"},
	})
}

func TestContentTypes(t *testing.T) {
	refused := func(name string, header http.Header) exchange {
		return exchange{name: name, body: hello, header: header, status: 415, code: "BAD_USER_INPUT"}
	}
	fine := func(name string, header http.Header) exchange {
		return exchange{name: name, body: hello, header: header, status: 200, data: helloD}
	}
	runAll(t, []exchange{
		fine("utf-8", h("Content-Type", "application/json; charset=utf-8")),
		fine("upper case, quoted", h("Content-Type", `Application/JSON; Charset="UTF-8"`)),
		fine("another parameter", h("Content-Type", "application/json; profile=x")),
		fine("identity", h("Content-Encoding", "identity")),
		refused("none", h("Content-Type", "")),
		refused("two", h("Content-Type", "application/json", "Content-Type", "text/plain")),
		refused("text", h("Content-Type", "text/plain")),
		refused("form", h("Content-Type", "application/x-www-form-urlencoded")),
		refused("multipart", h("Content-Type", "multipart/form-data; boundary=x")),
		refused("graphql", h("Content-Type", "application/graphql")),
		refused("its own answer", h("Content-Type", gr)),
		refused("malformed", h("Content-Type", "application/json; charset")),
		refused("utf-16", h("Content-Type", "application/json; charset=utf-16")),
		refused("latin", h("Content-Type", "application/json; charset=iso-8859-1")),
		refused("gzip", h("Content-Encoding", "gzip")),
	})
}

func TestAnswers(t *testing.T) {
	in := func(media string) http.Header { return h("Content-Type", media+"; charset=utf-8") }
	runAll(t, []exchange{
		{name: "json", body: hello, header: h("Accept", "application/json"), status: 200, data: helloD, want: in(typeJSON)},
		{name: "graphql", body: hello, header: h("Accept", gr), status: 200, data: helloD, want: in(gr)},
		{name: "neither", body: hello, header: h("Accept", "image/png"), status: 406, code: "BAD_USER_INPUT", want: in(typeJSON)},

		{name: "not parsed", body: `{"query":"{"}`, status: 200, code: "GRAPHQL_PARSE_FAILED"},
		{name: "not parsed, graphql", body: `{"query":"{"}`, header: h("Accept", gr), status: 400, code: "GRAPHQL_PARSE_FAILED"},
		{name: "not parsed, draft", body: `{"query":"{"}`, header: h("Accept", gr), draft: true, status: 400, code: "GRAPHQL_PARSE_FAILED"},
		{name: "not valid", body: `{"query":"{ nothing }"}`, status: 200, code: "GRAPHQL_VALIDATION_FAILED"},
		{name: "not valid, graphql", body: `{"query":"{ nothing }"}`, header: h("Accept", gr), status: 400, code: "GRAPHQL_VALIDATION_FAILED"},
		{name: "not valid, draft", body: `{"query":"{ nothing }"}`, header: h("Accept", gr), draft: true, status: 422, code: "GRAPHQL_VALIDATION_FAILED"},
		{name: "not valid, draft, json", body: `{"query":"{ nothing }"}`, draft: true, status: 200, code: "GRAPHQL_VALIDATION_FAILED"},
		{name: "no operation", body: `{"query":"# nothing"}`, header: h("Accept", gr), status: 400, code: "GRAPHQL_VALIDATION_FAILED"},
		{name: "ambiguous", body: `{"query":"query A { __typename } query B { __typename }"}`, header: h("Accept", gr), status: 400, code: "GRAPHQL_VALIDATION_FAILED"},
		{name: "ambiguous, draft", body: `{"query":"query A { __typename } query B { __typename }"}`, header: h("Accept", gr), draft: true, status: 422, code: "GRAPHQL_VALIDATION_FAILED"},
		{name: "no such operation", body: `{"query":"query A { __typename }","operationName":"B"}`, header: h("Accept", gr), status: 400, code: "GRAPHQL_VALIDATION_FAILED"},
		{name: "variable missing", body: `{"query":"query($n: Int!) { count(n: $n) }"}`, header: h("Accept", gr), status: 400, code: "GRAPHQL_VALIDATION_FAILED"},
		{name: "variable missing, json", body: `{"query":"query($n: Int!) { count(n: $n) }"}`, status: 200, code: "GRAPHQL_VALIDATION_FAILED"},

		{name: "partly", body: `{"query":"{ half }"}`, header: h("Accept", gr), status: 200, code: "NOT_FOUND", data: `{"half":null}`},
		{name: "partly, draft", body: `{"query":"{ half }"}`, header: h("Accept", gr), draft: true, status: 294, code: "NOT_FOUND", data: `{"half":null}`},
		{name: "partly, draft, json", body: `{"query":"{ half }"}`, draft: true, status: 200, code: "NOT_FOUND", data: `{"half":null}`},
		{name: "nulled", body: `{"query":"{ none }"}`, header: h("Accept", gr), status: 200, code: "RATE_LIMITED", data: "null", want: h("Retry-After", "7")},
		{name: "nulled, draft", body: `{"query":"{ none }"}`, header: h("Accept", gr), draft: true, status: 294, code: "RATE_LIMITED", data: "null"},

		{name: "limited", body: `{"query":"query Limited { __typename }","operationName":"Limited"}`, status: 429, code: "RATE_LIMITED", want: h("Retry-After", "3")},
		{name: "limited, graphql", body: `{"query":"query Limited { __typename }","operationName":"Limited"}`, header: h("Accept", gr), status: 429, code: "RATE_LIMITED", want: h("Retry-After", "3")},
		{name: "down", body: `{"query":"query Down { __typename }","operationName":"Down"}`, status: 503, code: "UNAVAILABLE", want: h("Retry-After", "")},
		{name: "anonymous", body: `{"query":"query Anonymous { __typename }","operationName":"Anonymous"}`, status: 200, code: "UNAUTHENTICATED"},
		{name: "anonymous, graphql", body: `{"query":"query Anonymous { __typename }","operationName":"Anonymous"}`, header: h("Accept", gr), status: 401, code: "UNAUTHENTICATED", want: h("Www-Authenticate", "Bearer")},
		{name: "denied, graphql", body: `{"query":"query Denied { __typename }","operationName":"Denied"}`, header: h("Accept", gr), status: 403, code: "FORBIDDEN"},
		{name: "costly", body: `{"query":"query Costly { __typename }","operationName":"Costly"}`, header: h("Accept", gr), status: 400, code: "COST_EXCEEDED"},
		{name: "an extension that is no JSON", body: `{"query":"query Unshown { __typename }","operationName":"Unshown"}`, status: 200, code: "INTERNAL"},
		{name: "an error that nobody shows", body: `{"query":"query Hidden { __typename }","operationName":"Hidden"}`, status: 500, code: "INTERNAL"},
		{name: "a panic in a gate", body: `{"query":"query Panic { __typename }","operationName":"Panic"}`, status: 500, code: "INTERNAL"},
		{name: "a panic in the schema", body: `{"query":"{ boom }"}`, status: 500, code: "INTERNAL"},
		{name: "no answer", body: `{"query":"{ hush }"}`, status: 500, code: "INTERNAL"},

		{name: "defer", body: `{"query":"{ ... @ defer { __typename } }"}`, header: h("Accept", gr), status: 400, code: "VALIDATION_FAILED"},
		{name: "defer in a fragment", body: `{"query":"{ ...F } fragment F on Query { ...G @defer } fragment G on Query { half }"}`, status: 400, code: "VALIDATION_FAILED"},
		{name: "the word", body: `{"query":"{ defer: __typename }"}`, status: 200, data: `{"defer":"Query"}`},
	})
}
