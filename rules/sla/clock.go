package sla

import (
	"slices"
	"time"

	"heed/rules/fault"
)

// ClockState is where a clock stands.
type ClockState string

// The states of a clock. An overdue clock becomes BREACHED and runs on until it is
// stopped; for a moment, until that is written down, it is still RUNNING.
const (
	ClockRunning   ClockState = "RUNNING"
	ClockPaused    ClockState = "PAUSED"
	ClockMet       ClockState = "MET"
	ClockBreached  ClockState = "BREACHED"
	ClockCancelled ClockState = "CANCELLED"
)

// Values lists the states of a clock.
func (ClockState) Values() []string {
	return names([]ClockState{ClockRunning, ClockPaused, ClockMet, ClockBreached, ClockCancelled})
}

// ClockKind is what a clock measures.
type ClockKind string

// The kinds of clocks.
const (
	ClockFirstResponse       ClockKind = "FIRST_RESPONSE"       // D0-46..48
	ClockComplaintAck        ClockKind = "COMPLAINT_ACK"        // D2-60
	ClockComplaintResolution ClockKind = "COMPLAINT_RESOLUTION" // D2-60
	ClockInquiryReply        ClockKind = "INQUIRY_REPLY"
	ClockSurveyInitialReply  ClockKind = "SURVEY_INITIAL_REPLY" // D3-25
	ClockSurveyTidy          ClockKind = "SURVEY_TIDY"          // D3-65
	ClockProgressSilence     ClockKind = "PROGRESS_SILENCE"
	ClockPlanMilestone       ClockKind = "PLAN_MILESTONE"
)

// Values lists the kinds of clocks.
func (ClockKind) Values() []string {
	return names([]ClockKind{
		ClockFirstResponse, ClockComplaintAck, ClockComplaintResolution, ClockInquiryReply,
		ClockSurveyInitialReply, ClockSurveyTidy, ClockProgressSilence, ClockPlanMilestone,
	})
}

// Clock measures one limit. It is a value: its moves return the changed clock
// and leave the old one as it was. Instants are in UTC. A move made now, which
// is all but Stop, lies at the last one at the earliest: the clocks of two
// machines differ a little.
type Clock struct {
	Limit     Limit     `json:"limit"`
	StartedAt time.Time `json:"startedAt"`
	// DueAt is when the counted time, pauses excluded, uses up the limit. While
	// the clock is paused it is what it was before the pause; Resume moves it.
	DueAt     time.Time  `json:"dueAt"`
	State     ClockState `json:"state"`
	Pauses    []Pause    `json:"pauses,omitempty"` // in order, not overlapping; only the last may be open
	StoppedAt *time.Time `json:"stoppedAt,omitempty"`
	// Given is a clock whose due time somebody has set, such as a step of a plan. It
	// does not wait, and nothing counts it anew.
	Given bool `json:"given,omitempty"`
	// Promised is what the customer was told beside the limit; nil for nothing. The clock
	// is due then at the latest, and no pause moves that (D2-58).
	Promised *time.Time `json:"promised,omitempty"`
}

// Start makes a running clock. Its errors are those of Due.
func Start(at time.Time, limit Limit, cal Calendar) (Clock, error) {
	due, err := Due(at, limit, cal)
	if err != nil {
		return Clock{}, err
	}
	return Clock{Limit: limit, StartedAt: at.UTC(), DueAt: due, State: ClockRunning}, nil
}

// StartPromised is Start for a clock that is due at the promised time at the latest: the
// earlier of the two counts (D2-58, D2-60).
func StartPromised(at time.Time, limit Limit, promised time.Time, cal Calendar) (Clock, error) {
	c := Clock{Limit: limit, StartedAt: at.UTC(), State: ClockRunning, Promised: instant(promised)}
	due, err := c.due(limit, nil, cal)
	if err != nil {
		return Clock{}, err
	}
	c.DueAt = due
	return c, nil
}

// due is when the clock is due with the limit and the pauses.
func (c Clock) due(limit Limit, pauses []Pause, cal Calendar) (time.Time, error) {
	due, err := dueWithPauses(c.StartedAt, limit, pauses, cal)
	if err == nil && c.Promised != nil {
		due = earlier(due, *c.Promised)
	}
	return due, err
}

// StartGiven makes a running clock with a due time that somebody has set. Its limit
// is the hours until then, for those who look at it.
func StartGiven(at, due time.Time) Clock {
	hours := min(max(int(due.Sub(at).Hours()), 1), MaxHours)
	return Clock{Limit: Limit{Amount: hours, Unit: UnitHour}, StartedAt: at.UTC(), DueAt: due.UTC(), State: ClockRunning, Given: true}
}

// Open tells whether the clock still measures: nobody has stopped it.
func (c Clock) Open() bool {
	switch c.State {
	case ClockRunning, ClockPaused:
		return true
	case ClockBreached:
		return c.StoppedAt == nil
	default:
		return false
	}
}

// Stop ends the measuring at an instant that may lie before the last moves: what
// happened is often written down later. The clock is MET when its limit was not
// exceeded, at the due time itself included, else BREACHED. Pauses count as far
// as the instant. Errors: sla.clock_stopped, sla.clock_order before the start,
// and those of Due.
func (c Clock) Stop(at time.Time, cal Calendar) (Clock, error) {
	switch {
	case !c.Open():
		return c, fault.Precondition("sla.clock_stopped").With("state", c.State)
	case at.Before(c.StartedAt):
		return c, fault.Input("at", "sla.clock_order")
	}
	next := c
	if pauses, changed := until(c.Pauses, at); changed {
		due, err := c.due(c.Limit, pauses, cal)
		if err != nil {
			return c, err
		}
		next.Pauses, next.DueAt = pauses, due
	}
	next.State = ClockMet
	if at.After(next.DueAt) {
		next.State = ClockBreached
	}
	next.StoppedAt = instant(at)
	return next, nil
}

// Cancel ends the measuring without a result. Errors: sla.clock_stopped.
func (c Clock) Cancel(at time.Time) (Clock, error) {
	if !c.Open() {
		return c, fault.Precondition("sla.clock_stopped").With("state", c.State)
	}
	at = c.notBefore(at)
	next := c
	next.Pauses, _ = until(c.Pauses, at)
	next.State, next.StoppedAt = ClockCancelled, instant(at)
	return next, nil
}

// Recompute counts an open clock anew from its start, with another limit or
// calendar, and also returns the old due time; the new one is in the clock. A
// clock that by the new limit was due before its pause began runs on: the pause
// would hide that. One that was overdue runs: whether it is by the new limit,
// the time tells. Stopped clocks are never rewritten: sla.clock_stopped.
func (c Clock) Recompute(limit Limit, cal Calendar) (next Clock, was time.Time, err error) {
	if !c.Open() {
		return c, c.DueAt, fault.Precondition("sla.clock_stopped").With("state", c.State)
	}
	if c.Given {
		return c, c.DueAt, nil
	}
	due, err := c.due(limit, c.Pauses, cal)
	if err != nil {
		return c, c.DueAt, err
	}
	next = c
	next.Limit, next.DueAt = limit, due
	if next.State == ClockBreached {
		next.State = ClockRunning
	}
	if p, open := c.paused(); open && !p.From.Before(due) {
		next.Pauses, next.State = slices.Clone(c.Pauses[:len(c.Pauses)-1]), ClockRunning
	}
	return next, c.DueAt, nil
}

// notBefore is the instant, or the clock's last move if that is later.
func (c Clock) notBefore(at time.Time) time.Time {
	last := c.StartedAt
	if n := len(c.Pauses); n > 0 {
		last = c.Pauses[n-1].From
		if to := c.Pauses[n-1].To; to != nil {
			last = *to
		}
	}
	return later(at, last)
}

func instant(t time.Time) *time.Time {
	t = t.UTC()
	return &t
}
