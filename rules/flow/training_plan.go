package flow

import "heed/rules/typeid"

// TrainingPlanState is where a plan of trainings stands (D0-74, D2-77).
type TrainingPlanState string

// The states of a plan. Human resources and the management department agree to it, in any
// order.
const (
	TrainingPlanDraft      TrainingPlanState = "DRAFT"
	TrainingPlanInReview   TrainingPlanState = "IN_REVIEW"   // neither has agreed yet
	TrainingPlanHRApproved TrainingPlanState = "HR_APPROVED" // the management department has not yet
	TrainingPlanMDApproved TrainingPlanState = "MD_APPROVED" // human resources have not yet
	TrainingPlanRunning    TrainingPlanState = "RUNNING"
	TrainingPlanClosed     TrainingPlanState = "CLOSED"
	TrainingPlanCancelled  TrainingPlanState = "CANCELLED"
)

// Values lists the states of a plan, in their order.
func (TrainingPlanState) Values() []string {
	return names([]TrainingPlanState{
		TrainingPlanDraft, TrainingPlanInReview, TrainingPlanHRApproved, TrainingPlanMDApproved, TrainingPlanRunning,
		TrainingPlanClosed, TrainingPlanCancelled,
	})
}

// TrainingPlanAct is what can be done with a plan.
type TrainingPlanAct string

// The acts on a plan. Whether each of the two agrees is decided by approvals.
const (
	TrainingPlanActUpdate    TrainingPlanAct = "UPDATE"
	TrainingPlanActSubmit    TrainingPlanAct = "SUBMIT"
	TrainingPlanActApproveHR TrainingPlanAct = "APPROVE_HR"
	TrainingPlanActApproveMD TrainingPlanAct = "APPROVE_MD"
	TrainingPlanActSendBack  TrainingPlanAct = "SEND_BACK"
	TrainingPlanActSchedule  TrainingPlanAct = "SCHEDULE" // its sessions
	TrainingPlanActClose     TrainingPlanAct = "CLOSE"
	TrainingPlanActCancel    TrainingPlanAct = "CANCEL"
)

// Values lists the acts on a plan, in their order.
func (TrainingPlanAct) Values() []string {
	return names([]TrainingPlanAct{
		TrainingPlanActUpdate, TrainingPlanActSubmit, TrainingPlanActApproveHR, TrainingPlanActApproveMD, TrainingPlanActSendBack,
		TrainingPlanActSchedule, TrainingPlanActClose, TrainingPlanActCancel,
	})
}

// TrainingPlan is the life of a plan.
var TrainingPlan = Table[TrainingPlanState, TrainingPlanAct]{
	{TrainingPlanDraft, TrainingPlanActUpdate}:         TrainingPlanDraft,
	{TrainingPlanDraft, TrainingPlanActSubmit}:         TrainingPlanInReview,
	{TrainingPlanDraft, TrainingPlanActCancel}:         TrainingPlanCancelled,
	{TrainingPlanInReview, TrainingPlanActApproveHR}:   TrainingPlanHRApproved,
	{TrainingPlanInReview, TrainingPlanActApproveMD}:   TrainingPlanMDApproved,
	{TrainingPlanInReview, TrainingPlanActSendBack}:    TrainingPlanDraft,
	{TrainingPlanInReview, TrainingPlanActCancel}:      TrainingPlanCancelled,
	{TrainingPlanHRApproved, TrainingPlanActApproveMD}: TrainingPlanRunning,
	{TrainingPlanHRApproved, TrainingPlanActSendBack}:  TrainingPlanDraft,
	{TrainingPlanHRApproved, TrainingPlanActCancel}:    TrainingPlanCancelled,
	{TrainingPlanMDApproved, TrainingPlanActApproveHR}: TrainingPlanRunning,
	{TrainingPlanMDApproved, TrainingPlanActSendBack}:  TrainingPlanDraft,
	{TrainingPlanMDApproved, TrainingPlanActCancel}:    TrainingPlanCancelled,
	{TrainingPlanRunning, TrainingPlanActSchedule}:     TrainingPlanRunning,
	{TrainingPlanRunning, TrainingPlanActClose}:        TrainingPlanClosed,
	{TrainingPlanRunning, TrainingPlanActCancel}:       TrainingPlanCancelled,
}

// TrainingTopicKind is what a training is about (D0-75, D2-78).
type TrainingTopicKind string

// The kinds of topics that the documents name, and any other.
const (
	TopicConcept       TrainingTopicKind = "CONCEPT"
	TopicMethod        TrainingTopicKind = "METHOD"
	TopicProcess       TrainingTopicKind = "PROCESS"
	TopicCommunication TrainingTopicKind = "COMMUNICATION"
	TopicImportance    TrainingTopicKind = "IMPORTANCE"
	TopicPolicy        TrainingTopicKind = "POLICY"
	TopicPostStandard  TrainingTopicKind = "POST_STANDARD"
	TopicOther         TrainingTopicKind = "OTHER"
)

// Values lists the kinds of topics, in their order.
func (TrainingTopicKind) Values() []string {
	return names([]TrainingTopicKind{
		TopicConcept, TopicMethod, TopicProcess, TopicCommunication, TopicImportance, TopicPolicy, TopicPostStandard, TopicOther,
	})
}

// TrainingTopic is a topic of a plan. One of the standards of a post names the post: the
// standards that hold for it then are what is taught (D2-78).
type TrainingTopic struct {
	Kind  TrainingTopicKind `json:"kind"`
	Title string            `json:"title"`
	Post  string            `json:"post,omitempty"`
}

// TrainingGap is what the plan before has left to do, for a topic and a department.
type TrainingGap struct {
	Topic        TrainingTopicKind `json:"topic"`
	Post         string            `json:"post,omitempty"`
	DepartmentID typeid.ID         `json:"departmentId,omitempty"`
	Absent       int               `json:"absent"`   // enrolled, and did not come
	Failed       int               `json:"failed"`   // and have not passed since
	Outdated     int               `json:"outdated"` // learnt what does not hold any more
}
