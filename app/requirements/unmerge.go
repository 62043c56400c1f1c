package requirements

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/clocks"
	"heed/ent"
	"heed/ent/requirement"
	"heed/ent/requirementlink"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// MergeUndo is how long a merge can be undone (D0-38).
const MergeUndo = 30 * 24 * time.Hour

// UnmergeInput is a merge to be undone.
type UnmergeInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// Unmerge undoes a merge within 30 days: the requirement goes on where it was,
// and the link that the merge made is gone (D0-38). Its customer has waited all
// the while, for the merge was the company's mistake: without a first answer the
// clock counts from when it was received, and may be overdue at once. Errors:
// requirement.unmerge_too_late, requirement.unmerge_target_closed when the other,
// or the one that it went into in its turn, was closed after the merge, for then its customers have been told a result.
// Records requirement.received or requirement.analyzing, requirement.separated
// about the other, requirement.assigned about those in which a department assists no more,
// task.cancelled of what asked for its customers to be told of the other, task.open of what the
// merge had taken back, and clock.started.
func Unmerge(ctx context.Context, tx *ent.Tx, in UnmergeInput) (*ent.Requirement, error) {
	was, chain, next, err := takeMerged(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	c := checks{}
	c.text("reason", &in.Reason, maxShort)
	if c.err != nil {
		return nil, c.err
	}
	if !unmergeable(was, viewer.Now(ctx)) {
		return nil, fault.Precondition("requirement.unmerge_too_late").With("days", int(MergeUndo/(24*time.Hour)))
	}
	var into *ent.Requirement // the next in the chain
	if len(chain) > 0 {
		into = chain[0]
		if last := chain[len(chain)-1]; last.State == flow.RequirementClosed && last.ClosedAt != nil && last.ClosedAt.After(was.Merge.At) {
			return nil, fault.Precondition("requirement.unmerge_target_closed")
		}
	}
	if was.Merge.From == flow.RequirementAnalyzing {
		if next, err = flow.Requirement.Next(next, flow.RequirementActAnalyze); err != nil {
			return nil, err
		}
	}
	if was.Merge.LinkID != "" {
		if _, err := tx.RequirementLink.Delete().Where(requirementlink.ID(was.Merge.LinkID)).Exec(viewer.SystemOf(ctx)); err != nil {
			return nil, fmt.Errorf("requirements: unlinking: %w", err)
		}
	}
	after, err := lateClock(ctx, tx, was, clocks.OfRequirement(was), nil)
	if err != nil {
		return nil, err
	}
	r, err := save(ctx, was, was.Update().SetState(next).ClearMergedIntoID().ClearMerge().SetDueAt(after.due))
	if err != nil {
		return nil, err
	}
	moved(ctx, r, was.State, told{clauses: []string{"D0-38"}, detail: map[string]any{"into": was.MergedIntoID, "reason": in.Reason}})
	if into != nil {
		happened(ctx, into, "requirement.separated", told{clauses: []string{"D0-38"}, detail: map[string]any{"from": r.ID}})
	}
	let := was.Merge.LetIn
	for _, one := range chain { // its customers hear of it by itself again
		if err := letGo(ctx, tx, one, let); err != nil {
			return nil, err
		}
		if err := dropTelling(ctx, tx, one); err != nil {
			return nil, err
		}
		if let = nil; one.Merge != nil {
			let = one.Merge.LetIn
		}
	}
	if err := askAgain(ctx, tx, r, was.Merge.At); err != nil {
		return nil, err
	}
	if after.event != "" {
		happened(ctx, r, after.event, told{clauses: []string{responseClause[r.Urgency]}, detail: after.detail})
	}
	return r, nil
}

// takeMerged is take for a merged requirement and those it went into, one after the
// other, which the viewer need not reach: the rows are locked in one order, as
// takeWith does.
func takeMerged(ctx context.Context, tx *ent.Tx, in UnmergeInput) (was *ent.Requirement, chain []*ent.Requirement, next flow.RequirementState, err error) {
	if err := begin(ctx, actionOf(flow.RequirementActUnmerge)); err != nil {
		return nil, nil, "", err
	}
	seen, err := tx.Requirement.Query().Where(requirement.ID(in.ID)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil, "", fault.NotFound()
	} else if err != nil {
		return nil, nil, "", fmt.Errorf("requirements: reading a merge: %w", err)
	}
	ids, err := mergedInto(ctx, tx, seen)
	if err != nil {
		return nil, nil, "", err
	}
	all, err := lock(viewer.SystemOf(ctx), tx, ids...)
	if err != nil {
		return nil, nil, "", err
	}
	byID := map[typeid.ID]*ent.Requirement{}
	for _, r := range all {
		byID[r.ID] = r
	}
	if was = byID[in.ID]; was == nil {
		return nil, nil, "", fault.NotFound()
	}
	for at := byID[was.MergedIntoID]; at != nil && len(chain) < len(all); at = byID[at.MergedIntoID] {
		chain = append(chain, at)
	}
	next, err = check(ctx, flow.RequirementActUnmerge, was, in.ExpectedVersion) // another merge meanwhile is another version
	return was, chain, next, err
}

// mergedInto are the ids of the requirement and of those it went into, to the end.
func mergedInto(ctx context.Context, tx *ent.Tx, r *ent.Requirement) ([]typeid.ID, error) {
	ids := []typeid.ID{r.ID}
	for at := r.MergedIntoID; at != "" && !slices.Contains(ids, at); {
		ids = append(ids, at)
		next, err := tx.Requirement.Query().Where(requirement.ID(at)).Select(requirement.FieldMergedIntoID).Only(viewer.SystemOf(ctx))
		if ent.IsNotFound(err) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("requirements: following a merge: %w", err)
		}
		at = next.MergedIntoID
	}
	return ids, nil
}

// unmergeable tells whether the merge may still be undone. What was merged before
// merges were kept cannot be.
func unmergeable(r *ent.Requirement, now time.Time) bool {
	return r.Merge != nil && !now.After(r.Merge.At.Add(MergeUndo))
}

// UndoableUntil is until when the merge of a requirement can be undone; nil when
// nothing is merged, or no longer.
func UndoableUntil(r *ent.Requirement, now time.Time) *time.Time {
	if r.State != flow.RequirementMerged || !unmergeable(r, now) {
		return nil
	}
	until := r.Merge.At.Add(MergeUndo)
	return &until
}
