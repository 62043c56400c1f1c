// Package scalar reads and writes the API's own scalars.
package scalar

import (
	"io"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"heed/rules/fault"
)

// MarshalTime writes an instant as RFC 3339 in UTC.
func MarshalTime(t time.Time) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, strconv.Quote(t.UTC().Format(time.RFC3339Nano)))
	})
}

// UnmarshalTime reads RFC 3339, to the microsecond; the years from 1900 to
// 9998 are taken.
func UnmarshalTime(v any) (time.Time, error) {
	s, ok := v.(string)
	if !ok || len(s) > len("2026-01-02T03:04:05.000000000+00:00") {
		return time.Time{}, fault.Input("", "input.malformed_time")
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil || t.Year() < 1900 || t.Year() > 9998 {
		return time.Time{}, fault.Input("", "input.malformed_time")
	}
	return t.UTC().Truncate(time.Microsecond), nil
}
