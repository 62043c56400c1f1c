// Package ical writes meetings as files for calendars (RFC 5545).
package ical

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// Event is one meeting in a calendar.
type Event struct {
	UID                string
	Sequence           int // counts its changes
	Stamp, Start, End  time.Time
	Title, Place, Text string
	Cancelled          bool
}

// stamp is an instant as the format has it.
const stamp = "20060102T150405Z"

// Write is the events as a file.
func Write(events []Event) string {
	var b strings.Builder
	line(&b, "BEGIN", "VCALENDAR")
	line(&b, "VERSION", "2.0")
	line(&b, "PRODID", "-//Heed//Meetings//EN")
	line(&b, "CALSCALE", "GREGORIAN")
	line(&b, "METHOD", "PUBLISH")
	for _, e := range events {
		e.write(&b)
	}
	line(&b, "END", "VCALENDAR")
	return b.String()
}

func (e Event) write(b *strings.Builder) {
	status := "CONFIRMED"
	if e.Cancelled {
		status = "CANCELLED"
	}
	line(b, "BEGIN", "VEVENT")
	line(b, "UID", escape(e.UID))
	line(b, "SEQUENCE", fmt.Sprint(e.Sequence))
	line(b, "DTSTAMP", e.Stamp.UTC().Format(stamp))
	line(b, "DTSTART", e.Start.UTC().Format(stamp))
	line(b, "DTEND", e.End.UTC().Format(stamp))
	line(b, "SUMMARY", escape(e.Title))
	if e.Place != "" {
		line(b, "LOCATION", escape(e.Place))
	}
	if e.Text != "" {
		line(b, "DESCRIPTION", escape(e.Text))
	}
	line(b, "STATUS", status)
	line(b, "END", "VEVENT")
}

var escapes = strings.NewReplacer("\\", "\\\\", ";", "\\;", ",", "\\,", "\r\n", "\\n", "\n", "\\n", "\r", "\\n")

func escape(s string) string { return escapes.Replace(s) }

// line writes a line, folded after at most 75 bytes, never within a character.
func line(b *strings.Builder, name, value string) {
	const most = 75
	rest, room := name+":"+value, most
	for len(rest) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(rest[cut]) {
			cut--
		}
		b.WriteString(rest[:cut] + "\r\n ")
		rest, room = rest[cut:], most-1
	}
	b.WriteString(rest + "\r\n")
}
