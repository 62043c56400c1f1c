package demo

import (
	"context"
	"time"

	"heed/app/requirements"
	"heed/app/tasks"
	"heed/ent"
	"heed/rules/flow"
)

// close plans the end, with the customer's rating or, when it is 0, without a reply.
func (w *world) close(s *story, at time.Time, rating int) {
	in, who := requirements.CloseInput{}, s.worker
	switch {
	case rating == 0:
		in.NoReply = new(true)
		in.Comment = new(pick(s.rng, silence))
	case rating < 3:
		in.Decision, who = new(pick(s.rng, decisions)), s.decider
		fallthrough
	default:
		in.Rating, in.Comment = &rating, new(pick(s.rng, praise[rating]))
	}
	if s.shape.rated && rating > 0 { // the customer has said it themself
		in.Rating, in.Comment = nil, nil
	}
	s.add(at, who, "close", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		in.ID, in.ExpectedVersion = s.id, s.version
		return requirements.Close(ctx, tx, in)
	})
}

// rate plans that the customer says at the link how it went, when they do.
func (w *world) rate(s *story, at time.Time) {
	if !s.shape.rated || s.shape.rating == 0 {
		return
	}
	in := requirements.RatingInput{Score: s.shape.rating, Comment: pick(s.rng, praise[s.shape.rating])}
	s.add(at, customer, "rate", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		in.ID = s.id
		return requirements.GiveRating(ctx, tx, in)
	})
}

// agree plans that the others agree to a rejection.
func (w *world) agree(s *story, at time.Time) {
	who := management
	if s.decider == management { // who asks does not vote
		who = committee
	}
	s.add(at, who, "agree", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		r, err := tx.Requirement.Get(ctx, s.id)
		if err != nil {
			return nil, err
		}
		a, err := r.QueryPendingApproval().Only(ctx)
		if err != nil {
			return nil, err
		}
		_, err = requirements.Consequences.Vote(ctx, tx, tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: flow.DecisionApprove})
		if err != nil {
			return nil, err
		}
		return tx.Requirement.Get(ctx, s.id)
	})
}

// reopen plans that the customer came back.
func (w *world) reopen(s *story, at time.Time) {
	reason := pick(s.rng, again)
	s.add(at, s.decider, "reopen", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		return requirements.Reopen(ctx, tx, requirements.ReopenInput{ID: s.id, ExpectedVersion: s.version, Reason: reason})
	})
}

func (w *world) reject(s *story, at time.Time) {
	in := requirements.RejectInput{
		Reason: pick(s.rng, refusals), ToldAt: new(at.Add(-time.Duration(s.minutes(3, 40)) * time.Minute)), Channel: new(pick(s.rng, talking)),
	}
	s.add(at, s.decider, "reject", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		in.ID, in.ExpectedVersion = s.id, s.version
		return requirements.Reject(ctx, tx, in)
	})
}

func (w *world) merge(s *story, at time.Time) {
	s.add(at, s.decider, "merge", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		return requirements.Merge(ctx, tx, requirements.MergeInput{ID: s.id, ExpectedVersion: s.version, IntoID: s.into.id})
	})
}
