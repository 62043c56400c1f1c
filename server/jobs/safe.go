package jobs

import (
	"fmt"
	"regexp"
	"runtime/debug"
)

// safeError is an error whose text may be kept and logged: River writes the
// errors of jobs into its table, and a mail server's answer repeats addresses.
type safeError struct {
	error
	text string
}

// Error implements error.
func (e *safeError) Error() string { return e.text }

// Unwrap gives the error as it was.
func (e *safeError) Unwrap() error { return e.error }

var address = regexp.MustCompile(`[^\s<>"',;:]+@[^\s<>"',;:]+`)

// maxErrorText is how much of an error is kept.
const maxErrorText = 2000

// safe leaves addresses out of an error's text.
func safe(err error) error {
	text := address.ReplaceAllString(err.Error(), "…")
	if len(text) > maxErrorText {
		text = text[:maxErrorText]
	}
	return &safeError{err, text}
}

// safely does the work, and turns a panic into an error.
func safely(work func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("jobs: panic: %v\n%s", p, debug.Stack())
		}
		if err != nil {
			err = safe(err)
		}
	}()
	return work()
}
