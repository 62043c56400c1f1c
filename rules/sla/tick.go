package sla

import (
	"fmt"
	"slices"
	"time"

	"heed/rules/fault"
)

// MarkKind is what a clock has to tell by itself.
type MarkKind string

// The kinds of marks.
const (
	MarkWarned    MarkKind = "WARNED"    // a part of the limit is used up
	MarkBreached  MarkKind = "BREACHED"  // all of it is
	MarkEscalated MarkKind = "ESCALATED" // and nobody has stopped the clock since
)

// EscalationTarget is who is told of a breach that goes up.
type EscalationTarget string

// Whom a breach goes up to.
const (
	EscalateHead       EscalationTarget = "HEAD"       // of the department that answers, or of the next above
	EscalateManagement EscalationTarget = "MANAGEMENT" // the management department
	EscalateCommittee  EscalationTarget = "COMMITTEE"  // whoever has its role
)

// Values lists whom a breach goes up to.
func (EscalationTarget) Values() []string {
	return names([]EscalationTarget{EscalateHead, EscalateManagement, EscalateCommittee})
}

// Escalation is one step on the way up of a breach.
type Escalation struct {
	To EscalationTarget `json:"to"`
	// AfterDays is how many working days after the breach; 0 is with the breach itself.
	AfterDays int `json:"afterDays"`
}

// The bounds of ways up.
const (
	MaxEscalations    = 5
	MaxEscalationDays = 30
)

// DefaultEscalation is the way up of policies that name none: the head with the
// breach itself, the management department a working day later.
func DefaultEscalation() []Escalation {
	return []Escalation{{EscalateHead, 0}, {EscalateManagement, 1}}
}

// CheckEscalation refuses a way up that is too long, does not begin with the
// breach, or does not go on in time.
func CheckEscalation(up []Escalation) error {
	if len(up) == 0 || len(up) > MaxEscalations {
		return fault.Input("escalateTo", "input.out_of_range").With("min", 1).With("max", MaxEscalations)
	}
	for i, e := range up {
		least := 0
		if i > 0 {
			least = up[i-1].AfterDays + 1
		}
		most := MaxEscalationDays
		if i == 0 {
			most = 0
		}
		if e.AfterDays < least || e.AfterDays > most {
			return fault.Input(fmt.Sprintf("escalateTo[%d].afterDays", i), "input.out_of_range").With("min", least).With("max", most)
		}
		if !slices.Contains(e.To.Values(), string(e.To)) {
			return fault.Input(fmt.Sprintf("escalateTo[%d].to", i), "input.unknown_key").With("value", string(e.To))
		}
	}
	return nil
}

// How far a breach has gone up by the usual way.
const (
	EscalatedToHead       = 1 // with the breach itself
	EscalatedToManagement = 2 // a working day later
)

// Mark is an instant at which a clock has something to tell.
type Mark struct {
	Kind    MarkKind
	At      time.Time
	Percent int // of the limit, for WARNED
	Level   int // how far it goes up, for BREACHED and ESCALATED
}

// LookAt is when the mark can first be told: a clock that is stopped at its due
// time is met, so it is breached only after that, by the smallest time that is kept.
func (m Mark) LookAt() time.Time {
	if m.Kind == MarkBreached {
		return m.At.Add(time.Microsecond)
	}
	return m.At
}

// Told is what has been told of a clock.
type Told struct {
	WarnedPercent int        // the highest
	BreachedAt    *time.Time // nil before
	Escalation    int
}

// With is what has been told after the mark.
func (t Told) With(m Mark) Told {
	switch m.Kind {
	case MarkWarned:
		t.WarnedPercent = m.Percent
	case MarkBreached:
		t.BreachedAt, t.Escalation = instant(m.At), m.Level
	case MarkEscalated:
		t.Escalation = m.Level
	}
	return t
}

// Marks are what the clock still has to tell when it goes on as it does now, in
// order: the warnings that come before the due time, the breach, and a working
// day after it the way up. A clock that has stopped tells nothing, and one that waits
// only that what was promised has passed.
// Where the calendar has no working time left a warning is left out, and the
// way up takes a day.
func (c Clock) Marks(told Told, warnAt []int, cal Calendar) []Mark {
	return c.MarksUp(told, warnAt, DefaultEscalation(), cal)
}

// MarksUp is Marks with the way up of a policy, of which the first step goes with
// the breach.
func (c Clock) MarksUp(told Told, warnAt []int, up []Escalation, cal Calendar) []Mark {
	due, counts := c.Deadline()
	if !counts {
		return nil
	}
	var marks []Mark
	if told.BreachedAt == nil {
		for _, percent := range warnAt {
			if c.State == ClockPaused {
				break
			}
			if at, ok := c.usedUp(percent, cal); ok && percent > told.WarnedPercent && at.Before(c.DueAt) {
				marks = append(marks, Mark{Kind: MarkWarned, At: at, Percent: percent})
			}
		}
		slices.SortStableFunc(marks, func(a, b Mark) int { return a.Percent - b.Percent })
		marks = append(marks, Mark{Kind: MarkBreached, At: due, Level: EscalatedToHead})
	}
	first := max(told.Escalation, EscalatedToHead) + 1
	if told.BreachedAt != nil && told.Escalation == 0 { // its first step is another now
		first = EscalatedToHead
	}
	for level := first; level <= len(up); level++ {
		marks = append(marks, Mark{Kind: MarkEscalated, At: c.goesUp(told, up[level-1].AfterDays, cal), Level: level})
	}
	return marks
}

// Passed parts marks in what can be told now and what is to come.
func Passed(marks []Mark, now time.Time) (passed, rest []Mark) {
	for i, m := range marks {
		if m.LookAt().After(now) {
			return marks[:i], marks[i:]
		}
	}
	return marks, nil
}

// Still is what of the told still holds for a clock that was counted anew: what
// would come later now is told again then.
func (c Clock) Still(told Told, warnAt []int, now time.Time, cal Calendar) Told {
	if told.BreachedAt != nil && !now.After(c.DueAt) {
		told.BreachedAt, told.Escalation = nil, 0
	}
	warned := 0
	for _, percent := range warnAt {
		if at, ok := c.usedUp(percent, cal); ok && percent <= told.WarnedPercent && !at.After(now) {
			warned = max(warned, percent)
		}
	}
	told.WarnedPercent = warned
	return told
}

// Kept is how many of the steps that were told of one way up hold on another: those with
// which both begin. The others are told as the new way says.
func Kept(told int, was, now []Escalation) int {
	kept := 0
	for kept < min(told, len(was), len(now)) && was[kept] == now[kept] {
		kept++
	}
	return kept
}

// Same tells whether the same has been told.
func (t Told) Same(other Told) bool {
	if (t.BreachedAt == nil) != (other.BreachedAt == nil) || t.BreachedAt != nil && !t.BreachedAt.Equal(*other.BreachedAt) {
		return false
	}
	return t.WarnedPercent == other.WarnedPercent && t.Escalation == other.Escalation
}

// Deadline is when the clock is overdue if nothing happens; false for one that has stopped,
// and for one that waits. What was promised to the customer waits for nothing (D2-58).
func (c Clock) Deadline() (time.Time, bool) {
	switch {
	case !c.Open():
		return time.Time{}, false
	case c.State != ClockPaused:
		return c.DueAt, true
	case c.Promised != nil:
		return *c.Promised, true
	}
	return time.Time{}, false
}

// Breach marks a clock as overdue. It runs on until it is stopped: a pause ends with that.
func (c Clock) Breach() Clock {
	if p, open := c.paused(); open && c.Promised != nil {
		p.To, c.DueAt = instant(later(*c.Promised, p.From)), *c.Promised
		c.Pauses = slices.Clone(c.Pauses)
		c.Pauses[len(c.Pauses)-1] = p
	}
	c.State = ClockBreached
	return c
}

// usedUp is when a part of the limit is used up.
func (c Clock) usedUp(percent int, cal Calendar) (time.Time, bool) {
	if percent < 1 || percent > 99 {
		return time.Time{}, false
	}
	all, part := c.Limit.allowed(), cost(percent)
	if c.Given || c.Promised != nil && !c.DueAt.Before(*c.Promised) {
		return c.StartedAt.Add(c.DueAt.Sub(c.StartedAt) / 100 * time.Duration(percent)), true
	}
	at, err := reach(c.StartedAt, c.Limit, all/100*part+all%100*part/100, c.Pauses, cal)
	return at, err == nil
}

func (c Clock) goesUp(told Told, days int, cal Calendar) time.Time {
	from, _ := c.Deadline()
	if told.BreachedAt != nil {
		from = *told.BreachedAt
	}
	at, err := Due(from, Limit{Amount: days, Unit: UnitWorkingDay}, cal)
	if err != nil {
		return from.AddDate(0, 0, days)
	}
	return at
}
