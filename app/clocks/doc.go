// Package clocks counts promises against the time: it starts clocks by the
// deadline that fits, makes them wait and run on, stops and cancels them, and
// lets them tell by themselves (D0-46 to D0-48, D0-52).
//
// A clock belongs to a record of one of the kinds in subject.go; the record's
// row is locked before its clocks are read, so that they stay as they are. The
// verbs are those of the records: they say when a clock starts and stops, and
// tell it with the record's own events.
package clocks
