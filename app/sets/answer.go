package sets

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// AnswerInput is what a department says to a set that it took over.
type AnswerInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Answer          string
}

// Answer records what the department makes of the set: what it plans, and how
// that stands (D2-28, D2-29). It may answer anew while the set is with it; the
// journal keeps who answered when. Its owner is told. Records
// requirement_set.answered.
func Answer(ctx context.Context, tx *ent.Tx, in AnswerInput) (*ent.RequirementSet, error) {
	was, next, err := take(ctx, tx, flow.SetActAnswer, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	answer, err := text.Lines("answer", in.Answer, 1, maxText)
	if err != nil {
		return nil, err
	}
	s, err := was.Update().SetState(next).SetAnswer(answer).SetAnsweredAt(viewer.Now(ctx)).SetAnsweredByID(viewer.From(ctx).Member).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("sets: answering %s: %w", was.ID, err)
	}
	happened(ctx, s, "requirement_set.answered", routed, []string{"answer"})
	return s, nil
}
