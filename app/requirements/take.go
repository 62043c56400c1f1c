package requirements

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/requirement"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// take holds a requirement for an act: the viewer may do it, the row is locked
// and stands at the expected version, and the act is legal in its state. The
// state after the act comes with it.
//
// Errors, in this order: FORBIDDEN by role, FAILED_PRECONDITION of a suspended
// company, NOT_FOUND, FORBIDDEN on this record, CONFLICT version.conflict,
// FAILED_PRECONDITION transition.illegal.
func take(ctx context.Context, tx *ent.Tx, act flow.RequirementAct, id typeid.ID, version int) (*ent.Requirement, flow.RequirementState, error) {
	if err := begin(ctx, actionOf(act)); err != nil {
		return nil, "", err
	}
	all, err := lock(ctx, tx, id)
	if err != nil {
		return nil, "", err
	}
	if len(all) == 0 {
		return nil, "", fault.NotFound()
	}
	next, err := check(ctx, act, all[0], version)
	return all[0], next, err
}

// takeWith is take for an act that also needs another requirement, named by the
// field. Both rows are locked in one order, so that two such acts never wait for
// each other.
func takeWith(ctx context.Context, tx *ent.Tx, act flow.RequirementAct, id typeid.ID, version int, other typeid.ID, field string) (one, two *ent.Requirement, next flow.RequirementState, err error) {
	if err := begin(ctx, actionOf(act)); err != nil {
		return nil, nil, "", err
	}
	if one, two, err = pair(ctx, tx, id, other, field); err != nil {
		return nil, nil, "", err
	}
	next, err = check(ctx, act, one, version)
	return one, two, next, err
}

// begin refuses whom no role allows the action, and changes of a company that
// is not at work.
func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

func check(ctx context.Context, act flow.RequirementAct, r *ent.Requirement, version int) (flow.RequirementState, error) {
	if err := permit(ctx, act, r); err != nil {
		return "", err
	}
	if err := tenants.Version(version, r.Version); err != nil {
		return "", err
	}
	return flow.Requirement.Next(r.State, act)
}

// lock loads and locks requirements with their assisting departments and teams, in the
// order of their ids. What the viewer may not read is left out.
func lock(ctx context.Context, tx *ent.Tx, ids ...typeid.ID) ([]*ent.Requirement, error) {
	q := tx.Requirement.Query().Where(requirement.IDIn(ids...)).Order(requirement.ByID()).WithAssisting()
	q.Modify(database.Lock)
	all, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: locking: %w", err)
	}
	return all, journal.LoadTeams(ctx, tx.Client(), all...)
}

// pair locks two different requirements; the field names the other one in errors.
func pair(ctx context.Context, tx *ent.Tx, id, other typeid.ID, field string) (one, two *ent.Requirement, err error) {
	all, err := lock(ctx, tx, id, other)
	if err != nil {
		return nil, nil, err
	}
	for _, r := range all {
		if r.ID == id {
			one = r
		}
		if r.ID == other {
			two = r
		}
	}
	switch {
	case one == nil:
		return nil, nil, fault.NotFound()
	case two == nil:
		return nil, nil, fault.NotFound().On(field)
	}
	return one, two, nil
}
