package scalar

import (
	"context"
	"encoding/json"
	"math"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"heed/rules/fault"
)

// The scalars of the specification take what it lets them take. gqlgen's own turn
// numbers into texts and texts into numbers: what a client has mixed up would be
// stored, and found by somebody else. Null is for the types that may be null, which
// do not ask here.

// MarshalString writes a text.
func MarshalString(s string) graphql.Marshaler { return graphql.MarshalString(s) }

// UnmarshalString reads a text; a json.Number is none.
func UnmarshalString(v any) (string, error) {
	if s, ok := v.(string); ok {
		return s, nil
	}
	return "", malformed()
}

// MarshalBoolean writes a truth value.
func MarshalBoolean(b bool) graphql.Marshaler { return graphql.MarshalBoolean(b) }

// UnmarshalBoolean reads a truth value.
func UnmarshalBoolean(v any) (bool, error) {
	if b, ok := v.(bool); ok {
		return b, nil
	}
	return false, malformed()
}

// MarshalInt writes a whole number.
func MarshalInt(n int) graphql.Marshaler { return graphql.MarshalInt(n) }

// UnmarshalInt reads a whole number of 32 bits, written without a fraction and
// without an exponent.
func UnmarshalInt(v any) (int, error) {
	n, ok := whole(v)
	if !ok || n < math.MinInt32 || n > math.MaxInt32 {
		return 0, malformed()
	}
	return int(n), nil
}

// MarshalMinorUnits writes an amount of money.
func MarshalMinorUnits(n int64) graphql.Marshaler { return graphql.MarshalInt64(n) }

// UnmarshalMinorUnits reads a whole number of 64 bits; how many a field takes is
// its verb's to say.
func UnmarshalMinorUnits(v any) (int64, error) {
	n, ok := whole(v)
	if !ok {
		return 0, malformed()
	}
	return n, nil
}

// MarshalFloat writes a number; one that JSON does not have is an error.
func MarshalFloat(f float64) graphql.ContextMarshaler { return graphql.MarshalFloatContext(f) }

// UnmarshalFloat reads a number, whole or not.
func UnmarshalFloat(_ context.Context, v any) (float64, error) {
	if n, ok := v.(json.Number); ok {
		f, err := strconv.ParseFloat(string(n), 64)
		if err != nil {
			return 0, malformed()
		}
		return f, nil
	}
	if f, ok := v.(float64); ok {
		return f, nil
	}
	n, ok := whole(v)
	if !ok {
		return 0, malformed()
	}
	return float64(n), nil
}

// whole reads what the parsers of documents and of JSON give for whole numbers.
func whole(v any) (int64, bool) {
	switch v := v.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	case json.Number:
		n, err := strconv.ParseInt(string(v), 10, 64)
		return n, err == nil
	default:
		return 0, false
	}
}

func malformed() error { return fault.Input("", "input.malformed") }
