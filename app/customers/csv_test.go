package customers

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"heed/rules/fault"
)

// readAll reads a file to its end: its rows, and its mistakes as "line column key".
func readAll(t *testing.T, file string) (rows []row, mistakes []string) {
	t.Helper()
	table, err := openTable(strings.NewReader(file), nil)
	if err != nil {
		t.Fatal(err)
	}
	for {
		r, wrong, err := table.next()
		if errors.Is(err, io.EOF) {
			return rows, mistakes
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range wrong {
			mistakes = append(mistakes, fmt.Sprintf("%d %s %s", m.line, m.column, fault.From(m.fault).Key))
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
		{"a long cell", head + "a," + strings.Repeat("x", maxCell+1) + ",c\n", "", "2 address input.too_long"},
		{"a long cell where nobody looks", head + "a,b," + strings.Repeat("x", maxCell+1) + "\n", "2:a", ""},
		{"a row without end", head + "a,b,c\n\"d\n" + strings.Repeat("x\n", maxRecord), "2:a", "3  import.row_too_long"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, mistakes := readAll(t, c.file)
			var got []string
			for _, r := range rows {
				got = append(got, fmt.Sprintf("%d:%s", r.line, r.cells[FieldName].text))
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

func TestHeader(t *testing.T) {
	for _, c := range []struct {
		name, header string
		named        []Column
		want         string // the fields, or the key of the error
	}{
		{"constants", "NAME,EXTERNAL_ID,note", nil, "NAME EXTERNAL_ID "},
		{"English", "Customer name,Industry, size band ,E-mail", nil, "NAME INDUSTRY SIZE_BAND CONTACT_EMAIL"},
		{"Chinese", "客户名称,企业规模,客户经理邮箱,联系人", nil, "NAME SIZE_BAND ACCOUNT_MANAGER CONTACT_NAME"},
		{"traditional Chinese", "客戶名稱,企業規模,聯繫人,電話", nil, "NAME SIZE_BAND CONTACT_NAME CONTACT_PHONE"},
		{"full width", "Ｎａｍｅ,ＫＩＮＤ", nil, "NAME KIND"},
		{"named", "Issue,Company", []Column{{"Company", FieldName}}, " NAME"},
		{"named goes first", "Name,Company", []Column{{"Company", FieldName}}, " NAME"},
		{"named differently", "Name,Type", []Column{{"Type", FieldIndustry}}, "NAME INDUSTRY"},
		{"ignored", "Name,Phone,Email", []Column{{"Phone", FieldIgnore}, {"Email", FieldIgnore}}, "NAME  "},
		{"ignored, so another one counts", "Name,名称", []Column{{"名称", FieldIgnore}}, "NAME "},
		{"the same column named twice", "Name,B", []Column{{"B", FieldAddress}, {" B", FieldIgnore}}, "input.duplicate"},
		{"no name", "Industry,Address", nil, "import.bad_header"},
		{"twice", "Name,名称", nil, "import.bad_header"},
		{"named twice", "Company,Company", []Column{{"Company", FieldName}}, "import.bad_header"},
		{"named but not there", "Name", []Column{{"Company", FieldAddress}}, "import.bad_header"},
		{"two columns named for one field", "A,B", []Column{{"A", FieldName}, {"B", FieldName}}, "import.bad_header"},
		{"an unknown field", "Name,B", []Column{{"B", "COLOUR"}}, "input.unknown_key"},
		{"no header", "", nil, "import.bad_header"},
		{"another encoding", "\xbf\xcd\xbb\xa7,Name", nil, "import.not_utf8"},
		{"a broken header", "Na\"me,B", nil, "import.malformed"},
		{"too many columns", "Name" + strings.Repeat(",x", maxColumns), nil, "import.row_too_long"},
		{"a header without end", `"` + strings.Repeat("x", 2*maxRecord), nil, "import.row_too_long"},
	} {
		t.Run(c.name, func(t *testing.T) {
			table, err := openTable(strings.NewReader(c.header+"\n"), c.named)
			got := fault.From(err).Key
			if err == nil {
				var fields []string
				for _, f := range table.fields {
					fields = append(fields, string(f))
				}
				got = strings.Join(fields, " ")
			}
			if got != c.want {
				t.Errorf("got %q, want %q (%v)", got, c.want, err)
			}
		})
	}
}

func TestNoTwoFieldsHaveAName(t *testing.T) {
	seen := map[string]Field{}
	for _, c := range columnNames {
		for _, name := range append(strings.Split(c.names, "|"), string(c.field)) {
			if was, ok := seen[fold(name)]; ok && was != c.field {
				t.Errorf("%q is %s and %s", name, was, c.field)
			}
			seen[fold(name)] = c.field
		}
	}
}

// FuzzRows: no file breaks the reader, no row is longer than it may be, lines
// only grow, and reading comes to an end.
func FuzzRows(f *testing.F) {
	sample, err := os.ReadFile("testdata/customers.csv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sample)
	for _, s := range []string{"", "name", "\ufeffname\n\"a", "name,b\n\"x\"\"\ny\",\r\n\n,\nz,\xff", "name\n\"\"\"\n\r\r\n\"a\"b"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		table, err := openTable(bytes.NewReader(file), nil)
		if err != nil {
			return
		}
		line := 0
		for range len(file) + 2 {
			r, mistakes, err := table.next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if r.line <= line && !table.ended {
				t.Errorf("line %d follows line %d", r.line, line)
			}
			line = r.line
			for _, m := range mistakes {
				if m.line < line {
					t.Errorf("a mistake in line %d of a row of line %d", m.line, line)
				}
			}
			for f, c := range r.cells {
				if !utf8.ValidString(c.text) || len(c.text) > maxCell || c.text == "" || c.line < r.line {
					t.Errorf("%s is %q in line %d", f, c.text, c.line)
				}
			}
		}
		t.Error("reading does not end")
	})
}
