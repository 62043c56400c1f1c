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
// allows. Errors: sla.clock_not_running, sla.pause_reason, sla.pauses_too_many,
// sla.clock_order.
func (c Clock) Pause(at time.Time, reason PauseReason, note string, allowed []PauseReason) (Clock, error) {
	switch {
	case c.State != ClockRunning:
		return c, fault.Precondition("sla.clock_not_running").With("state", string(c.State))
	case !slices.Contains(allowed, reason):
		return c, fault.Precondition("sla.pause_reason").With("reason", string(reason)).Extend("allowed", names(allowed))
	case len(c.Pauses) >= MaxPauses:
		return c, fault.Precondition("sla.pauses_too_many").With("max", MaxPauses)
	}
	if err := c.may(at); err != nil {
		return c, err
	}
	next := c
	next.Pauses = append(slices.Clone(c.Pauses), Pause{From: at.UTC(), Reason: reason, Note: note})
	next.State = ClockPaused
	return next, nil
}

// Resume ends the pause and moves the due time by what was left unspent: by
// nothing for a pause that lay wholly outside working time. Errors:
// sla.clock_not_paused, sla.clock_order, and those of Due.
func (c Clock) Resume(at time.Time, cal Calendar) (Clock, error) {
	p, open := c.paused()
	if !open {
		return c, fault.Precondition("sla.clock_not_paused").With("state", string(c.State))
	}
	if err := c.may(at); err != nil {
		return c, err
	}
	p.To = instant(at)
	next := c
	next.Pauses = slices.Clone(c.Pauses)
	next.Pauses[len(next.Pauses)-1] = p
	due, err := dueWithPauses(c.StartedAt, c.Limit, next.Pauses, cal)
	if err != nil {
		return c, err
	}
	next.DueAt, next.State = due, ClockRunning
	return next, nil
}

// paused is the pause that is open.
func (c Clock) paused() (Pause, bool) {
	if n := len(c.Pauses); c.State == ClockPaused && n > 0 && c.Pauses[n-1].To == nil {
		return c.Pauses[n-1], true
	}
	return Pause{}, false
}
