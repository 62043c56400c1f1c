package journal

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"strconv"

	"heed/rules/fault"
	"heed/rules/typeid"
)

// Cursor is a place in a company's journal, opaque to clients and bound to the
// company: base64url of the position and a mark of the company.
type Cursor string

const (
	markLength = 8
	maxCursor  = 256
)

// cursorLength is the length of every cursor in characters.
var cursorLength = base64.RawURLEncoding.EncodedLen(8 + markLength)

// CursorAt is the cursor of a position.
func CursorAt(tenant typeid.ID, position int64) Cursor {
	b := binary.BigEndian.AppendUint64(nil, uint64(position))
	return Cursor(base64.RawURLEncoding.EncodeToString(append(b, mark(tenant)...)))
}

func mark(tenant typeid.ID) []byte {
	sum := sha256.Sum256([]byte("cursor:" + string(tenant)))
	return sum[:markLength]
}

// Position reads the cursor of the company; the field names it in errors.
func (c Cursor) Position(tenant typeid.ID, field string) (int64, error) {
	if len(c) != cursorLength {
		return 0, fault.Input(field, "input.malformed_cursor")
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(string(c))
	if err != nil || len(b) != 8+markLength {
		return 0, fault.Input(field, "input.malformed_cursor")
	}
	if !bytes.Equal(b[8:], mark(tenant)) {
		return 0, fault.Input(field, "cursor.other_company")
	}
	position := int64(binary.BigEndian.Uint64(b))
	if position < 0 {
		return 0, fault.Input(field, "input.malformed_cursor")
	}
	return position, nil
}

// MarshalGQL implements graphql.Marshaler.
func (c Cursor) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(c))) }

// UnmarshalGQL implements graphql.Unmarshaler.
func (c *Cursor) UnmarshalGQL(v any) error {
	s, ok := v.(string)
	if !ok || len(s) > maxCursor {
		return fmt.Errorf("journal: %w", fault.Input("", "input.malformed_cursor"))
	}
	*c = Cursor(s)
	return nil
}
