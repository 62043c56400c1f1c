package fault

import "testing"

// A character that one sentence writes differently in the two scripts is
// written differently in all of them: one that is also kept was forgotten.
func TestChineseIsNotMixed(t *testing.T) {
	const both = "制系" // 限制 but 製造, 系統 but 聯繫
	changed, kept := map[[2]rune]bool{}, map[rune]string{}
	for key, s := range everySentence() {
		hans, hant := []rune(s[0]), []rune(s[1])
		if len(hans) != len(hant) {
			t.Errorf("%s: %d characters in one script, %d in the other", key, len(hans), len(hant))
			continue
		}
		for i := range hans {
			if hans[i] == hant[i] {
				kept[hans[i]] = key
			} else {
				changed[[2]rune{hans[i], hant[i]}] = true
			}
		}
	}
	for _, r := range both {
		delete(kept, r)
	}
	for pair := range changed {
		for _, r := range pair {
			if key, ok := kept[r]; ok {
				t.Errorf("%c becomes %c, but %s keeps %c", pair[0], pair[1], key, r)
			}
		}
	}
}
