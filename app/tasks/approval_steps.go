package tasks

import (
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// StepView is a step of an approval with what it has come to.
type StepView struct {
	RoleKey   string
	MemberIDs []typeid.ID
	Rule      flow.ApprovalRule
	State     *flow.ApprovalState // nil before its turn
	Votes     []*flow.ApprovalVote
}

// Steps are the approval's steps: those before the present one are approved, the
// present one stands where the whole stands, the others have not had their turn.
func Steps(a *ent.Approval) []*StepView {
	all := make([]*StepView, len(a.Steps))
	for i, step := range a.Steps {
		view := &StepView{RoleKey: step.RoleKey, MemberIDs: step.MemberIDs, Rule: step.Rule, Votes: []*flow.ApprovalVote{}}
		if view.MemberIDs == nil {
			view.MemberIDs = []typeid.ID{}
		}
		switch state := a.State; {
		case i < a.Step:
			state = flow.ApprovalApproved
			view.State = &state
		case i == a.Step:
			view.State = &state
		}
		for _, v := range flow.VotesOf(i, a.Votes) {
			view.Votes = append(view.Votes, &v)
		}
		all[i] = view
	}
	return all
}
