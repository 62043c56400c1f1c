package flow

import (
	"heed/rules/typeid"
)

// TrainingMethod is how people are trained (D0-76, D2-80).
type TrainingMethod string

// The methods.
const (
	TrainingInternal TrainingMethod = "INTERNAL"
	TrainingExternal TrainingMethod = "EXTERNAL"
	TrainingOnline   TrainingMethod = "ONLINE"
)

// Values lists the methods, in their order.
func (TrainingMethod) Values() []string {
	return names([]TrainingMethod{TrainingInternal, TrainingExternal, TrainingOnline})
}

// TrainerKind is what a trainer is (D0-77).
type TrainerKind string

// The kinds of trainers.
const (
	TrainerExpert        TrainerKind = "EXPERT"
	TrainerSeniorManager TrainerKind = "SENIOR_MANAGER"
	TrainerStaff         TrainerKind = "STAFF"
)

// Values lists the kinds of trainers, in their order.
func (TrainerKind) Values() []string {
	return names([]TrainerKind{TrainerExpert, TrainerSeniorManager, TrainerStaff})
}

// TrainingSessionState is where a session stands.
type TrainingSessionState string

// The states of a session.
const (
	TrainingSessionPlanned   TrainingSessionState = "PLANNED" // nobody was asked yet
	TrainingSessionOpen      TrainingSessionState = "OPEN"    // people enrol
	TrainingSessionHeld      TrainingSessionState = "HELD"    // who came is fixed
	TrainingSessionClosed    TrainingSessionState = "CLOSED"  // who came is assessed
	TrainingSessionCancelled TrainingSessionState = "CANCELLED"
)

// Values lists the states of a session, in their order.
func (TrainingSessionState) Values() []string {
	return names([]TrainingSessionState{
		TrainingSessionPlanned, TrainingSessionOpen, TrainingSessionHeld, TrainingSessionClosed, TrainingSessionCancelled,
	})
}

// TrainingSessionAct is what can be done with a session.
type TrainingSessionAct string

// The acts on a session.
const (
	TrainingSessionActUpdate TrainingSessionAct = "UPDATE"
	TrainingSessionActInvite TrainingSessionAct = "INVITE"
	TrainingSessionActHold   TrainingSessionAct = "HOLD"
	TrainingSessionActAssess TrainingSessionAct = "ASSESS"
	TrainingSessionActClose  TrainingSessionAct = "CLOSE"
	TrainingSessionActCancel TrainingSessionAct = "CANCEL"
)

// Values lists the acts on a session, in their order.
func (TrainingSessionAct) Values() []string {
	return names([]TrainingSessionAct{
		TrainingSessionActUpdate, TrainingSessionActInvite, TrainingSessionActHold, TrainingSessionActAssess,
		TrainingSessionActClose, TrainingSessionActCancel,
	})
}

// TrainingSession is the life of a session.
var TrainingSession = Table[TrainingSessionState, TrainingSessionAct]{
	{TrainingSessionPlanned, TrainingSessionActUpdate}: TrainingSessionPlanned,
	{TrainingSessionPlanned, TrainingSessionActInvite}: TrainingSessionOpen,
	{TrainingSessionPlanned, TrainingSessionActCancel}: TrainingSessionCancelled,
	{TrainingSessionOpen, TrainingSessionActUpdate}:    TrainingSessionOpen,
	{TrainingSessionOpen, TrainingSessionActInvite}:    TrainingSessionOpen,
	{TrainingSessionOpen, TrainingSessionActHold}:      TrainingSessionHeld,
	{TrainingSessionOpen, TrainingSessionActCancel}:    TrainingSessionCancelled,
	{TrainingSessionHeld, TrainingSessionActAssess}:    TrainingSessionHeld,
	{TrainingSessionHeld, TrainingSessionActClose}:     TrainingSessionClosed,
}

// TrainingAssessment is how those who came to a session are assessed (D2-79).
type TrainingAssessment struct {
	Scale       int `json:"scale"`                 // the most points; 0 where coming is enough
	PassScore   int `json:"passScore"`             // the fewest points that pass
	ValidMonths int `json:"validMonths,omitempty"` // how long a pass holds; 0 for good
}

// Scored tells whether points are given.
func (a TrainingAssessment) Scored() bool { return a.Scale > 0 }

// Passes tells whether so many points pass.
func (a TrainingAssessment) Passes(score int) bool { return score >= a.PassScore }

// TaughtStandard is an edition of a touchpoint's standard that a session taught (D2-78).
type TaughtStandard struct {
	StandardID   typeid.ID `json:"standardId"`
	TouchpointID typeid.ID `json:"touchpointId"`
	Edition      int       `json:"edition"`
}
