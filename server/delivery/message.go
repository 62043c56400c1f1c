package delivery

import (
	"crypto/rand"
	"errors"
	netmail "net/mail"
	"strings"
	"time"
	"unicode"

	mail "github.com/wneessen/go-mail"
)

// maxSubject is the longest subject in characters.
const maxSubject = 200

// calendarType is how mail programs know a file for calendars.
const calendarType = "text/calendar; charset=utf-8; method=PUBLISH"

// compose makes the message of a letter: plain text, one recipient, nothing that
// reports back. What is not an address or not one line is refused or made one, so
// that no letter has headers but ours.
func compose(from *netmail.Address, l Letter, now time.Time, encoding mail.Encoding) (*mail.Msg, error) {
	to, err := netmail.ParseAddress(l.To)
	if err != nil || to.Address != l.To || strings.ContainsFunc(l.To, unicode.IsControl) {
		return nil, &Error{What: "reading the address of a letter", Refused: true}
	}
	m := mail.NewMsg(mail.WithCharset(mail.CharsetUTF8), mail.WithEncoding(encoding), mail.WithNoDefaultUserAgent())
	m.FromMailAddress(from)
	m.ToMailAddress(to)
	m.Subject(line(l.Subject))
	m.SetDateWithValue(now)
	_, domain, _ := strings.Cut(from.Address, "@")
	id := line(l.ID)
	if id == "" {
		id = rand.Text()
	}
	m.SetMessageIDWithValue(strings.Map(idLetter, id) + "@" + domain)
	m.SetGenHeader("Auto-Submitted", "auto-generated") // no answers of machines
	if l.Unsubscribe != "" {
		m.SetGenHeader("List-Unsubscribe", "<"+line(l.Unsubscribe)+">")
		m.SetGenHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
	}
	m.SetBodyString(mail.TypeTextPlain, strings.ReplaceAll(l.Text, "\r", ""))
	if l.Calendar != "" {
		err := m.AttachReader("invite.ics", strings.NewReader(l.Calendar), mail.WithFileContentType(calendarType))
		if err != nil {
			return nil, &Error{What: "attaching a calendar file", Refused: true}
		}
	}
	return m, nil
}

// line is the text in one line without control characters, and not too long.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s)
	if all := []rune(s); len(all) > maxSubject {
		s = string(all[:maxSubject])
	}
	return strings.Join(strings.Fields(s), " ")
}

// idLetter keeps what may stand in a Message-ID.
func idLetter(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-', r == '_':
		return r
	default:
		return -1
	}
}

// sender reads the address that letters come from, with or without a name.
func sender(from string) (*netmail.Address, error) {
	a, err := netmail.ParseAddress(from)
	if err != nil || !strings.Contains(a.Address, "@") || strings.ContainsFunc(from, unicode.IsControl) {
		return nil, errors.New(`the sender of mail must be an address like "Heed <heed@company.example>"`)
	}
	return a, nil
}
