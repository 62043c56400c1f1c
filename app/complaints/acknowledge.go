package complaints

import (
	"context"
	"time"

	"heed/app/clocks"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// AcknowledgeInput is the word that a complaint has come in.
type AcknowledgeInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Channel         flow.Channel
	At              *time.Time // now when left out
}

// Acknowledge writes down that the customer was told that the complaint has come in and by
// when it is answered, and stops its clock (D2-58). Once: complaint.acknowledged. Records
// complaint.acknowledged.
func Acknowledge(ctx context.Context, tx *ent.Tx, in AcknowledgeInput) (*ent.Complaint, error) {
	was, _, err := take(ctx, tx, flow.ComplaintActAcknowledge, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checks{now: viewer.Now(ctx)}
	known(&c, "channel", in.Channel)
	at := c.pastOr("at", in.At)
	switch {
	case c.err != nil:
		return nil, c.err
	case was.Acknowledgement != nil:
		return nil, fault.Precondition("complaint.acknowledged")
	}
	field := ""
	if in.At != nil {
		field = "at"
	}
	due, err := clocks.Stop(ctx, tx, clocks.OfComplaint(was), sla.ClockComplaintAck, at, field)
	if err != nil {
		return nil, err
	}
	r, err := save(ctx, was, heard(was, was.Update().SetDueAt(due).SetPromiseConfirmed(true).
		SetAcknowledgement(&flow.Acknowledgement{At: at, Channel: in.Channel, ByID: viewer.From(ctx).Member}), at))
	if err != nil {
		return nil, err
	}
	happened(ctx, r, "complaint.acknowledged", told{fields: []string{"acknowledgement"}, clauses: []string{"D2-58"}, detail: map[string]any{"channel": in.Channel, "at": at}})
	return r, nil
}
