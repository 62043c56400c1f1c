package tenants

import (
	"net/mail"
	"regexp"
	"strings"
	"time"

	"heed/rules/fault"
	"heed/rules/text"
	"heed/rules/typeid"
)

// Email checks a login and puts it into the form it is stored in.
func Email(field, s string) (string, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	if len(s) > 254 {
		return "", fault.Input(field, "input.too_long").With("max", 254)
	}
	a, err := mail.ParseAddress(s)
	if err != nil || strings.ContainsFunc(s, text.Unwritten) || a.Address != s || !strings.Contains(s[strings.LastIndexByte(s, '@')+1:], ".") {
		return "", fault.Input(field, "input.malformed_email")
	}
	return s, nil
}

var slugForm = regexp.MustCompile(`^[a-z](-?[a-z0-9])+$`)

// checkSlug checks a company's short name.
func checkSlug(field, s string) error {
	if len(s) < 3 || len(s) > 63 || !slugForm.MatchString(s) {
		return fault.Input(field, "input.malformed_slug")
	}
	return nil
}

// slugOf makes a short name from a company's name, "" when its letters do not
// give one.
func slugOf(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9' && b.Len() > 0:
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 40 {
			break
		}
	}
	s := strings.Trim(b.String(), "-")
	if checkSlug("", s) != nil {
		return ""
	}
	return s
}

// zone checks a time zone's name.
func zone(field, name string) error {
	if name == "" || name == "Local" {
		return fault.Input(field, "input.unknown_timezone")
	}
	if _, err := time.LoadLocation(name); err != nil {
		return fault.Input(field, "input.unknown_timezone")
	}
	return nil
}

// Version compares the version that a change was made to with the record's.
func Version(expected, actual int) error { return VersionOf("expectedVersion", expected, actual) }

// VersionOf is Version of a record beside the input's own, by the field that expects it.
func VersionOf(field string, expected, actual int) error {
	if expected != actual {
		return fault.Conflict("version.conflict").With("expected", expected).With("actual", actual).On(field).Extend("version", actual)
	}
	return nil
}

// Versioned is which record, as it was read.
type Versioned struct {
	ID              typeid.ID
	ExpectedVersion int
}

// Reasoned is which record, as it was read, and what there is to say.
type Reasoned struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}
