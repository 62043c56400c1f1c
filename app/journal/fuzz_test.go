package journal_test

import (
	"testing"

	"heed/app/journal"
	"heed/rules/fault"
	"heed/rules/typeid"
)

// FuzzCursor: a text is a place of a company only where it is the one spelling
// of that place; everything else is BAD_USER_INPUT.
func FuzzCursor(f *testing.F) {
	const ours, theirs = typeid.ID("ten_a"), typeid.ID("ten_b")
	for _, position := range []int64{0, 7, 1 << 40, -1} {
		f.Add(string(journal.CursorAt(ours, position)), position)
	}
	f.Add("", int64(1))
	f.Add(string(journal.CursorAt(theirs, 7))+"=", int64(7))
	f.Fuzz(func(t *testing.T, text string, position int64) {
		var c journal.Cursor
		if err := c.UnmarshalGQL(text); err != nil {
			if c != "" || fault.CodeOf(err) != fault.CodeBadUserInput {
				t.Errorf("%q: %q, %v", text, c, err)
			}
			return
		}
		at, err := c.Position(ours, "after")
		switch {
		case err != nil && (at != 0 || fault.CodeOf(err) != fault.CodeBadUserInput):
			t.Errorf("%q: %d, %v", text, at, err)
		case err == nil && (at < 0 || string(journal.CursorAt(ours, at)) != text):
			t.Errorf("%q was read as %d", text, at)
		}
		if position < 0 {
			return
		}
		made := journal.CursorAt(ours, position)
		if at, err := made.Position(ours, "after"); at != position || err != nil {
			t.Errorf("%d became %d, %v", position, at, err)
		}
		if _, err := made.Position(theirs, "after"); err == nil {
			t.Errorf("the cursor of %d is good in another company", position)
		}
	})
}
