package requirements

import (
	"context"
	"strings"
	"time"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// RecordResponseInput is the first answer to the customer.
type RecordResponseInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Text            string
	Solution        *string
	MilestoneAt     *time.Time
	Channel         flow.Channel
	RespondedAt     *time.Time // now when left out; pauses after it count for nothing
}

// RecordResponse records the first answer and stops its clock. What it must
// hold follows from the urgency (D0-46 to D0-48): requirement.response_needs_solution,
// requirement.response_needs_plan. The milestone comes after the answer:
// requirement.milestone_order. An answer that holds it is given once:
// requirement.response_already_recorded. The customers of what was merged into it are to be
// told too: a task asks for each (D0-38). Records requirement.responded, and task.open.
func RecordResponse(ctx context.Context, tx *ent.Tx, in RecordResponseInput) (*ent.Requirement, error) {
	was, _, err := take(ctx, tx, flow.RequirementActRecordResponse, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if err := in.check(viewer.Now(ctx)); err != nil {
		return nil, err
	}
	if answered(was) {
		return nil, fault.Precondition("requirement.response_already_recorded")
	}
	answer := in.response(ctx, was.Urgency)
	if err := holds(was.Urgency, answer); err != nil {
		return nil, err
	}
	field := ""
	if in.RespondedAt != nil {
		field = "respondedAt"
	}
	due, err := stopResponse(ctx, tx, was, answer.RespondedAt, field)
	if err != nil {
		return nil, err
	}
	t := told{fields: []string{"response"}, clauses: []string{responseClause[was.Urgency]}, detail: map[string]any{"kind": answer.Kind, "respondedAt": answer.RespondedAt}}
	if was.Response != nil { // of a kind that a lower urgency asked for
		t.detail["before"] = was.Response
	}
	r, err := save(ctx, was, was.Update().SetResponse(answer).SetDueAt(due))
	if err != nil {
		return nil, err
	}
	happened(ctx, r, "requirement.responded", t)
	return r, askTellingOthers(ctx, tx, r, responseOccasion(r))
}

func (in *RecordResponseInput) check(now time.Time) error {
	c := checks{now: now}
	c.text("text", &in.Text, maxLong)
	c.optional("solution", &in.Solution, maxLong)
	known(&c, "channel", in.Channel)
	at := now
	if in.RespondedAt != nil {
		c.past("respondedAt", *in.RespondedAt)
		at = happenedAt(*in.RespondedAt, now)
	}
	if in.MilestoneAt != nil && in.MilestoneAt.Before(at) {
		c.fail(fault.Input("milestoneAt", "requirement.milestone_order"))
	}
	return c.err
}

func (in RecordResponseInput) response(ctx context.Context, urgency flow.Urgency) *flow.Response {
	at := viewer.Now(ctx)
	if in.RespondedAt != nil {
		at = happenedAt(*in.RespondedAt, at)
	}
	return &flow.Response{
		Kind: urgency.Answer(), Text: in.Text, Solution: strings.TrimSpace(optional.Value(in.Solution)),
		MilestoneAt: viewer.InstantOr(in.MilestoneAt), Channel: in.Channel, RespondedAt: at, ResponderID: viewer.From(ctx).Member,
	}
}
