package complaints

import (
	"context"
	"time"

	"heed/authz"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// HoldForProgress locks a complaint that an entry about its progress is to be written of:
// the viewer may change it, or is in the group that handles it. NOT_FOUND, FORBIDDEN.
func HoldForProgress(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.Complaint, error) {
	if err := authz.Require(ctx, authz.ComplaintRead); err != nil {
		return nil, err
	}
	return holdFor(ctx, tx, authz.ComplaintUpdate, id)
}

// ProgressTold is an entry about the progress of a complaint.
type ProgressTold struct {
	EntryID typeid.ID
	Kind    flow.ProgressKind
	At      time.Time
	Problem bool
	Clauses []string
}

// Progressed keeps with a complaint that is held what an entry tells: what the customer was
// told ends the silence towards them (D2-64), and counts as asking once for their word while
// that is waited for. Records complaint.progressed.
func Progressed(ctx context.Context, was *ent.Complaint, t ProgressTold) error {
	c := was
	if t.Kind == flow.ProgressCustomerNotice {
		change := heard(was, was.Update(), t.At)
		if was.State == flow.ComplaintFeedback {
			change.AddAttempts(1)
		}
		var err error
		if c, err = save(ctx, was, change); err != nil {
			return err
		}
	}
	happened(ctx, c, "complaint.progressed", told{clauses: t.Clauses, detail: map[string]any{
		"entry": t.EntryID, "kind": t.Kind, "at": t.At, "problem": t.Problem,
	}})
	return nil
}
