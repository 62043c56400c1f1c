package flow

// SurveyInvitationState is where an invitation to a questionnaire stands.
type SurveyInvitationState string

// The states of an invitation.
const (
	InvitationPending   SurveyInvitationState = "PENDING"
	InvitationSent      SurveyInvitationState = "SENT"
	InvitationOpened    SurveyInvitationState = "OPENED"
	InvitationCompleted SurveyInvitationState = "COMPLETED"
	InvitationBounced   SurveyInvitationState = "BOUNCED"
	InvitationOptedOut  SurveyInvitationState = "OPTED_OUT" // the person wants no more of them (D3-19)
	InvitationExpired   SurveyInvitationState = "EXPIRED"
	InvitationRevoked   SurveyInvitationState = "REVOKED" // taken back by the company
)

// Values lists the states of an invitation, in their order.
func (SurveyInvitationState) Values() []string {
	return names([]SurveyInvitationState{
		InvitationPending, InvitationSent, InvitationOpened, InvitationCompleted, InvitationBounced,
		InvitationOptedOut, InvitationExpired, InvitationRevoked,
	})
}

// SurveyInvitationAct is what can be done with an invitation.
type SurveyInvitationAct string

// The acts on an invitation. That there is one reminder at most is a matter of the row, not of the state (D3-18).
const (
	InvitationActSend     SurveyInvitationAct = "SEND"
	InvitationActOpen     SurveyInvitationAct = "OPEN"
	InvitationActRemind   SurveyInvitationAct = "REMIND"
	InvitationActComplete SurveyInvitationAct = "COMPLETE"
	InvitationActBounce   SurveyInvitationAct = "BOUNCE"
	InvitationActOptOut   SurveyInvitationAct = "OPT_OUT"
	InvitationActExpire   SurveyInvitationAct = "EXPIRE"
	InvitationActRevoke   SurveyInvitationAct = "REVOKE"
)

// Values lists the acts on an invitation, in their order.
func (SurveyInvitationAct) Values() []string {
	return names([]SurveyInvitationAct{
		InvitationActSend, InvitationActOpen, InvitationActRemind, InvitationActComplete, InvitationActBounce,
		InvitationActOptOut, InvitationActExpire, InvitationActRevoke,
	})
}

// SurveyInvitation is the life of an invitation. An interviewer opens one that was never sent (D3-17); one that came
// back, or of which nobody knows whether it went out, is sent anew: it waits for that like a new one.
var SurveyInvitation = Table[SurveyInvitationState, SurveyInvitationAct]{
	{InvitationPending, InvitationActSend}:    InvitationSent,
	{InvitationPending, InvitationActOpen}:    InvitationOpened,
	{InvitationPending, InvitationActOptOut}:  InvitationOptedOut,
	{InvitationPending, InvitationActExpire}:  InvitationExpired,
	{InvitationPending, InvitationActRevoke}:  InvitationRevoked,
	{InvitationSent, InvitationActSend}:       InvitationPending,
	{InvitationSent, InvitationActRemind}:     InvitationSent,
	{InvitationSent, InvitationActOpen}:       InvitationOpened,
	{InvitationSent, InvitationActBounce}:     InvitationBounced,
	{InvitationSent, InvitationActOptOut}:     InvitationOptedOut,
	{InvitationSent, InvitationActExpire}:     InvitationExpired,
	{InvitationSent, InvitationActRevoke}:     InvitationRevoked,
	{InvitationOpened, InvitationActRemind}:   InvitationOpened,
	{InvitationOpened, InvitationActOpen}:     InvitationOpened,
	{InvitationOpened, InvitationActComplete}: InvitationCompleted,
	{InvitationOpened, InvitationActOptOut}:   InvitationOptedOut,
	{InvitationOpened, InvitationActExpire}:   InvitationExpired,
	{InvitationOpened, InvitationActRevoke}:   InvitationRevoked,
	{InvitationBounced, InvitationActSend}:    InvitationPending,
	{InvitationBounced, InvitationActRevoke}:  InvitationRevoked,
}
