package notice

import (
	"time"

	"heed/rules/flow"
)

// morning is the hour of daily letters.
const morning = 8

// MailAt is when a notice made at the instant goes by mail: at once, with the
// letter of the hour, or with that of the morning, and never in quiet hours.
// False is never.
func MailAt(p flow.NoticePrefs, typ string, now time.Time, zone *time.Location) (time.Time, bool) {
	if !Wanted(p, typ) {
		return time.Time{}, false
	}
	at := now
	local := now.In(zone)
	switch p.Digest {
	case flow.DigestHourly:
		at = now.Truncate(time.Hour).Add(time.Hour)
	case flow.DigestDaily:
		day := local.Day()
		if local.Hour() >= morning {
			day++
		}
		at = time.Date(local.Year(), local.Month(), day, morning, 0, 0, 0, zone)
	case flow.DigestEach, flow.DigestNone:
	}
	return Loud(p, at, zone), true
}

// Wanted tells whether a member wants notices of the type by mail.
func Wanted(p flow.NoticePrefs, typ string) bool {
	if p.Digest == flow.DigestNone {
		return false
	}
	for _, muted := range p.Muted {
		if muted == typ {
			return false
		}
	}
	return true
}

// Loud is the instant, or the end of the quiet hours that it falls into.
func Loud(p flow.NoticePrefs, at time.Time, zone *time.Location) time.Time {
	from, ok := minute(p.QuietFrom)
	until, also := minute(p.QuietUntil)
	if !ok || !also || from == until {
		return at.UTC()
	}
	local := at.In(zone)
	is := local.Hour()*60 + local.Minute()
	day := local.Day()
	switch {
	case from < until && (is < from || is >= until):
		return at.UTC()
	case from > until && is < from && is >= until:
		return at.UTC()
	case from > until && is >= from:
		day++ // they end tomorrow
	}
	return time.Date(local.Year(), local.Month(), day, until/60, until%60, 0, 0, zone).UTC()
}

// Quiet tells whether the text is a time of day as quiet hours have it.
func Quiet(s string) bool {
	_, ok := minute(s)
	return ok
}

func minute(s string) (int, bool) {
	t, err := time.Parse("15:04", s)
	if err != nil || len(s) != len("15:04") {
		return 0, false
	}
	return t.Hour()*60 + t.Minute(), true
}
