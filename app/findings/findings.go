package findings

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/finding"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// The longest texts, in characters.
const (
	maxText   = 20_000
	maxEffect = 5_000
	maxShort  = 2_000
)

// Record is what scopes look at in a finding: its department, who sees to it, and who
// wrote it down.
func Record(f *ent.Finding) authz.Record {
	return authz.Record{Departments: present(f.DepartmentID), Members: present(f.OwnerID, f.CreatedBy)}
}

func present(ids ...typeid.ID) []typeid.ID {
	return slices.DeleteFunc(ids, func(id typeid.ID) bool { return id == "" })
}

// begin refuses whom no role allows the action, and changes of a company that is not at
// work.
func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

// actionOf is the permission that an act takes.
func actionOf(act flow.FindingAct) authz.Action {
	switch act {
	case flow.FindingActUpdate, flow.FindingActFindCause:
		return authz.FindingUpdate
	default:
		return authz.FindingTransition
	}
}

// take holds a finding for an act: the viewer may do it, the row is locked and stands at
// the expected version, and the act is legal in its state. The state after the act comes
// with it. Errors, in this order: FORBIDDEN by role, FAILED_PRECONDITION of a suspended
// company, NOT_FOUND, FORBIDDEN on this record, CONFLICT version.conflict,
// FAILED_PRECONDITION transition.illegal.
func take(ctx context.Context, tx *ent.Tx, act flow.FindingAct, id typeid.ID, version int) (*ent.Finding, flow.FindingState, error) {
	if err := begin(ctx, actionOf(act)); err != nil {
		return nil, "", err
	}
	f, err := lock(ctx, tx, id)
	if err != nil {
		return nil, "", err
	}
	if err := authz.On(ctx, actionOf(act), Record(f)); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, f.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.Finding.Next(f.State, act)
	return f, next, err
}

func lock(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.Finding, error) {
	q := tx.Finding.Query().Where(finding.ID(id))
	q.Modify(database.Lock)
	f, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("findings: locking: %w", err)
	}
	return f, nil
}

// Available lists what the viewer may do with the finding now. It asks no database.
func Available(ctx context.Context, f *ent.Finding) []flow.FindingAct {
	acts := []flow.FindingAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.Finding.Allowed(f.State) {
		if authz.On(ctx, actionOf(act), Record(f)) == nil {
			acts = append(acts, act)
		}
	}
	return acts
}

// save writes a change and tells it: finding.<state> when the state moves, else the type.
func save(ctx context.Context, was *ent.Finding, change *ent.FindingUpdateOne, typ string, detail map[string]any, fields ...string) (*ent.Finding, error) {
	f, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("findings: writing %s: %w", was.ID, err)
	}
	e := event(f, typ)
	if f.State != was.State || typ == "" {
		e.Type = "finding." + strings.ToLower(string(f.State))
		e.From, e.To = string(was.State), string(f.State)
	}
	e.Fields, e.Detail = fields, detail
	before := Record(was)
	e.Departments, e.Members = append(e.Departments, before.Departments...), append(e.Members, before.Members...)
	journal.Record(ctx, e)
	return f, nil
}

func event(f *ent.Finding, typ string) journal.Event {
	record := Record(f)
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectFinding, ID: f.ID, Number: f.Number},
		Departments: record.Departments, Members: record.Members, Clauses: []string{"D0-65"},
	}
}
