package complaints

import (
	"context"
	"fmt"
	"time"

	"heed/ent"
	"heed/ent/satisfactionrating"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// AnswerInput is the customer's word about the reply, by their own hand at the link.
type AnswerInput struct {
	ID       typeid.ID
	Accepted bool
	Score    *int // 1 to 5
	Comment  string
}

// Answer keeps what the customer says about the reply, in the system's name (D1-47, D2-61).
// Who accepts ends what a department handled itself; joint handling its leader ends. Who
// does not accept says why (complaint.reopen_reason), and the handling goes on. Errors:
// complaint.not_in_feedback, complaint.answered, rating.score. Records complaint.answered,
// and complaint.closed or complaint.processing; the customer's words are in no event.
func Answer(ctx context.Context, tx *ent.Tx, in AnswerInput) (*ent.Complaint, error) {
	was, err := lock(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	if was.ErasedAt != nil {
		return nil, fault.NotFound()
	}
	if was.State != flow.ComplaintFeedback {
		return nil, fault.Precondition("complaint.not_in_feedback")
	}
	if was.Answer != nil {
		return nil, fault.Precondition("complaint.answered")
	}
	comment, err := text.Lines("comment", in.Comment, 0, maxShort)
	if err != nil {
		return nil, err
	}
	if in.Score != nil && (*in.Score < 1 || *in.Score > 5) {
		return nil, fault.Input("score", "rating.score")
	}
	now, change := viewer.Now(ctx), was.Update()
	if err := rate(ctx, tx, was, change, in.Score, comment, true); err != nil {
		return nil, err
	}
	if !in.Accepted {
		if comment == "" {
			return nil, fault.Input("comment", "complaint.reopen_reason")
		}
		return takeUpAgain(ctx, tx, was, flow.ComplaintReopening{Reason: comment, ByCustomer: true, Score: in.Score, At: now})
	}
	change.SetAnswer(&flow.ComplaintAnswer{Acceptance: flow.AcceptanceYes, Score: in.Score, Comment: comment, ByCustomer: true, At: now})
	answered := told{fields: []string{"answer"}, clauses: []string{"D2-61"}, detail: map[string]any{"acceptance": flow.AcceptanceYes}}
	if joint(was) {
		c, err := save(ctx, was, change)
		if err != nil {
			return nil, err
		}
		happened(ctx, c, "complaint.answered", answered)
		return c, nil
	}
	happened(ctx, was, "complaint.answered", answered)
	return shut(ctx, tx, was, change, flow.OutcomeAccepted, &flow.ComplaintEnding{At: now})
}

// rate keeps the customer's score of the round, for a customer of the company's books, and
// puts it into the complaint's change.
func rate(ctx context.Context, tx *ent.Tx, was *ent.Complaint, change *ent.ComplaintUpdateOne, score *int, comment string, byCustomer bool) error {
	if score == nil || was.CustomerID == "" {
		return nil
	}
	id, err := keepRating(ctx, tx, was, *score, comment, byCustomer, viewer.Now(ctx))
	if err != nil {
		return err
	}
	change.SetRatingID(id)
	return nil
}

// keepRating writes the rating of the complaint's round, or the new score of one that is
// there.
func keepRating(ctx context.Context, tx *ent.Tx, c *ent.Complaint, score int, comment string, byCustomer bool, at time.Time) (typeid.ID, error) {
	method := flow.RatingInterview
	if byCustomer {
		method = flow.RatingQuestionnaire
	}
	given, err := tx.SatisfactionRating.Query().Where(satisfactionrating.SubjectID(c.ID), satisfactionrating.Round(c.ReopenCount)).Only(viewer.SystemOf(ctx))
	switch {
	case ent.IsNotFound(err):
		given, err = tx.SatisfactionRating.Create().SetSubjectType(flow.SubjectComplaint).SetSubjectID(c.ID).SetCustomerID(c.CustomerID).
			SetRound(c.ReopenCount).SetScore(score).SetComment(comment).SetMethod(method).SetByCustomer(byCustomer).SetRatedAt(at).Save(ctx)
	case err == nil:
		given, err = given.Update().SetScore(score).SetComment(comment).SetRatedAt(at).Save(ctx)
	}
	if err != nil {
		return "", fmt.Errorf("complaints: keeping the rating of %s: %w", c.ID, err)
	}
	return given.ID, nil
}
