package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The voicing marks of kana: か and が are different letters.
const (
	voiced     = '\u3099'
	semiVoiced = '\u309a'
)

// plain makes texts comparable, see the package comment. Invisible format
// characters (soft hyphen, zero-width space, byte order mark) go too, for they
// come along in pasted text and would split words.
func plain(text string) string {
	bare := strings.Map(func(r rune) rune {
		switch {
		case r == voiced, r == semiVoiced:
			return r
		case unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r):
			return -1
		default:
			return unicode.ToLower(r)
		}
	}, norm.NFKD.String(strings.ToValidUTF8(text, " ")))
	return norm.NFC.String(bare)
}

// each calls visit with every run of the text, in order, until it answers
// false; dense tells Chinese and its like from words.
func each(text string, visit func(run []rune, dense bool) bool) {
	var run []rune
	var dense bool
	for _, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsNumber(r)
		d := letter && isDense(r)
		if len(run) > 0 && (!letter || d != dense) {
			if !visit(run, dense) {
				return
			}
			run = run[:0]
		}
		if letter {
			run, dense = append(run, r), d
		}
	}
	if len(run) > 0 {
		visit(run, dense)
	}
}

// isDense tells whether the letter belongs to a script without reliable spaces
// between words. The prolonged sound mark belongs to both kana.
func isDense(r rune) bool {
	return r == 'ー' || r >= 0x1100 &&
		unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo)
}

// cut shortens a word to MaxGramBytes, between characters.
func cut(word string) string {
	if len(word) <= MaxGramBytes {
		return word
	}
	end := MaxGramBytes
	for !utf8.RuneStart(word[end]) {
		end--
	}
	return word[:end]
}
