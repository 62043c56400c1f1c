package password

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed common.txt
var commonFile string

// common are the passwords that many people use, as letters and digits.
var common = sync.OnceValue(func() map[string]struct{} {
	all := map[string]struct{}{}
	for line := range strings.Lines(commonFile) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			all[line] = struct{}{}
		}
	}
	return all
})

// leastWord is the shortest word that counts when a password is taken apart: what is
// shorter says nothing.
const leastWord = 4

// isCommon tells whether the password is one that many people use, or such a one
// dressed up: with capitals, signs between, digits around, figures for letters,
// or repeated.
func isCommon(password string) bool {
	for _, form := range forms(password) {
		if listed(form) {
			return true
		}
	}
	return false
}

func listed(form string) bool {
	if _, ok := common()[form]; ok {
		return true
	}
	return steps(form) || repeats(form)
}

// forms are the ways to read a password: whole, without what is around its
// letters, and both with letters for the figures that stand for them.
func forms(password string) []string {
	plain := fold(password)
	bare := strings.Trim(plain, digits)
	all := []string{plain}
	for _, l := range []*strings.Replacer{figures, otherFigures} {
		all = append(all, fold(l.Replace(strings.ToLower(password))))
		// Digits around the letters are decoration; within they may be letters.
		all = append(all, fold(l.Replace(strings.Trim(strings.ToLower(password), around))))
	}
	if len(bare) >= leastWord {
		all = append(all, bare)
	}
	return all
}

const (
	digits = "0123456789"
	around = digits + " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
)

// figures are what is written for letters; of some there are two readings.
var (
	figures      = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "@", "a", "5", "s", "$", "s", "7", "t", "!", "i")
	otherFigures = strings.NewReplacer("0", "o", "1", "l", "3", "e", "4", "a", "@", "a", "5", "s", "$", "s", "7", "t", "!", "l")
)

// steps tells whether each letter is the next one, the one before, or the same:
// 1234567890, abcdefghij, zzzzzzzzzz.
func steps(form string) bool {
	if len(form) < 2 {
		return false
	}
	first := step(form[0], form[1])
	for i := 1; i < len(form); i++ {
		if s := step(form[i-1], form[i]); s != first || s < -1 || s > 1 {
			return false
		}
	}
	return true
}

// step is how far it is from one letter to the next; on keyboards 0 stands after 9.
func step(a, b byte) int {
	switch {
	case a == '9' && b == '0':
		return 1
	case a == '0' && b == '9':
		return -1
	}
	return int(b) - int(a)
}

// repeats tells whether the form is a listed or a short word again and again.
func repeats(form string) bool {
	for n := 1; n <= len(form)/2; n++ {
		part := form[:n]
		if len(form)%n != 0 || strings.Repeat(part, len(form)/n) != form {
			continue
		}
		if _, ok := common()[part]; ok || n <= leastWord {
			return true
		}
	}
	return false
}
