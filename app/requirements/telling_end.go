package requirements

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/tasks"
	"heed/ent"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// openTelling are the tasks that still ask for customers to be told of the requirement.
func openTelling(ctx context.Context, tx *ent.Tx, id typeid.ID) ([]*ent.Task, error) {
	open, err := tx.Task.Query().Where(
		task.SubjectID(id), task.DedupeKeyHasPrefix(tellingOf(id)), task.StateIn(flow.TaskOpen, flow.TaskInProgress),
	).Order(task.ByID()).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("requirements: looking for customers to be told of %s: %w", id, err)
	}
	return open, nil
}

// ToldStill tells whether a customer whose requirement was merged into a locked one that has ended
// is still to be told how: somebody is asked to, and writes it down though nobody works on it.
func ToldStill(ctx context.Context, tx *ent.Tx, r *ent.Requirement, customer typeid.ID) (bool, error) {
	if customer == "" || r.State != flow.RequirementClosed && r.State != flow.RequirementRejected {
		return false, nil
	}
	open, err := openTelling(ctx, tx, r.ID)
	return slices.ContainsFunc(open, func(t *ent.Task) bool { return t.CustomerID == customer }), err
}

// customerTold ends the tasks that asked for the customer to be told, but for those that came
// after: they ask for something newer. What was said is in the entry, which fewer read than the
// task. Records task.done.
func customerTold(ctx context.Context, tx *ent.Tx, r *ent.Requirement, customer typeid.ID, at time.Time) error {
	open, err := openTelling(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	for _, t := range open {
		if t.CustomerID != customer || at.Before(t.CreatedAt) {
			continue
		}
		if err := tasks.Settle(ctx, tx, *t.DedupeKey, ""); err != nil {
			return err
		}
	}
	return nil
}

// dropTelling takes back what asks for customers to be told whose requirements are no longer
// merged into this one. Records task.cancelled.
func dropTelling(ctx context.Context, tx *ent.Tx, r *ent.Requirement) error {
	open, err := openTelling(ctx, tx, r.ID)
	if err != nil || len(open) == 0 {
		return err
	}
	still, err := Customers(ctx, tx, r)
	if err != nil {
		return err
	}
	if len(still) > MaxToTell {
		still = append(still, "") // there is a rest
	}
	for _, t := range open {
		if slices.Contains(still, t.CustomerID) {
			continue
		}
		if err := retract(ctx, tx, t, "NO_LONGER_MERGED"); err != nil {
			return err
		}
	}
	return nil
}

// retractTelling takes back all that asks for customers to be told of the requirement, for the
// reason. Records task.cancelled.
func retractTelling(ctx context.Context, tx *ent.Tx, r *ent.Requirement, why string) error {
	open, err := openTelling(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	for _, t := range open {
		if err := retract(ctx, tx, t, why); err != nil {
			return err
		}
	}
	return nil
}

func retract(ctx context.Context, tx *ent.Tx, t *ent.Task, why string) error {
	return tasks.Retract(ctx, tx, *t.DedupeKey, taskLabel(ctx, why))
}
