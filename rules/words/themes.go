package words

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Theme is what several texts speak of: a pair of Chinese characters or a word.
type Theme struct {
	Text  string
	Texts int // in how many it occurs
}

// filler are characters and words that say little by themselves: a pair with one of
// them is no theme.
const filler = "的了是在有和与與我们們你他她它这這那个個也都就而及或不没沒要会會能可以为為对對从從到把被让讓请請上下中等很更最已再还還并並但因所之其于於一二三四五六七八九十"

var fillerWords = []string{"the", "and", "for", "with", "not", "are", "was", "has", "have", "that", "this", "from", "can", "should", "must", "our", "your", "when"}

// Themes are the pairs and words that most texts have in common, at most so many: the
// most frequent first, those of the same number by their text. What occurs once is no
// theme, nor are numbers, single letters and filler. Of two pairs that overlap and
// occur equally often the one that comes first in the alphabet is enough.
func Themes(texts []string, most int) []Theme {
	in := map[string]int{}
	for _, t := range texts {
		for _, g := range Query(t) {
			if tells(g) {
				in[g]++
			}
		}
	}
	all := make([]Theme, 0, len(in))
	for text, n := range in {
		if n > 1 {
			all = append(all, Theme{text, n})
		}
	}
	slices.SortFunc(all, func(a, b Theme) int {
		return cmp.Or(cmp.Compare(b.Texts, a.Texts), strings.Compare(a.Text, b.Text))
	})
	var kept []Theme
	for _, t := range all {
		if len(kept) == most {
			break
		}
		if !slices.ContainsFunc(kept, func(k Theme) bool { return k.Texts == t.Texts && overlap(k.Text, t.Text) }) {
			kept = append(kept, t)
		}
	}
	return kept
}

// tells tells whether a gram may be a theme.
func tells(gram string) bool {
	if utf8.RuneCountInString(gram) < 2 || strings.ContainsAny(gram, filler) || slices.Contains(fillerWords, gram) {
		return false
	}
	return strings.Trim(gram, "0123456789") != ""
}

// overlap tells whether two Chinese pairs meet in a character: 安装 and 装困 of 安装困难.
func overlap(a, b string) bool {
	x, y := []rune(a), []rune(b)
	return len(x) == 2 && len(y) == 2 && isDense(x[0]) && isDense(y[0]) && (x[1] == y[0] || y[1] == x[0])
}
