package table

import (
	"io"
	"strings"
	"testing"

	"heed/rules/fault"
)

// A file that can be read twice is measured before it is used, and stands at its
// beginning afterwards; any other is not.
func TestFits(t *testing.T) {
	const file = "name\na\n\nb\n"
	for _, c := range []struct {
		name string
		r    io.Reader
		most int
		want string
	}{
		{"room enough", strings.NewReader(file), 2, ""},
		{"too many", strings.NewReader(file), 1, "import.too_many_rows"},
		{"no limit", strings.NewReader(file), 0, ""},
		{"a pipe", io.MultiReader(strings.NewReader(file)), 1, ""},
		{"no name", strings.NewReader("address\na\n"), 5, "import.bad_header"},
	} {
		err := Fits(c.r, c.most, func() (*Table[field], error) { return Open(c.r, words, nil) })
		if got := fault.From(err).Key; err != nil && got != c.want || err == nil && c.want != "" {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
		if rest, _ := io.ReadAll(c.r); err == nil && string(rest) != file {
			t.Errorf("%s: %q is left", c.name, rest)
		}
	}
}

func TestMarkOf(t *testing.T) {
	if MarkOf("a ", "b") != MarkOf("a", " b") {
		t.Error("spaces around cells count")
	}
	if MarkOf("ab", "") == MarkOf("a", "b") {
		t.Error("the borders of cells do not count")
	}
}
