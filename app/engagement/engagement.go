// Package engagement is how a company and its customers come together: the
// interactions that are written down, what is drawn from them, and the plans that
// ask for them (D0-07, D0-08, D0-23, D0-24).
package engagement

import (
	"context"
	"slices"
	"strings"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Record is what scopes look at in an interaction: the department and the member who
// talked with the customer, and who wrote it down.
func Record(i *ent.Interaction) authz.Record {
	return authz.Record{Departments: present(i.DepartmentID), Members: present(i.CreatedBy, i.MemberID)}
}

// present are the ids that are there, each once.
func present(ids ...typeid.ID) []typeid.ID {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id typeid.ID) bool { return id == "" })
	slices.Sort(ids)
	return slices.Compact(ids)
}

func subject(i *ent.Interaction) journal.Subject {
	return journal.Subject{Type: flow.SubjectInteraction, ID: i.ID}
}

// moved records that the interaction has reached a state: interaction.<state>.
// What was said is in no event.
func moved(ctx context.Context, i *ent.Interaction, from flow.InteractionState) {
	e := event(i, "interaction."+strings.ToLower(string(i.State)))
	e.From, e.To = string(from), string(i.State)
	journal.Record(ctx, e)
}

func event(i *ent.Interaction, typ string) journal.Event {
	record := Record(i)
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: subject(i),
		Departments: record.Departments, Members: record.Members, Clauses: []string{clause(i)},
		Detail: map[string]any{"customer": i.CustomerID, "occurredAt": i.OccurredAt, "inDepth": i.InDepth},
	}
}

// clause is what an interaction answers to by its type.
func clause(i *ent.Interaction) string {
	switch i.Type {
	case flow.InteractionVisit, flow.InteractionReturnVisit, flow.InteractionExecVisit, flow.InteractionObservation:
		return "D0-07"
	case flow.InteractionInquiry:
		return "D1-64"
	case flow.InteractionSuggestion:
		return "D1-67"
	default:
		return "D0-08"
	}
}

// begin refuses whom no role allows the action, and changes of a company that
// is not at work.
func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	return authz.Writable(ctx)
}
