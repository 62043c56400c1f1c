package scalar_test

import (
	"context"
	"encoding/json"
	"testing"

	"heed/graph/scalar"
	"heed/rules/fault"
)

// Each scalar takes its own kind, as documents and as JSON give it, and refuses
// the others.
func TestBuiltIn(t *testing.T) {
	values := map[string]any{
		"null": nil, "text": "a", "text of a number": "7", "text of a truth value": "true", "true": true,
		"literal": int64(7), "default": 7, "number": json.Number("7"), "fraction": json.Number("1.5"), "whole fraction": json.Number("1.0"),
		"exponent": json.Number("1e2"), "literal fraction": 1.5, "least": int64(-1 << 31), "less": json.Number("-2147483649"),
		"most": json.Number("2147483647"), "more": int64(1 << 31), "huge": json.Number("9223372036854775808"), "endless": json.Number("1e400"),
		"list": []any{"a"}, "object": map[string]any{"a": "a"},
	}
	wholes := []string{"literal", "default", "number", "least", "most"}
	for name, c := range map[string]struct {
		read  func(any) (any, error)
		takes []string
	}{
		"String":     {func(v any) (any, error) { return scalar.UnmarshalString(v) }, []string{"text", "text of a number", "text of a truth value"}},
		"Boolean":    {func(v any) (any, error) { return scalar.UnmarshalBoolean(v) }, []string{"true"}},
		"Int":        {func(v any) (any, error) { return scalar.UnmarshalInt(v) }, wholes},
		"MinorUnits": {func(v any) (any, error) { return scalar.UnmarshalMinorUnits(v) }, append([]string{"less", "more"}, wholes...)},
		"Float": {
			func(v any) (any, error) { return scalar.UnmarshalFloat(context.Background(), v) },
			append([]string{"less", "more", "huge", "fraction", "whole fraction", "exponent", "literal fraction"}, wholes...),
		},
	} {
		takes := map[string]bool{}
		for _, value := range c.takes {
			takes[value] = true
		}
		for value, v := range values {
			_, err := c.read(v)
			switch {
			case takes[value] && err != nil:
				t.Errorf("%s refuses %s: %v", name, value, err)
			case !takes[value] && fault.CodeOf(err) != fault.CodeBadUserInput:
				t.Errorf("%s takes %s: %v", name, value, err)
			}
		}
	}
	if n, err := scalar.UnmarshalInt(json.Number("-7")); n != -7 || err != nil {
		t.Errorf("-7 became %d, %v", n, err)
	}
	if f, err := scalar.UnmarshalFloat(context.Background(), json.Number("1.5")); f != 1.5 || err != nil {
		t.Errorf("1.5 became %g, %v", f, err)
	}
}
