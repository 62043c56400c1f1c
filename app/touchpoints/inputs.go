package touchpoints

import (
	"time"

	"heed/rules/flow"
	"heed/rules/typeid"
)

// CreateInput is a candidate.
type CreateInput struct {
	Name         string
	Description  *string
	JourneyStage flow.JourneyStage
	DepartmentID *typeid.ID
}

// RetireInput is a touchpoint that is one no longer.
type RetireInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// RoundOpenInput is a round: whom it asks, of what.
type RoundOpenInput struct {
	Title         string
	DueAt         time.Time
	DepartmentIDs []typeid.ID
	TouchpointIDs []typeid.ID
}

// ScoreInput is what a department thinks of a touchpoint, 1 to 5 each.
type ScoreInput struct {
	TouchpointID   typeid.ID
	NeedRelevance  int
	BehaviourFit   int
	DecisionImpact int
	Comment        *string
}

// RoundScoreInput is a department's scores.
type RoundScoreInput struct {
	ID              typeid.ID
	ExpectedVersion int
	DepartmentID    *typeid.ID
	Scores          []ScoreInput
}

// DecisionInput is what becomes of a touchpoint of a round.
type DecisionInput struct {
	TouchpointID          typeid.ID
	Confirm               bool
	IsKey                 *bool
	DepartmentID          *typeid.ID
	ManagementRequirement *string
	Reason                *string
}

// RoundCloseInput is the end of a round.
type RoundCloseInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Decisions       []DecisionInput
	Conclusion      *string
}

// RoundCancelInput is a round that comes to nothing.
type RoundCancelInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// ItemInput is one thing that is to be measured.
type ItemInput struct {
	Metric   string
	Operator flow.StandardOperator
	Target   float64
	Unit     string
	Method   string
}

// DraftInput is a draft of the next edition; what is nil is as in the effective one.
type DraftInput struct {
	TouchpointID       typeid.ID
	ServiceStandard    *string
	OperatingProcedure *string
	Items              []ItemInput
	Post               *string
	Major              *bool
	ReviewDueOn        *string // YYYY-MM-DD
}

// SubmitInput is a draft for review.
type SubmitInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Comment         *string
}

// ReviewInput is a standard that was looked at, and stays as it is.
type ReviewInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Result          string
	NextReviewOn    string // YYYY-MM-DD
}

// StandardRetireInput is a draft to be dropped, or a standard that holds no longer.
type StandardRetireInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}
