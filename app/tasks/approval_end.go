package tasks

import (
	"context"
	"errors"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/approval"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// WithdrawInput is a request to take back.
type WithdrawInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// Withdraw takes a request back, by who has asked: approval.not_own. Records
// approval.withdrawn.
func (c Consequences) Withdraw(ctx context.Context, tx *ent.Tx, in WithdrawInput) (*ent.Approval, error) {
	if err := authz.Require(ctx, authz.ApprovalRead); err != nil {
		return nil, err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	was, err := c.take(ctx, tx, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if was.RequesterID != viewer.From(ctx).Member {
		return nil, fault.New(fault.CodeForbidden, "approval.not_own")
	}
	next, err := flow.Approval.Next(was.State, flow.ApprovalActWithdraw)
	if err != nil {
		return nil, err
	}
	return c.end(ctx, tx, was, was.Update(), next, nil)
}

// DropApproval withdraws what was asked about a record that has moved on: the verb
// that moves it has locked it, and writes what follows itself. Records
// approval.withdrawn.
func DropApproval(ctx context.Context, tx *ent.Tx, id typeid.ID) error {
	was, err := lockApproval(viewer.AsSystem(ctx, viewer.Tenant(ctx)), tx, id)
	if err != nil || was.State != flow.ApprovalPending {
		return err
	}
	_, err = Consequences{}.end(ctx, tx, was, was.Update(), flow.ApprovalWithdrawn, map[string]any{"moved": true})
	return err
}

// NextExpiry is when the next request expires, Never for none.
func NextExpiry(ctx context.Context, tx *ent.Tx) (time.Time, error) {
	a, err := tx.Approval.Query().Where(approval.StateEQ(flow.ApprovalPending)).Order(approval.ByExpiresAt()).Select(approval.FieldExpiresAt).First(ctx)
	switch {
	case ent.IsNotFound(err):
		return database.Never, nil
	case err != nil:
		return database.Never, fmt.Errorf("tasks: looking for the next request: %w", err)
	}
	return a.ExpiresAt, nil
}

// expireAtOnce is how many requests are looked up together.
const expireAtOnce = 100

// Expire ends the requests of the context's company whose time is over, each in a
// change of its own. Done again it finds none. Records approval.expired.
func (c Consequences) Expire(ctx context.Context, j *journal.Journal) error {
	now := viewer.Now(ctx)
	var failed []error
	for after := typeid.ID(""); ; {
		q := j.Client().Approval.Query().Where(approval.StateEQ(flow.ApprovalPending), approval.ExpiresAtLTE(now))
		if after != "" { // the empty id is NULL
			q.Where(approval.IDGT(after))
		}
		ids, err := q.Order(approval.ByID()).Limit(expireAtOnce).IDs(ctx)
		if err != nil {
			return errors.Join(append(failed, fmt.Errorf("tasks: reading old approvals: %w", err))...)
		}
		for _, id := range ids {
			after = id
			if _, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error { return c.expire(ctx, tx, id) }); err != nil {
				failed = append(failed, fmt.Errorf("tasks: expiring %s: %w", id, err)) // the others go on
			}
		}
		if len(ids) < expireAtOnce {
			return errors.Join(failed...)
		}
	}
}

// expire ends one request, unless it has ended meanwhile.
func (c Consequences) expire(ctx context.Context, tx *ent.Tx, id typeid.ID) error {
	a, err := tx.Approval.Get(ctx, id)
	if err != nil {
		return err
	}
	if a, err = c.take(ctx, tx, id, a.Version); err != nil {
		return err
	}
	next, err := flow.Approval.Next(a.State, flow.ApprovalActExpire)
	if err != nil || !expired(ctx, a) {
		return nil //nolint:nilerr // somebody was faster
	}
	_, err = c.end(ctx, tx, a, a.Update(), next, nil)
	return err
}
