package text

import (
	"strings"
	"testing"

	"heed/rules/fault"
)

// keyOf is the key of an error, "" of none.
func keyOf(err error) string {
	if err == nil {
		return ""
	}
	return fault.From(err).Key
}

func TestRules(t *testing.T) {
	const no = "input.malformed_text"
	for _, c := range []struct {
		name, in          string
		line, lines       string // what comes out
		lineErr, linesErr string
		verbatimErr       string
	}{
		{name: "plain", in: "张伟 Zhang", line: "张伟 Zhang", lines: "张伟 Zhang"},
		{name: "blanks around", in: " \u3000a b\t\n", line: "a b", lines: "a b"},
		{name: "composed", in: "Cafe\u0301", line: "Café", lines: "Café"},
		{name: "lines", in: "a\nb\tc", lines: "a\nb\tc", lineErr: no},
		{name: "ends of lines", in: "a\r\nb\rc", lines: "a\nb\nc", lineErr: no},
		{name: "blank", in: " \n\t ", lineErr: "input.required", linesErr: "input.required", verbatimErr: "input.required"},
		{name: "NUL", in: "a\x00", lineErr: no, linesErr: no, verbatimErr: no},
		{name: "escape", in: "\x1b[31mred", lineErr: no, linesErr: no, verbatimErr: no},
		{name: "delete", in: "a\x7f", lineErr: no, linesErr: no, verbatimErr: no},
		{name: "next line", in: "a\u0085b", lineErr: no, linesErr: no, verbatimErr: no},
		{name: "line separator", in: "a\u2028b", lineErr: no, linesErr: no, verbatimErr: no},
		{name: "override", in: "a\u202etxt.exe", lineErr: no, linesErr: no, verbatimErr: no},
		{name: "isolate", in: "a\u2066b", lineErr: no, linesErr: no, verbatimErr: no},
		{name: "not UTF-8", in: "a\xff", lineErr: no, linesErr: no, verbatimErr: no},
		{name: "as long as may be", in: strings.Repeat("长", 20), line: strings.Repeat("长", 20), lines: strings.Repeat("长", 20)},
		{name: "too long", in: strings.Repeat("长", 21), lineErr: "input.too_long", linesErr: "input.too_long", verbatimErr: "input.too_long"},
		{name: "characters count, composed", in: strings.Repeat("e\u0301", 20), line: strings.Repeat("é", 20), lines: strings.Repeat("é", 20), verbatimErr: "input.too_long"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, err := Line("f", c.in, 1, 20); got != c.line || keyOf(err) != c.lineErr {
				t.Errorf("Line: %q, %v", got, err)
			}
			if got, err := Lines("f", c.in, 1, 20); got != c.lines || keyOf(err) != c.linesErr {
				t.Errorf("Lines: %q, %v", got, err)
			}
			if err := Verbatim("f", c.in, 20); keyOf(err) != c.verbatimErr {
				t.Errorf("Verbatim: %v", err)
			}
		})
	}
	if got, err := Line("f", " ", 0, 20); got != "" || err != nil {
		t.Errorf("a text that may be empty: %q, %v", got, err)
	}
	if _, err := Line("f", "ab", 3, 20); keyOf(err) != "input.too_short" || fault.From(err).Field != "f" {
		t.Errorf("a short text: %v", err)
	}
}

func TestClip(t *testing.T) {
	for in, want := range map[string]string{
		"a": "a", strings.Repeat("长", 40): strings.Repeat("长", 40), strings.Repeat("长", 41): strings.Repeat("长", 40) + "…",
	} {
		if got := Clip(in); got != want {
			t.Errorf("%q is %q", in, got)
		}
	}
}
