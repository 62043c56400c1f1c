package label

import (
	"testing"
	"unicode"
)

// A character that one label writes differently in the two scripts is written
// differently in all of them: one that is also kept was forgotten.
func TestChineseIsNotMixed(t *testing.T) {
	kept := map[rune]string{}
	for key, w := range catalogue {
		for i, text := range w {
			if text == "" {
				t.Errorf("%s has no label %d", key, i)
			}
		}
		hans, hant := []rune(w[0]), []rune(w[1])
		for i := 0; i < len(hans) && len(hans) == len(hant); i++ {
			if hans[i] == hant[i] {
				kept[hans[i]] = key
			}
		}
	}
	const both = "制系" // 限制 but 製造, 系統 but 聯繫
	for _, r := range both {
		delete(kept, r)
	}
	for key, w := range catalogue {
		hans, hant := []rune(w[0]), []rune(w[1])
		if len(hans) != len(hant) {
			continue
		}
		for i := range hans {
			if hans[i] == hant[i] || !unicode.Is(unicode.Han, hans[i]) {
				continue
			}
			for _, r := range []rune{hans[i], hant[i]} {
				if where, ok := kept[r]; ok {
					t.Errorf("%s changes %c to %c, %s keeps %c", key, hans[i], hant[i], where, r)
				}
			}
		}
	}
}
