package flow

import (
	"time"

	"heed/rules/typeid"
)

// MeetingType is what a meeting is for.
type MeetingType string

// The types of meetings.
const (
	MeetingInternalSharing     MeetingType = "INTERNAL_SHARING"     // D0-14
	MeetingRequirementAnalysis MeetingType = "REQUIREMENT_ANALYSIS" // D0-42
	MeetingMonitoringReview    MeetingType = "MONITORING_REVIEW"    // D0-67
	MeetingCommittee           MeetingType = "COMMITTEE"
	MeetingOther               MeetingType = "OTHER"
)

// Values lists the types of meetings, in their order.
func (MeetingType) Values() []string {
	return names([]MeetingType{
		MeetingInternalSharing, MeetingRequirementAnalysis, MeetingMonitoringReview, MeetingCommittee, MeetingOther,
	})
}

// MeetingState is where a meeting stands.
type MeetingState string

// The states of a meeting.
const (
	MeetingPlanned   MeetingState = "PLANNED"
	MeetingHeld      MeetingState = "HELD"
	MeetingCancelled MeetingState = "CANCELLED"
)

// Values lists the states of a meeting, in their order.
func (MeetingState) Values() []string {
	return names([]MeetingState{MeetingPlanned, MeetingHeld, MeetingCancelled})
}

// MeetingAct is what can be done with a meeting.
type MeetingAct string

// The acts on a meeting.
const (
	MeetingActUpdate MeetingAct = "UPDATE"
	MeetingActHold   MeetingAct = "HOLD"
	MeetingActMinute MeetingAct = "MINUTE" // minutes and decisions, afterwards as well
	MeetingActCancel MeetingAct = "CANCEL"
)

// Values lists the acts on a meeting, in their order.
func (MeetingAct) Values() []string {
	return names([]MeetingAct{MeetingActUpdate, MeetingActHold, MeetingActMinute, MeetingActCancel})
}

// Meeting is the life of a meeting.
var Meeting = Table[MeetingState, MeetingAct]{
	{MeetingPlanned, MeetingActUpdate}: MeetingPlanned,
	{MeetingPlanned, MeetingActHold}:   MeetingHeld,
	{MeetingPlanned, MeetingActCancel}: MeetingCancelled,
	{MeetingHeld, MeetingActMinute}:    MeetingHeld,
}

// MeetingDecision is what a meeting has decided; with an owner and a date it is a task.
type MeetingDecision struct {
	Text    string     `json:"text"`
	OwnerID typeid.ID  `json:"ownerId,omitempty"`
	DueAt   *time.Time `json:"dueAt,omitempty"`
	TaskID  typeid.ID  `json:"taskId,omitempty"` // that was opened for it
}

// RecordRef names a record of any type.
type RecordRef struct {
	Type SubjectType `json:"type"`
	ID   typeid.ID   `json:"id"`
}
