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
// is to be told how: somebody is or was asked to, also among the rest, and writes it down though
// nobody works on it. Who has missed the time for it tells them late.
func ToldStill(ctx context.Context, tx *ent.Tx, r *ent.Requirement, customer typeid.ID) (bool, error) {
	if customer == "" || customer == r.CustomerID || r.State != flow.RequirementClosed && r.State != flow.RequirementRejected {
		return false, nil
	}
	asked, err := tx.Task.Query().Where(
		task.SubjectID(r.ID), task.DedupeKeyHasPrefix(tellingOf(r.ID)), task.StateIn(flow.TaskOpen, flow.TaskInProgress, flow.TaskMissed),
		task.Or(task.CustomerID(customer), task.CustomerIDIsNil()),
	).Exist(viewer.SystemOf(ctx))
	if err != nil {
		return false, fmt.Errorf("requirements: looking whether a customer is to be told of %s: %w", r.ID, err)
	}
	return asked, nil
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

// askAgain asks for the customers to be told of whom a merge that is undone took back that they
// were to be: what they were to be told they do not hear from the other any more.
func askAgain(ctx context.Context, tx *ent.Tx, r *ent.Requirement, merged time.Time) error {
	var dropped []typeid.ID
	err := tx.Task.Query().Where(
		task.SubjectID(r.ID), task.DedupeKeyHasPrefix(tellingOf(r.ID)), task.StateEQ(flow.TaskCancelled), task.EndedAt(merged), task.CustomerIDNotNil(),
	).Select(task.FieldCustomerID).Scan(viewer.SystemOf(ctx), &dropped)
	if err != nil {
		return fmt.Errorf("requirements: looking for what a merge has taken back of %s: %w", r.ID, err)
	}
	if len(dropped) == 0 {
		return nil
	}
	return askTellingOthers(ctx, tx, r, occasion{key: "again " + merged.Format(time.RFC3339Nano), of: dropped})
}

func retract(ctx context.Context, tx *ent.Tx, t *ent.Task, why string) error {
	return tasks.Retract(ctx, tx, *t.DedupeKey, taskLabel(ctx, why))
}
