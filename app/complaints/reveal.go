package complaints

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/personal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/complaint"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
)

// maxReason is the longest reason of a reveal and of an erasure, in characters.
const maxReason = 500

// RevealInput is whose reach is shown in clear, and what for.
type RevealInput struct {
	ID     typeid.ID
	Reason string
}

// Reveal lets the viewer see how the complainant is reached in clear (D2-57). It changes
// nothing; what it leaves is complaint.revealed, an event of access with the names of what
// was shown, and the reason beside it. ReachOf gives the values.
func Reveal(ctx context.Context, tx *ent.Tx, in RevealInput) (*ent.Complaint, error) {
	c, err := holdFor(ctx, tx, authz.ComplaintReveal, in.ID)
	if err != nil {
		return nil, err
	}
	reason, err := text.Line("reason", in.Reason, 1, maxReason)
	if err != nil {
		return nil, err
	}
	shown := []string{}
	for field, sealed := range map[string][]byte{"phone": c.Phone, "email": c.Email, "otherContact": c.Reach} {
		if len(sealed) > 0 {
			shown = append(shown, field)
		}
	}
	e := event(c, "complaint.revealed", told{fields: shown, clauses: []string{"D2-57"}, detail: map[string]any{"reason": reason}})
	e.Kind = flow.EventAccess
	journal.Record(ctx, e)
	return c, nil
}

// EraseInput is whose data to erase, and what for.
type EraseInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// Erase takes out whatever is kept of a complainant (D2-08): name, reach, words and files.
// What is left is that there was a complaint, and what became of it; of a requirement that
// was drawn from it the customer's need. It cannot be taken back; the link ends. Only of what is over: complaint.still_open. Of a contact of the
// company's books the erasing of the contact does the same. Records complaint.erased.
func Erase(ctx context.Context, tx *ent.Tx, in EraseInput) (*ent.Complaint, error) {
	c, err := holdFor(ctx, tx, authz.ComplaintDelete, in.ID)
	if err != nil {
		return nil, err
	}
	reason, err := text.Line("reason", in.Reason, 1, maxReason)
	if err != nil {
		return nil, err
	}
	if err := tenants.Version(in.ExpectedVersion, c.Version); err != nil {
		return nil, err
	}
	if c.State.Open() {
		return nil, fault.Precondition("complaint.still_open")
	}
	fields, err := personal.EraseRecord(ctx, tx, ent.TypeComplaint, c.ID)
	if err != nil {
		return nil, err
	}
	if err := personal.EraseSaid(ctx, tx, c.ID); err != nil {
		return nil, err
	}
	happened(ctx, c, "complaint.erased", told{fields: fields, clauses: []string{"D2-08"}, detail: map[string]any{"reason": reason}})
	erased, err := tx.Complaint.Query().Where(complaint.ID(c.ID)).Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("complaints: reading %s: %w", c.ID, err)
	}
	return erased, nil
}

// holdFor locks a complaint for what is no act of its handling.
func holdFor(ctx context.Context, tx *ent.Tx, action authz.Action, id typeid.ID) (*ent.Complaint, error) {
	if err := begin(ctx, action); err != nil {
		return nil, err
	}
	c, err := lock(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	return c, authz.On(ctx, action, Record(c))
}
