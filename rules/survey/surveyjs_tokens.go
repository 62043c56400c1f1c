package survey

import (
	"strings"
)

// token is a piece of an expression of SurveyJS: kind is n(ame), s(tring), w(ord),
// or the sign itself.
type token struct{ kind, text string }

// tokens cuts an expression up; false when it holds what nobody knows.
func tokens(s string) ([]token, bool) {
	var all []token
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		if len(all) > 20*MaxNodes {
			return nil, false
		}
		switch c := s[0]; c {
		case '{':
			end := strings.IndexByte(s, '}')
			if end < 0 {
				return nil, false
			}
			all, s = append(all, token{"n", strings.TrimSpace(s[1:end])}), s[end+1:]
		case '\'', '"':
			end := strings.IndexByte(s[1:], c)
			if end < 0 {
				return nil, false
			}
			all, s = append(all, token{"s", s[1 : 1+end]}), s[end+2:]
		default:
			t, rest := sign(s)
			if t.text == "" {
				return nil, false
			}
			all, s = append(all, t), rest
		}
	}
	return all, true
}

// signs stand longest first.
var signs = []string{"<>", "!=", "==", ">=", "<=", "&&", "||", "=", ">", "<", "!", "(", ")", "[", "]", ","}

// same are the words of SurveyJS for its signs.
var same = map[string]string{
	"!=": "<>", "==": "=", "&&": "and", "||": "or", "!": "not", "equal": "=", "notequal": "<>", "negate": "not",
	"greater": ">", "less": "<", "greaterorequal": ">=", "lessorequal": "<=",
}

func sign(s string) (token, string) {
	for _, x := range signs {
		if strings.HasPrefix(s, x) {
			return spelled(x), s[len(x):]
		}
	}
	end := strings.IndexFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\r\n{}()[],'\"=<>!&|", r) })
	if end < 0 {
		end = len(s)
	}
	if end == 0 {
		return token{}, s
	}
	return spelled(s[:end]), s[end:]
}

func spelled(x string) token {
	low := strings.ToLower(x)
	if as, ok := same[low]; ok {
		low = as
	}
	switch low {
	case "=", "<>", ">=", "<=", ">", "<", "(", ")", "[", "]", ",", "and", "or", "not", "empty", "notempty", "contains", "notcontains", "anyof", "allof", "noneof":
		return token{low, x}
	default:
		return token{"w", x}
	}
}
