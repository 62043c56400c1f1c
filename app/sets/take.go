package sets

import (
	"context"
	"fmt"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/requirementset"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Record is what scopes look at in a set: the department that made it and the one
// that took it over, its owner and its maker.
func Record(s *ent.RequirementSet) authz.Record {
	return authz.Record{Departments: present(s.DepartmentID, s.TakenByID), Members: present(s.OwnerID, s.CreatedBy)}
}

// present leaves out empty ids and repetitions.
func present(all ...typeid.ID) []typeid.ID {
	kept := []typeid.ID{}
	for i, id := range all {
		if id != "" && (i == 0 || id != all[0]) {
			kept = append(kept, id)
		}
	}
	return kept
}

// actionOf is the permission that an act takes. Whoever may change the sets of the
// department that took one over answers it: its members too.
func actionOf(act flow.RequirementSetAct) authz.Action {
	switch act {
	case flow.SetActUpdate, flow.SetActAnswer:
		return authz.RequirementSetUpdate
	case flow.SetActConfirm, flow.SetActHandOver, flow.SetActArchive:
	}
	return authz.RequirementSetTransition
}

// begin refuses whom no role allows the action, and changes of a company that is
// not at work.
func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

// take holds a set for an act: the viewer may do it, the row is locked and stands
// at the expected version, and the act is legal in its state. The state after the
// act comes with it.
//
// Errors, in this order: FORBIDDEN by role, FAILED_PRECONDITION of a suspended
// company, NOT_FOUND, FORBIDDEN on this record, CONFLICT version.conflict,
// FAILED_PRECONDITION transition.illegal.
func take(ctx context.Context, tx *ent.Tx, act flow.RequirementSetAct, id typeid.ID, version int) (*ent.RequirementSet, flow.RequirementSetState, error) {
	if err := begin(ctx, actionOf(act)); err != nil {
		return nil, "", err
	}
	q := tx.RequirementSet.Query().Where(requirementset.ID(id))
	q.Modify(database.Lock)
	s, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, "", fault.NotFound()
	}
	if err != nil {
		return nil, "", fmt.Errorf("sets: locking: %w", err)
	}
	if err := permit(ctx, act, s); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, s.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.RequirementSet.Next(s.State, act)
	return s, next, err
}

// permit refuses an act on a set that the viewer can read: NOT_FOUND out of the
// viewer's reading scope, else FORBIDDEN. The department that took it over
// answers, nobody else of departments; all other acts are its maker's.
func permit(ctx context.Context, act flow.RequirementSetAct, s *ent.RequirementSet) error {
	action := actionOf(act)
	if err := authz.On(ctx, action, Record(s)); err != nil {
		return err
	}
	work := authz.Record{Departments: present(s.DepartmentID), Members: present(s.OwnerID, s.CreatedBy)}
	if act == flow.SetActAnswer {
		work = authz.Record{Departments: present(s.TakenByID)}
	}
	v := viewer.From(ctx)
	if scope := v.Scope(string(action)); !authz.Covers(v, scope, work) {
		return fault.Forbidden().Extend("action", string(action)).Extend("scope", string(scope))
	}
	return nil
}

// Available lists what the viewer may do with the set now. It asks no database.
func Available(ctx context.Context, s *ent.RequirementSet) []flow.RequirementSetAct {
	acts := []flow.RequirementSetAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.RequirementSet.Allowed(s.State) {
		if permit(ctx, act, s) == nil && (act != flow.SetActArchive || archivable(s)) {
			acts = append(acts, act)
		}
	}
	return acts
}
