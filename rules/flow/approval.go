package flow

import (
	"time"

	"heed/rules/typeid"
)

// ApprovalKind is what is to be approved.
type ApprovalKind string

// The kinds of approvals.
const (
	ApprovalMajorPolicy    ApprovalKind = "MAJOR_POLICY"
	ApprovalReport         ApprovalKind = "REPORT"
	ApprovalStandard       ApprovalKind = "STANDARD"
	ApprovalTrainingPlan   ApprovalKind = "TRAINING_PLAN"
	ApprovalEvaluation     ApprovalKind = "EVALUATION"
	ApprovalTemplate       ApprovalKind = "TEMPLATE"
	ApprovalScreeningModel ApprovalKind = "SCREENING_MODEL"
	ApprovalRejection      ApprovalKind = "REJECTION"
	ApprovalMerge          ApprovalKind = "MERGE"
)

// Values lists the kinds of approvals, in their order.
func (ApprovalKind) Values() []string {
	return names([]ApprovalKind{
		ApprovalMajorPolicy, ApprovalReport, ApprovalStandard, ApprovalTrainingPlan, ApprovalEvaluation,
		ApprovalTemplate, ApprovalScreeningModel, ApprovalRejection, ApprovalMerge,
	})
}

// ApprovalRule is how many of those asked must approve.
type ApprovalRule string

// The rules of a step.
const (
	ApprovalAny      ApprovalRule = "ANY"
	ApprovalAll      ApprovalRule = "ALL"
	ApprovalMajority ApprovalRule = "MAJORITY"
)

// Values lists the rules, in their order.
func (ApprovalRule) Values() []string {
	return names([]ApprovalRule{ApprovalAny, ApprovalAll, ApprovalMajority})
}

// Decision is a vote.
type Decision string

// The decisions.
const (
	DecisionApprove Decision = "APPROVE"
	DecisionReject  Decision = "REJECT"
)

// Values lists the decisions, in their order.
func (Decision) Values() []string { return names([]Decision{DecisionApprove, DecisionReject}) }

// ApprovalState is where a request for approval stands.
type ApprovalState string

// The states of an approval.
const (
	ApprovalPending   ApprovalState = "PENDING"
	ApprovalApproved  ApprovalState = "APPROVED"
	ApprovalRejected  ApprovalState = "REJECTED"
	ApprovalWithdrawn ApprovalState = "WITHDRAWN"
	ApprovalExpired   ApprovalState = "EXPIRED"
)

// Values lists the states of an approval, in their order.
func (ApprovalState) Values() []string {
	return names([]ApprovalState{ApprovalPending, ApprovalApproved, ApprovalRejected, ApprovalWithdrawn, ApprovalExpired})
}

// ApprovalAct is what can happen to a request for approval.
type ApprovalAct string

// The acts on an approval. A vote decides the step, or leaves it open; only the
// last step's decides the whole.
const (
	ApprovalActVote     ApprovalAct = "VOTE"
	ApprovalActApprove  ApprovalAct = "APPROVE"
	ApprovalActReject   ApprovalAct = "REJECT"
	ApprovalActWithdraw ApprovalAct = "WITHDRAW"
	ApprovalActExpire   ApprovalAct = "EXPIRE"
)

// Values lists the acts on an approval, in their order.
func (ApprovalAct) Values() []string {
	return names([]ApprovalAct{ApprovalActVote, ApprovalActApprove, ApprovalActReject, ApprovalActWithdraw, ApprovalActExpire})
}

// Approval is the life of a request for approval.
var Approval = Table[ApprovalState, ApprovalAct]{
	{ApprovalPending, ApprovalActVote}:     ApprovalPending,
	{ApprovalPending, ApprovalActApprove}:  ApprovalApproved,
	{ApprovalPending, ApprovalActReject}:   ApprovalRejected,
	{ApprovalPending, ApprovalActWithdraw}: ApprovalWithdrawn,
	{ApprovalPending, ApprovalActExpire}:   ApprovalExpired,
}

// ApprovalStep is whom a step asks, and how many of them must approve. Steps
// follow one another.
type ApprovalStep struct {
	RoleKey   string       `json:"roleKey,omitempty"`   // who has the role, or
	MemberIDs []typeid.ID  `json:"memberIds,omitempty"` // these members
	Rule      ApprovalRule `json:"rule"`
}

// ApprovalVote is what one member said in one step.
type ApprovalVote struct {
	Step     int       `json:"step"` // from 0
	MemberID typeid.ID `json:"memberId"`
	Decision Decision  `json:"decision"`
	Comment  string    `json:"comment,omitempty"`
	At       time.Time `json:"at"`
}
