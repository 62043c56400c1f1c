package tasks

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/approval"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Consequence is what hangs on approvals of a kind.
type Consequence struct {
	// Hold locks what the approval is about, before the approval itself is locked:
	// in the order of the verbs that act on it, so that none waits for another.
	Hold func(ctx context.Context, tx *ent.Tx, a *ent.Approval) error
	// Done follows in the change in which the approval has ended, however it has:
	// its state tells. When it refuses, nothing has ended.
	Done func(ctx context.Context, tx *ent.Tx, a *ent.Approval) error
}

// Consequences are those of the kinds, from the topics that ask. Of a kind that
// is not among them only the decision itself counts.
type Consequences map[flow.ApprovalKind]Consequence

// take holds an approval for an act: what it is about is locked, then its row,
// which stands at the expected version. The viewer may read it, or it is
// NOT_FOUND; whether they may do the act is the verb's to ask.
func (c Consequences) take(ctx context.Context, tx *ent.Tx, id typeid.ID, version int) (*ent.Approval, error) {
	a, err := tx.Approval.Get(ctx, id)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("tasks: reading an approval: %w", err)
	}
	if hold := c[a.Kind].Hold; hold != nil {
		if err := hold(ctx, tx, a); err != nil {
			return nil, err
		}
	}
	if a, err = lockApproval(ctx, tx, id); err != nil {
		return nil, err
	}
	return a, tenants.Version(version, a.Version)
}

func lockApproval(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.Approval, error) {
	q := tx.Approval.Query().Where(approval.ID(id))
	q.Modify(database.Lock)
	a, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("tasks: locking an approval: %w", err)
	}
	return a, nil
}

// end brings an approval to its last state, tells it to those who were asked and
// to who asked, and does what follows.
func (c Consequences) end(ctx context.Context, tx *ent.Tx, was *ent.Approval, change *ent.ApprovalUpdateOne, to flow.ApprovalState, detail map[string]any) (*ent.Approval, error) {
	asked, err := Asked(ctx, tx.Client(), was.Steps[was.Step], was.RequesterID)
	if err != nil {
		return nil, err
	}
	a, err := change.SetState(to).SetDecidedAt(viewer.Now(ctx)).ClearPendingKey().Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("tasks: ending an approval: %w", err)
	}
	tellApproval(ctx, a, endings[to], was.State, asked, detail)
	if done := c[a.Kind].Done; done != nil {
		if err := done(ctx, tx, a); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// endings are the events of the last states.
var endings = map[flow.ApprovalState]string{
	flow.ApprovalApproved: "approval.approved", flow.ApprovalRejected: "approval.rejected",
	flow.ApprovalWithdrawn: "approval.withdrawn", flow.ApprovalExpired: "approval.expired",
}

// tellApproval records what happened to an approval, for those it asks and for who
// asked. Without a state before it has just been made, or kept its state.
func tellApproval(ctx context.Context, a *ent.Approval, typ string, from flow.ApprovalState, asked []typeid.ID, detail map[string]any) {
	e := journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectApproval, ID: a.ID, Number: a.Number},
		Departments: []typeid.ID{a.DepartmentID}, Members: append(slices.Clone(asked), a.RequesterID),
		Clauses: a.ClauseIds, Detail: detail,
	}
	if from != a.State {
		e.From, e.To = string(from), string(a.State)
	}
	journal.Record(ctx, e)
}

func recordOf(a *ent.Approval) authz.Record { return journal.ApprovalRecord(a) }
