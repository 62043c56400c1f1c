package demo

import (
	"crypto/rand"
	"strings"
)

// letters are those that nobody takes for another. There are 32 of them, so that
// every random byte gives one without favour.
const letters = "abcdefghijkmnpqrstuvwxyz23456789"

// readable is a random password: 20 letters in groups of five, 100 bits.
func readable() string {
	random := make([]byte, 20)
	_, _ = rand.Read(random) // never fails
	var b strings.Builder
	for i, r := range random {
		if i > 0 && i%5 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(letters[int(r)%len(letters)])
	}
	return b.String()
}
