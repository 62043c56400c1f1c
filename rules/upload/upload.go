// Package upload is a file as a client sends it.
package upload

import "io"

// File is a file that has arrived whole and is kept for the moment. What the
// client says of it is not to be trusted.
type File struct {
	Name   string `json:"name"`   // as the client calls it
	Type   string `json:"type"`   // a media type, as the client claims; "" for none
	Size   int64  `json:"size"`   // bytes that have arrived
	SHA256 string `json:"sha256"` // of them, in hex
	// Content is read from its beginning as often as it takes.
	Content io.ReadSeeker `json:"-"`
}
