// Package words turns text into grams, the units of text search, so that one-
// and two-character Chinese words are found as well as Latin ones. It is the
// only tokeniser: what the databases keep and what they are asked for both
// come from here, so both find the same.
//
// Text is first made comparable: compatibility forms are resolved (full-width
// letters, half-width kana, ligatures, circled digits: NFKD), marks are dropped
// (accents; é finds e) except the voicing of kana, letters are lower-cased and
// the rest is composed again (NFC). Traditional and simplified characters stay
// as they are: 戰略 does not find 战略.
//
// Han, kana, hangul and bopomofo are written without reliable spaces: a run of
// them gives its characters and its pairs of neighbours. Every other run of
// letters and digits is one word. All else (space, punctuation, emoji, symbols)
// only separates. Grams therefore hold letters and digits only, and need no
// quoting in a tsquery or an FTS5 expression.
package words

import "strings"

// The bounds.
const (
	// MaxGrams is how many grams of a text are kept; what comes later in the
	// text is not found.
	MaxGrams = 2000
	// MaxQueryGrams is how many grams of a query count; the rest is ignored,
	// which can only find more.
	MaxQueryGrams = 64
	// MaxGramBytes is where words are cut, in texts and queries alike.
	MaxGramBytes = 40
)

// Index lists the grams under which a text is found: characters and pairs of
// Chinese, words of Latin; each once, in order of appearance.
func Index(text string) []string {
	return grams(text, MaxGrams, func(run []rune, add func(string)) {
		for i := range run {
			add(string(run[i]))
			if i+1 < len(run) {
				add(string(run[i : i+2]))
			}
		}
	})
}

// Query lists the grams that a text must all have to match the query: the
// pairs of a Chinese run (its character when it stands alone) and the words of
// Latin. Every query made of whole words and characters as they follow one
// another in a text matches the text's Index; pairs may also meet by chance
// elsewhere in a text. An empty list means that the query says nothing.
func Query(text string) []string {
	return grams(text, MaxQueryGrams, func(run []rune, add func(string)) {
		if len(run) == 1 {
			add(string(run))
		}
		for i := range len(run) - 1 {
			add(string(run[i : i+2]))
		}
	})
}

// Prefixed joins the grams by spaces, each as prefix_gram. The prefix keeps the
// lexemes of companies apart; it holds letters, digits and underscores.
func Prefixed(prefix string, grams []string) string {
	var b strings.Builder
	for i, g := range grams {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(prefix)
		b.WriteByte('_')
		b.WriteString(g)
	}
	return b.String()
}

// grams collects the first limit grams of the text, without repetition;
// dense says which grams a run of Chinese gives.
func grams(text string, limit int, dense func(run []rune, add func(string))) []string {
	list, seen := []string{}, map[string]bool{}
	add := func(g string) {
		if len(list) < limit && !seen[g] {
			seen[g] = true
			list = append(list, g)
		}
	}
	each(plain(text), func(run []rune, isDense bool) bool {
		if isDense {
			dense(run, add)
		} else {
			add(cut(string(run)))
		}
		return len(list) < limit
	})
	return list
}
