package flow

// InteractionType is how a member and a customer came together (D0-07, D0-08).
type InteractionType string

// The types of interactions.
const (
	InteractionVisit         InteractionType = "VISIT"
	InteractionPhone         InteractionType = "PHONE"
	InteractionEmail         InteractionType = "EMAIL"
	InteractionOnlineMeeting InteractionType = "ONLINE_MEETING"
	InteractionOnlineChat    InteractionType = "ONLINE_CHAT"
	InteractionReturnVisit   InteractionType = "RETURN_VISIT"
	InteractionObservation   InteractionType = "OBSERVATION"
	InteractionInquiry       InteractionType = "INQUIRY"    // a question, to be answered in time (D1-64)
	InteractionSuggestion    InteractionType = "SUGGESTION" // to be answered as well (D1-67)
	InteractionExecVisit     InteractionType = "EXEC_VISIT"
)

// Values lists the types of interactions, in their order.
func (InteractionType) Values() []string {
	return names([]InteractionType{
		InteractionVisit, InteractionPhone, InteractionEmail, InteractionOnlineMeeting, InteractionOnlineChat,
		InteractionReturnVisit, InteractionObservation, InteractionInquiry, InteractionSuggestion, InteractionExecVisit,
	})
}

// Asks tells whether the customer waits for a reply.
func (t InteractionType) Asks() bool { return t == InteractionInquiry || t == InteractionSuggestion }

// Direction is who turned to whom.
type Direction string

// The directions.
const (
	DirectionInbound  Direction = "INBOUND"  // the customer came to us
	DirectionOutbound Direction = "OUTBOUND" // we went to the customer
)

// Values lists the directions, in their order.
func (Direction) Values() []string { return names([]Direction{DirectionInbound, DirectionOutbound}) }

// ServicePhase is when in a purchase something happened (D0-17).
type ServicePhase string

// The phases.
const (
	ServicePreSale   ServicePhase = "PRE_SALE"
	ServiceInSale    ServicePhase = "IN_SALE"
	ServiceAfterSale ServicePhase = "AFTER_SALE"
)

// Values lists the phases, in their order.
func (ServicePhase) Values() []string {
	return names([]ServicePhase{ServicePreSale, ServiceInSale, ServiceAfterSale})
}

// InteractionState is whether an interaction still waits for something.
type InteractionState string

// The states of an interaction.
const (
	InteractionRecorded InteractionState = "RECORDED" // nothing is asked
	InteractionOpen     InteractionState = "OPEN"     // the customer waits for a reply
	InteractionReplied  InteractionState = "REPLIED"
)

// Values lists the states of an interaction, in their order.
func (InteractionState) Values() []string {
	return names([]InteractionState{InteractionRecorded, InteractionOpen, InteractionReplied})
}

// InteractionAct is what can be done with an interaction.
type InteractionAct string

// The acts on an interaction.
const (
	InteractionActUpdate InteractionAct = "UPDATE"
	InteractionActReply  InteractionAct = "REPLY"
	InteractionActDraft  InteractionAct = "DRAFT_REQUIREMENT"
)

// Values lists the acts on an interaction, in their order.
func (InteractionAct) Values() []string {
	return names([]InteractionAct{InteractionActUpdate, InteractionActReply, InteractionActDraft})
}

// Interaction is the life of an interaction.
var Interaction = Table[InteractionState, InteractionAct]{
	{InteractionRecorded, InteractionActUpdate}: InteractionRecorded,
	{InteractionRecorded, InteractionActDraft}:  InteractionRecorded,
	{InteractionOpen, InteractionActUpdate}:     InteractionOpen,
	{InteractionOpen, InteractionActReply}:      InteractionReplied,
	{InteractionOpen, InteractionActDraft}:      InteractionOpen,
	{InteractionReplied, InteractionActDraft}:   InteractionReplied,
}
