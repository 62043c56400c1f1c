package flow

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/rules/typeid"
)

// What every rule makes of every number of approvals (rows) and rejections
// (columns) of one to four who are asked: A approved, R rejected, "." open.
func TestDecided(t *testing.T) {
	for _, c := range []struct {
		rule  ApprovalRule
		asked int
		cells string
	}{
		{ApprovalAny, 1, ".R A"},
		{ApprovalAny, 2, "..R AA A"},
		{ApprovalAny, 3, "...R AAA AA A"},
		{ApprovalAny, 4, "....R AAAA AAA AA A"},
		{ApprovalAll, 1, ".R A"},
		{ApprovalAll, 2, ".RR .R A"},
		{ApprovalAll, 3, ".RRR .RR .R A"},
		{ApprovalAll, 4, ".RRRR .RRR .RR .R A"},
		{ApprovalMajority, 1, ".R A"},
		{ApprovalMajority, 2, ".RR .R A"},
		{ApprovalMajority, 3, "..RR ..R AA A"},
		{ApprovalMajority, 4, "..RRR ..RR ..R AA A"},
	} {
		asked := make([]typeid.ID, c.asked)
		for i := range asked {
			asked[i] = typeid.ID(fmt.Sprintf("mem_%d", i))
		}
		for approved, row := range strings.Fields(c.cells) {
			for rejected, want := range row {
				// Somebody who is not asked says the opposite of everything.
				votes := []ApprovalVote{{MemberID: "mem_x", Decision: DecisionReject}, {MemberID: "mem_y", Decision: DecisionApprove}}
				for i := range approved + rejected {
					v := ApprovalVote{MemberID: asked[i], Decision: DecisionApprove}
					if i >= approved {
						v.Decision = DecisionReject
					}
					votes = append(votes, v)
				}
				got, decided := c.rule.Decided(asked, votes)
				if says := map[Decision]rune{DecisionApprove: 'A', DecisionReject: 'R', "": '.'}[got]; says != want || decided != (want != '.') {
					t.Errorf("%s of %d: %d for, %d against: %c, want %c", c.rule, c.asked, approved, rejected, says, want)
				}
			}
		}
	}
	for _, rule := range []ApprovalRule{ApprovalAny, ApprovalAll, ApprovalMajority} {
		if got, decided := rule.Decided(nil, []ApprovalVote{{MemberID: "mem_x", Decision: DecisionApprove}}); decided {
			t.Errorf("%s of nobody: %s", rule, got)
		}
	}
}

// Who votes again in a step replaces their vote there, and nobody else's.
func TestWithVote(t *testing.T) {
	at := time.Date(2026, 9, 9, 1, 0, 0, 0, time.UTC)
	votes := []ApprovalVote{{0, "mem_a", DecisionReject, "no", at}, {0, "mem_b", DecisionApprove, "", at}, {1, "mem_a", DecisionApprove, "", at}}
	before := slices.Clone(votes)
	got := WithVote(votes, ApprovalVote{0, "mem_a", DecisionApprove, "", at})
	if want := []ApprovalVote{votes[1], votes[2], {0, "mem_a", DecisionApprove, "", at}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if !slices.Equal(votes, before) {
		t.Errorf("what was given has changed: %v", votes)
	}
	if first := VotesOf(0, got); len(first) != 2 || len(VotesOf(1, got)) != 1 || VotesOf(2, got) != nil {
		t.Errorf("the votes of the first step are %v", first)
	}
}
