package requirements

import (
	"context"
	"strings"

	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// lowRating is the rating below which closing takes a decision.
const lowRating = 3

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
// reply, one of the two: requirement.rating_or_no_reply (D0-55). A rating below
// 3 takes a decision by who may approve on this requirement:
// requirement.low_rating_needs_decision, FORBIDDEN. Nothing else takes one:
// requirement.nothing_to_decide. Records requirement.closed.
func Close(ctx context.Context, tx *ent.Tx, in CloseInput) (*ent.Requirement, error) {
	was, next, err := take(ctx, tx, flow.RequirementActClose, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if err := in.check(); err != nil {
		return nil, err
	}
	if in.low() {
		if strings.TrimSpace(orEmpty(in.Decision)) == "" {
			return nil, fault.Precondition("requirement.low_rating_needs_decision").On("decision")
		}
		if err := authz.On(ctx, authz.RequirementApprove, Record(was)); err != nil {
			return nil, err
		}
	}
	now := viewer.Now(ctx)
	if err := cancelAll(ctx, tx, was.ID, now); err != nil {
		return nil, err
	}
	outcome := &flow.Outcome{
		Rating: in.Rating, Comment: orEmpty(in.Comment), NoReply: valueOf(in.NoReply),
		Decision: strings.TrimSpace(orEmpty(in.Decision)), At: now, ByID: viewer.From(ctx).Member,
	}
	r, err := save(ctx, was, was.Update().SetState(next).SetOutcome(outcome).SetClosedAt(now).SetDueAt(database.Never).ClearAutoCloseAt())
	if err != nil {
		return nil, err
	}
	moved(ctx, r, was.State, told{clauses: []string{"D0-55"}})
	return r, nil
}

// low tells whether the rating takes a decision.
func (in *CloseInput) low() bool { return in.Rating != nil && *in.Rating < lowRating }

func (in *CloseInput) check() error {
	c := checks{}
	if (in.Rating == nil) == !valueOf(in.NoReply) {
		c.fail(fault.Precondition("requirement.rating_or_no_reply").On("rating"))
	}
	if in.Rating != nil {
		c.between("rating", *in.Rating, 1, 5)
	}
	c.optional("comment", &in.Comment, maxLong)
	c.optional("decision", &in.Decision, maxShort)
	if !in.low() && strings.TrimSpace(orEmpty(in.Decision)) != "" {
		c.fail(fault.Input("decision", "requirement.nothing_to_decide"))
	}
	return c.err
}
