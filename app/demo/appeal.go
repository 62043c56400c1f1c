package demo

import (
	"context"
	"time"

	"heed/app/requirements"
	"heed/app/tasks"
	"heed/ent"
	"heed/ent/approval"
	"heed/rules/flow"
)

// appeal is what becomes of a rejection that others are asked to agree to, where the
// requirement stays.
type appeal int

const (
	unsaid    appeal = iota // nobody has said anything
	refused                 // they do not agree
	withdrawn               // who asked has thought better of it
	lapsed                  // nobody said anything for two weeks
)

// appeals are what becomes of those of the requirements that are being analysed, by
// their place among them.
var appeals = map[int]appeal{6: refused, 8: refused, 9: withdrawn, 13: withdrawn, 14: lapsed, 15: lapsed}

// appealed plans how the question ends.
func (w *world) appealed(s *story, at time.Time) {
	switch s.shape.appeal {
	case unsaid, lapsed:
	case refused:
		who := management
		if s.decider == management { // who asks does not vote
			who = committee
		}
		s.ask(w.working(at, s.minutes(60, 500)), who, "refuse", func(ctx context.Context, tx *ent.Tx, a *ent.Approval) error {
			_, err := requirements.Consequences.Vote(ctx, tx, tasks.VoteInput{
				ID: a.ID, ExpectedVersion: a.Version, Decision: flow.DecisionReject, Comment: new("该客户合作多年，建议先做小范围试点再定。"),
			})
			return err
		})
	case withdrawn:
		s.ask(w.working(at, s.minutes(60, 500)), s.decider, "withdraw", func(ctx context.Context, tx *ent.Tx, a *ent.Approval) error {
			_, err := requirements.Consequences.Withdraw(ctx, tx, tasks.WithdrawInput{ID: a.ID, ExpectedVersion: a.Version})
			return err
		})
	}
}

// ask does something with the approval that waits.
func (s *story) ask(at time.Time, who, act string, do func(ctx context.Context, tx *ent.Tx, a *ent.Approval) error) {
	s.add(at, who, act, func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		a, err := tx.Approval.Query().Where(approval.SubjectID(s.id), approval.StateEQ(flow.ApprovalPending)).Only(ctx)
		if err != nil {
			return nil, err
		}
		if err := do(ctx, tx, a); err != nil {
			return nil, err
		}
		return tx.Requirement.Get(ctx, s.id)
	})
}
