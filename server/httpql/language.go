package httpql

import (
	"net/http"
	"slices"
	"strings"

	"heed/rules/label"
)

// Language is the best of our languages for the request's Accept-Language, the
// default where it names none of them.
func Language(r *http.Request) label.Locale {
	best, bestQ := label.Default, 0.0
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Language"), ","), ",") {
		tag, param, _ := strings.Cut(part, ";")
		l, ok := spoken(tag)
		if !ok {
			continue
		}
		text := ""
		if name, value, ok := strings.Cut(param, "="); ok && strings.EqualFold(strings.TrimSpace(name), "q") {
			text = strings.TrimSpace(value)
		}
		if q := quality(text); q > bestQ {
			best, bestQ = l, q
		}
	}
	return best
}

// spoken is our language for a tag like zh-Hant-TW; false for all others.
func spoken(tag string) (label.Locale, bool) {
	parts := strings.FieldsFunc(strings.ToLower(strings.TrimSpace(tag)), func(r rune) bool { return r == '-' || r == '_' })
	if len(parts) == 0 {
		return "", false
	}
	has := func(part string) bool { return slices.Contains(parts[1:], part) }
	switch {
	case parts[0] == "en":
		return label.En, true
	case parts[0] != "zh":
		return "", false
	case has("hans"): // zh-Hans-HK: the script counts before the region
		return label.ZhHans, true
	case has("hant"), has("tw"), has("hk"), has("mo"):
		return label.ZhHant, true
	default:
		return label.ZhHans, true
	}
}
