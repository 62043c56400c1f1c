package certificate

import (
	"bytes"
	"fmt"

	"codeberg.org/go-pdf/fpdf"
)

// millimetre is how many a point of a font's size has.
const millimetre = 25.4 / 72

type colour [3]int

var (
	ink   = colour{34, 40, 49}
	navy  = colour{27, 48, 92}
	gold  = colour{176, 141, 72}
	grey  = colour{104, 112, 124}
	light = colour{222, 212, 190}
)

// style is how a text looks.
type style struct {
	size, least float64 // the size in points, and what it shrinks to
	colour      colour
	bold        bool
	spread      float64 // what stands between its characters, in points
}

// pen writes texts with whichever font has their characters.
type pen struct {
	doc   *fpdf.Fpdf
	faces []face
	added map[string]bool
}

func newPen(doc *fpdf.Fpdf) (*pen, error) {
	all, err := faces()
	return &pen{doc: doc, faces: all, added: map[string]bool{}}, err
}

// face is the first font that has the character, nil for none.
func (p *pen) face(r rune) *face {
	for i := range p.faces {
		if _, ok := p.faces[i].widths[r]; ok {
			return &p.faces[i]
		}
	}
	return nil
}

// advance is how wide a character is, in thousandths of the size.
func (p *pen) advance(r rune) int {
	if f := p.face(r); f != nil {
		return f.widths[r]
	}
	return 0
}

// width is how wide a text is, in thousandths of the size.
func (p *pen) width(s string) int {
	sum := 0
	for _, r := range s {
		sum += p.advance(r)
	}
	return sum
}

// stroke chooses how lines are drawn.
func (p *pen) stroke(c colour, width float64) {
	p.doc.SetDrawColor(c[0], c[1], c[2])
	p.doc.SetLineWidth(width)
}

// text writes a clean line, x at its left, y at its foot.
func (p *pen) text(s string, x, y float64, st style) {
	p.doc.SetTextColor(st.colour[0], st.colour[1], st.colour[2])
	if st.bold {
		// No font has a bold face with Chinese: the outline is drawn, too.
		p.stroke(st.colour, st.size*millimetre/45)
		p.doc.SetTextRenderingMode(2)
		defer p.doc.SetTextRenderingMode(0)
	}
	if st.spread > 0 {
		p.doc.RawWriteStr(fmt.Sprintf("%.2f Tc", st.spread))
		defer p.doc.RawWriteStr("0 Tc")
	}
	for _, run := range p.runs(s) {
		f := p.face(run[0])
		p.use(f, st.size)
		p.doc.Text(x, y, string(run))
		x += p.length(string(run), st)
	}
}

// length is how long a line is, in millimetres.
func (p *pen) length(s string, st style) float64 {
	return (float64(p.width(s))*st.size/1000 + float64(len([]rune(s)))*st.spread) * millimetre
}

// runs parts a text where the font changes.
func (p *pen) runs(s string) [][]rune {
	var all [][]rune
	var last *face
	for _, r := range s {
		if f := p.face(r); len(all) == 0 || f != last {
			all, last = append(all, nil), f
		}
		all[len(all)-1] = append(all[len(all)-1], r)
	}
	return all
}

// use takes a font in hand. One that no character needs is never read, which
// is most of the time an English certificate takes.
func (p *pen) use(f *face, size float64) {
	if !p.added[f.name] {
		// The library writes into the bytes it is given while it cuts the font down.
		p.doc.AddUTF8FontFromBytes(f.name, "", bytes.Clone(f.file))
		p.added[f.name] = true
	}
	p.doc.SetFont(f.name, "", size)
}
