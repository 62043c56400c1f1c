package socket

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"heed/rules/label"
	"heed/server/jsontext"
)

const maxID = 128 // bytes

// message is what a client sends.
type message struct {
	kind    string
	id      string
	payload json.RawMessage // nil where absent or null
}

// fields keeps the names as they are written: decoding into a struct would
// take "ID" for "id".
type fields map[string]json.RawMessage

var errShape = errors.New("not an object")

// parse reads a message and checks what its type requires. The errors are
// short: they become reasons of close frames.
func parse(data []byte) (message, error) {
	if f := jsontext.Check(data); f != nil {
		return message{}, errors.New(f.Message(label.En))
	}
	var f fields
	if err := json.Unmarshal(data, &f); err != nil || f == nil {
		return message{}, errors.New("not a JSON object")
	}
	kind, err := f.text("type")
	if err != nil || kind == "" {
		return message{}, errors.New("no type")
	}
	m := message{kind: kind, payload: f.value("payload")}
	switch kind {
	case "connection_init", "ping", "pong":
		if m.payload != nil && m.payload[0] != '{' {
			return message{}, errors.New("payload is not an object")
		}
	case "subscribe", "complete":
		m.id, err = f.text("id")
		if err != nil || m.id == "" || len(m.id) > maxID {
			return message{}, fmt.Errorf("id must be a string of 1 to %d bytes", maxID)
		}
	default:
		return message{}, errors.New("unknown type")
	}
	return m, nil
}

// params reads the payload of a subscribe message.
func (m message) params() (*graphql.RawParams, error) {
	var f fields
	if m.payload == nil || json.Unmarshal(m.payload, &f) != nil {
		return nil, errors.New("payload is not an object")
	}
	if f.value("query") == nil {
		return nil, errors.New("payload has no query")
	}
	p := &graphql.RawParams{}
	var err error
	if p.Query, err = f.text("query"); err != nil {
		return nil, errors.New("query is not a string")
	}
	if p.OperationName, err = f.text("operationName"); err != nil {
		return nil, errors.New("operationName is not a string")
	}
	if p.Variables, err = object(f.value("variables")); err != nil {
		return nil, errors.New("variables are not an object")
	}
	if p.Extensions, err = object(f.value("extensions")); err != nil {
		return nil, errors.New("extensions are not an object")
	}
	return p, nil
}

// value is nil for an absent field and for null.
func (f fields) value(name string) json.RawMessage {
	if v := f[name]; string(v) != "null" {
		return v
	}
	return nil
}

// text is "" for an absent field and for null.
func (f fields) text(name string) (string, error) {
	v := f.value(name)
	if v == nil {
		return "", nil
	}
	var s string
	if err := json.Unmarshal(v, &s); err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

// object decodes with json.Number, so that large integers keep their digits.
func object(raw json.RawMessage) (map[string]any, error) {
	if raw == nil {
		return nil, nil
	}
	if raw[0] != '{' {
		return nil, errShape
	}
	var m map[string]any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&m); err != nil {
		return nil, fmt.Errorf("decode object: %w", err)
	}
	return m, nil
}
