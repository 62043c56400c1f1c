package delivery

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"os"

	mail "github.com/wneessen/go-mail"
)

// Error is why a letter was not sent. It names no address and repeats nothing
// that a server said, for servers repeat addresses, and errors are logged.
type Error struct {
	What    string // was being done
	Code    int    // of the server, 0 for none
	Refused bool   // the letter itself is not wanted: sending it again is of no use
	Unsure  bool   // all of it was handed over, and no answer came: it may have been taken
	cause   error  // of the network, which knows no addresses of people
}

// Error implements error.
func (e *Error) Error() string {
	s := "delivery: " + e.What
	if e.Code != 0 {
		s += fmt.Sprintf(": the server answers %d", e.Code)
	}
	if e.cause != nil {
		s += ": " + e.cause.Error()
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.cause }

// Refused tells whether the letter was refused for good. Every other error may go
// away when the letter is sent again.
func Refused(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Refused
}

// Unsure tells whether the letter may have been taken all the same: sent again, it may
// come twice.
func Unsure(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Unsure
}

// dialing is the error of a connection that could not be made. Wrong credentials
// are no fault of the letter.
func dialing(err error) error {
	return &Error{What: "connecting to the mail server", Code: codeOf(err), cause: network(err)}
}

// sending is the error of a letter that was not taken, or of which that is not known.
func sending(err error) error {
	e := &Error{What: "handing the letter over", Code: codeOf(err), cause: network(err)}
	var s *mail.SendError
	if !errors.As(err, &s) {
		return e
	}
	e.Code = s.ErrorCode()
	switch s.Reason {
	case mail.ErrSMTPReset: // what comes after a letter that was taken
		return nil
	case mail.ErrSMTPRcptTo, mail.ErrSMTPData, mail.ErrSMTPDataClose:
		e.Refused = e.Code >= 500 && !s.IsTemp()
		e.Unsure = s.Reason == mail.ErrSMTPDataClose && e.Code == 0
	case mail.ErrGetRcpts, mail.ErrNoUnencoded:
		e.Refused = true
	default: // the sender, the connection
	}
	return e
}

func codeOf(err error) int {
	var t *textproto.Error
	if errors.As(err, &t) {
		return t.Code
	}
	return 0
}

// network is the part of the error that is about the connection.
func network(err error) error {
	var op *net.OpError
	switch {
	case errors.As(err, &op):
		return op
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return context.DeadlineExceeded
	case errors.Is(err, context.Canceled):
		return context.Canceled
	default:
		return nil
	}
}
