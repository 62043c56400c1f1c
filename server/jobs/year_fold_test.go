package jobs

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"heed/ent"
	"heed/ent/event"
	"heed/ent/eventdetail"
	"heed/rules/typeid"
)

// fold is the company as its journal tells it, event by event. It reads no other table.
type fold struct {
	y            *year
	position     int64
	now          time.Time
	asked        time.Time // when the figures were, that are counted again
	almanac      almanac
	changes      int // of the calendar
	requirements map[typeid.ID]*need
	clocks       map[typeid.ID]*measure
	customers    map[typeid.ID]*customerTold
	talks        map[typeid.ID]*talk
	tasks        map[typeid.ID]*errand
	missed       int // weekly checks that departments were told of
	staff        map[typeid.ID]*employed
	curricula    map[typeid.ID]*curriculum
	lessons      map[typeid.ID]*lesson
}

// need is a requirement.
type need struct {
	state, urgency   string
	lead             typeid.ID
	made, collected  time.Time
	received, closed *time.Time
	waits            time.Time
	open             *measure // its first-response clock that runs
	round            int
	ratings          map[int]rated
}

type rated struct {
	score int
	at    time.Time
}

// measure is a first-response clock.
type measure struct {
	of        *need
	promise   promise
	from, due time.Time
	rests     []rest
	stopped   *time.Time
	cancelled bool
}

type customerTold struct {
	made time.Time
	tier string
	of   typeid.ID
}

type talk struct {
	with    typeid.ID
	at      time.Time
	inDepth bool
}

// errand is a task: what was asked, what the journal says became of it, and what by the
// talks should have.
type errand struct {
	kind, state, should string
	with, about, of     typeid.ID // a customer, another record, a department
	from, due, ended    time.Time
	inDepth             bool
}

// detail is what the events tell that are read.
type detail struct {
	Clock, Customer, Subject                                                              typeid.ID
	Plan                                                                                  json.RawMessage
	Amount, Score                                                                         int
	Unit, Type                                                                            string
	InDepth                                                                               bool
	StartedAt, DueAt, NewDueAt, RespondedAt, ToldAt, CollectedAt, OccurredAt, PeriodStart time.Time
	Urgency, LeadDepartment, TierKey                                                      json.RawMessage
	Missed                                                                                []typeid.ID
}

// fold reads the journal from its beginning, and stops at every closing to count again
// what was counted there.
func (y *year) fold() *fold {
	f := &fold{
		y: y, almanac: almanacOf2026(), requirements: map[typeid.ID]*need{}, clocks: map[typeid.ID]*measure{},
		customers: map[typeid.ID]*customerTold{}, talks: map[typeid.ID]*talk{}, tasks: map[typeid.ID]*errand{},
		staff: map[typeid.ID]*employed{}, curricula: map[typeid.ID]*curriculum{}, lessons: map[typeid.ID]*lesson{},
	}
	sys, closings := y.A.System(), y.closings
	for {
		events := y.Client.Event.Query().Where(event.PositionGT(f.position)).Order(event.ByPosition()).Limit(400).AllX(sys)
		if len(events) == 0 {
			return f
		}
		ids := make([]typeid.ID, len(events))
		for i, e := range events {
			ids[i] = e.ID
		}
		bodies := map[typeid.ID]string{}
		for _, d := range y.Client.EventDetail.Query().Where(eventdetail.EventIDIn(ids...)).AllX(sys) {
			bodies[d.EventID] = d.Body
		}
		for _, e := range events {
			for len(closings) > 0 && closings[0].position < e.Position {
				y.closed(f, closings[0])
				closings = closings[1:]
			}
			if e.Position != f.position+1 {
				y.t.Fatalf("event %d follows event %d", e.Position, f.position)
			}
			f.position, f.now = e.Position, e.OccurredAt
			f.read(e, bodies[e.ID])
		}
	}
}

// read is one event.
func (f *fold) read(e *ent.Event, body string) {
	topic, _, _ := strings.Cut(e.Type, ".")
	if slices.Contains([]string{"tenant", "member", "training_plan", "training_session", "training_record"}, topic) {
		f.school(e, topic, body)
		return
	}
	if !slices.Contains([]string{"requirement", "clock", "customer", "interaction", "task", "calendar", "department"}, topic) {
		return
	}
	var d detail
	if body != "" {
		if err := json.Unmarshal([]byte(body), &d); err != nil {
			f.y.t.Fatalf("%s: %s: %v", e.Type, body, err)
		}
	}
	switch topic {
	case "requirement":
		f.requirement(e, d)
	case "clock":
		f.clock(e, d)
	case "customer":
		f.customer(e, d)
	case "interaction":
		f.talks[e.SubjectID] = &talk{d.Customer, d.OccurredAt, d.InDepth}
		f.fulfil(d.Customer)
	case "task":
		f.task(e, d)
	case "calendar":
		if e.Type == "calendar.updated" { // what it became the journal does not tell
			f.almanac = f.y.almanacs[f.changes]
			f.changes++
		}
	case "department":
		if e.Type == "department.weekly_checks_missed" {
			f.missed += len(d.Missed)
		}
	}
}

func (f *fold) customer(e *ent.Event, d detail) {
	switch e.Type {
	case "customer.created":
		f.customers[e.SubjectID] = &customerTold{e.OccurredAt, plain(d.TierKey), first(e.DepartmentIds)}
	case "customer.updated":
		if d.TierKey != nil {
			f.customers[e.SubjectID].tier = plain(d.TierKey)
		}
	}
}

// plain is a text as it was told, or the new one of a change.
func plain(raw json.RawMessage) (text string) {
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var change struct{ New string }
	if err := json.Unmarshal(raw, &change); err != nil {
		return ""
	}
	return change.New
}

func first(ids []typeid.ID) typeid.ID {
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}

// task follows a task. What a plan asks for is fulfilled by a talk in its period that is
// written down before the period ends, and otherwise missed.
func (f *fold) task(e *ent.Event, d detail) {
	t := f.tasks[e.SubjectID]
	if e.FromState == "" && e.ToState != "" {
		t = &errand{kind: d.Type, with: d.Customer, about: d.Subject, of: first(e.DepartmentIds), from: d.PeriodStart, due: d.DueAt, inDepth: slices.Contains(e.ClauseIds, "D0-23")}
		f.tasks[e.SubjectID] = t
		if d.Plan != nil {
			t.should = "MISSED"
			f.fulfil(d.Customer)
		}
	}
	if e.ToState != "" {
		t.state, t.ended = e.ToState, e.OccurredAt
	}
}

func (f *fold) fulfil(with typeid.ID) {
	for _, t := range f.tasks {
		if t.with != with || t.should != "MISSED" || !f.now.Before(t.due) {
			continue
		}
		for _, talk := range f.talks {
			if talk.with == with && !talk.at.Before(t.from) && talk.at.Before(t.due.Add(time.Second)) && (talk.inDepth || !t.inDepth) {
				t.should = "DONE"
			}
		}
	}
}
