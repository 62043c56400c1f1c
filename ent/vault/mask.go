package vault

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hidden stands for any number of characters, so that a mask tells no length.
const hidden = "****"

// MaskPhone shows the first three and last four digits of a number of eleven or
// more, as in 138****5678, the last two of a shorter one, and nothing of one
// below seven. A country code of the mainland and an extension are left out.
func MaskPhone(s string) string {
	number, _ := splitPhone(s)
	bare := strings.TrimPrefix(strings.TrimPrefix(number, "+"), "00")
	if len(bare) == 13 && strings.HasPrefix(bare, "861") {
		bare = bare[2:]
	}
	switch n := len(bare); {
	case s == "":
		return ""
	case n >= 11:
		return bare[:3] + hidden + bare[n-4:]
	case n >= 7:
		return hidden + bare[n-2:]
	default:
		return hidden
	}
}

// MaskEmail shows the first letters of name and domain and the top-level
// domain, as in z***@e***.com; a part of one letter is not shown.
func MaskEmail(s string) string {
	if s == "" {
		return ""
	}
	local, domain, ok := strings.Cut(strings.TrimSpace(s), "@")
	dot := strings.LastIndexByte(domain, '.')
	if !ok || dot < 0 {
		return "***"
	}
	return first(local) + "***@" + first(domain[:dot]) + "***" + domain[dot:]
}

// MaskWeChat shows the first two letters of an id of six or more.
func MaskWeChat(s string) string {
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		return ""
	case utf8.RuneCountInString(s) < 6:
		return hidden
	default:
		r := []rune(s)
		return string(r[:2]) + hidden
	}
}

// MaskName shows the family name of a Chinese name, as in 王**, and the first
// letter of each word of others, as in J*** S***.
func MaskName(s string) string {
	words := strings.Fields(s)
	for i, word := range words {
		r := []rune(word)
		switch {
		case !unicode.Is(unicode.Han, r[0]):
			words[i] = first(word) + "***"
		case len(r) == 1:
			words[i] = "*"
		default:
			words[i] = string(r[0]) + strings.Repeat("*", min(len(r)-1, 3))
		}
	}
	return strings.Join(words, " ")
}

// first is the first letter of a text of several.
func first(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	if n == len(s) {
		return ""
	}
	return s[:n]
}
