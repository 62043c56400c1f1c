package vault

import (
	"strings"
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

// first is the first letter of a text of several.
func first(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	if n == len(s) {
		return ""
	}
	return s[:n]
}
