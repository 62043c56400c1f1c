package complaints

import (
	"context"
	"strings"

	"heed/app/journal"
	"heed/ent"
	"heed/rules/flow"
)

// told is what an event tells beyond the complaint itself.
type told struct {
	fields  []string
	clauses []string
	detail  map[string]any
	// was is the complaint before it changed hands: those who lose it are told too.
	was *ent.Complaint
}

// moved records that the complaint has reached a state: complaint.<state>.
func moved(ctx context.Context, c *ent.Complaint, from flow.ComplaintState, t told) {
	e := event(c, "complaint."+strings.ToLower(string(c.State)), t)
	e.From, e.To = string(from), string(c.State)
	journal.Record(ctx, e)
}

// happened records what keeps the state.
func happened(ctx context.Context, c *ent.Complaint, typ string, t told) {
	journal.Record(ctx, event(c, typ, t))
}

func event(c *ent.Complaint, typ string, t told) journal.Event {
	record := Record(c)
	if t.was != nil {
		before := Record(t.was)
		record.Departments = append(record.Departments, before.Departments...)
		record.Members = append(record.Members, before.Members...)
	}
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: subject(c),
		Departments: record.Departments, Members: record.Members,
		Fields: t.fields, Clauses: t.clauses, Detail: t.detail,
	}
}

func subject(c *ent.Complaint) journal.Subject {
	return journal.Subject{Type: flow.SubjectComplaint, ID: c.ID, Number: c.Number}
}
