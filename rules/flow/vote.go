package flow

import (
	"slices"

	"heed/rules/typeid"
)

// Decided is what a step has come to; false while it is open. asked are those who
// may vote in it now, without the requester, who never counts; the votes are the
// step's. A vote of somebody who is no longer asked does not count.
//
//   - ANY: the first approval approves; it is rejected when all have rejected it.
//   - ALL: the first rejection rejects; it is approved when all have approved it.
//   - MAJORITY: more than half of those asked approve it; it is rejected as soon as
//     more than half no longer can, so that a tie of all rejects.
//
// Nobody asked decides nothing.
func (r ApprovalRule) Decided(asked []typeid.ID, votes []ApprovalVote) (Decision, bool) {
	approved, rejected, all := 0, 0, len(asked)
	for _, v := range votes {
		switch {
		case !slices.Contains(asked, v.MemberID):
		case v.Decision == DecisionApprove:
			approved++
		default:
			rejected++
		}
	}
	if all == 0 {
		return "", false
	}
	needed := map[ApprovalRule]int{ApprovalAny: 1, ApprovalAll: all, ApprovalMajority: all/2 + 1}[r]
	switch {
	case approved >= needed:
		return DecisionApprove, true
	case all-rejected < needed: // those who have not rejected are too few
		return DecisionReject, true
	}
	return "", false
}

// VotesOf are the votes of the step, from 0.
func VotesOf(step int, votes []ApprovalVote) []ApprovalVote {
	var of []ApprovalVote
	for _, v := range votes {
		if v.Step == step {
			of = append(of, v)
		}
	}
	return of
}

// WithVote are the votes with another one: the last word of a member in a step counts.
func WithVote(votes []ApprovalVote, v ApprovalVote) []ApprovalVote {
	kept := slices.DeleteFunc(slices.Clone(votes), func(was ApprovalVote) bool {
		return was.Step == v.Step && was.MemberID == v.MemberID
	})
	return append(kept, v)
}
