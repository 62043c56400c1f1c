package complaints

import (
	"context"
	"strings"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// EscalateInput is a complaint that is to go up to the committee.
type EscalateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// Escalate brings a complaint up to the committee, which then decides before the customer is
// replied to (D2-62). Once: complaint.escalated. Errors besides: complaint.escalation_reason.
// Records complaint.escalated.
func Escalate(ctx context.Context, tx *ent.Tx, in EscalateInput) (*ent.Complaint, error) {
	was, _, err := take(ctx, tx, flow.ComplaintActEscalate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checks{now: viewer.Now(ctx)}
	c.reason("reason", &in.Reason, "complaint.escalation_reason")
	switch {
	case c.err != nil:
		return nil, c.err
	case was.Level == flow.LevelCommittee:
		return nil, fault.Precondition("complaint.escalated")
	}
	r, err := save(ctx, was, was.Update().SetLevel(flow.LevelCommittee))
	if err != nil {
		return nil, err
	}
	tellEscalated(ctx, r, was.Level, in.Reason)
	return r, nil
}

// tellEscalated records that the complaint has gone up, and why when somebody said so.
func tellEscalated(ctx context.Context, c *ent.Complaint, from flow.ComplaintLevel, reason ...string) {
	detail := map[string]any{"from": from, "to": c.Level, "reopenCount": c.ReopenCount}
	if len(reason) > 0 {
		detail["reason"] = strings.Join(reason, " ")
	}
	happened(ctx, c, "complaint.escalated", told{fields: []string{"level"}, clauses: []string{"D2-62"}, detail: detail})
}

// DecideInput is the committee's word.
type DecideInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Decision        string
}

// Decide writes down what the committee decided on a complaint that came up to it
// (complaint.not_escalated); another decision replaces it until the customer was replied to
// (D2-62). Records complaint.decided.
func Decide(ctx context.Context, tx *ent.Tx, in DecideInput) (*ent.Complaint, error) {
	was, _, err := take(ctx, tx, flow.ComplaintActDecide, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checks{now: viewer.Now(ctx)}
	c.text("decision", &in.Decision, maxLong)
	switch {
	case c.err != nil:
		return nil, c.err
	case was.Level != flow.LevelCommittee:
		return nil, fault.Precondition("complaint.not_escalated")
	}
	r, err := save(ctx, was, was.Update().SetDecision(&flow.ComplaintDecision{Text: in.Decision, At: c.now, ByID: viewer.From(ctx).Member}))
	if err != nil {
		return nil, err
	}
	happened(ctx, r, "complaint.decided", told{fields: []string{"decision"}, clauses: []string{"D2-62"}})
	return r, nil
}
