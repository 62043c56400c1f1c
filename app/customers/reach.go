package customers

import (
	"regexp"
	"strings"

	"golang.org/x/text/width"

	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/text"
)

var phoneForm = regexp.MustCompile(`^\+?[0-9 ()-]+$`)

// phone checks a telephone number: digits, spaces, -, (, ), a leading +; also
// in their full-width forms.
func phone(field, s string) (string, error) {
	s, err := text.Line(field, s, 0, 40)
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
	s, err := text.Line(field, s, 0, 254)
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
