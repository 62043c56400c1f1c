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
