package score

// Sum is what an indicator is made of: whole numbers, so that sums do not depend on
// the order in which they were added up.
type Sum struct {
	Numerator   int64
	Denominator int64
	Scale       int64 // by which both are divided when they are shown; 0 is 1
	Sample      int   // how many records it rests on
}

// Plus is both together; they have the same scale, or one is nothing.
func (s Sum) Plus(o Sum) Sum {
	return Sum{
		Numerator: s.Numerator + o.Numerator, Denominator: s.Denominator + o.Denominator,
		Scale: max(s.Scale, o.Scale), Sample: s.Sample + o.Sample,
	}
}

// Above and Below are the numerator and the denominator as they are shown.
func (s Sum) Above() float64 { return float64(s.Numerator) / float64(max(s.Scale, 1)) }

// Below is the denominator as it is shown.
func (s Sum) Below() float64 { return float64(s.Denominator) / float64(max(s.Scale, 1)) }

// Value is the quotient, nil where there is nothing to divide by.
func (s Sum) Value() *float64 {
	if s.Denominator == 0 {
		return nil
	}
	v := float64(s.Numerator) / float64(s.Denominator)
	return &v
}
