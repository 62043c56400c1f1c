package jobs

import (
	"strings"
	"time"

	"heed/ent"
	"heed/rules/typeid"
)

// requirement follows a requirement.
func (f *fold) requirement(e *ent.Event, d detail) {
	r := f.requirements[e.SubjectID]
	if e.Type == "requirement.draft" {
		r = &need{
			urgency: plain(d.Urgency), lead: typeid.ID(plain(d.LeadDepartment)), made: e.OccurredAt, collected: d.CollectedAt, ratings: map[int]rated{},
		}
		f.requirements[e.SubjectID] = r
	} else if lead := plain(d.LeadDepartment); lead != "" {
		r.lead = typeid.ID(lead)
	}
	if e.Type == "requirement.updated" && d.Urgency != nil {
		r.urgency = plain(d.Urgency)
	}
	switch strings.TrimPrefix(e.Type, "requirement.") {
	case "received":
		if e.FromState == "DRAFT" {
			r.received, r.waits = &e.OccurredAt, e.OccurredAt
			f.start(r, d)
		}
	case "responded":
		f.stop(r, d.RespondedAt)
	case "processing":
		if e.FromState == "FEEDBACK" || e.FromState == "CLOSED" { // taken up again
			f.cancel(r)
			r.closed, r.waits, r.round = nil, e.OccurredAt, r.round+1
			f.start(r, d)
		}
	case "feedback":
		f.stop(r, d.ToldAt)
	case "rated":
		r.ratings[r.round] = rated{d.Score, e.OccurredAt}
	case "closed":
		f.cancel(r)
		r.closed = &e.OccurredAt
		if _, there := r.ratings[r.round]; d.Score > 0 && !there {
			r.ratings[r.round] = rated{d.Score, e.OccurredAt}
		}
	case "rejected", "merged":
		f.cancel(r)
	}
	if e.ToState != "" {
		r.state = e.ToState
	}
}

// clock follows a first-response clock; those of other kinds are not known here.
func (f *fold) clock(e *ent.Event, d detail) {
	if e.Type == "clock.started" {
		if r := f.requirements[e.SubjectID]; r != nil {
			f.start(r, d)
		}
		return
	}
	c := f.clocks[d.Clock]
	if c == nil {
		return
	}
	switch e.Type {
	case "clock.paused":
		c.rests = append(c.rests, rest{from: e.OccurredAt})
	case "clock.resumed":
		c.rests[len(c.rests)-1].to = &e.OccurredAt
		c.due = f.due(e, c, d.NewDueAt)
	case "clock.recomputed":
		c.promise = promise{d.Amount, d.Unit}
		c.due = f.due(e, c, d.NewDueAt)
		if n := len(c.rests); c.waiting() && !c.rests[n-1].from.Before(c.due) { // the pause would hide that it was due
			c.rests = c.rests[:n-1]
		}
	case "clock.cancelled":
		f.cancel(c.of)
	}
}

// waiting tells whether the clock is paused.
func (c *measure) waiting() bool {
	n := len(c.rests)
	return c.stopped == nil && !c.cancelled && n > 0 && c.rests[n-1].to == nil
}

// start starts the clock of which the detail tells, from when the customer has waited.
func (f *fold) start(r *need, d detail) {
	if d.Clock == "" {
		return
	}
	c := &measure{of: r, promise: promise{d.Amount, d.Unit}, from: r.waits}
	if !d.StartedAt.Equal(c.from) {
		f.y.amiss("a clock began at %s, the customer waits since %s", d.StartedAt, c.from)
	}
	f.clocks[d.Clock], r.open = c, c
	c.due = f.due(nil, c, d.DueAt)
}

// due counts when the clock is due, and holds what the journal says against it.
func (f *fold) due(e *ent.Event, c *measure, told time.Time) time.Time {
	due := f.almanac.due(c.promise, c.from, c.rests)
	if off := due.Sub(told).Abs(); off > time.Millisecond {
		kind := "clock.started"
		if e != nil {
			kind = e.Type
		}
		f.y.amiss("%s: %v from %s, pauses %v, is due at %s, the journal says %s", kind, c.promise, c.from, c.rests, due, told)
	}
	return due
}

// stop stops the clock when it runs; pauses after that count for nothing.
func (f *fold) stop(r *need, at time.Time) {
	c := r.open
	if c == nil {
		return
	}
	for i, p := range c.rests {
		if p.to != nil && !p.to.After(at) {
			continue
		}
		c.rests = c.rests[:i]
		if !p.from.After(at) {
			c.rests = append(c.rests, rest{p.from, &at})
		}
		c.due = f.almanac.due(c.promise, c.from, c.rests)
		break
	}
	c.stopped, r.open = &at, nil
}

func (f *fold) cancel(r *need) {
	if r.open != nil {
		r.open.cancelled, r.open = true, nil
	}
}
