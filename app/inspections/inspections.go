// Package inspections is how the company looks whether its touchpoints keep to their
// standards: the departments at their own, the management department at all (D2-53,
// D2-55); and whether what is to be published is true (D2-21).
package inspections

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
	"heed/ent/inspection"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The clauses that inspections answer to.
const (
	byDepartments = "D2-53"
	remedied      = "D2-54"
	supervised    = "D2-55"
	truthful      = "D2-21"
)

// clauseOf is the clause that a kind of inspection answers to.
func clauseOf(kind flow.InspectionKind) string {
	switch kind {
	case flow.InspectionSupervisory:
		return supervised
	case flow.InspectionContent:
		return truthful
	case flow.InspectionSelf:
	}
	return byDepartments
}

// Record is what scopes look at in an inspection: the department that is looked at, who
// looks, and who planned it.
func Record(i *ent.Inspection) authz.Record {
	return authz.Record{Departments: present(i.DepartmentID), Members: present(i.InspectorID, i.CreatedBy)}
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
func actionOf(act flow.InspectionAct) authz.Action {
	if act == flow.InspectionActRecord {
		return authz.InspectionUpdate
	}
	return authz.InspectionTransition
}

// permit refuses an act that is not within the viewer's reach: a supervisory inspection
// is moved by those who see to all departments, and recorded by its inspector as well;
// what is to be published is not checked by who asks for it, and by no colleague of whom
// it was asked of.
func permit(ctx context.Context, act flow.InspectionAct, i *ent.Inspection) error {
	action, v := actionOf(act), viewer.From(ctx)
	scope := v.Scope(string(action))
	record := Record(i)
	switch {
	case act == flow.InspectionActRecord:
		record = authz.InspectionWork(i)
	case i.Kind == flow.InspectionSupervisory:
		record = authz.Record{}
	}
	if i.Kind == flow.InspectionContent && act == flow.InspectionActRecord && v.Member == i.CreatedBy {
		return fault.Precondition("inspection.content_by_author")
	}
	if !authz.Covers(v, scope, record) {
		return fault.Forbidden().Extend("action", string(action)).Extend("scope", string(scope))
	}
	return nil
}

// hold holds an inspection for an act, as far as the viewer may: the row is locked. What
// its version and its state say to it is told by ready.
func hold(ctx context.Context, tx *ent.Tx, act flow.InspectionAct, id typeid.ID) (*ent.Inspection, error) {
	if err := begin(ctx, actionOf(act)); err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, authz.InspectionRead); err != nil {
		return nil, err
	}
	q := tx.Inspection.Query().Where(inspection.ID(id))
	q.Modify(database.Lock)
	i, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("inspections: locking: %w", err)
	}
	return i, permit(ctx, act, i)
}

// ready is whether an act is legal at the version; the state after it comes with it.
func ready(i *ent.Inspection, act flow.InspectionAct, version *int) (flow.InspectionState, error) {
	if version != nil {
		if err := tenants.Version(*version, i.Version); err != nil {
			return "", err
		}
	}
	return following(i, act)
}

// following is the state after the act. What a member has given up is over, however it
// comes that somebody has made it.
func following(i *ent.Inspection, act flow.InspectionAct) (flow.InspectionState, error) {
	if i.State == flow.InspectionCancelled && authz.InspectionOver(i) {
		return i.State, fault.Precondition("transition.illegal").With("state", i.State).With("act", act).Extend("allowed", []string{})
	}
	return flow.Inspection.Next(i.State, act)
}

// take is hold and ready. Errors, in this order: FORBIDDEN by role, FAILED_PRECONDITION
// of a suspended company, NOT_FOUND, FORBIDDEN on this record, CONFLICT
// version.conflict, FAILED_PRECONDITION transition.illegal.
func take(ctx context.Context, tx *ent.Tx, act flow.InspectionAct, id typeid.ID, version int) (*ent.Inspection, flow.InspectionState, error) {
	i, err := hold(ctx, tx, act, id)
	if err != nil {
		return nil, "", err
	}
	next, err := ready(i, act, &version)
	return i, next, err
}

// event is what the journal tells of an inspection: of what, and for when. Not its words.
func event(i *ent.Inspection, typ string) journal.Event {
	record := Record(i)
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectInspection, ID: i.ID},
		Departments: record.Departments, Members: record.Members, Clauses: []string{clauseOf(i.Kind)},
		Detail: map[string]any{"kind": i.Kind, "touchpoint": i.TouchpointID, "plannedOn": i.PlannedOn},
	}
}

// save writes a change and tells it: inspection.<state> when the state moves, else the
// type; those as well whose it was.
func save(ctx context.Context, was *ent.Inspection, change *ent.InspectionUpdateOne, typ string, detail map[string]any, fields ...string) (*ent.Inspection, error) {
	i, err := change.Save(ctx)
	if err != nil {
		return nil, written(err)
	}
	e := event(i, typ)
	if i.State != was.State {
		e.Type = "inspection." + strings.ToLower(string(i.State))
		e.From, e.To = string(was.State), string(i.State)
	}
	for key, value := range detail {
		e.Detail[key] = value
	}
	e.Fields, e.Members = fields, present(append(e.Members, was.InspectorID)...)
	journal.Record(ctx, e)
	return i, nil
}

// written is the error of a write: of two inspections that a phone calls alike the later
// is refused.
func written(err error) error {
	if sqlgraph.IsUniqueConstraintError(err) {
		return fault.Conflict("inspection.client_ref_taken").On("clientRef").Because(err)
	}
	return fmt.Errorf("inspections: writing: %w", err)
}

// Available lists what the viewer may do with the inspection now. It asks no database.
func Available(ctx context.Context, i *ent.Inspection) []flow.InspectionAct {
	acts := []flow.InspectionAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.Inspection.Allowed(i.State) {
		if act == flow.InspectionActMiss || act == flow.InspectionActRenew { // the calendar's
			continue
		}
		if _, err := following(i, act); err != nil {
			continue
		}
		if authz.Require(ctx, actionOf(act)) == nil && permit(ctx, act, i) == nil {
			acts = append(acts, act)
		}
	}
	return acts
}
