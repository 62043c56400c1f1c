// Package fault is the errors that users see: a code of the closed list, a
// safe sentence in the user's language, and a cause that only the log sees.
package fault

import (
	"errors"
	"maps"
)

// Code is one of the closed list of error codes (docs/api.md, "Errors").
type Code string

// The codes.
const (
	CodeUnauthenticated       Code = "UNAUTHENTICATED"
	CodeForbidden             Code = "FORBIDDEN"
	CodeNotFound              Code = "NOT_FOUND"
	CodeBadUserInput          Code = "BAD_USER_INPUT"
	CodeValidationFailed      Code = "VALIDATION_FAILED"
	CodeParseFailed           Code = "PARSE_FAILED"
	CodeConflict              Code = "CONFLICT"
	CodeFailedPrecondition    Code = "FAILED_PRECONDITION"
	CodeIdempotencyMismatch   Code = "IDEMPOTENCY_MISMATCH"
	CodeIdempotencyInProgress Code = "IDEMPOTENCY_IN_PROGRESS"
	CodeRateLimited           Code = "RATE_LIMITED"
	CodeCostExceeded          Code = "COST_EXCEEDED"
	CodePayloadTooLarge       Code = "PAYLOAD_TOO_LARGE"
	CodeTimeout               Code = "TIMEOUT"
	CodeUnavailable           Code = "UNAVAILABLE"
	CodeInternal              Code = "INTERNAL"
)

// Retryable tells whether the same request may succeed later without a change.
func (c Code) Retryable() bool {
	switch c {
	case CodeRateLimited, CodeTimeout, CodeUnavailable, CodeIdempotencyInProgress:
		return true
	default:
		return false
	}
}

// Error is an error with a code and a sentence of the catalogue. It is a
// value: the With… methods return changed copies.
type Error struct {
	Code  Code
	Key   string         // the sentence, in messages.go
	Args  map[string]any // fills {name} in the sentence
	Field string         // the input field at fault, as the client wrote it
	Extra map[string]any // further extensions, e.g. allowed
	cause error
}

// Error implements error; it is for the log, never for users.
func (e *Error) Error() string {
	s := string(e.Code) + " " + e.Key
	if e.Field != "" {
		s += " (" + e.Field + ")"
	}
	if e.cause != nil {
		s += ": " + e.cause.Error()
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.cause }

// Is makes errors.Is compare by code and key, so that tests and callers can
// compare with a fresh value.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code && t.Key == e.Key
}

// Because keeps the cause for the log.
func (e *Error) Because(err error) *Error {
	c := *e
	c.cause = err
	return &c
}

// On names the input field at fault.
func (e *Error) On(field string) *Error {
	c := *e
	c.Field = field
	return &c
}

// With fills {name} of the sentence.
func (e *Error) With(name string, value any) *Error {
	c := *e
	c.Args = maps.Clone(e.Args)
	if c.Args == nil {
		c.Args = map[string]any{}
	}
	c.Args[name] = value
	return &c
}

// Extend adds an entry to the error's extensions.
func (e *Error) Extend(name string, value any) *Error {
	c := *e
	c.Extra = maps.Clone(e.Extra)
	if c.Extra == nil {
		c.Extra = map[string]any{}
	}
	c.Extra[name] = value
	return &c
}

// Committed tells that the change is done and only what came after it failed:
// the client must not send it again.
func (e *Error) Committed() *Error { return e.Extend("committed", true) }

// New makes an error of the code with the sentence of the key.
func New(code Code, key string) *Error { return &Error{Code: code, Key: key} }

// NotFound is also the answer for records of other companies and for records
// out of the viewer's scope: whether they exist is not told.
func NotFound() *Error { return New(CodeNotFound, "not_found") }

// Forbidden is the refusal by role; the key may say more than "forbidden".
func Forbidden() *Error { return New(CodeForbidden, "forbidden") }

// Unauthenticated asks the client to sign in.
func Unauthenticated() *Error { return New(CodeUnauthenticated, "unauthenticated") }

// Input is one wrong input field.
func Input(field, key string) *Error { return New(CodeBadUserInput, key).On(field) }

// Conflict is a clash with what is stored.
func Conflict(key string) *Error { return New(CodeConflict, key) }

// Precondition is a guard or a transition that does not hold now.
func Precondition(key string) *Error { return New(CodeFailedPrecondition, key) }

// RateLimited asks to wait.
func RateLimited() *Error { return New(CodeRateLimited, "rate_limited") }

// IdempotencyMismatch is a key that was given to another request.
func IdempotencyMismatch() *Error { return New(CodeIdempotencyMismatch, "idempotency_mismatch") }

// IdempotencyInProgress asks to wait for the same request.
func IdempotencyInProgress() *Error {
	return New(CodeIdempotencyInProgress, "idempotency_in_progress")
}

// Unavailable asks to try again.
func Unavailable() *Error { return New(CodeUnavailable, "unavailable") }

// From finds the fault in an error chain; any other error is INTERNAL, with
// the error as its cause.
func From(err error) *Error {
	var f *Error
	if errors.As(err, &f) {
		return f
	}
	return New(CodeInternal, "internal").Because(err)
}

// CodeOf is the code a client would see for the error, "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	return From(err).Code
}
