package tasks

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/task"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// notPlanned refuses what only the plan of a task decides: that it is done, when it is
// due, and that it is asked for.
func notPlanned(t *ent.Task) error {
	if t.PlanID != "" {
		return fault.Precondition("task.planned")
	}
	return nil
}

// shown refuses to say that a task of a plan is done where records show it; of some tasks
// nothing but who does them shows it (D3-27, D3-28).
func shown(t *ent.Task) error {
	if t.Type.ByHand() {
		return nil
	}
	return notPlanned(t)
}

// stays refuses what would make a duty go away before it is missed: what a plan asks for
// is not taken back, nor is a weekly check (D0-62).
func stays(t *ent.Task) error {
	if err := notPlanned(t); err != nil {
		return err
	}
	return ownCheck(t)
}

// ownCheck refuses to hand a weekly check to others or to put it off: it covers what one
// member has to do, in a week.
func ownCheck(t *ent.Task) error {
	if t.Type == flow.TaskWeeklyCheck {
		return fault.Precondition("task.weekly_check_stays")
	}
	return nil
}

// Planned are the tasks that plans ask for with a customer and that can still be done
// in time, locked in the order of their ids, whoever may read them.
func Planned(ctx context.Context, tx *ent.Tx, customer typeid.ID) ([]*ent.Task, error) {
	q := tx.Task.Query().Where(
		task.CustomerID(customer), task.PlanIDNotNil(), task.StateIn(flow.TaskOpen, flow.TaskInProgress), task.DueAtGT(viewer.Now(ctx)),
	).Order(task.ByID())
	q.Modify(database.Lock)
	all, err := q.All(viewer.AsSystem(ctx, viewer.Tenant(ctx)))
	if err != nil {
		return nil, fmt.Errorf("tasks: reading what plans ask for: %w", err)
	}
	return all, nil
}

// Fulfil ends a task that is locked, with the record that shows that it is done.
// Records task.done.
func Fulfil(ctx context.Context, was *ent.Task, evidence journal.Subject) error {
	next, err := flow.Task.Next(was.State, flow.TaskActFinish)
	if err != nil {
		return err
	}
	_, err = save(ctx, was, was.Update().SetState(next).SetEvidenceType(evidence.Type).SetEvidenceID(evidence.ID).
		SetEndedAt(viewer.Now(ctx)).ClearNextTickAt())
	return err
}
