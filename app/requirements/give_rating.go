package requirements

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/satisfactionrating"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// RatingInput is how a customer took a result, by their own hand.
type RatingInput struct {
	ID      typeid.ID
	Score   int // 1 to 5
	Comment string
}

// GiveRating keeps the rating that a customer gives at the link, in the system's name:
// one a round, which the customer may change while their word is waited for
// (requirement.not_in_feedback). It changes the requirement too, so that nobody
// closes it over a rating that they have not seen. The same again changes
// nothing. Records requirement.rated; the customer's words are in no event.
func GiveRating(ctx context.Context, tx *ent.Tx, in RatingInput) (*ent.Requirement, error) {
	all, err := lock(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fault.NotFound()
	}
	was := all[0]
	if was.State != flow.RequirementFeedback {
		return nil, fault.Precondition("requirement.not_in_feedback")
	}
	if in.Score < 1 || in.Score > 5 {
		return nil, fault.Input("score", "rating.score")
	}
	comment, err := text.Lines("comment", in.Comment, 0, maxShort)
	if err != nil {
		return nil, err
	}
	given, err := CustomerRating(ctx, tx.Client(), was)
	if err != nil {
		return nil, err
	}
	switch {
	case given == nil:
		given, err = keepRating(ctx, tx, was, in.Score, comment, true)
	case given.Score == in.Score && given.Comment == comment:
		return was, nil
	default:
		given, err = given.Update().SetScore(in.Score).SetComment(comment).SetRatedAt(viewer.Now(ctx)).Save(ctx)
	}
	if err != nil {
		return nil, err
	}
	change := was.Update().SetRatingID(given.ID)
	if given.Score < flow.LowRating { // it waits for a decision, and closes by itself no more
		change.ClearAutoCloseAt()
	} else if was.AutoCloseAt == nil { // it had waited for a decision that is no longer needed
		if at := autoCloseAt(ctx, viewer.Now(ctx)); at != nil {
			change.SetAutoCloseAt(*at)
			journal.DueBy(ctx, *at)
		}
	}
	r, err := save(ctx, was, change)
	if err != nil {
		return nil, err
	}
	happened(ctx, r, "requirement.rated", told{clauses: []string{"D0-55"}, fields: []string{"rating"}, detail: map[string]any{"score": given.Score}})
	return r, nil
}

// CustomerRating is what the customer has said of the newest result, nil for
// nothing; below 3 it takes a decision to close.
func CustomerRating(ctx context.Context, client *ent.Client, r *ent.Requirement) (*ent.SatisfactionRating, error) {
	given, err := client.SatisfactionRating.Query().
		Where(satisfactionrating.SubjectID(r.ID), satisfactionrating.Round(r.ReopenCount)).Only(viewer.SystemOf(ctx))
	if ent.MaskNotFound(err) != nil {
		return nil, fmt.Errorf("requirements: reading the rating of %s: %w", r.ID, err)
	}
	return given, nil
}

// keepRating writes the rating of the requirement's round: given at the link, or
// told to a member.
func keepRating(ctx context.Context, tx *ent.Tx, r *ent.Requirement, score int, comment string, byCustomer bool) (*ent.SatisfactionRating, error) {
	method := flow.RatingInterview
	if byCustomer {
		method = flow.RatingQuestionnaire
	}
	given, err := tx.SatisfactionRating.Create().SetSubjectType(flow.SubjectRequirement).SetSubjectID(r.ID).SetCustomerID(r.CustomerID).
		SetRound(r.ReopenCount).SetScore(score).SetComment(comment).SetMethod(method).SetByCustomer(byCustomer).
		SetRatedAt(viewer.Now(ctx)).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: keeping the rating of %s: %w", r.ID, err)
	}
	return given, nil
}
