package customers

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"heed/rules/fault"
)

// The bounds of a file. A file of any length is read in the memory of one lot.
const (
	maxRecord  = 256 << 10 // bytes of a row with all its lines
	maxColumns = 200
	maxCell    = 4 << 10 // bytes of a cell that fills a field
)

// cell is a value of the file that fills a field, and the line it begins in.
type cell struct {
	text string
	line int
}

// row is a row of the file: its cells that hold something.
type row struct {
	line  int
	cells map[Field]cell
}

// mistake is what is wrong with a row. The field is "" where it is not known.
type mistake struct {
	line   int
	field  Field
	column string
	fault  error
}

// table reads a file of customers row by row: CSV as RFC 4180 has it, in UTF-8
// with or without a byte order mark, the first row being the names.
type table struct {
	csv     *csv.Reader
	bound   *bounded
	skipped int64 // bytes before the first row
	header  []string
	fields  []Field // of each column
	line    int     // where the last row ended
	ended   bool    // nothing more can be read
	cut     bool    // the file goes on, or went on, after the last row that was understood
}

// openTable reads the header and says which column fills which field.
func openTable(r io.Reader, named []Column) (*table, error) {
	bound := &bounded{from: io.MultiReader(r, strings.NewReader("\n"+endMark)), left: maxRecord}
	t, buffer := &table{bound: bound}, bufio.NewReader(bound)
	if mark, err := buffer.Peek(3); err == nil && bytes.Equal(mark, []byte("\ufeff")) {
		if _, err := buffer.Discard(len(mark)); err != nil {
			return nil, err
		}
		t.skipped = int64(len(mark))
	}
	t.csv = csv.NewReader(buffer)
	t.csv.FieldsPerRecord = -1
	header, err := t.csv.Read()
	var malformed *csv.ParseError
	switch {
	case errors.Is(err, io.EOF), len(header) == 1 && header[0] == endMark:
		return nil, badHeader(string(FieldName))
	case errors.Is(err, errTooLong), len(header) > maxColumns:
		return nil, fault.Input("csv", "import.row_too_long").With("max", maxRecord)
	case errors.As(err, &malformed):
		return nil, fault.Input("csv", "import.malformed").Because(err)
	case err != nil:
		return nil, fmt.Errorf("customers: reading the file: %w", err)
	case slices.ContainsFunc(header, func(s string) bool { return !utf8.ValidString(s) }):
		return nil, fault.Input("csv", "import.not_utf8")
	}
	t.csv.ReuseRecord = true
	t.header, t.line = header, 1+strings.Count(strings.Join(header, ""), "\n")
	t.fields, err = columns(header, named)
	return t, err
}

// fills tells whether a column fills the field.
func (t *table) fills(f Field) bool { return slices.Contains(t.fields, f) }

// next reads the next row that is not empty; its mistakes are those of its
// form. At the end of the file the error is io.EOF; any other is the source's.
func (t *table) next() (row, []mistake, error) {
	for !t.ended {
		t.bound.left = maxRecord
		record, err := t.csv.Read()
		var malformed *csv.ParseError
		switch {
		case errors.Is(err, errTooLong):
			t.ended, t.cut = true, true
			line := t.line + 1
			return row{line: line}, []mistake{{line: line, fault: fault.Input("csv", "import.row_too_long").With("max", maxRecord)}}, nil
		case errors.As(err, &malformed):
			t.line = malformed.Line
			return row{line: malformed.StartLine}, []mistake{t.malformed(record, malformed)}, nil
		case errors.Is(err, io.EOF), len(record) == 1 && record[0] == endMark:
			t.ended = true
			return row{}, nil, io.EOF
		case err != nil:
			return row{}, nil, fmt.Errorf("customers: reading the file: %w", err)
		}
		last := len(record) - 1
		t.line, _ = t.csv.FieldPos(last)
		t.line += strings.Count(record[last], "\n")
		if r, mistakes := t.row(record); len(mistakes) > 0 || len(r.cells) > 0 {
			return r, mistakes, nil
		}
	}
	return row{}, nil, io.EOF
}

// malformed is the mistake of a row whose quotation marks are wrong, in the line
// where the cell begins. A cell that is never closed has taken in the rest of
// the file, with the mark at its end.
func (t *table) malformed(record []string, err *csv.ParseError) mistake {
	m := mistake{line: err.StartLine, fault: fault.Input("csv", "import.malformed").Because(err)}
	if last := len(record) - 1; last >= 0 {
		m.line, _ = t.csv.FieldPos(last)
		m.line += strings.Count(record[last], "\n")
	}
	m.field, m.column = t.at(len(record))
	if errors.Is(err.Err, csv.ErrQuote) && t.bound.ended && t.csv.InputOffset() == t.bound.given-t.skipped {
		t.ended, t.cut = true, true
		m.fault = fault.Input("csv", "import.unclosed").Because(err)
	}
	return m
}

// row takes what fills fields out of a record, whose memory is used again.
func (t *table) row(record []string) (row, []mistake) {
	line, _ := t.csv.FieldPos(0)
	r := row{line: line, cells: map[Field]cell{}}
	if len(record) != len(t.header) {
		return r, []mistake{{
			line: line, fault: fault.Input("csv", "import.cells").With("got", len(record)).With("want", len(t.header)),
		}}
	}
	var mistakes []mistake
	for i, s := range record {
		field, column := t.at(i)
		if s = strings.TrimSpace(s); field == "" || s == "" {
			continue
		}
		line, _ := t.csv.FieldPos(i)
		wrong := mistake{line: line, field: field, column: column}
		switch {
		case !utf8.ValidString(s):
			wrong.fault = fault.Input("csv", "import.not_utf8")
		case len(s) > maxCell:
			wrong.fault = fault.Input("csv", "input.too_long").With("max", maxCell)
		default:
			r.cells[field] = cell{text: strings.Clone(s), line: line}
			continue
		}
		mistakes = append(mistakes, wrong)
	}
	return r, mistakes
}

// at is what stands in a column: its field and its name in the header.
func (t *table) at(i int) (Field, string) {
	if i >= len(t.header) {
		return "", ""
	}
	return t.fields[i], t.header[i]
}

// column is the name of the column that fills the field; the field's own name
// where no column does.
func (t *table) column(f Field) string {
	if i := slices.Index(t.fields, f); i >= 0 {
		return t.header[i]
	}
	return string(f)
}

var errTooLong = errors.New("customers: a row of the file is too long")

// endMark is put after the end of a file. A reader that comes to its end and has
// not met the mark as a row of its own stood in a cell that is never closed.
const endMark = "\x00heed: end of file\x00"

// bounded gives out so many bytes between two rows: a quotation mark that is
// never closed does not read the whole file into memory.
type bounded struct {
	from  io.Reader
	left  int
	given int64 // bytes in all
	ended bool
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLong
	}
	n, err := b.from.Read(p[:min(len(p), b.left)])
	b.left, b.given, b.ended = b.left-n, b.given+int64(n), errors.Is(err, io.EOF)
	return n, err
}
