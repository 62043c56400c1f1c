package httpql

import (
	"bytes"
	"encoding/json"

	"github.com/99designs/gqlgen/graphql"

	"heed/rules/fault"
	"heed/server/jsontext"
)

// fields keeps the names as they are written: decoding into a struct would
// take "Query" for "query". Of two equal names the last counts.
type fields map[string]json.RawMessage

var bom = []byte("\ufeff")

// parse reads a POST's body. Nothing of it is repeated in an error.
func parse(body []byte) (*graphql.RawParams, *refusal) {
	body = bytes.TrimLeft(bytes.TrimPrefix(body, bom), " \t\r\n")
	if f := jsontext.Check(body); f != nil {
		return nil, bad(f)
	}
	if !json.Valid(body) {
		return nil, bad(fault.New(fault.CodeParseFailed, "request.not_json"))
	}
	if body[0] == '[' {
		return nil, unprocessable(fault.New(fault.CodeBadUserInput, "request.batch"))
	}
	var in fields
	if err := json.Unmarshal(body, &in); err != nil || in == nil {
		return nil, unprocessable(fault.New(fault.CodeBadUserInput, "request.not_object").Because(err))
	}
	p, f := in.params()
	if f != nil {
		return nil, unprocessable(f)
	}
	return p, nil
}

// params reads the four parameters; null is as good as absent, others are ignored.
func (in fields) params() (*graphql.RawParams, *fault.Error) {
	p := &graphql.RawParams{}
	var f *fault.Error
	if p.Query, f = in.text("query"); f != nil {
		return nil, f
	}
	if p.Query == "" {
		return nil, fault.Input("query", "input.required")
	}
	if p.OperationName, f = in.text("operationName"); f != nil {
		return nil, f
	}
	if p.Variables, f = object("variables", in["variables"]); f != nil {
		return nil, f
	}
	if p.Extensions, f = object("extensions", in["extensions"]); f != nil {
		return nil, f
	}
	return p, nil
}

// text is "" for an absent field and for null.
func (in fields) text(name string) (string, *fault.Error) {
	raw := in[name]
	if raw == nil {
		return "", nil
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return "", fault.Input(name, "request.not_string").Because(err)
	}
	return s, nil
}

// object decodes valid JSON with json.Number, so that large integers keep
// their digits; nil for an absent one and for null.
func object(name string, raw []byte) (map[string]any, *fault.Error) {
	if raw == nil {
		return nil, nil
	}
	var m map[string]any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&m); err != nil {
		return nil, fault.Input(name, "request.not_object").Because(err)
	}
	return m, nil
}
