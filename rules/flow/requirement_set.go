package flow

// RequirementSetState is where a set of requirements stands (D0-39).
type RequirementSetState string

// The states of a set.
const (
	SetDraft      RequirementSetState = "DRAFT"
	SetConfirmed  RequirementSetState = "CONFIRMED"
	SetHandedOver RequirementSetState = "HANDED_OVER" // to the department that is to answer (D2-28, D2-29)
	SetArchived   RequirementSetState = "ARCHIVED"
)

// Values lists the states of a set, in their order.
func (RequirementSetState) Values() []string {
	return names([]RequirementSetState{SetDraft, SetConfirmed, SetHandedOver, SetArchived})
}

// RequirementSetAct is what can be done with a set.
type RequirementSetAct string

// The acts on a set.
const (
	SetActUpdate   RequirementSetAct = "UPDATE"
	SetActConfirm  RequirementSetAct = "CONFIRM"
	SetActHandOver RequirementSetAct = "HAND_OVER"
	SetActAnswer   RequirementSetAct = "ANSWER"
	SetActArchive  RequirementSetAct = "ARCHIVE"
)

// Values lists the acts on a set, in their order.
func (RequirementSetAct) Values() []string {
	return names([]RequirementSetAct{SetActUpdate, SetActConfirm, SetActHandOver, SetActAnswer, SetActArchive})
}

// RequirementSet is the life of a set.
var RequirementSet = Table[RequirementSetState, RequirementSetAct]{
	{SetDraft, SetActUpdate}:       SetDraft,
	{SetDraft, SetActConfirm}:      SetConfirmed,
	{SetDraft, SetActArchive}:      SetArchived,
	{SetConfirmed, SetActUpdate}:   SetDraft,
	{SetConfirmed, SetActHandOver}: SetHandedOver,
	{SetConfirmed, SetActArchive}:  SetArchived,
	{SetHandedOver, SetActAnswer}:  SetHandedOver,
	{SetHandedOver, SetActArchive}: SetArchived,
}
