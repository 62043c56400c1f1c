package complaints

import (
	"context"
	"time"

	"heed/app/clocks"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ReplyInput is what was decided, as it was told to the customer.
type ReplyInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Decision        string
	Channel         flow.Channel
	RepliedAt       *time.Time // now when left out
}

// Reply tells the customer what was decided (D1-47, D2-60, D2-61): the clock of the
// resolution stops, and that of an acknowledgement that nobody gave. All steps of the plan
// are done or waived by then (complaint.steps_open); what came up to the committee takes
// its decision (complaint.no_committee_decision). The customer answers at the link, or to a
// member. Records complaint.feedback.
func Reply(ctx context.Context, tx *ent.Tx, in ReplyInput) (*ent.Complaint, error) {
	was, next, err := take(ctx, tx, flow.ComplaintActReply, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checks{now: viewer.Now(ctx)}
	c.text("decision", &in.Decision, maxWords)
	known(&c, "channel", in.Channel)
	at := c.pastOr("repliedAt", in.RepliedAt)
	switch {
	case c.err != nil:
		return nil, c.err
	case openSteps(was):
		return nil, fault.Precondition("complaint.steps_open")
	case was.Level == flow.LevelCommittee && was.Decision == nil:
		return nil, fault.Precondition("complaint.no_committee_decision")
	}
	field := ""
	if in.RepliedAt != nil {
		field = "repliedAt"
	}
	s := clocks.OfComplaint(was)
	if _, err := clocks.Stop(ctx, tx, s, sla.ClockComplaintAck, at, field); err != nil {
		return nil, err
	}
	due, err := clocks.Stop(ctx, tx, s, sla.ClockComplaintResolution, at, field)
	if err != nil {
		return nil, err
	}
	by := viewer.From(ctx).Member
	change := heard(was, was.Update(), at).SetState(next).SetDueAt(due).SetAttempts(0).
		SetReply(&flow.ComplaintReply{Decision: in.Decision, Channel: in.Channel, At: at, ByID: by}).
		SetNillableNoReplyAt(noReplyAt(ctx, c.now)) // not from repliedAt: who writes late gives the customer no less time
	if was.Acknowledgement == nil {
		change.SetAcknowledgement(&flow.Acknowledgement{At: at, Channel: in.Channel, ByID: by})
	}
	r, err := save(ctx, was, change)
	if err != nil {
		return nil, err
	}
	moved(ctx, r, was.State, told{clauses: []string{"D1-47", "D2-60"}, detail: map[string]any{"channel": in.Channel, "repliedAt": at}})
	return r, nil
}

// noReplyAt is from when on a complaint whose customer, told then, does not answer may be
// closed; nil where the calendar has no working time.
func noReplyAt(ctx context.Context, at time.Time) *time.Time {
	return clocks.WorkingDaysAfter(ctx, at, tenants.ConfigFrom(ctx).Tenant.Settings.CloseAfter())
}
