package sla

import (
	"iter"
	"time"
)

// horizon is how many years after its start a deadline is searched.
const horizon = 5

// stretch is a piece of time of one kind. Stretches follow each other without
// a gap.
type stretch struct {
	Segment
	before time.Duration // the day's working time before the stretch
	day    time.Duration // all of the day's working time
}

// stretches cuts the time from an instant into counted and skipped pieces, up
// to and a little over the end. Elapsed hours are one counted piece.
func (c Calendar) stretches(from, end time.Time, unit Unit) iter.Seq[stretch] {
	if unit == UnitHour {
		return func(yield func(stretch) bool) {
			yield(stretch{Segment: Segment{From: from, To: end, Kind: Counted, Reason: ReasonElapsed}})
		}
	}
	return func(yield func(stretch) bool) {
		at := from
		for on := dateOf(from.In(c.Zone())); at.Before(end); on = on.next() {
			for _, s := range c.cut(on) {
				if !s.To.After(at) {
					continue
				}
				if s.From.Before(at) {
					s.before += at.Sub(s.From)
					s.From = at
				}
				at = s.To
				if !yield(s) {
					return
				}
			}
		}
	}
}

// cut gives the whole of a date as stretches, in order. It is computed with
// instants, so that days of 23 and 25 hours come out right.
func (c Calendar) cut(on date) []stretch {
	frames, why := c.frames(on)
	midnight, end := on.at(0, c.Zone()), on.next().at(0, c.Zone())
	if len(frames) == 0 {
		free := Segment{From: midnight, To: end, Kind: Skipped, Reason: ReasonWeekend, Name: why.Name}
		if why.Kind == DayHoliday {
			free.Reason = ReasonHoliday
		}
		return []stretch{{Segment: free}}
	}
	out := make([]stretch, 0, 2*len(frames)+1)
	at, worked, idle := midnight, time.Duration(0), ReasonNight
	for _, f := range frames {
		from, to := later(on.at(f.From, c.Zone()), at), on.at(f.To, c.Zone())
		if !to.After(from) {
			continue // the clocks went forward over the whole frame
		}
		if from.After(at) {
			out = append(out, stretch{Segment: Segment{From: at, To: from, Kind: Skipped, Reason: idle}})
		}
		out = append(out, stretch{
			Segment: Segment{From: from, To: to, Kind: Counted, Reason: ReasonWorking, Name: why.Name},
			before:  worked,
		})
		worked += to.Sub(from)
		at, idle = to, ReasonBreak
	}
	if end.After(at) {
		out = append(out, stretch{Segment: Segment{From: at, To: end, Kind: Skipped, Reason: ReasonNight}})
	}
	for i := range out {
		out[i].day = worked
	}
	return out
}

// unpaused cuts pauses out of stretches. Pauses are in order and do not
// overlap; an open one lasts for ever.
func unpaused(in iter.Seq[stretch], pauses []Pause) iter.Seq[stretch] {
	return func(yield func(stretch) bool) {
		rest := pauses
		for s := range in {
			for s.To.After(s.From) {
				for len(rest) > 0 && rest[0].To != nil && !rest[0].To.After(s.From) {
					rest = rest[1:]
				}
				piece := s
				if len(rest) > 0 {
					p := rest[0]
					switch {
					case p.From.After(s.From):
						piece.To = earlier(s.To, p.From)
					default:
						piece.Kind, piece.Reason, piece.Name, piece.Note = Skipped, ReasonPause, string(p.Reason), p.Note
						if p.To != nil {
							piece.To = earlier(s.To, *p.To)
						}
					}
				}
				if !yield(piece) {
					return
				}
				s.before += piece.To.Sub(s.From)
				s.From = piece.To
			}
		}
	}
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
