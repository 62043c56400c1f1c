package requirements

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// MergeInput is a requirement to merge into another.
type MergeInput struct {
	ID              typeid.ID
	ExpectedVersion int
	IntoID          typeid.ID
	Reason          *string
}

// Merge ends a duplicate: its work goes on in the other requirement, its words
// stay (D0-38). A DUPLICATE link joins the two, clocks are cancelled, and a
// rejection that waits for approval is withdrawn. What it was before is kept, so
// that Unmerge can undo it for 30 days. Errors:
// requirement.merge_self, requirement.merge_into_merged,
// requirement.merge_target for one that nobody works on (DRAFT, REJECTED, CLOSED),
// NOT_FOUND on intoId, CONFLICT requirement.links_too_many where the link would be one
// too many of either. Records requirement.merged,
// and requirement.absorbed about the other; requirement.assigned about the other where a
// department assists in it from now on (letIn); task.cancelled of what asked for customers to be
// told of the merged one; task.open where the other's customer has been answered already, or told the
// result, for its customer is to be told it too.
func Merge(ctx context.Context, tx *ent.Tx, in MergeInput) (*ent.Requirement, error) {
	was, into, next, err := takeWith(ctx, tx, flow.RequirementActMerge, in.ID, in.ExpectedVersion, in.IntoID, "intoId")
	if err != nil {
		return nil, err
	}
	c := checks{}
	c.optional("reason", &in.Reason, maxShort)
	if c.err != nil {
		return nil, c.err
	}
	if err := mergeable(was, into); err != nil {
		return nil, err
	}
	link, err := linkDuplicate(ctx, tx, was.ID, into.ID)
	if err != nil {
		return nil, err
	}
	now := viewer.Now(ctx)
	merge := &flow.Merge{From: was.State, LinkID: link, Reason: optional.Value(in.Reason), At: now, ByID: viewer.From(ctx).Member}
	if err := cancelAll(ctx, tx, was, now); err != nil {
		return nil, err
	}
	if err := dropPending(ctx, tx, was); err != nil {
		return nil, err
	}
	if err := retractTelling(ctx, tx, was, "MERGED_ON"); err != nil {
		return nil, err
	}
	if into, merge.LetIn, err = letIn(ctx, tx, was, into); err != nil {
		return nil, err
	}
	r, err := save(ctx, was, was.Update().SetState(next).SetMergedIntoID(into.ID).SetMerge(merge).SetDueAt(database.Never).ClearPendingApprovalID())
	if err != nil {
		return nil, err
	}
	moved(ctx, r, was.State, told{clauses: []string{"D0-38"}, detail: map[string]any{"into": into.ID}})
	happened(ctx, into, "requirement.absorbed", told{clauses: []string{"D0-38"}, detail: map[string]any{"from": r.ID}})
	if into.Result != nil || answered(into) { // its own customer knows already
		about, err := lateOccasion(ctx, tx, into, r)
		if err != nil {
			return nil, err
		}
		return r, askTellingOthers(ctx, tx, into, about)
	}
	return r, nil
}

func mergeable(r, into *ent.Requirement) error {
	switch {
	case r.ID == into.ID:
		return fault.Precondition("requirement.merge_self").On("intoId")
	case into.State == flow.RequirementMerged:
		return fault.Precondition("requirement.merge_into_merged").On("intoId")
	case into.State == flow.RequirementDraft, into.State == flow.RequirementRejected, into.State == flow.RequirementClosed:
		// What is closed is worked on no more, and neither is what was imported as a fact.
		return fault.Precondition("requirement.merge_target").With("state", into.State).On("intoId")
	}
	return nil
}

// linkDuplicate joins the two as duplicates, and gives the link; "" when they
// are joined already, in either direction.
func linkDuplicate(ctx context.Context, tx *ent.Tx, id, other typeid.ID) (typeid.ID, error) {
	there, err := linked(ctx, tx, id, other, flow.LinkDuplicate)
	if err != nil || there {
		return "", err
	}
	if err := linkable(ctx, tx, id, ""); err != nil {
		return "", err
	}
	if err := linkable(ctx, tx, other, "intoId"); err != nil {
		return "", err
	}
	link, err := tx.RequirementLink.Create().SetRequirementID(id).SetOtherID(other).SetType(flow.LinkDuplicate).Save(ctx)
	if err != nil {
		return "", fmt.Errorf("requirements: linking duplicates: %w", err)
	}
	return link.ID, nil
}
