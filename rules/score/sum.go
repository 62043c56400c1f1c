package score

// Sum is what an indicator is made of: whole numbers, so that sums do not depend on
// the order in which they were added up.
type Sum struct {
	Numerator   int64
	Denominator int64
	Scale       int64 // by which both are divided when they are shown; 0 is 1
	Sample      int   // how many records it rests on
	Means       Means // instead of numerator and denominator, where means are weighed
}

// Means are means of several methods, each with its weight; a fixed number of them, so that
// sums can be compared.
type Means [3]Mean

// Mean is the mean of so many scores.
type Mean struct {
	Weight int64 // in percent
	Total  int64
	Count  int64
}

// Plus is both together; they have the same scale, or one is nothing.
func (s Sum) Plus(o Sum) Sum {
	all := Sum{
		Numerator: s.Numerator + o.Numerator, Denominator: s.Denominator + o.Denominator,
		Scale: max(s.Scale, o.Scale), Sample: s.Sample + o.Sample, Means: s.Means,
	}
	for i, m := range o.Means {
		all.Means[i] = Mean{max(s.Means[i].Weight, m.Weight), s.Means[i].Total + m.Total, s.Means[i].Count + m.Count}
	}
	return all
}

// percent is what weights are parts of.
const percent = 100

// weighed are the means that there are, times their weights, and these weights; in percent,
// so that one mean alone stays what it is.
func (m Means) weighed() (above, below float64) {
	for _, one := range m {
		if one.Count > 0 {
			above += float64(one.Weight*one.Total) / float64(one.Count)
			below += float64(one.Weight)
		}
	}
	return above, below
}

// Above and Below are the numerator and the denominator as they are shown.
func (s Sum) Above() float64 {
	above, _ := s.Means.weighed()
	return above/percent + float64(s.Numerator)/float64(max(s.Scale, 1))
}

// Below is the denominator as it is shown.
func (s Sum) Below() float64 {
	_, below := s.Means.weighed()
	return below/percent + float64(s.Denominator)/float64(max(s.Scale, 1))
}

// Value is the quotient, nil where there is nothing to divide by.
func (s Sum) Value() *float64 {
	if s.Denominator != 0 {
		v := float64(s.Numerator) / float64(s.Denominator)
		return &v
	}
	above, below := s.Means.weighed()
	if below == 0 {
		return nil
	}
	v := above / below
	return &v
}
