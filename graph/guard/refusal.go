package guard

import (
	"fmt"

	"heed/rules/fault"
)

// Refusal is why a document is refused, and where, for documents that cannot be
// read. Nothing that the client wrote is in it.
type Refusal struct {
	Fault        *fault.Error
	Line, Column int // 0: the whole document
}

// Error implements error.
func (r *Refusal) Error() string { return r.Fault.Error() }

// Unwrap gives the fault.
func (r *Refusal) Unwrap() error { return r.Fault }

// tooMuch is a limit that was met. The detail is for developers.
func tooMuch(f *fault.Error, format string, most int) *Refusal {
	return &Refusal{Fault: f.Extend("detail", fmt.Sprintf(format, most))}
}

func beyond(format string, most int) *Refusal {
	return tooMuch(fault.New(fault.CodeCostExceeded, "request.too_complex"), format, most)
}

// tooNested is a field below more fields than there may be, as it is written or
// when fragments are written out: one limit, told in the same way.
func tooNested(most int) *Refusal {
	return tooMuch(fault.New(fault.CodeCostExceeded, "request.too_nested").With("max", most), "fields nested more than %d levels", most)
}

// circle is a fragment that comes back to itself.
func circle() *Refusal {
	return &Refusal{Fault: fault.New(fault.CodeValidationFailed, "request.validation").Extend("detail", "a fragment spreads itself, directly or by others")}
}

// unreadable is a document that is no GraphQL.
func unreadable(line, column int) *Refusal {
	return &Refusal{Fault: fault.New(fault.CodeParseFailed, "request.parse"), Line: line, Column: column}
}
