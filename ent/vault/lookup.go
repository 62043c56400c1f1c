package vault

import (
	"crypto/hmac"
	"crypto/sha256"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"heed/rules/typeid"
)

// The kinds of values that are looked up.
const (
	Phone  = "phone"
	Email  = "email"
	WeChat = "wechat"
)

// Lookup is the hash to store beside a personal field: HMAC-SHA256 of the
// normalised value with the company's key, nil for an empty value. Equal values of two
// companies, or of two kinds, have different hashes.
func (k *Keys) Lookup(tenant typeid.ID, kind, normalised string) []byte {
	return k.list()[0].lookup(tenant, kind, normalised)
}

// Lookups are the hashes to search for: rows written before the last change of
// keys have a hash by an older key. The current one comes first.
func (k *Keys) Lookups(tenant typeid.ID, kind, normalised string) [][]byte {
	if normalised == "" {
		return nil
	}
	list := k.list()
	hashes := make([][]byte, len(list))
	for i, one := range list {
		hashes[i] = one.lookup(tenant, kind, normalised)
	}
	return hashes
}

func (k key) lookup(tenant typeid.ID, kind, normalised string) []byte {
	if normalised == "" {
		return nil
	}
	mac := hmac.New(sha256.New, k.derive("lookup", string(tenant), kind))
	mac.Write([]byte(normalised))
	return mac.Sum(nil)
}

// NormalizePhone brings the spellings of a telephone number together: full-width
// digits, brackets, blanks and dashes go, +86 stands before numbers of the
// mainland (1…, 11 digits) and before area codes (0…), and an extension follows
// as "x12". The result is for comparing, not for dialling; "" without a digit.
func NormalizePhone(s string) string {
	number, extension := splitPhone(s)
	plus := strings.HasPrefix(number, "+")
	number = strings.TrimPrefix(number, "+")
	if international, ok := strings.CutPrefix(number, "00"); ok && !plus {
		number, plus = international, true
	}
	switch {
	case number == "":
		return ""
	case plus:
		// (0) is written in between by some: +86 (0)755…
		if area, ok := strings.CutPrefix(number, "860"); ok {
			number = "86" + area
		}
		number = "+" + number
	case len(number) == 11 && number[0] == '1':
		number = "+86" + number
	case len(number) == 13 && strings.HasPrefix(number, "861"):
		number = "+" + number
	case len(number) >= 10 && len(number) <= 12 && number[0] == '0':
		number = "+86" + number[1:]
	}
	if extension != "" {
		number += "x" + extension
	}
	return number
}

// extensionPart is how extensions are written at the end of a number.
var extensionPart = regexp.MustCompile(`(?:ext|extension|x|#|转|轉|分机|分機)[^0-9]*([0-9]+)[^0-9]*$`)

// splitPhone gives the digits of the number, with a leading plus if there is
// one, and those of the extension.
func splitPhone(s string) (number, extension string) {
	s = strings.ToLower(width.Fold.String(s))
	if m := extensionPart.FindStringSubmatchIndex(s); m != nil && digits(s[:m[0]]) != "" {
		s, extension = s[:m[0]], s[m[2]:m[3]]
	}
	number = digits(s)
	if before, _, ok := strings.Cut(s, "+"); ok && number != "" && digits(before) == "" {
		number = "+" + number
	}
	return number, extension
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// NormalizeEmail brings the spellings of an address together: full-width letters
// become narrow, capitals of ASCII small (others stay: folding them would make
// different addresses equal). "" when it is no address.
func NormalizeEmail(s string) string {
	s = lowerASCII(norm.NFC.String(width.Fold.String(strings.TrimSpace(s))))
	local, domain, ok := strings.Cut(s, "@")
	if !ok || local == "" || domain == "" || strings.Contains(domain, "@") || strings.ContainsAny(s, " \t\r\n") {
		return ""
	}
	return s
}

// NormalizeWeChat brings the spellings of a WeChat id together.
func NormalizeWeChat(s string) string {
	return lowerASCII(width.Fold.String(strings.TrimSpace(s)))
}

func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}
