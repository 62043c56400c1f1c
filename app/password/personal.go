package password

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"heed/rules/fault"
)

// product is a word that everybody who guesses here tries.
const product = "heed"

// About is what others know of whoever sets a password, and try first.
type About struct {
	Email       string
	Company     string
	CompanySlug string
}

// Personal refuses a new password that contains what others know: the name in the
// address, the company's name or short name, or Heed's.
func Personal(field, password string, a About) error {
	local, _, _ := strings.Cut(a.Email, "@")
	local, _, _ = strings.Cut(local, "+")
	readings := []string{fold(password), fold(figures.Replace(strings.ToLower(password))), fold(otherFigures.Replace(strings.ToLower(password)))}
	for _, word := range []string{product, local, a.Company, a.CompanySlug} {
		if word = fold(word); !tells(word) {
			continue
		}
		for _, r := range readings {
			if strings.Contains(r, word) {
				return fault.Input(field, "password.personal")
			}
		}
	}
	return nil
}

// tells tells whether a word is long enough to be one that is guessed; two
// Chinese characters are a name, two letters are in half of all words.
func tells(word string) bool {
	if len(word) > utf8.RuneCountInString(word) {
		return utf8.RuneCountInString(word) >= 2
	}
	return len(word) >= leastWord
}

// fold keeps letters and digits, small and composed, of full width as of half.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}
