// Package typeid makes the ids of all records: a prefix that names the kind of
// record, an underscore, and the bits of a UUIDv7 in base32, as in
// "req_06awy4d2s1k7m0qz5c8r3n9t2e". They sort by the time they were made.
package typeid

import (
	"crypto/rand"
	"database/sql/driver"
	"encoding/base32"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"heed/rules/fault"
)

// ID is the id of a record, opaque to clients. The empty ID means "none".
type ID string

// alphabet is Crockford's base32 in lower case: it sorts like the bits and
// leaves out i, l, o and u.
var alphabet = base32.NewEncoding(letters).WithPadding(base32.NoPadding)

const (
	letters       = "0123456789abcdefghjkmnpqrstvwxyz"
	encodedLength = 26
	// MaxLength is the length in bytes of the longest id that is read.
	MaxLength = 40
)

// made counts the ids of this process, from somewhere.
var made atomic.Uint32

func init() {
	var b [4]byte
	if _, err := rand.Read(b[:]); err != nil {
		panic(err) // crypto/rand never fails on supported systems
	}
	made.Store(binary.BigEndian.Uint32(b[:]) & (1<<25 - 1))
}

// New makes an id with the given prefix from the instant, 26 bits of a counter
// and 48 random bits: those that a process makes in the same millisecond sort as
// they were made.
func New(prefix string, now time.Time) ID {
	var b [16]byte
	n := made.Add(1)
	binary.BigEndian.PutUint64(b[:8], uint64(now.UnixMilli())<<16|uint64(n>>14&0xfff))
	binary.BigEndian.PutUint16(b[8:10], uint16(n&0x3fff))
	if _, err := rand.Read(b[10:]); err != nil {
		panic(err)
	}
	b[6] |= 0x70
	b[8] |= 0x80
	return ID(prefix + "_" + alphabet.EncodeToString(b[:]))
}

// Prefix is the part before the underscore, "" when there is none.
func (id ID) Prefix() string {
	prefix, _, ok := strings.Cut(string(id), "_")
	if !ok {
		return ""
	}
	return prefix
}

// Valid tells whether the text has the form of an id: a prefix of small letters,
// and nothing that a database would not take.
func (id ID) Valid() bool {
	if len(id) > MaxLength {
		return false
	}
	prefix, rest, ok := strings.Cut(string(id), "_")
	if !ok || prefix == "" || len(rest) != encodedLength {
		return false
	}
	return strings.Trim(prefix, "abcdefghijklmnopqrstuvwxyz") == "" && strings.Trim(rest, letters) == ""
}

// Value implements driver.Valuer; the empty ID is NULL.
func (id ID) Value() (driver.Value, error) {
	if id == "" {
		return nil, nil
	}
	return string(id), nil
}

// Scan implements sql.Scanner.
func (id *ID) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*id = ""
	case string:
		*id = ID(v)
	case []byte:
		*id = ID(v)
	default:
		return fmt.Errorf("typeid: cannot scan %T", v)
	}
	return nil
}

// MarshalGQL implements graphql.Marshaler; the empty ID is null.
func (id ID) MarshalGQL(w io.Writer) {
	if id == "" {
		_, _ = io.WriteString(w, "null")
		return
	}
	_, _ = io.WriteString(w, strconv.Quote(string(id)))
}

// UnmarshalGQL implements graphql.Unmarshaler. A text or a whole number that
// cannot be an id is NOT_FOUND, like the id of a record that does not exist;
// anything else is malformed.
func (id *ID) UnmarshalGQL(v any) error {
	switch v := v.(type) {
	case string:
		*id = ID(v)
	case ID: // read before
		*id = v
	case int, int64: // of a document: ids are no numbers, but may be asked for
	case json.Number:
		if strings.ContainsAny(string(v), ".eE") {
			return fault.Input("", "input.malformed")
		}
	default:
		return fault.Input("", "input.malformed")
	}
	if !id.Valid() {
		*id = ""
		return fault.NotFound()
	}
	return nil
}
