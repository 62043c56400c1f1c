package requirements

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// MergeInput is a requirement to merge into another.
type MergeInput struct {
	ID              typeid.ID
	ExpectedVersion int
	IntoID          typeid.ID
}

// Merge ends a duplicate: its work goes on in the other requirement, its words
// stay (D0-38). A DUPLICATE link joins the two, clocks are cancelled, and a
// rejection that waits for approval is withdrawn. Errors:
// requirement.merge_self, requirement.merge_into_merged,
// requirement.merge_target, NOT_FOUND on intoId. Records requirement.merged,
// and requirement.absorbed about the other.
func Merge(ctx context.Context, tx *ent.Tx, in MergeInput) (*ent.Requirement, error) {
	was, into, next, err := takeWith(ctx, tx, flow.RequirementActMerge, in.ID, in.ExpectedVersion, in.IntoID, "intoId")
	if err != nil {
		return nil, err
	}
	if err := mergeable(was, into); err != nil {
		return nil, err
	}
	if err := linkDuplicate(ctx, tx, was.ID, into.ID); err != nil {
		return nil, err
	}
	if err := cancelAll(ctx, tx, was, viewer.Now(ctx)); err != nil {
		return nil, err
	}
	if err := dropPending(ctx, tx, was); err != nil {
		return nil, err
	}
	r, err := save(ctx, was, was.Update().SetState(next).SetMergedIntoID(into.ID).SetDueAt(database.Never).ClearPendingApprovalID())
	if err != nil {
		return nil, err
	}
	moved(ctx, r, was.State, told{clauses: []string{"D0-38"}, detail: map[string]any{"into": into.ID}})
	happened(ctx, into, "requirement.absorbed", told{clauses: []string{"D0-38"}, detail: map[string]any{"from": r.ID}})
	return r, nil
}

func mergeable(r, into *ent.Requirement) error {
	switch {
	case r.ID == into.ID:
		return fault.Precondition("requirement.merge_self").On("intoId")
	case into.State == flow.RequirementMerged:
		return fault.Precondition("requirement.merge_into_merged").On("intoId")
	case into.State == flow.RequirementDraft, into.State == flow.RequirementRejected:
		return fault.Precondition("requirement.merge_target").With("state", into.State).On("intoId")
	}
	return nil
}

// linkDuplicate joins the two as duplicates, unless they are, in either direction.
func linkDuplicate(ctx context.Context, tx *ent.Tx, id, other typeid.ID) error {
	there, err := linked(ctx, tx, id, other, flow.LinkDuplicate)
	if err != nil {
		return err
	}
	if !there {
		err = tx.RequirementLink.Create().SetRequirementID(id).SetOtherID(other).SetType(flow.LinkDuplicate).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("requirements: linking duplicates: %w", err)
	}
	return nil
}
