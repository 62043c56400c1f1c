package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"heed/rules/flow"
)

// newSheet begins a file of the form with the heads of its columns.
func newSheet(format flow.ExportFormat, out io.Writer, columns []ledgerColumn) (sheet, error) {
	heads := make([]any, len(columns))
	for i, c := range columns {
		heads[i] = c.head
	}
	var (
		s   sheet
		err error
	)
	if format == flow.ExportCSV {
		s, err = newLines(out)
	} else {
		s, err = newBook(out, len(columns))
	}
	if err != nil {
		return nil, err
	}
	return s, s.row(heads)
}

// lines are a CSV with a byte order mark, so that every program reads its Chinese.
type lines struct{ w *csv.Writer }

func newLines(out io.Writer) (*lines, error) {
	if _, err := io.WriteString(out, "\ufeff"); err != nil {
		return nil, err
	}
	w := csv.NewWriter(out)
	w.UseCRLF = true
	return &lines{w}, nil
}

func (l *lines) row(values []any) error {
	record := make([]string, len(values))
	for i, v := range values {
		switch v := v.(type) {
		case nil:
		case string:
			record[i] = harmless(v)
		default:
			record[i] = fmt.Sprint(v)
		}
	}
	return l.w.Write(record)
}

func (l *lines) end() error {
	l.w.Flush()
	return l.w.Error()
}

// harmless is a text that no program takes for a formula: what begins like one has an
// apostrophe before it.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@＝＋－＠\t\r\n", []rune(s)[0]) {
		return "'" + s
	}
	return s
}

// book is a workbook of one sheet. Its rows lie in a temporary file as soon as they are
// many, and go out when it ends. Texts are cells of text, which are never computed.
type book struct {
	file *excelize.File
	rows *excelize.StreamWriter
	out  io.Writer
	n    int
}

func newBook(out io.Writer, columns int) (*book, error) {
	file := excelize.NewFile()
	rows, err := file.NewStreamWriter("Sheet1")
	if err == nil {
		err = rows.SetColWidth(1, columns, 18)
	}
	if err != nil {
		return nil, err
	}
	return &book{file: file, rows: rows, out: out}, nil
}

// maxCell is how many characters a cell of a workbook holds.
const maxCell = 32_767

func (b *book) row(values []any) error {
	b.n++
	cell, err := excelize.CoordinatesToCellName(1, b.n)
	if err != nil {
		return err
	}
	for i, v := range values {
		if s, ok := v.(string); ok && len(s) > maxCell {
			values[i] = string([]rune(s)[:min(len([]rune(s)), maxCell)])
		}
	}
	return b.rows.SetRow(cell, values)
}

func (b *book) end() error {
	defer func() { _ = b.file.Close() }() // the temporary file goes
	if err := b.rows.Flush(); err != nil {
		return err
	}
	return b.file.Write(b.out)
}
