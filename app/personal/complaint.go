package personal

import (
	"context"
	"fmt"

	"heed/app/token"
	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/progressentry"
	"heed/ent/satisfactionrating"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// EraseSaid takes out what a complainant has said beside the complaint itself: the words of
// ratings, reactions in entries about progress, what the events' details hold, and the names
// of sendings, which are made of who sent what. The link at which they followed it ends.
func EraseSaid(ctx context.Context, tx *ent.Tx, complaints ...typeid.ID) error {
	if len(complaints) == 0 {
		return nil
	}
	ctx = viewer.SystemOf(ctx)
	if err := token.Revoke(ctx, tx, flow.TokenComplaintStatus, complaints...); err != nil {
		return err
	}
	err := tx.SatisfactionRating.Update().Where(satisfactionrating.SubjectIDIn(complaints...)).ClearComment().Exec(ctx)
	if err == nil {
		err = tx.ProgressEntry.Update().Where(progressentry.ComplaintIDIn(complaints...)).ClearCustomerReaction().Exec(ctx)
	}
	if err == nil {
		err = tx.Complaint.Update().Where(complaint.IDIn(complaints...), complaint.ExternalSystem(flow.SystemOfSendings)).
			ClearExternalSystem().ClearExternalID().Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("personal: erasing what complainants said: %w", err)
	}
	for _, id := range complaints {
		if err := eraseTraces(ctx, tx, id); err != nil {
			return err
		}
	}
	return nil
}
