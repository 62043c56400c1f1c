// Package delivery carries what Heed has to say to people outside of it.
package delivery

import "context"

// Letter is one mail in plain text to one person.
type Letter struct {
	To      string // an address, as it was checked when it was taken
	Subject string
	Text    string
	// ID makes the Message-ID, so that a letter sent twice shows as one; empty
	// for a random one.
	ID string
	// Unsubscribe is where whoever wants no more letters of the kind says so, with one
	// click (RFC 8058); empty for letters that are not sent to many.
	Unsubscribe string
	// Calendar is a file for calendars (RFC 5545) that comes with the letter; empty for none.
	Calendar string
}

// Post sends a letter. An error that is not about the letter itself may go away
// when it is sent again.
type Post func(ctx context.Context, l Letter) error
