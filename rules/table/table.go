// Package table reads tables of records from files: which column fills which field,
// the rows with their cells, and the mistakes of their form.
package table

import (
	"bufio"
	"bytes"
	"crypto/sha256"
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
	MaxRecord  = 256 << 10 // bytes of a row with all its lines
	MaxColumns = 200
	MaxCell    = 4 << 10 // bytes of a cell that fills a field, but for fields that say otherwise
)

// Cell is a value of the file that fills a field, and the line it begins in.
type Cell struct {
	Text string
	Line int
}

// Row is a row of the file: its cells that hold something.
type Row[F ~string] struct {
	Line  int
	Cells map[F]Cell
	Mark  Mark // of all that stands in it, whatever it fills
}

// Says tells whether the row has a value for the field.
func (r Row[F]) Says(f F) bool {
	_, ok := r.Cells[f]
	return ok
}

// Mark is the beginning of a hash.
type Mark [16]byte

// Mistake is what is wrong with a row. The field is "" where it is not known.
type Mistake[F ~string] struct {
	Line   int
	Field  F
	Column string
	Fault  error
}

// Table reads a file of records row by row: CSV as RFC 4180 has it, in UTF-8
// with or without a byte order mark, the first row being the names.
type Table[F ~string] struct {
	csv     *csv.Reader
	bound   *bounded
	skipped int64 // bytes before the first row
	header  []string
	fields  []F       // of each column
	longest map[F]int // in characters, of the fields that say so
	line    int       // where the last row ended
	ended   bool      // nothing more can be read
	cut     bool      // the file goes on, or went on, after the last row that was understood
}

// Open reads the header and says which column fills which field. Errors:
// import.bad_header, import.malformed, import.row_too_long, import.not_utf8, those of
// what was named, and the source's own.
func Open[F ~string](r io.Reader, w Words[F], named []Column[F]) (*Table[F], error) {
	bound := &bounded{from: io.MultiReader(r, strings.NewReader("\n"+endMark)), left: MaxRecord}
	t, buffer := &Table[F]{bound: bound}, bufio.NewReader(bound)
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
		return nil, badHeader(string(w.Needed[0]))
	case errors.Is(err, errTooLong), len(header) > MaxColumns:
		return nil, fault.Input("csv", "import.row_too_long").With("max", MaxRecord)
	case errors.As(err, &malformed):
		return nil, fault.Input("csv", "import.malformed").Because(err)
	case err != nil:
		return nil, fmt.Errorf("table: reading the file: %w", err)
	case slices.ContainsFunc(header, func(s string) bool { return !utf8.ValidString(s) }):
		return nil, fault.Input("csv", "import.not_utf8")
	}
	t.csv.ReuseRecord = true
	t.header, t.line = header, 1+strings.Count(strings.Join(header, ""), "\n")
	t.longest = w.longest()
	t.fields, err = w.columns(header, named)
	return t, err
}

// Truncated tells that the rows after the last mistake were not read.
func (t *Table[F]) Truncated() bool { return t.cut }

// Ended tells that nothing more can be read.
func (t *Table[F]) Ended() bool { return t.ended }

// Fields are those of the columns, in their order; "" for a column of none.
func (t *Table[F]) Fields() []F { return t.fields }

// Fills tells whether a column fills the field.
func (t *Table[F]) Fills(f F) bool { return slices.Contains(t.fields, f) }

// Next reads the next row that is not empty; its mistakes are those of its
// form. At the end of the file the error is io.EOF; any other is the source's.
func (t *Table[F]) Next() (Row[F], []Mistake[F], error) {
	for !t.ended {
		t.bound.left = MaxRecord
		record, err := t.csv.Read()
		var malformed *csv.ParseError
		switch {
		case errors.Is(err, errTooLong):
			t.ended, t.cut = true, true
			line := t.line + 1
			return Row[F]{Line: line}, []Mistake[F]{{Line: line, Fault: fault.Input("csv", "import.row_too_long").With("max", MaxRecord)}}, nil
		case errors.As(err, &malformed):
			t.line = malformed.Line
			return Row[F]{Line: malformed.StartLine}, []Mistake[F]{t.malformed(record, malformed)}, nil
		case errors.Is(err, io.EOF), len(record) == 1 && record[0] == endMark:
			t.ended = true
			return Row[F]{}, nil, io.EOF
		case err != nil:
			return Row[F]{}, nil, fmt.Errorf("table: reading the file: %w", err)
		}
		last := len(record) - 1
		t.line, _ = t.csv.FieldPos(last)
		t.line += strings.Count(record[last], "\n")
		if r, mistakes := t.row(record); len(mistakes) > 0 || len(r.Cells) > 0 {
			return r, mistakes, nil
		}
	}
	return Row[F]{}, nil, io.EOF
}

// malformed is the mistake of a row whose quotation marks are wrong, in the line
// where the cell begins. A cell that is never closed has taken in the rest of
// the file, with the mark at its end.
func (t *Table[F]) malformed(record []string, err *csv.ParseError) Mistake[F] {
	m := Mistake[F]{Line: err.StartLine, Fault: fault.Input("csv", "import.malformed").Because(err)}
	if last := len(record) - 1; last >= 0 {
		m.Line, _ = t.csv.FieldPos(last)
		m.Line += strings.Count(record[last], "\n")
	}
	m.Field, m.Column = t.at(len(record))
	if errors.Is(err.Err, csv.ErrQuote) && t.bound.ended && t.csv.InputOffset() == t.bound.given-t.skipped {
		t.ended, t.cut = true, true
		m.Fault = fault.Input("csv", "import.unclosed").Because(err)
	}
	return m
}

// row takes what fills fields out of a record, whose memory is used again.
func (t *Table[F]) row(record []string) (Row[F], []Mistake[F]) {
	line, _ := t.csv.FieldPos(0)
	r := Row[F]{Line: line, Cells: map[F]Cell{}, Mark: MarkOf(record...)}
	if len(record) != len(t.header) {
		return r, []Mistake[F]{{
			Line: line, Fault: fault.Input("csv", "import.cells").With("got", len(record)).With("want", len(t.header)),
		}}
	}
	var mistakes []Mistake[F]
	for i, s := range record {
		field, column := t.at(i)
		if s = strings.TrimSpace(s); field == "" || s == "" {
			continue
		}
		line, _ := t.csv.FieldPos(i)
		wrong := Mistake[F]{Line: line, Field: field, Column: column}
		switch {
		case !utf8.ValidString(s):
			wrong.Fault = fault.Input("csv", "import.not_utf8")
		case t.longest[field] > 0 && len(s) > t.longest[field]*utf8.UTFMax:
			wrong.Fault = fault.Input("csv", "input.too_long").With("max", t.longest[field])
		case t.longest[field] == 0 && len(s) > MaxCell:
			wrong.Fault = fault.Input("csv", "input.too_long").With("max", MaxCell)
		default:
			r.Cells[field] = Cell{Text: strings.Clone(s), Line: line}
			continue
		}
		mistakes = append(mistakes, wrong)
	}
	return r, mistakes
}

// at is what stands in a column: its field and its name in the header.
func (t *Table[F]) at(i int) (F, string) {
	if i >= len(t.header) {
		return "", ""
	}
	return t.fields[i], t.header[i]
}

// Column is the name of the column that fills the field; the field's own name
// where no column does.
func (t *Table[F]) Column(f F) string {
	if i := slices.Index(t.fields, f); i >= 0 {
		return t.header[i]
	}
	return string(f)
}

// Mistake is an error in the cell that fills a field, or in the row when no cell
// does.
func (t *Table[F]) Mistake(in Row[F], f F, err error) Mistake[F] {
	m := Mistake[F]{Line: in.Line, Field: f, Column: t.Column(f), Fault: err}
	if c, ok := in.Cells[f]; ok {
		m.Line = c.Line
	}
	return m
}

// MarkOf is the mark of texts in their order, without the spaces around them.
func MarkOf(texts ...string) (m Mark) {
	h := sha256.New()
	for _, s := range texts {
		h.Write([]byte(strings.TrimSpace(s)))
		h.Write([]byte{0})
	}
	copy(m[:], h.Sum(nil))
	return m
}

var errTooLong = errors.New("table: a row of the file is too long")

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
