package customers

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"heed/app/tenants"
	"heed/ent/vault"
	"heed/rules/fault"
)

// text cleans a text that may be empty and checks its length in characters.
func text(field, s string, most int) (string, error) { return checked(field, s, 0, most) }

// required is text that may not be empty.
func required(field, s string, most int) (string, error) { return checked(field, s, 1, most) }

// checked is tenants.Text, which takes one line, for texts of several.
func checked(field, s string, least, most int) (string, error) {
	if _, err := tenants.Text(field, oneLine.Replace(s), least, most); err != nil {
		return "", err
	}
	return strings.TrimSpace(norm.NFC.String(s)), nil
}

var oneLine = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")

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
