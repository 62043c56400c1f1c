package complaints

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"heed/app/indicators"
	"heed/ent"
	"heed/ent/complaint"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// repeats puts into a change of a complaint of which other one it is a recurrence, empty for
// none, and keeps with that one that it recurred: its figure counts by the day on which it
// was closed. Locks are taken from newer to older ones.
func repeats(ctx context.Context, tx *ent.Tx, was *ent.Complaint, change *ent.ComplaintUpdateOne, before typeid.ID) error {
	change.SetRecurrenceOfID(before)
	if before == was.RecurrenceOfID {
		return nil
	}
	sys := viewer.SystemOf(ctx)
	if was.RecurrenceOfID != "" {
		others, err := tx.Complaint.Query().Where(complaint.RecurrenceOfID(was.RecurrenceOfID), complaint.IDNEQ(was.ID)).Exist(sys)
		if err != nil {
			return fmt.Errorf("complaints: looking for other recurrences: %w", err)
		}
		if !others {
			if err := recurred(sys, tx, was.RecurrenceOfID, false); err != nil {
				return err
			}
		}
	}
	if before == "" {
		return nil
	}
	return recurred(sys, tx, before, true)
}

// recurred keeps with a complaint whether another one is a recurrence of it, beside the
// record: its version stays, for nobody changed it.
func recurred(ctx context.Context, tx *ent.Tx, id typeid.ID, is bool) error {
	was, err := lock(ctx, tx, id)
	if err != nil || was.Recurred == is {
		return err
	}
	if err := tx.Complaint.Update().Where(complaint.ID(id)).SetRecurred(is).Exec(ctx); err != nil {
		return fmt.Errorf("complaints: keeping that %s recurred: %w", id, err)
	}
	now := *was
	now.Recurred = is
	count(ctx, was, &now)
	return nil
}

// recurs is the newest complaint of the same customer and class of cause that was closed
// within 90 days before this one came in; empty for none.
func recurs(ctx context.Context, tx *ent.Tx, c *ent.Complaint, cause flow.RootCauseClass) (typeid.ID, error) {
	if c.CustomerID == "" {
		return "", nil
	}
	before, err := tx.Complaint.Query().Where(
		complaint.CustomerID(c.CustomerID), complaint.RootCauseEQ(cause), complaint.IDNEQ(c.ID), complaint.StateEQ(flow.ComplaintClosed),
		complaint.ClosedAtLTE(c.ReceivedAt), complaint.ClosedAtGT(c.ReceivedAt.AddDate(0, 0, -indicators.RecurWithin)),
		complaint.Or(complaint.OutcomeIsNil(), complaint.OutcomeNEQ(flow.OutcomeUnfound)),
	).Order(complaint.ByClosedAt(sql.OrderDesc())).FirstID(viewer.SystemOf(ctx))
	if ent.MaskNotFound(err) != nil {
		return "", fmt.Errorf("complaints: looking for what recurs: %w", err)
	}
	return before, nil
}
