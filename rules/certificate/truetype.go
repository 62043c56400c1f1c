package certificate

import "encoding/binary"

// widths reads from a TrueType font which characters it has and how wide they
// are. The library that writes PDF knows this too, but does not tell which
// characters are missing. Only our own fonts are read: a broken one panics.
func widths(font []byte) map[rune]int {
	t := tables(font)
	em := u16(t["head"], 18)
	measured := u16(t["hhea"], 34)
	found := map[rune]int{}
	glyphs(t["cmap"], func(r rune, glyph int) {
		// Glyphs after the last measured one are as wide as that.
		advance := u16(t["hmtx"], 4*min(glyph, measured-1))
		found[r] = (advance*1000 + em/2) / em
	})
	return found
}

func tables(font []byte) map[string][]byte {
	all := map[string][]byte{}
	for i := range u16(font, 4) {
		entry := font[12+16*i:]
		at, size := u32(entry, 8), u32(entry, 12)
		all[string(entry[:4])] = font[at : at+size]
	}
	return all
}

// glyphs goes through the characters of the first plane.
func glyphs(cmap []byte, found func(r rune, glyph int)) {
	for i := range u16(cmap, 2) {
		entry := cmap[4+8*i:]
		if sub := cmap[u32(entry, 4):]; u16(entry, 0) == 3 && u16(entry, 2) == 1 && u16(sub, 0) == 4 {
			segments(sub, found)
			return
		}
	}
}

// segments reads a table of format 4: runs of characters, each with either the
// distance to its glyphs or a place in a list of them.
func segments(sub []byte, found func(r rune, glyph int)) {
	size := u16(sub, 6)
	for i := 0; i < size; i += 2 {
		end, start := u16(sub, 14+i), u16(sub, 16+size+i)
		delta, place := u16(sub, 16+2*size+i), 16+3*size+i
		offset := u16(sub, place)
		for c := start; c <= end && c < 0xFFFF; c++ {
			glyph := c
			if offset != 0 {
				glyph = u16(sub, place+offset+2*(c-start))
				if glyph == 0 {
					continue
				}
			}
			if glyph = (glyph + delta) & 0xFFFF; glyph != 0 {
				found(rune(c), glyph)
			}
		}
	}
}

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }

func u32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }
