package ical

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestWrite(t *testing.T) {
	at := time.Date(2026, 9, 9, 10, 0, 0, 0, time.FixedZone("", 8*3600))
	got := Write([]Event{{
		UID: "mtg_1@heed", Sequence: 3, Stamp: at, Start: at, End: at.Add(time.Hour),
		Title: "分享, 第一次; A\\B", Place: "三楼", Text: "一\n二",
	}, {UID: "mtg_2@heed", Stamp: at, Start: at, End: at, Title: "x", Cancelled: true}})
	want := strings.Join([]string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Heed//Meetings//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
		"BEGIN:VEVENT", "UID:mtg_1@heed", "SEQUENCE:3", "DTSTAMP:20260909T020000Z", "DTSTART:20260909T020000Z", "DTEND:20260909T030000Z",
		`SUMMARY:分享\, 第一次\; A\\B`, "LOCATION:三楼", `DESCRIPTION:一\n二`, "STATUS:CONFIRMED", "END:VEVENT",
		"BEGIN:VEVENT", "UID:mtg_2@heed", "SEQUENCE:0", "DTSTAMP:20260909T020000Z", "DTSTART:20260909T020000Z", "DTEND:20260909T020000Z",
		"SUMMARY:x", "STATUS:CANCELLED", "END:VEVENT", "END:VCALENDAR", "",
	}, "\r\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Long lines are folded, and unfolded they say the same.
func TestFold(t *testing.T) {
	title := strings.Repeat("需求分析会议 ", 40)
	got := Write([]Event{{Title: title}})
	for _, l := range strings.Split(got, "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) {
			t.Errorf("%d bytes: %q", len(l), l)
		}
	}
	if !strings.Contains(strings.ReplaceAll(got, "\r\n ", ""), "SUMMARY:"+title+"\r\n") {
		t.Errorf("unfolded it says %q", got)
	}
}

// A text adds no line of its own.
func TestNoInjection(t *testing.T) {
	got := Write([]Event{{Title: "x\r\nATTENDEE:mailto:a@b", Place: "y\rEND:VCALENDAR"}})
	if strings.Contains(got, "\nATTENDEE") || strings.Count(got, "\nEND:VCALENDAR") != 1 {
		t.Errorf("%q", got)
	}
}
