package flow

// MemberAct is what can happen to a membership.
type MemberAct string

// The acts on a membership. An invitation is accepted by the person alone.
const (
	MemberActInvite MemberAct = "INVITE"
	MemberActAccept MemberAct = "ACCEPT"
	MemberActLeave  MemberAct = "LEAVE"
	MemberActReturn MemberAct = "RETURN"
)

// Values lists the acts on a membership, in their order.
func (MemberAct) Values() []string {
	return names([]MemberAct{MemberActInvite, MemberActAccept, MemberActLeave, MemberActReturn})
}

// Member is the life of a membership. Who is invited leaves by the invitation
// being taken back; nobody is made active without their own word: who has never
// accepted does not return, but is invited again.
var Member = Table[MemberState, MemberAct]{
	{MemberInvited, MemberActInvite}: MemberInvited,
	{MemberInvited, MemberActAccept}: MemberActive,
	{MemberInvited, MemberActLeave}:  MemberLeft,
	{MemberActive, MemberActLeave}:   MemberLeft,
	{MemberLeft, MemberActReturn}:    MemberActive,
	{MemberLeft, MemberActInvite}:    MemberInvited,
}

// MemberActTo is the act by which a company brings a membership to the state;
// false when none does.
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
