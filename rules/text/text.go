// Package text holds what people write to one set of rules, whatever it is
// about: composed (NFC), without blanks around it, without characters that
// nobody can write or see, and no longer than so many characters.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"heed/rules/fault"
)

// Line cleans a text of one line: a name, a title, a key. At least and at most
// count characters; at least 0 lets the text be empty. Errors: input.required,
// input.too_short, input.too_long, input.malformed_text.
func Line(field, s string, least, most int) (string, error) {
	return clean(field, s, least, most, Unwritten)
}

// Lines is Line for texts of several lines: tabs and newlines are kept, and
// every end of a line is one newline.
func Lines(field, s string, least, most int) (string, error) {
	return clean(field, lineEnds.Replace(s), least, most, unwrittenInLines)
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// Verbatim checks a text of several lines as Lines does and changes nothing: it
// is kept as it was said, byte for byte. A text of blanks alone is required.
func Verbatim(field, s string, most int) error {
	_, err := clean(field, lineEnds.Replace(s), 1, most, unwrittenInLines)
	if err == nil && utf8.RuneCountInString(s) > most { // blanks and line ends count too: they are kept
		return fault.Input(field, "input.too_long").With("max", most)
	}
	return err
}

func clean(field, s string, least, most int, unwritten func(rune) bool) (string, error) {
	if !utf8.ValidString(s) {
		return "", fault.Input(field, "input.malformed_text")
	}
	s = strings.TrimSpace(norm.NFC.String(s))
	if strings.ContainsFunc(s, unwritten) {
		return "", fault.Input(field, "input.malformed_text")
	}
	switch n := utf8.RuneCountInString(s); {
	case n == 0 && least > 0:
		return "", fault.Input(field, "input.required")
	case n < least:
		return "", fault.Input(field, "input.too_short").With("min", least)
	case n > most:
		return "", fault.Input(field, "input.too_long").With("max", most)
	}
	return s, nil
}

// Unwritten tells of characters that no line of text needs: controls, ends of
// lines, and those that turn the direction of writing so that a text reads as
// another.
func Unwritten(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' ||
		r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

func unwrittenInLines(r rune) bool { return r != '\n' && r != '\t' && Unwritten(r) }

// Clip keeps what a client or a file gave from filling a message.
func Clip(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
