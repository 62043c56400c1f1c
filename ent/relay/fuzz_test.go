package relay_test

import (
	"encoding/base64"
	"strings"
	"testing"
	"unicode/utf8"

	"heed/ent/relay"
	"heed/rules/fault"
)

// FuzzCursor: what is read is what was written, letter by letter, and a
// database takes it; everything else is BAD_USER_INPUT.
func FuzzCursor(f *testing.F) {
	for _, value := range []any{nil, "晨光|酒店", "", -42, instant} {
		c := relay.Cursor{ID: record, Value: value}.By("column")
		f.Add(c.String(), "")
		raw, err := base64.RawURLEncoding.DecodeString(c.String())
		if err != nil {
			f.Fatal(err)
		}
		f.Add("", string(raw))
	}
	f.Add("=", string(record)+"|tcreated_at|2026-03-01T09:30:00+08:00")
	// The second text is put into base64 first, so that the fuzzer also gets behind it.
	f.Fuzz(func(t *testing.T, encoded, raw string) {
		for _, s := range []string{encoded, base64.RawURLEncoding.EncodeToString([]byte(raw))} {
			var c relay.Cursor
			if err := c.UnmarshalGQL(s); err != nil {
				if fault.CodeOf(err) != fault.CodeBadUserInput || c != (relay.Cursor{}) {
					t.Errorf("%q: %v, %+v", s, err, c)
				}
				continue
			}
			if c.String() != s || !c.ID.Valid() {
				t.Errorf("%q was read as %+v, which is %q", s, c, c.String())
			}
			if text, ok := c.Value.(string); ok && (!utf8.ValidString(text) || strings.ContainsRune(text, 0)) {
				t.Errorf("%q holds %q", s, text)
			}
			if (c.Value == nil) != (c.Column == "") {
				t.Errorf("%q: a value without its column, or a column alone: %+v", s, c)
			}
		}
	})
}
