package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"heed/rules/fault"
)

// field is what the tables of these tests have columns for.
type field string

var words = Words[field]{Ignore: "IGNORE", Needed: []field{"NAME"}, Names: []Names[field]{
	{Field: "NAME", Names: "Name|名称"}, {Field: "ADDRESS", Names: "address"}, {Field: "WORDS", Names: "words", Longest: 20_000},
}}

// readAll reads a file to its end: its rows, and its mistakes as "line column key".
func readAll(t *testing.T, file string) (rows []Row[field], mistakes []string) {
	t.Helper()
	table, err := Open(strings.NewReader(file), words, nil)
	if err != nil {
		t.Fatal(err)
	}
	for {
		r, wrong, err := table.Next()
		if errors.Is(err, io.EOF) {
			return rows, mistakes
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range wrong {
			mistakes = append(mistakes, fmt.Sprintf("%d %s %s", m.Line, m.Column, fault.From(m.Fault).Key))
		}
		if len(wrong) == 0 {
			rows = append(rows, r)
		}
	}
}

func TestRows(t *testing.T) {
	const head = "name,address,note\n"
	for _, c := range []struct {
		name, file, rows, mistakes string
	}{
		{"plain", head + "a,b,c\n", "2:a", ""},
		{"byte order mark", "\ufeff" + head + "a,b,c\n", "2:a", ""},
		{"CRLF", "name,address\r\na,b\r\nc,d", "2:a 3:c", ""},
		{"no end of line", head + "a,b,c", "2:a", ""},
		{"only a header", head, "", ""},
		{"empty lines and cells", head + "\n,,\n\na,,\n", "5:a", ""},
		{"quoted newlines", head + "\"a\",\"b\nb\nb\",c\nd,e,f\n", "2:a 5:d", ""},
		{"quotes and commas", head + "\"a \"\"x\"\", y\",b,c\n", "2:a \"x\", y", ""},
		{"newlines in the header", "name,\"address\nof it\"\na,b\n", "3:a", ""},
		{"too few cells", head + "a,b\nc,d,e\n", "3:c", "2  import.cells"},
		{"too many cells", head + "a,b,c,d\n", "", "2  import.cells"},
		{"a bare quote", head + "a,b\"b,c\nd,e,f\n", "3:d", "2 address import.malformed"},
		{"text after a quote", head + "\"a\"b,c,d\ne,f,g\n", "3:e", "2 name import.malformed"},
		{"a quote never closed", head + "a,b,c\nd,\"e,f\ng,h,i\n", "2:a", "3 address import.unclosed"},
		{"a quote never closed, of a row of several lines", head + "\"a\nb\",\"c,d\ne,f,g", "", "3 address import.unclosed"},
		{"a quote that opens at the end", head + "a,b,\"", "", "2 note import.unclosed"},
		{"a quote that closes at the end", head + "a,b,\"c\"", "2:a", ""},
		{"text after a quote at the end", head + "a,b,\"c\"d", "", "2 note import.malformed"},
		{"a quote that meets another", head + "a,\"b,c\nd,\"e\",f\ng,h,i\n", "4:g", "2 address import.malformed"},
		{"broken UTF-8", head + "a,\"x\ny\xff\",c\nb,c,d\n", "4:b", "2 address import.not_utf8"},
		{"broken UTF-8 where nobody looks", head + "a,b,\xff\n", "2:a", ""},
		{"a long cell", head + "a," + strings.Repeat("x", MaxCell+1) + ",c\n", "", "2 address input.too_long"},
		{"a long cell of a field that may", "name,words\na," + strings.Repeat("字", 20_000) + "\n", "2:a", ""},
		{"a cell too long for it", "name,words\na," + strings.Repeat("x", 80_001) + "\n", "", "2 words input.too_long"},
		{"a long cell where nobody looks", head + "a,b," + strings.Repeat("x", MaxCell+1) + "\n", "2:a", ""},
		{"a row without end", head + "a,b,c\n\"d\n" + strings.Repeat("x\n", MaxRecord), "2:a", "3  import.row_too_long"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, mistakes := readAll(t, c.file)
			var got []string
			for _, r := range rows {
				got = append(got, fmt.Sprintf("%d:%s", r.Line, r.Cells["NAME"].Text))
			}
			if s := strings.Join(got, " "); s != c.rows {
				t.Errorf("rows %q, want %q", s, c.rows)
			}
			if s := strings.Join(mistakes, "|"); s != c.mistakes {
				t.Errorf("mistakes %q, want %q", s, c.mistakes)
			}
		})
	}
}

// FuzzRows: no file breaks the reader, no row is longer than it may be, lines
// only grow, and reading comes to an end.
func FuzzRows(f *testing.F) {
	for _, s := range []string{"", "name", "\ufeffname\n\"a", "name,b\n\"x\"\"\ny\",\r\n\n,\nz,\xff", "name\n\"\"\"\n\r\r\n\"a\"b"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		table, err := Open(bytes.NewReader(file), words, nil)
		if err != nil {
			return
		}
		line := 0
		for range len(file) + 2 {
			r, mistakes, err := table.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if r.Line <= line && !table.ended {
				t.Errorf("line %d follows line %d", r.Line, line)
			}
			line = r.Line
			for _, m := range mistakes {
				if m.Line < line {
					t.Errorf("a mistake in line %d of a row of line %d", m.Line, line)
				}
			}
			for f, c := range r.Cells {
				if !utf8.ValidString(c.Text) || len(c.Text) > 4*20_000 || c.Text == "" || c.Line < r.Line {
					t.Errorf("%s is %q in line %d", f, c.Text, c.Line)
				}
			}
		}
		t.Error("reading does not end")
	})
}
