package sets

import (
	"context"
	"strings"

	"heed/app/journal"
	"heed/ent"
	"heed/rules/flow"
)

// The clauses that sets answer: requirements brought together, routed to a
// department, and answered by it.
var (
	together = []string{"D0-39"}
	routed   = []string{"D0-39", "D2-28", "D2-29"}
)

// moved records that a set has reached a state: requirement_set.<state>.
func moved(ctx context.Context, s *ent.RequirementSet, from flow.RequirementSetState, clauses []string, detail map[string]any) {
	e := event(s, "requirement_set."+strings.ToLower(string(s.State)), clauses)
	e.From, e.To, e.Detail = string(from), string(s.State), detail
	journal.Record(ctx, e)
}

// happened records what keeps the state.
func happened(ctx context.Context, s *ent.RequirementSet, typ string, clauses, fields []string) {
	e := event(s, typ, clauses)
	e.Fields = fields
	journal.Record(ctx, e)
}

func event(s *ent.RequirementSet, typ string, clauses []string) journal.Event {
	record := Record(s)
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectRequirementSet, ID: s.ID},
		Departments: record.Departments, Members: record.Members, Clauses: clauses,
	}
}
