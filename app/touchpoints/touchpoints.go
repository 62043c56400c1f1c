// Package touchpoints is where customers meet the company: the touchpoints, the rounds
// in which departments score them, the list of key touchpoints that comes of it, and
// the standards that say what is measured there (D2-47 to D2-52).
package touchpoints

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"entgo.io/ent/dialect/sql/sqlgraph"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/touchpoint"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Record is what scopes look at in a touchpoint: the department that answers for it,
// and who wrote it down. The departments that score it read it as well (authz), and
// change nothing of it.
func Record(t *ent.Touchpoint) authz.Record {
	return authz.Record{Departments: present(t.DepartmentID), Members: present(t.CreatedBy)}
}

// present are the ids that are there, each once.
func present(ids ...typeid.ID) []typeid.ID {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id typeid.ID) bool { return id == "" })
	slices.Sort(ids)
	return slices.Compact(ids)
}

// begin refuses whom no role allows the action, and changes of a company that is not
// at work.
func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

// actionOf is the permission that an act takes.
func actionOf(act flow.TouchpointAct) authz.Action {
	switch act {
	case flow.TouchpointActConfirm:
		return authz.TouchpointTransition
	case flow.TouchpointActRetire:
		return authz.TouchpointDelete
	case flow.TouchpointActUpdate:
	}
	return authz.TouchpointUpdate
}

// take holds a touchpoint for an act: the viewer may do it, the row is locked and
// stands at the expected version, and the act is legal in its state. The state after
// the act comes with it.
//
// Errors, in this order: FORBIDDEN by role, FAILED_PRECONDITION of a suspended company,
// NOT_FOUND, FORBIDDEN on this record, CONFLICT version.conflict, FAILED_PRECONDITION
// transition.illegal.
func take(ctx context.Context, tx *ent.Tx, act flow.TouchpointAct, id typeid.ID, version int) (*ent.Touchpoint, flow.TouchpointState, error) {
	if err := begin(ctx, actionOf(act)); err != nil {
		return nil, "", err
	}
	if err := authz.Require(ctx, authz.TouchpointRead); err != nil {
		return nil, "", err
	}
	t, err := lock(ctx, tx, id)
	if err != nil {
		return nil, "", err
	}
	if err := permit(ctx, actionOf(act), Record(t)); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, t.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.Touchpoint.Next(t.State, act)
	return t, next, err
}

// lock locks a touchpoint that the viewer reads.
func lock(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.Touchpoint, error) {
	q := tx.Touchpoint.Query().Where(touchpoint.ID(id))
	q.Modify(database.Lock)
	t, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("touchpoints: locking: %w", err)
	}
	return t, nil
}

// permit refuses what is not within the viewer's reach.
func permit(ctx context.Context, action authz.Action, r authz.Record) error {
	v := viewer.From(ctx)
	scope := v.Scope(string(action))
	if !authz.Covers(v, scope, r) {
		return fault.Forbidden().Extend("action", string(action)).Extend("scope", string(scope))
	}
	return nil
}

// event is what the journal tells of a touchpoint.
func event(t *ent.Touchpoint, typ string, clauses ...string) journal.Event {
	record := Record(t)
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectTouchpoint, ID: t.ID},
		Departments: record.Departments, Members: record.Members, Clauses: clauses,
	}
}

// moved is the event of a state that was reached: touchpoint.<state>.
func moved(t *ent.Touchpoint, from flow.TouchpointState, clauses ...string) journal.Event {
	e := event(t, "touchpoint."+strings.ToLower(string(t.State)), clauses...)
	if from != t.State {
		e.From, e.To = string(from), string(t.State)
	}
	return e
}

// save writes a change and tells it, to those as well whose it was.
func save(ctx context.Context, was *ent.Touchpoint, change *ent.TouchpointUpdateOne, tell func(*ent.Touchpoint) journal.Event) (*ent.Touchpoint, error) {
	t, err := change.Save(ctx)
	if err != nil {
		return nil, written(err)
	}
	e := tell(t)
	e.Departments = present(append(e.Departments, was.DepartmentID)...)
	journal.Record(ctx, e)
	return t, nil
}

// written is the error of a write: of two touchpoints with one name the later is refused.
func written(err error) error {
	if sqlgraph.IsUniqueConstraintError(err) {
		return fault.Conflict("touchpoint.name_taken").On("name").Because(err)
	}
	return fmt.Errorf("touchpoints: writing: %w", err)
}

// Available lists what the viewer may do with the touchpoint now. It asks no database:
// CONFIRM is for what a round scores.
func Available(ctx context.Context, t *ent.Touchpoint) []flow.TouchpointAct {
	acts := []flow.TouchpointAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.Touchpoint.Allowed(t.State) {
		if act == flow.TouchpointActConfirm && (t.RoundID == "" || t.State != flow.TouchpointCandidate) {
			continue
		}
		if authz.Require(ctx, actionOf(act)) == nil && permit(ctx, actionOf(act), Record(t)) == nil {
			acts = append(acts, act)
		}
	}
	return acts
}
