package sla

import (
	"slices"
	"time"

	"heed/rules/fault"
)

// PauseReason is why a clock waits.
type PauseReason string

// The reasons of pauses.
const (
	PauseWaitingCustomer PauseReason = "WAITING_CUSTOMER"
	PauseForceMajeure    PauseReason = "FORCE_MAJEURE"
)

// Values lists the reasons of pauses.
func (PauseReason) Values() []string {
	return names([]PauseReason{PauseWaitingCustomer, PauseForceMajeure})
}

// Pause is a time that a clock does not count; To is nil while it lasts.
type Pause struct {
	From   time.Time   `json:"from"`
	To     *time.Time  `json:"to,omitempty"`
	Reason PauseReason `json:"reason"`
	Note   string      `json:"note,omitempty"`
}

// MaxPauses is how often a clock may be paused.
const MaxPauses = 100

// Pause makes a running clock wait, for one of the reasons that its policy
// allows. From its due time on a clock has nothing left that a pause could
// save: sla.clock_overdue. Other errors: sla.clock_not_running,
// sla.pause_reason, sla.pauses_too_many.
func (c Clock) Pause(at time.Time, reason PauseReason, note string, allowed []PauseReason) (Clock, error) {
	switch {
	case c.State == ClockBreached && c.Open():
		return c, fault.Precondition("sla.clock_overdue")
	case c.State != ClockRunning || c.Given:
		return c, fault.Precondition("sla.clock_not_running").With("state", c.State)
	case !slices.Contains(allowed, reason):
		return c, fault.Precondition("sla.pause_reason").With("reason", reason).Extend("allowed", names(allowed))
	case len(c.Pauses) >= MaxPauses:
		return c, fault.Precondition("sla.pauses_too_many").With("max", MaxPauses)
	}
	if at = c.notBefore(at); !at.Before(c.DueAt) {
		return c, fault.Precondition("sla.clock_overdue")
	}
	next := c
	next.Pauses = append(slices.Clone(c.Pauses), Pause{From: at.UTC(), Reason: reason, Note: note})
	next.State = ClockPaused
	return next, nil
}

// Resume ends the pause and moves the due time by what was left unspent: by
// nothing for a pause that lay wholly outside working time. Errors:
// sla.clock_not_paused, and those of Due.
func (c Clock) Resume(at time.Time, cal Calendar) (Clock, error) {
	p, open := c.paused()
	if !open {
		return c, fault.Precondition("sla.clock_not_paused").With("state", c.State)
	}
	p.To = instant(c.notBefore(at))
	next := c
	next.Pauses = slices.Clone(c.Pauses)
	next.Pauses[len(next.Pauses)-1] = p
	due, err := c.due(c.Limit, next.Pauses, cal)
	if err != nil {
		return c, err
	}
	next.DueAt, next.State = due, ClockRunning
	return next, nil
}

// until cuts off what lies after the instant, and tells whether anything did; an
// open pause ends there.
func until(pauses []Pause, at time.Time) ([]Pause, bool) {
	for i, p := range pauses {
		switch {
		case p.From.After(at):
			return slices.Clone(pauses[:i]), true
		case p.To == nil || p.To.After(at):
			cut := slices.Clone(pauses[:i+1])
			cut[i].To = instant(at)
			return cut, true
		}
	}
	return pauses, false
}

// paused is the pause that is open.
func (c Clock) paused() (Pause, bool) {
	if n := len(c.Pauses); c.State == ClockPaused && n > 0 && c.Pauses[n-1].To == nil {
		return c.Pauses[n-1], true
	}
	return Pause{}, false
}
