package governance

import (
	"context"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
)

// Publish tells a document to those it is for; who is one of them is looked at whenever it
// is asked, so that who comes later is told as well (D2-81). Errors: document.period_over,
// transition.illegal. Records governing_document.effective.
func Publish(ctx context.Context, tx *ent.Tx, in tenants.Versioned) (*ent.GoverningDocument, error) {
	was, next, err := take(ctx, tx, flow.DocumentActPublish, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	if was.PeriodEnd < c.day(0) {
		return nil, fault.Precondition("document.period_over").On("periodEnd")
	}
	return save(ctx, was, was.Update().SetState(next).SetEffectiveAt(c.now))
}

// Retire drops a draft, or takes back what was published; what was acknowledged stays
// known. Errors: input.required, transition.illegal. Records governing_document.retired.
func Retire(ctx context.Context, tx *ent.Tx, in tenants.Reasoned) (*ent.GoverningDocument, error) {
	was, next, err := take(ctx, tx, flow.DocumentActRetire, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	reason := c.Lines("reason", in.Reason, 1, maxReason)
	if c.Err != nil {
		return nil, c.Err
	}
	return save(ctx, was, was.Update().SetState(next).SetEndedAt(c.now).SetEndReason(reason))
}
