package flow

// FindingSource is where a finding comes from.
type FindingSource string

// The sources of findings.
const (
	FindingInspection FindingSource = "INSPECTION"
	FindingCheck      FindingSource = "CHECK"
	FindingSurvey     FindingSource = "SURVEY"
	FindingComplaint  FindingSource = "COMPLAINT"
	FindingReport     FindingSource = "REPORT"
	FindingEvaluation FindingSource = "EVALUATION"
	FindingDelay      FindingSource = "DELAY"      // a deadline that was missed (D0-65)
	FindingSalesNorm  FindingSource = "SALES_NORM" // sales not fair, just and open (D2-24)
)

// Values lists the sources of findings, in their order.
func (FindingSource) Values() []string {
	return names([]FindingSource{
		FindingInspection, FindingCheck, FindingSurvey, FindingComplaint, FindingReport, FindingEvaluation, FindingDelay,
		FindingSalesNorm,
	})
}

// Severity is how much a finding weighs.
type Severity string

// The severities.
const (
	SeverityGeneral Severity = "GENERAL"
	SeverityMajor   Severity = "MAJOR"
)

// Values lists the severities, in their order.
func (Severity) Values() []string { return names([]Severity{SeverityGeneral, SeverityMajor}) }

// RootCauseClass is what kind of cause lies behind a finding.
type RootCauseClass string

// The classes of causes.
const (
	RootCausePeople      RootCauseClass = "PEOPLE"
	RootCauseProcess     RootCauseClass = "PROCESS"
	RootCauseProduct     RootCauseClass = "PRODUCT"
	RootCauseEquipment   RootCauseClass = "EQUIPMENT"
	RootCauseInformation RootCauseClass = "INFORMATION"
	RootCauseSupplier    RootCauseClass = "SUPPLIER"
	RootCauseEnvironment RootCauseClass = "ENVIRONMENT"
	RootCauseOther       RootCauseClass = "OTHER"
)

// Values lists the classes of causes, in their order.
func (RootCauseClass) Values() []string {
	return names([]RootCauseClass{
		RootCausePeople, RootCauseProcess, RootCauseProduct, RootCauseEquipment, RootCauseInformation,
		RootCauseSupplier, RootCauseEnvironment, RootCauseOther,
	})
}

// FindingState is where a finding stands (D0-65).
type FindingState string

// The states of a finding.
const (
	FindingOpen           FindingState = "OPEN"
	FindingCauseFound     FindingState = "CAUSE_FOUND"
	FindingActionsRunning FindingState = "ACTIONS_RUNNING"
	FindingVerifying      FindingState = "VERIFYING"
	FindingClosed         FindingState = "CLOSED"
)

// Values lists the states of a finding, in their order.
func (FindingState) Values() []string {
	return names([]FindingState{FindingOpen, FindingCauseFound, FindingActionsRunning, FindingVerifying, FindingClosed})
}

// FindingAct is what can be done with a finding.
type FindingAct string

// The acts on a finding.
const (
	FindingActUpdate    FindingAct = "UPDATE"
	FindingActFindCause FindingAct = "FIND_CAUSE"
	FindingActAct       FindingAct = "ACT"    // its actions begin
	FindingActVerify    FindingAct = "VERIFY" // they are done, their effect is looked at
	FindingActRetry     FindingAct = "RETRY"  // they had none
	FindingActClose     FindingAct = "CLOSE"
)

// Values lists the acts on a finding, in their order.
func (FindingAct) Values() []string {
	return names([]FindingAct{
		FindingActUpdate, FindingActFindCause, FindingActAct, FindingActVerify, FindingActRetry, FindingActClose,
	})
}

// Finding is the life of a finding.
var Finding = Table[FindingState, FindingAct]{
	{FindingOpen, FindingActUpdate}:           FindingOpen,
	{FindingOpen, FindingActFindCause}:        FindingCauseFound,
	{FindingCauseFound, FindingActUpdate}:     FindingCauseFound,
	{FindingCauseFound, FindingActFindCause}:  FindingCauseFound,
	{FindingCauseFound, FindingActAct}:        FindingActionsRunning,
	{FindingActionsRunning, FindingActUpdate}: FindingActionsRunning,
	{FindingActionsRunning, FindingActVerify}: FindingVerifying,
	{FindingVerifying, FindingActRetry}:       FindingActionsRunning,
	{FindingVerifying, FindingActClose}:       FindingClosed,
}

// ActionKind is what an action is to bring about.
type ActionKind string

// The kinds of actions.
const (
	ActionCorrective  ActionKind = "CORRECTIVE"
	ActionPreventive  ActionKind = "PREVENTIVE"
	ActionImprovement ActionKind = "IMPROVEMENT"
)

// Values lists the kinds of actions, in their order.
func (ActionKind) Values() []string {
	return names([]ActionKind{ActionCorrective, ActionPreventive, ActionImprovement})
}

// ActionState is where an action stands.
type ActionState string

// The states of an action.
const (
	ActionPlanned     ActionState = "PLANNED"
	ActionInProgress  ActionState = "IN_PROGRESS"
	ActionDone        ActionState = "DONE"
	ActionVerified    ActionState = "VERIFIED"
	ActionIneffective ActionState = "INEFFECTIVE"
	ActionCancelled   ActionState = "CANCELLED"
)

// Values lists the states of an action, in their order.
func (ActionState) Values() []string {
	return names([]ActionState{ActionPlanned, ActionInProgress, ActionDone, ActionVerified, ActionIneffective, ActionCancelled})
}

// ActionAct is what can be done with an action.
type ActionAct string

// The acts on an action.
const (
	ActionActUpdate ActionAct = "UPDATE"
	ActionActStart  ActionAct = "START"
	ActionActReport ActionAct = "REPORT" // how far it is
	ActionActFinish ActionAct = "FINISH"
	ActionActVerify ActionAct = "VERIFY" // it had its effect
	ActionActFail   ActionAct = "FAIL"   // it had none
	ActionActCancel ActionAct = "CANCEL"
)

// Values lists the acts on an action, in their order.
func (ActionAct) Values() []string {
	return names([]ActionAct{
		ActionActUpdate, ActionActStart, ActionActReport, ActionActFinish, ActionActVerify, ActionActFail, ActionActCancel,
	})
}

// ImprovementAction is the life of an action.
var ImprovementAction = Table[ActionState, ActionAct]{
	{ActionPlanned, ActionActUpdate}:    ActionPlanned,
	{ActionPlanned, ActionActStart}:     ActionInProgress,
	{ActionPlanned, ActionActCancel}:    ActionCancelled,
	{ActionInProgress, ActionActUpdate}: ActionInProgress,
	{ActionInProgress, ActionActReport}: ActionInProgress,
	{ActionInProgress, ActionActFinish}: ActionDone,
	{ActionInProgress, ActionActCancel}: ActionCancelled,
	{ActionDone, ActionActVerify}:       ActionVerified,
	{ActionDone, ActionActFail}:         ActionIneffective,
}
