package sla

import "time"

// SegmentKind tells whether a stretch of time counts towards a limit.
type SegmentKind string

// The kinds of segments.
const (
	Counted SegmentKind = "COUNTED"
	Skipped SegmentKind = "SKIPPED"
)

// Values lists the kinds of segments.
func (SegmentKind) Values() []string { return names([]SegmentKind{Counted, Skipped}) }

// Reason is why a stretch of time counts or not.
type Reason string

// The reasons; WORKING and ELAPSED (for limits in HOUR) count.
const (
	ReasonWorking Reason = "WORKING"
	ReasonElapsed Reason = "ELAPSED"
	ReasonNight   Reason = "NIGHT" // before the first and after the last frame of a working day
	ReasonBreak   Reason = "BREAK" // between two frames of a day
	ReasonWeekend Reason = "WEEKEND"
	ReasonHoliday Reason = "HOLIDAY"
	ReasonPause   Reason = "PAUSE"
)

// Values lists the reasons.
func (Reason) Values() []string {
	return names([]Reason{ReasonWorking, ReasonElapsed, ReasonNight, ReasonBreak, ReasonWeekend, ReasonHoliday, ReasonPause})
}

// Segment is a stretch of time that counts or is skipped, From inclusive, To
// exclusive, in UTC.
type Segment struct {
	From   time.Time   `json:"from"`
	To     time.Time   `json:"to"`
	Kind   SegmentKind `json:"kind"`
	Reason Reason      `json:"reason"`
	// Name is the holiday's, the make-up day's, or the constant of the pause's reason.
	Name string `json:"name,omitempty"`
	Note string `json:"note,omitempty"` // what was noted with the pause
}

// MaxSegments is the most segments an explanation lists: about half a year of
// working days with a lunch break.
const MaxSegments = 500

// Explanation tells how the time between two instants was counted.
type Explanation struct {
	Segments  []Segment     `json:"segments"`  // in order, without gaps; neighbours of one kind are joined
	Counted   time.Duration `json:"counted"`   // nanoseconds, of all the time, listed or not
	Skipped   time.Duration `json:"skipped"`   // nanoseconds, likewise
	Truncated bool          `json:"truncated"` // there were more than MaxSegments, or the time was longer than five years
}

// Explain tells how the time from an instant to another is counted in a unit,
// pauses excluded. A pause that is still open reaches to the end. The time
// explained ends five years after its begin at the latest.
func Explain(from, to time.Time, unit Unit, pauses []Pause, cal Calendar) Explanation {
	var out Explanation
	end := earlier(to, from.AddDate(horizon, 0, 0))
	out.Truncated = to.After(end)
	for s := range unpaused(cal.stretches(from, end, unit), pauses) {
		if !s.From.Before(end) {
			break
		}
		seg := s.Segment
		seg.From, seg.To = seg.From.UTC(), earlier(seg.To, end).UTC()
		if seg.Kind == Counted {
			out.Counted += seg.To.Sub(seg.From)
		} else {
			out.Skipped += seg.To.Sub(seg.From)
		}
		out.add(seg)
	}
	return out
}

// add appends a segment, or lengthens the last one if it is of the same kind.
func (e *Explanation) add(seg Segment) {
	if n := len(e.Segments); n > 0 {
		last := &e.Segments[n-1]
		if last.To.Equal(seg.From) && last.Kind == seg.Kind && last.Reason == seg.Reason && last.Name == seg.Name && last.Note == seg.Note {
			last.To = seg.To
			return
		}
	}
	if len(e.Segments) == MaxSegments {
		e.Truncated = true
		return
	}
	e.Segments = append(e.Segments, seg)
}
