package training

import (
	"context"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// FeedbackInput is what a member thought of a session.
type FeedbackInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Score           int // 1 to 5
	Comment         *string
}

// Feedback says what a member thought of a session they came to, or says it anew (D2-79).
// Nobody says it for them. Errors: FORBIDDEN, input.out_of_range, transition.illegal.
// Records training_record.feedback.
func Feedback(ctx context.Context, tx *ent.Tx, in FeedbackInput) (*ent.TrainingRecord, error) {
	was, err := takeRecord(ctx, tx, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if was.MemberID != viewer.From(ctx).Member {
		return nil, fault.Forbidden()
	}
	if _, err := flow.TrainingRecord.Next(was.State, flow.TrainingRecordActFeedback); err != nil {
		return nil, err
	}
	c := checking(ctx)
	c.Within("score", in.Score, 1, 5)
	comment := c.Lines("comment", optional.Value(in.Comment), 0, maxReason)
	if c.Err != nil {
		return nil, c.Err
	}
	return saveRecord(ctx, was.TrainingRecord, was.Update().SetFeedback(in.Score).SetFeedbackComment(comment).SetFeedbackAt(viewer.Now(ctx)),
		"training_record.feedback", "D2-79")
}
