package certificate

import (
	"sort"
	"strings"
)

// leading is the height of a line, in parts of the size.
const leading = 1.35

// longest is more characters than any box holds.
const longest = 2000

// fitted is a text broken into lines of a size that fits.
type fitted struct {
	style
	lines []string
}

func (f fitted) line() float64 { return f.size * leading * millimetre }

func (f fitted) height() float64 { return float64(len(f.lines)) * f.line() }

// fit sets a text into a box, in three lines at most: as large as its style has
// it, else smaller, and cut off where even the least size is too large.
func (p *pen) fit(s string, width, height float64, st style) fitted {
	s = p.clean(head(s, longest))
	for ; ; st.size -= 0.5 {
		room := int(width / (st.size * millimetre) * 1000)
		most := max(1, min(3, int(height/(st.size*leading*millimetre)+1e-6)))
		lines := p.wrap(s, room)
		if len(lines) <= most {
			return fitted{st, p.even(s, room, len(lines))}
		}
		if st.size-0.5 < st.least {
			return fitted{st, p.cutOff(lines[:most], room)}
		}
	}
}

// even makes the lines of a text about as long as each other.
func (p *pen) even(s string, room, lines int) []string {
	least := sort.Search(room, func(n int) bool { return len(p.wrap(s, n)) <= lines })
	return p.wrap(s, least)
}

// cutOff ends the last line with an ellipsis.
func (p *pen) cutOff(lines []string, room int) []string {
	last := []rune(lines[len(lines)-1])
	for len(last) > 0 && p.width(string(last))+p.advance('…') > room {
		last = last[:len(last)-1]
	}
	lines[len(lines)-1] = strings.TrimSpace(string(last)) + "…"
	return lines
}

// wrap breaks a clean text into lines, in words where it can.
func (p *pen) wrap(s string, room int) []string {
	var lines []string
	for rest := []rune(s); len(rest) > 0; {
		n := p.upTo(rest, room)
		lines = append(lines, strings.TrimSpace(string(rest[:n])))
		for rest = rest[n:]; len(rest) > 0 && rest[0] == ' '; {
			rest = rest[1:]
		}
	}
	return lines
}

// upTo is how many characters go into a line, one at least.
func (p *pen) upTo(rest []rune, room int) int {
	sum, last := 0, 0
	for i, r := range rest {
		if i > 0 && breaks(rest[i-1], r) {
			last = i
		}
		sum += p.advance(r)
		if sum > room && r != ' ' {
			if last > 0 {
				return last
			}
			return max(i, 1)
		}
	}
	return len(rest)
}

const (
	openers = "（《〈「『【〔“‘([{"
	closers = "），。、；：？！》〉」』】〕”’…,.;:?!)]}%"
)

// breaks tells whether a line may end between two characters: at spaces,
// after slashes, and around Chinese ones unless a mark would be torn from its word.
func breaks(a, b rune) bool {
	if a == ' ' {
		return true
	}
	if a == '/' {
		return b != '/'
	}
	if b == ' ' || strings.ContainsRune(openers, a) || strings.ContainsRune(closers, b) {
		return false
	}
	return wide(a) || wide(b)
}

func wide(r rune) bool { return r >= 0x2E80 }
