package flow

// JourneyStage is a part of the way of a customer, from hearing of something to using
// it (D2-03).
type JourneyStage string

// The stages of a journey.
const (
	StageInformation JourneyStage = "INFORMATION" // the customer learns of it
	StageSelection   JourneyStage = "SELECTION"   // and chooses
	StageTransaction JourneyStage = "TRANSACTION"
	StageDelivery    JourneyStage = "DELIVERY"
	StageUse         JourneyStage = "USE"
	StageAfterSales  JourneyStage = "AFTER_SALES"
)

// Values lists the stages of a journey, in their order.
func (JourneyStage) Values() []string {
	return names([]JourneyStage{StageInformation, StageSelection, StageTransaction, StageDelivery, StageUse, StageAfterSales})
}

// TouchpointState is where a touchpoint stands (D2-49).
type TouchpointState string

// The states of a touchpoint.
const (
	TouchpointCandidate TouchpointState = "CANDIDATE" // proposed, or to be scored
	TouchpointConfirmed TouchpointState = "CONFIRMED" // on the list
	TouchpointRetired   TouchpointState = "RETIRED"
)

// Values lists the states of a touchpoint, in their order.
func (TouchpointState) Values() []string {
	return names([]TouchpointState{TouchpointCandidate, TouchpointConfirmed, TouchpointRetired})
}

// TouchpointAct is what can be done with a touchpoint.
type TouchpointAct string

// The acts on a touchpoint. The closing of a round confirms.
const (
	TouchpointActUpdate  TouchpointAct = "UPDATE"
	TouchpointActConfirm TouchpointAct = "CONFIRM"
	TouchpointActRetire  TouchpointAct = "RETIRE"
)

// Values lists the acts on a touchpoint, in their order.
func (TouchpointAct) Values() []string {
	return names([]TouchpointAct{TouchpointActUpdate, TouchpointActConfirm, TouchpointActRetire})
}

// Touchpoint is the life of a touchpoint. One that is confirmed may be scored again,
// and is confirmed again.
var Touchpoint = Table[TouchpointState, TouchpointAct]{
	{TouchpointCandidate, TouchpointActUpdate}:  TouchpointCandidate,
	{TouchpointCandidate, TouchpointActConfirm}: TouchpointConfirmed,
	{TouchpointCandidate, TouchpointActRetire}:  TouchpointRetired,
	{TouchpointConfirmed, TouchpointActUpdate}:  TouchpointConfirmed,
	{TouchpointConfirmed, TouchpointActConfirm}: TouchpointConfirmed,
	{TouchpointConfirmed, TouchpointActRetire}:  TouchpointRetired,
}

// RoundState is where a round of identification stands (D2-47).
type RoundState string

// The states of a round.
const (
	RoundOpen      RoundState = "OPEN" // departments score
	RoundClosed    RoundState = "CLOSED"
	RoundCancelled RoundState = "CANCELLED"
)

// Values lists the states of a round, in their order.
func (RoundState) Values() []string {
	return names([]RoundState{RoundOpen, RoundClosed, RoundCancelled})
}

// RoundAct is what can be done with a round.
type RoundAct string

// The acts on a round.
const (
	RoundActScore  RoundAct = "SCORE"
	RoundActClose  RoundAct = "CLOSE"
	RoundActCancel RoundAct = "CANCEL"
)

// Values lists the acts on a round, in their order.
func (RoundAct) Values() []string {
	return names([]RoundAct{RoundActScore, RoundActClose, RoundActCancel})
}

// Round is the life of a round of identification.
var Round = Table[RoundState, RoundAct]{
	{RoundOpen, RoundActScore}:  RoundOpen,
	{RoundOpen, RoundActClose}:  RoundClosed,
	{RoundOpen, RoundActCancel}: RoundCancelled,
}
