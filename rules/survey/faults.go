package survey

import (
	"errors"

	"heed/rules/fault"
)

// Faults are all that is wrong with a questionnaire, each with the field at
// fault: an editor shows them all at once.
type Faults []*fault.Error

// Err is the first of them, nil for none; its extension faults lists the fields
// of all.
func (f Faults) Err() error {
	if len(f) == 0 {
		return nil
	}
	fields := make([]string, len(f))
	for i, e := range f {
		fields[i] = e.Field
	}
	return f[0].Extend("faults", fields)
}

func (f *Faults) add(err error) {
	var e *fault.Error
	if errors.As(err, &e) {
		*f = append(*f, e)
	}
}
