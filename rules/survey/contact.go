package survey

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
)

var phoneForm = regexp.MustCompile(`^\+?[0-9 ()-]+$`)

// reach checks a way to reach a person (D3-39): a telephone number or an e-mail
// address, by where it belongs; if it belongs to neither, one of the two. These are
// the rules by which contacts are kept; what is kept is as it was written.
func (q *Question) reach(at, s string) (string, error) {
	s, err := text.Line(at, s, 1, min(q.longest(), 254))
	if err != nil {
		return "", err
	}
	phone, mail := isPhone(s), isEmail(s)
	switch {
	case slices.Contains(q.MapsTo, flow.TargetContactEmail):
		if !mail {
			return "", fault.Input(at, "input.malformed_email")
		}
	case slices.Contains(q.MapsTo, flow.TargetContactPhone):
		if !phone {
			return "", fault.Input(at, "input.malformed_phone")
		}
	case !phone && !mail:
		return "", fault.Input(at, "survey.not_a_contact").With("code", q.Code)
	}
	return s, nil
}

// isPhone knows 3 to 20 digits with blanks, brackets, dashes and a leading plus,
// full-width ones too.
func isPhone(s string) bool {
	s = width.Fold.String(s)
	digits := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return phoneForm.MatchString(s) && digits >= 3 && digits <= 20 && len(s) <= 40
}

// isEmail knows something@a.domain without blanks and brackets.
func isEmail(s string) bool {
	local, domain, ok := strings.Cut(width.Fold.String(s), "@")
	return ok && local != "" && strings.Contains(strings.Trim(domain, "."), ".") &&
		!strings.ContainsAny(local+domain, "<>(),;:\"[]\\@ \t")
}
