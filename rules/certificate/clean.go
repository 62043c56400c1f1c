package certificate

import (
	"strings"
	"unicode"
)

// missing stands for a character that no font has.
const missing = '□'

// plain is a text in one line, without what does not show: controls, marks that
// turn the direction of writing, joiners and selectors of variants.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Variation_Selector):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, string(missing)))
	return strings.Join(strings.Fields(s), " ")
}

// head is the first characters of a text.
func head(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i]
		}
		n++
	}
	return s
}

// clean is a plain text of which every character can be drawn.
func (p *pen) clean(s string) string {
	return strings.Map(func(r rune) rune {
		if p.face(r) == nil {
			return missing
		}
		return r
	}, plain(s))
}
