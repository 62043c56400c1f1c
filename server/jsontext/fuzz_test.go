package jsontext_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"heed/server/jsontext"
)

// FuzzCheck: what is let pass is decoded without a change of its text, and is
// not nested deeper than it may be.
func FuzzCheck(f *testing.F) {
	for _, s := range []string{
		`{"query":"{ a }","variables":{"x":[1,null,true,"晨光"]}}`, `"\ud83c\udfed"`, `"\ud83c"`, `"\udfed\ud83c"`, `"\\ud83c"`, `"\"\u005c\ud83c"`,
		"\"\xff\"", strings.Repeat("[", 64) + strings.Repeat("]", 64), strings.Repeat("[", 65), `"[{[{"`, `{"a":"\u`, ``, `"`, `\`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		refused := jsontext.Check(text) != nil
		if !utf8.Valid(text) && !refused {
			t.Errorf("%q passes", text)
		}
		var decoded any
		if refused || json.Unmarshal(text, &decoded) != nil {
			return
		}
		if depth(decoded) > 64 {
			t.Errorf("%q is %d deep", text, depth(decoded))
		}
		// The decoder puts U+FFFD for what is no character, so none may come that was not there.
		if was, is := written(string(text)), marks(decoded); is > was {
			t.Errorf("%q has %d marks, decoded %d", text, was, is)
		}
	})
}

// written counts U+FFFD as it stands in JSON, by itself or as an escape; a key
// that is repeated loses its values, which only lessens what is decoded.
func written(text string) int {
	n := strings.Count(text, "\ufffd")
	for rest := text; ; {
		i := strings.IndexByte(rest, '\\')
		if i < 0 || i+1 >= len(rest) {
			return n
		}
		if rest[i+1] == 'u' && i+6 <= len(rest) && strings.EqualFold(rest[i+2:i+6], "fffd") {
			n++
		}
		rest = rest[i+2:]
	}
}

func depth(v any) int {
	deepest := 0
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			deepest = max(deepest, depth(one))
		}
	case map[string]any:
		for _, one := range v {
			deepest = max(deepest, depth(one))
		}
	default:
		return 0
	}
	return deepest + 1
}

// marks counts U+FFFD in all texts.
func marks(v any) int {
	n := 0
	switch v := v.(type) {
	case string:
		n = strings.Count(v, "\ufffd")
	case []any:
		for _, one := range v {
			n += marks(one)
		}
	case map[string]any:
		for name, one := range v {
			n += strings.Count(name, "\ufffd") + marks(one)
		}
	}
	return n
}
