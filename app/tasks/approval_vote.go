package tasks

import (
	"context"
	"fmt"
	"slices"

	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxComment is the longest comment of a vote, in characters.
const maxComment = 2000

// VoteInput is what a member says to a request for approval.
type VoteInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Decision        flow.Decision
	Comment         *string // needed to reject
}

// Vote says yes or no in the present step. The requester never votes
// (approval.own_request), nor anybody whom the step does not ask
// (approval.not_asked); who votes again while the step is open changes their vote.
// The rule of the step tells what the votes come to (flow.ApprovalRule): an
// approved step leads to the next one, the last one approves the whole, and a
// rejected one rejects it. What was asked for is done in the same change, or the
// vote is refused with its error. Errors: approval.expired, approval.comment.
// Records approval.voted, approval.pending for the next step's members,
// approval.approved or approval.rejected.
func (c Consequences) Vote(ctx context.Context, tx *ent.Tx, in VoteInput) (*ent.Approval, error) {
	if err := authz.Require(ctx, authz.ApprovalApprove); err != nil {
		return nil, err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	was, err := c.take(ctx, tx, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if err := mayVote(ctx, was); err != nil {
		return nil, err
	}
	asked, err := Asked(ctx, tx.Client(), was.Steps[was.Step], was.RequesterID)
	if err != nil {
		return nil, err
	}
	me := viewer.From(ctx).Member
	if !slices.Contains(asked, me) {
		return nil, fault.New(fault.CodeForbidden, "approval.not_asked")
	}
	comment, err := in.check()
	if err != nil {
		return nil, err
	}
	votes := flow.WithVote(was.Votes, flow.ApprovalVote{
		Step: was.Step, MemberID: me, Decision: in.Decision, Comment: comment, At: viewer.Now(ctx),
	})
	change, detail := was.Update().SetVotes(votes), map[string]any{"step": was.Step + 1, "decision": in.Decision}
	if comment != "" {
		detail["comment"] = comment
	}
	decision, decided := was.Steps[was.Step].Rule.Decided(asked, flow.VotesOf(was.Step, votes))
	act := flow.ApprovalActVote
	switch {
	case decided && decision == flow.DecisionReject:
		act = flow.ApprovalActReject
	case decided && was.Step == len(was.Steps)-1:
		act = flow.ApprovalActApprove
	}
	next, err := flow.Approval.Next(was.State, act)
	if err != nil {
		return nil, err
	}
	if next != was.State {
		return c.end(ctx, tx, was, change, next, detail)
	}
	return goOn(ctx, tx, change, was, decided, asked, detail)
}

// goOn writes a vote that leaves the approval pending, in the same step or, when
// it has decided that, in the next.
func goOn(ctx context.Context, tx *ent.Tx, change *ent.ApprovalUpdateOne, was *ent.Approval, decided bool, asked []typeid.ID, detail map[string]any) (*ent.Approval, error) {
	typ := "approval.voted"
	if decided {
		var err error
		if asked, err = Asked(ctx, tx.Client(), was.Steps[was.Step+1], was.RequesterID); err != nil {
			return nil, err
		}
		typ, change = "approval.pending", change.AddStep(1)
	}
	a, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("tasks: writing a vote: %w", err)
	}
	tellApproval(ctx, a, typ, was.State, asked, detail)
	return a, nil
}

// mayVote refuses votes on what is over, of who asked, and of who may not approve.
func mayVote(ctx context.Context, a *ent.Approval) error {
	if _, err := flow.Approval.Next(a.State, flow.ApprovalActVote); err != nil {
		return err
	}
	if a.RequesterID == viewer.From(ctx).Member {
		return fault.New(fault.CodeForbidden, "approval.own_request")
	}
	if err := authz.On(ctx, authz.ApprovalApprove, recordOf(a)); err != nil {
		return err
	}
	if expired(ctx, a) {
		return fault.Precondition("approval.expired")
	}
	return nil
}

// check gives the comment as it is kept.
func (in VoteInput) check() (string, error) {
	if !slices.Contains(in.Decision.Values(), string(in.Decision)) {
		return "", fault.Input("decision", "input.unknown_key").With("value", text.Clip(string(in.Decision)))
	}
	given := ""
	if in.Comment != nil {
		given = *in.Comment
	}
	comment, err := text.Lines("comment", given, 0, maxComment)
	if err == nil && comment == "" && in.Decision == flow.DecisionReject {
		err = fault.Input("comment", "approval.comment")
	}
	return comment, err
}
