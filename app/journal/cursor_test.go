package journal_test

import (
	"encoding/base64"
	"errors"
	"math"
	"strings"
	"testing"

	"heed/app/journal"
	"heed/rules/fault"
	"heed/rules/typeid"
)

func TestCursors(t *testing.T) {
	const a, b = typeid.ID("ten_a"), typeid.ID("ten_b")
	for _, position := range []int64{0, 1, 255, 1 << 40, math.MaxInt64} {
		c := journal.CursorAt(a, position)
		if got, err := c.Position(a, "after"); got != position || err != nil {
			t.Errorf("%d became %d, %v", position, got, err)
		}
		_, err := c.Position(b, "after")
		if f := fault.From(err); f.Code != fault.CodeBadUserInput || f.Key != "cursor.other_company" || f.Field != "after" {
			t.Errorf("of another company: %v", err)
		}
		var read journal.Cursor
		var w strings.Builder
		c.MarshalGQL(&w)
		if err := read.UnmarshalGQL(strings.Trim(w.String(), `"`)); err != nil || read != c {
			t.Errorf("%s became %s, %v", c, read, err)
		}
	}
	if journal.CursorAt(a, 1) == journal.CursorAt(a, 2) || journal.CursorAt(a, 1) == journal.CursorAt(b, 1) {
		t.Error("two places have one cursor")
	}

	good := string(journal.CursorAt(a, 7))
	last := good[:len(good)-1] + "B" // the same bytes in another spelling
	for name, c := range map[string]string{
		"empty": "", "short": good[:20], "long": good + "AA", "padded": good + "==", "line end": good[:21] + "\n", "line end more": good + "\n",
		"other letters": strings.Repeat("*", 22), "plain base64": strings.Repeat("+/", 11), "not UTF-8": strings.Repeat("\xff", 22),
		"negative": string(journal.CursorAt(a, -1)), "other spelling": last, "zeros": strings.Repeat("A", 22), "number": "7",
		"huge": strings.Repeat("A", 1<<20), "position alone": base64.RawURLEncoding.EncodeToString(make([]byte, 8)),
	} {
		got, err := journal.Cursor(c).Position(a, "after")
		if f := fault.From(err); f.Code != fault.CodeBadUserInput || f.Field != "after" || got != 0 {
			t.Errorf("%s: %d, %v", name, got, err)
		}
	}
	var c journal.Cursor
	for _, v := range []any{nil, 7, []string{good}, strings.Repeat("A", 1<<20), map[string]any{}} {
		if err := c.UnmarshalGQL(v); !errors.Is(err, fault.Input("", "input.malformed_cursor")) || c != "" {
			t.Errorf("%T became %q, %v", v, c, err)
		}
	}
}
