package customers

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"heed/app/tenants"
	"heed/ent/vault"
	"heed/rules/fault"
)

// text cleans a text that may be empty and checks its length in characters.
func text(field, s string, most int) (string, error) { return checked(field, s, 0, most) }

// required is text that may not be empty.
func required(field, s string, most int) (string, error) { return checked(field, s, 1, most) }

func checked(field, s string, least, most int) (string, error) {
	if !utf8.ValidString(s) || strings.ContainsFunc(s, unwritten) {
		return "", fault.Input(field, "input.malformed_text")
	}
	return tenants.Text(field, s, least, most)
}

// unwritten are the characters that no text has: control characters other than
// tabs and line ends. PostgreSQL cannot keep NUL.
func unwritten(r rune) bool { return unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' }

var phoneForm = regexp.MustCompile(`^\+?[0-9 ()-]+$`)

// phone checks a telephone number: digits, spaces, -, (, ), a leading +; also
// in their full-width forms.
func phone(field, s string) (string, error) {
	s, err := text(field, s, 40)
	if err != nil || s == "" {
		return s, err
	}
	digits := len(strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, width.Fold.String(s)))
	if !phoneForm.MatchString(width.Fold.String(s)) || digits < 3 || digits > 20 {
		return "", fault.Input(field, "input.malformed_phone")
	}
	return s, nil
}

// email checks an e-mail address of a contact.
func email(field, s string) (string, error) {
	s, err := text(field, s, 254)
	if err != nil || s == "" {
		return s, err
	}
	normal := vault.NormalizeEmail(s)
	_, domain, _ := strings.Cut(normal, "@")
	if normal == "" || strings.ContainsAny(normal, `<>(),;:"\[]`) || !strings.Contains(strings.Trim(domain, "."), ".") {
		return "", fault.Input(field, "input.malformed_email")
	}
	return s, nil
}
