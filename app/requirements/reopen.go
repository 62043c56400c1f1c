package requirements

import (
	"context"
	"slices"
	"time"

	"heed/app/clocks"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// reopenDays is how long after closing a requirement may be taken up again.
const reopenDays = 90

// ReopenInput is work to be taken up again.
type ReopenInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// Reopen takes the work up again with a new first-response clock, so that the
// customer is answered anew: by whoever works on it while it waits for the
// customer's word, by who may approve after it was closed, within 90 days
// (requirement.reopen_too_late), and nothing that came in as a fact
// (requirement.historic). Response, result, outcome and what became of
// the plan's steps start afresh; the old ones stay in the event's detail. A new
// round of ratings begins, and the link of the old one ends.
// Records requirement.processing.
func Reopen(ctx context.Context, tx *ent.Tx, in ReopenInput) (*ent.Requirement, error) {
	was, next, err := take(ctx, tx, flow.RequirementActReopen, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checks{}
	c.named("reason", &in.Reason, maxShort, fault.Input("reason", "requirement.reopen_reason"))
	if c.err != nil {
		return nil, c.err
	}
	if was.Historic {
		return nil, fault.Precondition("requirement.historic")
	}
	if !reopenable(ctx, was) {
		return nil, fault.Precondition("requirement.reopen_too_late").With("days", reopenDays)
	}
	now := viewer.Now(ctx)
	if err := cancelAll(ctx, tx, was, now); err != nil {
		return nil, err
	}
	clock, err := startResponse(ctx, tx, was, now)
	if err != nil {
		return nil, err
	}
	if err := endLinks(ctx, tx, was.ID); err != nil {
		return nil, err
	}
	plans, steps := Undone(was.Plans)
	due, err := StartSteps(ctx, tx, clocks.OfRequirement(was), plans, now, now) // what was due before is not measured again
	if err != nil {
		return nil, err
	}
	r, err := save(ctx, was, was.Update().SetState(next).AddReopenCount(1).SetDueAt(due).
		SetPlans(plans).ClearResponse().ClearResult().ClearOutcome().ClearClosedAt().ClearRatingID().ClearAutoCloseAt())
	if err != nil {
		return nil, err
	}
	detail := orMap(clocks.Detail(clock))
	detail["reason"] = in.Reason
	detail["before"] = map[string]any{"response": was.Response, "result": was.Result, "outcome": was.Outcome, "closedAt": was.ClosedAt, "steps": steps}
	moved(ctx, r, was.State, told{clauses: []string{"D0-54", "D0-55", responseClause[r.Urgency]}, detail: detail})
	return r, nil
}

// Undone are the plans with the steps of the newest one open again, and those
// steps as they were.
func Undone(plans []flow.PlanRevision) (open []flow.PlanRevision, before []flow.PlanStep) {
	if len(plans) == 0 {
		return plans, nil
	}
	open = slices.Clone(plans)
	newest := &open[len(open)-1]
	before, newest.Steps = newest.Steps, slices.Clone(newest.Steps)
	for i := range newest.Steps {
		newest.Steps[i].DoneAt, newest.Steps[i].Waived = nil, ""
	}
	return open, before
}

// reopenable tells whether it is not too long since the requirement was closed. What
// came in as a fact was closed elsewhere.
func reopenable(ctx context.Context, r *ent.Requirement) bool {
	return !r.Historic && (r.State != flow.RequirementClosed || r.ClosedAt == nil ||
		!viewer.Now(ctx).After(r.ClosedAt.Add(reopenDays*24*time.Hour)))
}
