package httpql

import (
	"encoding/json"
	"net/http"
	"net/url"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"

	"heed/rules/fault"
	"heed/server/jsontext"
)

// fromURL reads a GET.
func (h *Handler) fromURL(r *http.Request) (*graphql.RawParams, *refusal) {
	if len(r.URL.RawQuery) > h.maxURL() {
		return nil, &refusal{
			status: http.StatusRequestURITooLong,
			fault:  fault.New(fault.CodePayloadTooLarge, "request.url_too_long").With("max", h.maxURL()),
		}
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, bad(fault.New(fault.CodeParseFailed, "request.url_malformed").Because(err))
	}
	for _, name := range []string{"query", "operationName"} {
		if !utf8.ValidString(values.Get(name)) {
			return nil, bad(fault.Input(name, "request.not_utf8"))
		}
	}
	p := &graphql.RawParams{Query: values.Get("query"), OperationName: values.Get("operationName")}
	if p.Query == "" {
		return nil, unprocessable(fault.Input("query", "input.required"))
	}
	var no *refusal
	if p.Variables, no = objectIn(values, "variables"); no != nil {
		return nil, no
	}
	if p.Extensions, no = objectIn(values, "extensions"); no != nil {
		return nil, no
	}
	return p, nil
}

// objectIn is a parameter that is a JSON object; nil where it is absent or null.
func objectIn(values url.Values, name string) (map[string]any, *refusal) {
	text := []byte(values.Get(name))
	if len(text) == 0 {
		return nil, nil
	}
	if f := jsontext.Check(text); f != nil {
		return nil, bad(f.On(name))
	}
	if !json.Valid(text) {
		return nil, bad(fault.New(fault.CodeParseFailed, "request.not_json").On(name))
	}
	m, f := object(name, text)
	if f != nil {
		return nil, unprocessable(f)
	}
	return m, nil
}
