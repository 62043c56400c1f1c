// Package relay is what the generated connections need at run time: cursors,
// page info, directions, and the conditions that make a page of a list. They
// stand here and not in entgql, which would bring ent's generator into the
// binary.
package relay

import (
	"encoding/base64"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"heed/rules/fault"
	"heed/rules/typeid"
)

// Cursor is the place of a record in an ordered list, opaque to clients.
type Cursor struct {
	ID typeid.ID
	// Value is the record's in the column that orders the list: a text, a whole
	// number or a time.Time; nil when the id alone orders it.
	Value any
	// Column is the one that Value is of.
	Column string
}

// PageInfo says where a page stands in its list.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     *Cursor // nil on an empty page
	EndCursor       *Cursor // nil on an empty page
}

// maxCursor is the length in characters of the longest cursor that is read; a
// name of 200 runes makes one of about 1,200.
const maxCursor = 2048

// kind is what a cursor's value is.
type kind byte

const (
	none   kind = 0
	text   kind = 's'
	number kind = 'n'
	moment kind = 't'
)

// By is the cursor in a list that is ordered by the column.
func (c Cursor) By(column string) Cursor {
	if c.Value != nil {
		c.Column = column
	}
	return c
}

// String is the cursor as clients see it: base64url of the id and, behind bars,
// the kind of the value with its column, and the value.
func (c Cursor) String() string {
	b := []byte(c.ID)
	if k, value := written(c.Value); k != none {
		b = append(append(append(b, '|', byte(k)), c.Column...), '|')
		b = append(b, value...)
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// MarshalGQL implements graphql.Marshaler.
func (c Cursor) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, `"`+c.String()+`"`) }

// UnmarshalGQL implements graphql.Unmarshaler. What String did not write is
// BAD_USER_INPUT.
func (c *Cursor) UnmarshalGQL(v any) error {
	malformed := fault.Input("", "input.malformed_cursor")
	s, ok := v.(string)
	if !ok || len(s) > maxCursor {
		return malformed
	}
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return malformed.Because(err)
	}
	read, err := parse(string(b))
	// One place has one spelling, which refuses all that was added or rearranged.
	if err != nil || read.String() != s {
		return malformed.Because(err)
	}
	*c = read
	return nil
}

func parse(s string) (Cursor, error) {
	id, rest, ordered := strings.Cut(s, "|")
	c := Cursor{ID: typeid.ID(id)}
	if !c.ID.Valid() {
		return Cursor{}, fmt.Errorf("relay: %q is no id", id)
	}
	if !ordered {
		return c, nil
	}
	column, value, ok := strings.Cut(rest, "|")
	if !ok || len(column) < 2 {
		return Cursor{}, fmt.Errorf("relay: %q has no column", rest)
	}
	var err error
	c.Column = column[1:]
	c.Value, err = read(kind(column[0]), value)
	return c, err
}

// written is the value's kind and text. Other types order no list: the test of
// all order fields says so before a client can.
func written(v any) (kind, string) {
	if v == nil {
		return none, ""
	}
	if t, ok := v.(time.Time); ok {
		return moment, t.UTC().Format(time.RFC3339Nano)
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.String:
		return text, r.String()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return number, strconv.FormatInt(r.Int(), 10)
	default:
		panic(fmt.Sprintf("relay: no cursor holds a %T", v))
	}
}

func read(k kind, s string) (any, error) {
	switch k {
	case text:
		// PostgreSQL takes neither as a parameter.
		if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			return nil, fmt.Errorf("relay: %q is no text", s)
		}
		return s, nil
	case number:
		return strconv.ParseInt(s, 10, 64)
	case moment:
		t, err := time.Parse(time.RFC3339Nano, s)
		return t.UTC(), err
	case none:
	}
	return nil, fmt.Errorf("relay: no kind of value: %q", byte(k))
}
