package raw

import (
	"database/sql"
	"encoding/base64"
	"encoding/binary"
	"strconv"
	"sync"
	"time"
)

var buffers = sync.Pool{New: func() any {
	b := make([]byte, 0, 32<<10)
	return &b
}}

// text appends a JSON string. Almost all texts need no escapes.
func text(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' {
			b = append(b, s[from:i]...)
			b = append(b, `\u00`...)
			b = append(b, hexDigits[c>>4], hexDigits[c&15])
			from = i + 1
		}
	}
	return append(append(b, s[from:]...), '"')
}

const hexDigits = "0123456789abcdef"

func orNull(b []byte, s sql.NullString) []byte {
	if !s.Valid {
		return append(b, "null"...)
	}
	return text(b, s.String)
}

// never stands in the column of what is not due.
var never = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)

func due(b []byte, t time.Time) []byte {
	if t.Equal(never) {
		return append(b, "null"...)
	}
	return instant(b, t)
}

func instant(b []byte, t time.Time) []byte {
	b = append(b, '"')
	b = t.UTC().AppendFormat(b, time.RFC3339Nano)
	return append(b, '"')
}

func number(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// place appends a cursor: where a row stands in an order.
func place(b []byte, at int64, id string) []byte {
	var raw [64]byte
	p := append(binary.BigEndian.AppendUint64(raw[:0], uint64(at)), id...)
	b = append(b, '"')
	b = base64.RawURLEncoding.AppendEncode(b, p)
	return append(b, '"')
}
