package certificate

import "codeberg.org/go-pdf/fpdf"

// The page, in millimetres.
const (
	pageWidth, pageHeight = 297.0, 210.0
	middle                = pageWidth / 2
	left                  = 28.0
	textWidth             = pageWidth - 2*left
	bodyTop, bodyBottom   = 68.0, 148.0
	factsTop              = 154.0
)

// frame draws a thick line and within it a thin one with hollow corners.
func (p *pen) frame() {
	const outer, inner, r = 9.0, 12.0, 5.0
	doc := p.doc
	p.stroke(navy, 1.1)
	doc.Rect(outer, outer, pageWidth-2*outer, pageHeight-2*outer, "D")
	p.stroke(gold, 0.35)
	const right, bottom = pageWidth - inner, pageHeight - inner
	doc.Line(inner+r, inner, right-r, inner)
	doc.Line(inner+r, bottom, right-r, bottom)
	doc.Line(inner, inner+r, inner, bottom-r)
	doc.Line(right, inner+r, right, bottom-r)
	doc.Arc(inner, inner, r, r, 0, 270, 360, "D")
	doc.Arc(right, inner, r, r, 0, 180, 270, "D")
	doc.Arc(right, bottom, r, r, 0, 90, 180, "D")
	doc.Arc(inner, bottom, r, r, 0, 0, 90, "D")
}

// head writes who gives the certificate, what it is, and its number.
func (p *pen) head(c Certificate, lang language) {
	company := p.fit(c.Company, textWidth, 14, style{size: 16, least: 8, colour: navy})
	p.centred(company, middle, 27-company.height()/2)
	title := style{size: 38, least: 38, colour: navy, bold: true}
	if lang.tag != "en" {
		title.spread = 5
	}
	p.centred(p.fit(lang.title, textWidth, 20, title), middle, 33)
	p.rule(56)
	if c.Number != "" {
		p.centred(p.fit(lang.number+c.Number, textWidth, 5.5, style{size: 11, least: 8, colour: grey}), middle, 59.5)
	}
}

// rule draws a line with a lozenge in its middle.
func (p *pen) rule(y float64) {
	const half, gap, size = 42.0, 4.0, 1.3
	p.stroke(gold, 0.35)
	p.doc.SetFillColor(gold[0], gold[1], gold[2])
	p.doc.Line(middle-half, y, middle-gap, y)
	p.doc.Line(middle+gap, y, middle+half, y)
	p.doc.Polygon([]fpdf.PointType{{X: middle - size, Y: y}, {X: middle, Y: y - size}, {X: middle + size, Y: y}, {X: middle, Y: y + size}}, "F")
}

// body writes who did what. Its parts stand around the middle of their space,
// which is high enough for all of them at their highest.
func (p *pen) body(c Certificate, lang language) {
	did := lang.assessed
	if c.Points == "" {
		did = lang.came
	}
	parts := []struct {
		text        string
		height, gap float64
		style
	}{
		{lang.certify, 6.5, 1, style{size: 13, least: 13, colour: ink}},
		{c.Member, 15.5, 1, style{size: 30, least: 9, colour: navy, bold: true}},
		{c.Post, 7, 0.5, style{size: 12, least: 7, colour: grey}},
		{did, 6.5, 3, style{size: 13, least: 13, colour: ink}},
		{c.Training, 24, 2.5, style{size: 21, least: 10, colour: ink, bold: true}},
		{lang.close, 6.5, 4, style{size: 13, least: 13, colour: ink}},
	}
	var all []fitted
	var sum, gaps float64
	for _, part := range parts {
		f := p.fit(part.text, textWidth, part.height, part.style)
		all = append(all, f)
		if len(f.lines) > 0 {
			sum += f.height()
			gaps += part.gap
		}
	}
	// Where there is room to spare, the parts stand further apart.
	spare := bodyBottom - bodyTop - sum
	stretch := min(2, spare/gaps)
	y := bodyTop + (spare-gaps*stretch)/2
	for i, f := range all {
		if len(f.lines) > 0 {
			y = p.centred(f, middle, y+parts[i].gap*stretch)
		}
	}
}

// centred writes the lines below y around x and tells where they end.
func (p *pen) centred(f fitted, x, y float64) float64 {
	for _, line := range f.lines {
		p.text(line, x-(p.length(line, f.style)-f.spread*millimetre)/2, y+0.77*f.line(), f.style)
		y += f.line()
	}
	return y
}
