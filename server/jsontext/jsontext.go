// Package jsontext looks at JSON before it is decoded; both transports do.
package jsontext

import (
	"strconv"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"heed/rules/fault"
)

const maxDepth = 64 // of JSON, the parameters' own object included

// Check looks for what the decoder would let pass: deep nesting, and text that
// it would silently change to U+FFFD (broken UTF-8, halves of surrogate pairs).
func Check(text []byte) *fault.Error {
	if !utf8.Valid(text) {
		return fault.New(fault.CodeBadUserInput, "request.not_utf8")
	}
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			n, ok := escape(text[i:])
			if !ok {
				return fault.New(fault.CodeBadUserInput, "request.not_utf8")
			}
			i += n - 1
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > maxDepth {
				return fault.New(fault.CodeBadUserInput, "request.too_deep").With("max", maxDepth)
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return nil
}

// escape is the length of the escape sequence at the beginning of the text;
// false for half a surrogate pair.
func escape(text []byte) (int, bool) {
	first, ok := unit(text)
	switch {
	case !ok:
		return 2, true // \n and the like, or malformed, which the decoder sees
	case !utf16.IsSurrogate(first):
		return 6, true
	}
	second, ok := unit(text[6:])
	return 12, ok && utf16.DecodeRune(first, second) != unicode.ReplacementChar
}

// unit is the UTF-16 code unit of an escape (\u and four digits) at the beginning of the text.
func unit(text []byte) (rune, bool) {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	return rune(n), err == nil
}
