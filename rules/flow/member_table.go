package flow

// MemberAct is what can happen to a membership.
type MemberAct string

// The acts on a membership. An invitation is accepted by the person alone, when
// there are invitations.
const (
	MemberActLeave  MemberAct = "LEAVE"
	MemberActReturn MemberAct = "RETURN"
)

// Values lists the acts on a membership, in their order.
func (MemberAct) Values() []string { return names([]MemberAct{MemberActLeave, MemberActReturn}) }

// Member is the life of a membership. Who is invited leaves by the invitation
// being taken back; nobody is made active without their own word.
var Member = Table[MemberState, MemberAct]{
	{MemberInvited, MemberActLeave}: MemberLeft,
	{MemberActive, MemberActLeave}:  MemberLeft,
	{MemberLeft, MemberActReturn}:   MemberActive,
}

// MemberActTo is the act that leads to the state; false when none does.
func MemberActTo(to MemberState) (MemberAct, bool) {
	switch to {
	case MemberLeft:
		return MemberActLeave, true
	case MemberActive:
		return MemberActReturn, true
	default:
		return "", false
	}
}
