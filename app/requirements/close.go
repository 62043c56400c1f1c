package requirements

import (
	"context"
	"strings"

	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// CloseInput is how the customer took the result.
type CloseInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Rating          *int // 1 to 5
	Comment         *string
	NoReply         *bool
	Decision        *string
}

// Close ends the work with the customer's rating or the mark that there was no
// reply, one of the two: requirement.rating_or_no_reply (D0-55). What the customer
// has given at the link counts when the input has none; another rating, or no
// reply, is refused then: requirement.customer_rated. A rating below 3 takes a
// decision by who may approve on this requirement:
// requirement.low_rating_needs_decision, FORBIDDEN. Nothing else takes one:
// requirement.nothing_to_decide. A rating that a member enters is kept as the
// round's. Records requirement.closed.
func Close(ctx context.Context, tx *ent.Tx, in CloseInput) (*ent.Requirement, error) {
	was, next, err := take(ctx, tx, flow.RequirementActClose, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	given, err := CustomerRating(ctx, tx.Client(), was)
	if err != nil {
		return nil, err
	}
	if err := in.adopt(given); err != nil {
		return nil, err
	}
	if err := in.check(); err != nil {
		return nil, err
	}
	if in.low() {
		if strings.TrimSpace(optional.Value(in.Decision)) == "" {
			return nil, fault.Precondition("requirement.low_rating_needs_decision").On("decision")
		}
		if err := authz.On(ctx, authz.RequirementApprove, Record(was)); err != nil {
			return nil, err
		}
	}
	now := viewer.Now(ctx)
	if err := cancelAll(ctx, tx, was, now); err != nil {
		return nil, err
	}
	outcome := &flow.Outcome{
		Rating: in.Rating, Comment: optional.Value(in.Comment), NoReply: optional.Value(in.NoReply),
		Decision: strings.TrimSpace(optional.Value(in.Decision)), At: now, ByID: viewer.From(ctx).Member,
	}
	change := was.Update().SetState(next).SetOutcome(outcome).SetClosedAt(now).SetDueAt(database.Never).ClearAutoCloseAt()
	if given == nil && in.Rating != nil {
		if given, err = keepRating(ctx, tx, was, *in.Rating, outcome.Comment, false); err != nil {
			return nil, err
		}
		change.SetRatingID(given.ID)
	}
	r, err := save(ctx, was, change)
	if err != nil {
		return nil, err
	}
	t := told{clauses: []string{"D0-55"}}
	if in.Rating != nil {
		t.detail = map[string]any{"score": *in.Rating}
	}
	moved(ctx, r, was.State, t)
	return r, nil
}

// adopt takes over what the customer has given; nil for nothing. What it is, a
// refusal does not tell: roles may hide the rating.
func (in *CloseInput) adopt(given *ent.SatisfactionRating) error {
	if given == nil {
		return nil
	}
	if optional.Value(in.NoReply) {
		return fault.Precondition("requirement.customer_rated").On("noReply")
	}
	if in.Rating == nil {
		in.Rating = &given.Score
	}
	if *in.Rating != given.Score {
		return fault.Precondition("requirement.customer_rated").On("rating")
	}
	if optional.Value(in.Comment) == "" && given.Comment != "" {
		in.Comment = &given.Comment
	}
	return nil
}

// low tells whether the rating takes a decision.
func (in *CloseInput) low() bool { return in.Rating != nil && *in.Rating < flow.LowRating }

func (in *CloseInput) check() error {
	c := checks{}
	if (in.Rating == nil) == !optional.Value(in.NoReply) {
		c.fail(fault.Precondition("requirement.rating_or_no_reply").On("rating"))
	}
	if in.Rating != nil {
		c.upTo(5, "rating", *in.Rating)
	}
	c.optional("comment", &in.Comment, maxLong)
	c.optional("decision", &in.Decision, maxShort)
	if !in.low() && strings.TrimSpace(optional.Value(in.Decision)) != "" {
		c.fail(fault.Input("decision", "requirement.nothing_to_decide"))
	}
	return c.err
}
