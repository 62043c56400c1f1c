package requirements

import (
	"context"

	"heed/app/clocks"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/form"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ReceiveInput is a requirement to take on.
type ReceiveInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// Receive takes a requirement on: it gets its number, and its first-response
// clock by the strictest policy that fits its urgency and its customer's tier
// (D0-45 to D0-48). Without such a policy there is no clock. Its
// writer may receive it, whoever it is. What its form requires is there by now:
// form.required. Records requirement.received.
func Receive(ctx context.Context, tx *ent.Tx, in ReceiveInput) (*ent.Requirement, error) {
	was, next, err := take(ctx, tx, flow.RequirementActReceive, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	asked, err := formOf(ctx, tx, was)
	if err != nil {
		return nil, err
	}
	if err := form.Complete(askedBy(asked), was.Category, was.Custom); err != nil {
		return nil, err
	}
	now := viewer.Now(ctx)
	clock, err := startResponse(ctx, tx, was, now)
	if err != nil {
		return nil, err
	}
	number, err := nextNumber(ctx, tx)
	if err != nil {
		return nil, err
	}
	r, err := save(ctx, was, was.Update().
		SetState(next).SetNumber(number).SetReceivedAt(now).SetDueAt(clocks.Earliest(clock)).
		SetGrams(grams(was.TenantID, number, was.Title, was.Content, was.OriginalText)))
	if err != nil {
		return nil, err
	}
	moved(ctx, r, was.State, told{clauses: []string{"D0-45", responseClause[r.Urgency]}, detail: clocks.Detail(clock)})
	return r, nil
}
