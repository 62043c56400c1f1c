package words

import (
	"math"
	"slices"
	"unicode/utf8"
)

// Telling are the grams by which texts are compared: the pairs of Chinese and
// the words of Latin, without what a single character says; each once, sorted.
func Telling(grams []string) []string {
	kept := make([]string, 0, len(grams))
	for _, g := range grams {
		if utf8.RuneCountInString(g) > 1 {
			kept = append(kept, g)
		}
	}
	slices.Sort(kept)
	return slices.Compact(kept)
}

// Alike is how much two texts share, by their telling grams: the number of those
// that both have over the geometric mean of what each has, 0 for nothing in
// common to 1 for the same. So a short text is like a long one only when it
// shares much of what both say. shared is that number.
func Alike(one, other []string) (score float64, shared int) {
	for i, j := 0, 0; i < len(one) && j < len(other); {
		switch {
		case one[i] == other[j]:
			shared++
			i++
			j++
		case one[i] < other[j]:
			i++
		default:
			j++
		}
	}
	if shared == 0 {
		return 0, 0
	}
	return float64(shared) / math.Sqrt(float64(len(one))*float64(len(other))), shared
}

// The bounds of a search for texts alike.
const (
	// MaxProbes is how many pairs of neighbouring grams are looked up.
	MaxProbes = 24
)

// Probes are what texts like this one are looked up by: each a few neighbouring
// telling grams, all of which a text must have. Whoever tells the same in other
// words still shares some of them, and few others share any. They are taken from
// all over the text, its beginning first; a text of one gram has one probe.
func Probes(text string) [][]string {
	grams := slices.DeleteFunc(Query(text), func(g string) bool { return utf8.RuneCountInString(g) < 2 })
	if len(grams) == 1 {
		return [][]string{grams}
	}
	var all [][]string
	for i := range max(len(grams)-1, 0) {
		all = append(all, grams[i:i+2])
	}
	if len(all) <= MaxProbes {
		return all
	}
	// Half of them from the beginning, the others evenly from the rest.
	probes, rest := all[:MaxProbes/2:MaxProbes/2], all[MaxProbes/2:]
	for i := range MaxProbes / 2 {
		probes = append(probes, rest[i*len(rest)/(MaxProbes/2)])
	}
	return probes
}

// Bare takes a company's prefix off grams that were joined by Prefixed.
func Bare(prefix string, joined []string) []string {
	bare := make([]string, 0, len(joined))
	for _, g := range joined {
		if len(g) > len(prefix)+1 && g[:len(prefix)] == prefix {
			bare = append(bare, g[len(prefix)+1:])
		}
	}
	return bare
}
