package certificate

import (
	"fmt"
	"image/color"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
)

// check writes where the certificate is checked: as a code, and in letters. Both
// can be clicked. A link too long for a code is an error: cut off it leads nowhere.
func (p *pen) check(url string, lang language) error {
	url = plain(url)
	if url == "" {
		return nil
	}
	code, err := qr.Encode(url, qr.M, qr.Auto)
	if err != nil {
		return fmt.Errorf("the link: %w", err)
	}
	const size, width, centre, top = 27.0, 48.0, 253.0, factsTop - 1
	p.code(code, centre-size/2, top, size)
	p.doc.LinkString(centre-size/2, top, size, size, url)

	y := top + size + 2.5
	y = p.centred(p.fit(lang.scan, width, 5, style{size: 8.5, least: 8.5, colour: grey}), centre, y)
	link := p.fit(url, width, 8, style{size: 6.5, least: 4.5, colour: grey})
	p.doc.LinkString(centre-width/2, y, width, link.height(), url)
	p.centred(link, centre, y)
	return nil
}

// code draws the dark squares, those side by side as one.
func (p *pen) code(code barcode.Barcode, x, y, size float64) {
	// A hair more than a square, lest white lines show between rows.
	const hair = 0.02
	n := code.Bounds().Dx()
	side := size / float64(n)
	p.doc.SetFillColor(0, 0, 0)
	for row := range n {
		for column := 0; column < n; column++ {
			from := column
			for column < n && code.At(column, row) == color.Black {
				column++
			}
			if column > from {
				p.doc.Rect(x+float64(from)*side, y+float64(row)*side, float64(column-from)*side+hair, side+hair, "F")
			}
		}
	}
}
