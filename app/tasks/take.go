package tasks

import (
	"context"
	"fmt"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/task"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// actionOf is the permission that an act takes.
func actionOf(act flow.TaskAct) authz.Action {
	if act == flow.TaskActUpdate {
		return authz.TaskUpdate
	}
	return authz.TaskTransition
}

// take holds a task for an act: the viewer may do it, the row is locked and
// stands at the expected version, and the act is legal in its state. The state
// after the act comes with it.
//
// Errors, in this order: FORBIDDEN by role, FAILED_PRECONDITION of a suspended
// company, NOT_FOUND, FORBIDDEN on this record, CONFLICT version.conflict,
// FAILED_PRECONDITION transition.illegal.
func take(ctx context.Context, tx *ent.Tx, act flow.TaskAct, id typeid.ID, version int) (*ent.Task, flow.TaskState, error) {
	if err := begin(ctx, actionOf(act)); err != nil {
		return nil, "", err
	}
	t, err := lock(ctx, tx, id)
	if ent.IsNotFound(err) {
		return nil, "", fault.NotFound()
	}
	if err != nil {
		return nil, "", err
	}
	if err := permit(ctx, act, t); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, t.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.Task.Next(t.State, act)
	return t, next, err
}

func lock(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.Task, error) {
	q := tx.Task.Query().Where(task.ID(id))
	q.Modify(database.Lock)
	t, err := q.Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("tasks: locking: %w", err)
	}
	return t, nil
}

// permit refuses an act on a task that the viewer can read: NOT_FOUND out of the
// viewer's reading scope, else FORBIDDEN. One's own to do is what one is asked
// for; one's own to change or cancel is what one has asked for oneself: nobody
// moves the due time of what others expect of them.
func permit(ctx context.Context, act flow.TaskAct, t *ent.Task) error {
	action := actionOf(act)
	if err := authz.On(ctx, action, Record(t)); err != nil {
		return err
	}
	work := Record(t)
	switch act {
	case flow.TaskActUpdate, flow.TaskActCancel:
		work.Members = []typeid.ID{t.CreatedBy}
	default:
		work.Members = []typeid.ID{t.AssigneeID}
	}
	v := viewer.From(ctx)
	if scope := v.Scope(string(action)); !authz.Covers(v, scope, work) {
		return fault.Forbidden().Extend("action", string(action)).Extend("scope", string(scope))
	}
	return nil
}

// Available lists what the viewer may do with the task now. It asks no database.
func Available(ctx context.Context, t *ent.Task) []flow.TaskAct {
	acts := []flow.TaskAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.Task.Allowed(t.State) {
		if act == flow.TaskActMiss || act == flow.TaskActFinish && shown(t) != nil || act == flow.TaskActCancel && stays(t) != nil {
			continue
		}
		if permit(ctx, act, t) == nil {
			acts = append(acts, act)
		}
	}
	return acts
}
