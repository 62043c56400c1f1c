package complaints

import (
	"context"

	"heed/app/clocks"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// WithdrawInput is a complaint that the customer takes back.
type WithdrawInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Statement       string // the customer's
}

// Withdraw ends a complaint that the customer takes back, with what they said to it
// (complaint.statement_missing); its clocks end without a result. Joint handling is ended by
// its leader or who manages it, and a major one leaves its finding all the same (D2-62,
// D2-66). Records complaint.withdrawn, and finding.open.
func Withdraw(ctx context.Context, tx *ent.Tx, in WithdrawInput) (*ent.Complaint, error) {
	was, next, err := take(ctx, tx, flow.ComplaintActWithdraw, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checks{now: viewer.Now(ctx)}
	if c.reason("statement", &in.Statement, "complaint.statement_missing"); c.err != nil {
		return nil, c.err
	}
	if err := clocks.CancelAll(ctx, tx, clocks.OfComplaint(was), c.now); err != nil {
		return nil, err
	}
	r, err := save(ctx, was, was.Update().SetState(next).SetClosedAt(c.now).SetDueAt(database.Never).ClearNoReplyAt().
		SetWithdrawal(&flow.ComplaintEnding{Note: in.Statement, At: c.now, ByID: viewer.From(ctx).Member}))
	if err != nil {
		return nil, err
	}
	moved(ctx, r, was.State, told{clauses: []string{"D2-61"}})
	if r.Severity != nil && *r.Severity == flow.SeverityMajor {
		return r, leaveFinding(ctx, tx, r)
	}
	return r, nil
}
