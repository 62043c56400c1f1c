package certificate

// facts writes the dates and the like, in three columns.
func (p *pen) facts(c Certificate, lang language) {
	until := lang.forever
	if c.ValidUntil != "" {
		until = lang.date(c.ValidUntil)
	}
	const columns, step, width, row = 3, 66.0, 61.0, 20.0
	n := 0
	for _, f := range []struct{ name, value string }{
		{lang.topic, c.Topic},
		{lang.held, lang.date(c.HeldOn)},
		{lang.took, lang.duration(c.Minutes)},
		{lang.points, c.Points},
		{lang.issued, lang.date(c.IssuedOn)},
		{lang.until, until},
	} {
		value := p.fit(f.value, width, 10.5, style{size: 12, least: 6.5, colour: ink})
		if len(value.lines) == 0 {
			continue
		}
		x, y := left+step*float64(n%columns), factsTop+row*float64(n/columns)
		p.stroke(light, 0.3)
		p.doc.Line(x, y, x+width, y)
		p.text(f.name, x, y+5, style{size: 8.5, colour: grey})
		for i, line := range value.lines {
			p.text(line, x, y+6.3+value.line()*(float64(i)+0.77), value.style)
		}
		n++
	}
}
