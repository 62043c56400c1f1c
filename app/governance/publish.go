package governance

import (
	"context"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
)

// Publish tells a document to those it is for; who is one of them is looked at whenever it
// is asked, so that who comes later is told as well (D2-81). Errors: document.period_over,
// transition.illegal. Records governing_document.effective, and governing_document.begun,
// which they are told of, when its period has begun; else Tend does so on its first day.
func Publish(ctx context.Context, tx *ent.Tx, in tenants.Versioned) (*ent.GoverningDocument, error) {
	was, next, err := take(ctx, tx, flow.DocumentActPublish, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := tenants.Checking(ctx)
	if was.PeriodEnd < c.Day(0) {
		return nil, fault.Precondition("document.period_over").On("periodEnd")
	}
	d, err := save(ctx, was, was.Update().SetState(next).SetEffectiveAt(c.Now))
	if err == nil && d.PeriodStart <= c.Day(0) {
		journal.Record(ctx, event(d, begun, d.State))
	}
	return d, err
}

// Retire drops a draft, or takes back what was published; what was acknowledged stays
// known. Errors: input.required, transition.illegal. Records governing_document.retired.
func Retire(ctx context.Context, tx *ent.Tx, in tenants.Reasoned) (*ent.GoverningDocument, error) {
	was, next, err := take(ctx, tx, flow.DocumentActRetire, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := tenants.Checking(ctx)
	reason := c.Lines("reason", in.Reason, 1, maxReason)
	if c.Err != nil {
		return nil, c.Err
	}
	return save(ctx, was, was.Update().SetState(next).SetEndedAt(c.Now).SetEndReason(reason))
}
