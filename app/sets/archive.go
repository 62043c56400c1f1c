package sets

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// ArchiveInput is a set to be put away.
type ArchiveInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// Archive puts a set away for good. One that was handed over is answered first:
// requirement_set.unanswered. Records requirement_set.archived.
func Archive(ctx context.Context, tx *ent.Tx, in ArchiveInput) (*ent.RequirementSet, error) {
	was, next, err := take(ctx, tx, flow.SetActArchive, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if !archivable(was) {
		return nil, fault.Precondition("requirement_set.unanswered")
	}
	s, err := was.Update().SetState(next).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("sets: archiving %s: %w", was.ID, err)
	}
	moved(ctx, s, was.State, together, nil)
	return s, nil
}

func archivable(s *ent.RequirementSet) bool {
	return s.State != flow.SetHandedOver || s.AnsweredAt != nil
}
