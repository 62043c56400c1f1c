package servertest

import (
	"context"
	"testing"
	"time"

	"heed/app/complaints"
	"heed/app/token"
	"heed/ent"
	"heed/rules/flow"
)

// complaintSecret is the secret of a link of those who complain: of a page, of the status of
// a complaint that has come in, or of one that was replied to.
func (st *Stage) complaintSecret(t testing.TB, what string) string {
	t.Helper()
	ctx, client := st.Company.System(), st.Server.Client
	link, err := complaints.LinkOfForm(ctx, client, st.ID(t, "complaintform"))
	if err != nil || link == nil {
		t.Fatalf("the page has no link: %v", err)
	}
	if what == "page" {
		return link.Secret
	}
	var followed *token.Link
	st.Server.Change(t, ctx, func(ctx context.Context, tx *ent.Tx) error {
		form, err := tx.ComplaintForm.Get(ctx, st.ID(t, "complaintform"))
		if err != nil {
			return err
		}
		made, err := complaints.Submit(ctx, tx, complaints.SubmitInput{
			Form: form, Intake: flow.IntakePage, ComplainantName: "Zhou Min", Reach: complaints.Reach{Phone: "13812345678"},
			Content: "The lock is stiff", Product: "Lock",
		})
		if err != nil {
			return err
		}
		followed = made.Link
		if what == "replied" {
			return tx.Complaint.UpdateOneID(made.Complaint.ID).SetState(flow.ComplaintFeedback).SetReply(&flow.ComplaintReply{
				Decision: "The lock is changed", Channel: flow.ChannelPhone, At: st.Server.Clock.Now(),
			}).Exec(ctx)
		}
		return nil
	})
	st.Server.Clock.Advance(time.Second)
	return followed.Secret
}
