package complaints

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// take holds a complaint for an act: the viewer may do it, the row is locked and stands at
// the expected version, and the act is legal in its state. The state after the act comes
// with it.
//
// Errors, in this order: FORBIDDEN by role, FAILED_PRECONDITION of a suspended company,
// NOT_FOUND, FORBIDDEN on this record, CONFLICT version.conflict, FAILED_PRECONDITION
// complaint.historic and transition.illegal.
func take(ctx context.Context, tx *ent.Tx, act flow.ComplaintAct, id typeid.ID, version int) (*ent.Complaint, flow.ComplaintState, error) {
	if err := begin(ctx, actionOf(act)); err != nil {
		return nil, "", err
	}
	c, err := lock(ctx, tx, id)
	if err != nil {
		return nil, "", err
	}
	if err := permit(ctx, act, c); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, c.Version); err != nil {
		return nil, "", err
	}
	if c.Historic {
		return nil, "", fault.Precondition("complaint.historic")
	}
	next, err := flow.Complaint.Next(c.State, act)
	return c, next, err
}

// begin refuses whom no role allows the action, and changes of a company that is not at
// work.
func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

// lock loads and locks a complaint with its group. What the viewer may not read is not
// found.
func lock(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.Complaint, error) {
	q := tx.Complaint.Query().Where(complaint.ID(id))
	q.Modify(database.Lock)
	c, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("complaints: locking: %w", err)
	}
	return c, journal.LoadGroups(ctx, tx.Client(), c)
}

// save writes a change of the complaint, keeps its figures, and since when its customer has
// heard nothing. The group stays loaded.
func save(ctx context.Context, was *ent.Complaint, change *ent.ComplaintUpdateOne) (*ent.Complaint, error) {
	watchSilence(ctx, was, change)
	c, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("complaints: writing %s: %w", was.ID, err)
	}
	if c.GroupID == was.GroupID {
		c.Edges.Group = was.Edges.Group
	}
	count(ctx, was, c)
	return c, nil
}
