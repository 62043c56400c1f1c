package requirements

import (
	"context"
	"strings"

	"heed/app/clocks"
	"heed/app/journal"
	"heed/ent"
	"heed/rules/flow"
)

// told is what an event tells beyond the requirement itself.
type told struct {
	fields  []string
	clauses []string
	detail  map[string]any
	// was is the requirement before it changed hands: those who lose it are told
	// too, for it leaves their ledger.
	was *ent.Requirement
}

// moved records that the requirement has reached a state: requirement.<state>.
func moved(ctx context.Context, r *ent.Requirement, from flow.RequirementState, t told) {
	e := event(r, "requirement."+strings.ToLower(string(r.State)), t)
	e.From, e.To = string(from), string(r.State)
	record(ctx, e)
}

// happened records what keeps the state.
func happened(ctx context.Context, r *ent.Requirement, typ string, t told) {
	record(ctx, event(r, typ, t))
}

func record(ctx context.Context, e journal.Event) { journal.Record(ctx, e) }

func event(r *ent.Requirement, typ string, t told) journal.Event {
	record := Record(r)
	if t.was != nil {
		record.Departments = append(record.Departments, Record(t.was).Departments...)
		record.Members = append(append(record.Members, t.was.AssigneeID), journal.Team(t.was)...)
	}
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: subject(r),
		Departments: record.Departments, Members: record.Members,
		Fields: t.fields, Clauses: t.clauses, Detail: t.detail,
	}
}

func subject(r *ent.Requirement) journal.Subject {
	s := journal.Subject{Type: flow.SubjectRequirement, ID: r.ID}
	if r.Number != nil {
		s.Number = *r.Number
	}
	return s
}

// The clauses that an urgency answers to: what it is, and how it is answered.
var (
	urgencyClause  = map[flow.Urgency]string{flow.UrgencyUrgent: "D0-29", flow.UrgencyImportant: "D0-30", flow.UrgencyGeneral: "D0-31"}
	responseClause = clocks.Clause
	natureClause   = map[flow.Nature]string{flow.NatureFunctional: "D0-32", flow.NatureNonFunctional: "D0-33"}
)
