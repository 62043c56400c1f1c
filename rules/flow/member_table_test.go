package flow

import (
	"errors"
	"testing"

	"heed/rules/fault"
)

func TestMemberEveryCell(t *testing.T) {
	want := map[Cell[MemberState, MemberAct]]MemberState{
		{MemberInvited, MemberActInvite}: MemberInvited,
		{MemberInvited, MemberActAccept}: MemberActive,
		{MemberInvited, MemberActLeave}:  MemberLeft,
		{MemberActive, MemberActLeave}:   MemberLeft,
		{MemberLeft, MemberActReturn}:    MemberActive,
		{MemberLeft, MemberActInvite}:    MemberInvited,
	}
	for _, from := range values[MemberState]() {
		for _, act := range values[MemberAct]() {
			next, err := Member.Next(from, act)
			to, legal := want[Cell[MemberState, MemberAct]{from, act}]
			switch {
			case legal && (err != nil || next != to):
				t.Errorf("%s/%s leads to %s, %v", from, act, next, err)
			case !legal && (next != from || !errors.Is(err, fault.Precondition("transition.illegal"))):
				t.Errorf("%s/%s leads to %s, %v", from, act, next, err)
			case legal && act != MemberActInvite && act != MemberActAccept: // those have verbs of their own
				if by, ok := MemberActTo(to); !ok || by != act {
					t.Errorf("%s is reached by %s, not %s", to, act, by)
				}
			}
		}
	}
	if act, ok := MemberActTo(MemberInvited); ok {
		t.Errorf("INVITED is reached by %s", act)
	}
}
