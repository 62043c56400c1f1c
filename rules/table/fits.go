package table

import (
	"errors"
	"fmt"
	"io"

	"heed/rules/fault"
)

// Fits refuses a file with more rows than so many before anything of it is used,
// where the file can be read twice; 0 is no limit. Elsewhere reading stops at the
// limit. Error: import.too_many_rows, and those of the opening.
func Fits[F ~string](r io.Reader, most int, open func() (*Table[F], error)) error {
	file, ok := r.(io.Seeker)
	if !ok || most <= 0 {
		return nil
	}
	start, err := file.Seek(0, io.SeekCurrent)
	if err != nil {
		return nil //nolint:nilerr // a pipe is read once
	}
	t, err := open()
	if err != nil {
		return err
	}
	rows := 0
	for ; rows <= most; rows++ {
		_, _, err := t.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
	}
	if rows > most {
		return fault.Input("csv", "import.too_many_rows").With("max", most)
	}
	if _, err := file.Seek(start, io.SeekStart); err != nil {
		return fmt.Errorf("table: reading the file again: %w", err)
	}
	return nil
}
