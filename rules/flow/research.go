package flow

import "time"

// ResearchMethod is how something is found out about customers (D0-09, D0-10).
type ResearchMethod string

// The methods of research.
const (
	ResearchMarket       ResearchMethod = "MARKET_RESEARCH"
	ResearchInterview    ResearchMethod = "IN_DEPTH_INTERVIEW"
	ResearchFocusGroup   ResearchMethod = "FOCUS_GROUP"
	ResearchMystery      ResearchMethod = "MYSTERY_SHOPPER"
	ResearchObservation  ResearchMethod = "OBSERVATION"
	ResearchDataAnalysis ResearchMethod = "DATA_ANALYSIS"
	ResearchSurvey       ResearchMethod = "SURVEY"
)

// Values lists the methods of research, in their order.
func (ResearchMethod) Values() []string {
	return names([]ResearchMethod{
		ResearchMarket, ResearchInterview, ResearchFocusGroup, ResearchMystery, ResearchObservation,
		ResearchDataAnalysis, ResearchSurvey,
	})
}

// Hidden tells whether departments do not know of research by the method yet: they learn of
// mystery visits when these are published (D2-38).
func (m ResearchMethod) Hidden(published *time.Time) bool {
	return m == ResearchMystery && published == nil
}

// ResearchMode is who does the research.
type ResearchMode string

// The modes.
const (
	ResearchSelf       ResearchMode = "SELF"
	ResearchOutsourced ResearchMode = "OUTSOURCED"
)

// Values lists the modes, in their order.
func (ResearchMode) Values() []string { return names([]ResearchMode{ResearchSelf, ResearchOutsourced}) }

// ResearchForm is whom one talks with at a time (D1-09).
type ResearchForm string

// The forms.
const (
	ResearchOneOnOne ResearchForm = "ONE_ON_ONE"
	ResearchGroup    ResearchForm = "GROUP"
)

// Values lists the forms, in their order.
func (ResearchForm) Values() []string { return names([]ResearchForm{ResearchOneOnOne, ResearchGroup}) }

// InsightKind is what a finding of research is about (D1-06).
type InsightKind string

// The kinds of insights.
const (
	InsightMarket     InsightKind = "MARKET"
	InsightCompetitor InsightKind = "COMPETITOR"
	InsightNeedChange InsightKind = "NEED_CHANGE"
	InsightPainPoint  InsightKind = "PAIN_POINT"
	InsightProblem    InsightKind = "PROBLEM"
)

// Values lists the kinds of insights, in their order.
func (InsightKind) Values() []string {
	return names([]InsightKind{InsightMarket, InsightCompetitor, InsightNeedChange, InsightPainPoint, InsightProblem})
}

// Insight is one thing that research has brought to light.
type Insight struct {
	Kind InsightKind `json:"kind"`
	Text string      `json:"text"`
}

// ResearchState is where a piece of research stands.
type ResearchState string

// The states of research.
const (
	ResearchPlanned   ResearchState = "PLANNED"
	ResearchRunning   ResearchState = "RUNNING"
	ResearchDone      ResearchState = "DONE"
	ResearchCancelled ResearchState = "CANCELLED"
)

// Values lists the states of research, in their order.
func (ResearchState) Values() []string {
	return names([]ResearchState{ResearchPlanned, ResearchRunning, ResearchDone, ResearchCancelled})
}

// ResearchAct is what can be done with a piece of research.
type ResearchAct string

// The acts on research.
const (
	ResearchActUpdate ResearchAct = "UPDATE"
	ResearchActStart  ResearchAct = "START"
	ResearchActFinish ResearchAct = "FINISH"
	ResearchActCancel ResearchAct = "CANCEL"

	ResearchActPublish ResearchAct = "PUBLISH" // a mystery visit, to departments
)

// Values lists the acts on research, in their order.
func (ResearchAct) Values() []string {
	return names([]ResearchAct{ResearchActUpdate, ResearchActStart, ResearchActFinish, ResearchActCancel, ResearchActPublish})
}

// Research is the life of a piece of research.
var Research = Table[ResearchState, ResearchAct]{
	{ResearchPlanned, ResearchActUpdate}: ResearchPlanned,
	{ResearchRunning, ResearchActUpdate}: ResearchRunning,
	{ResearchPlanned, ResearchActStart}:  ResearchRunning,
	{ResearchRunning, ResearchActFinish}: ResearchDone,
	{ResearchPlanned, ResearchActCancel}: ResearchCancelled,
	{ResearchRunning, ResearchActCancel}: ResearchCancelled,
	{ResearchDone, ResearchActPublish}:   ResearchDone,
}

// StageScore is how one stage of a customer's way was found, 1 to 5 (D2-38).
type StageScore struct {
	Stage JourneyStage `json:"stage"`
	Score int          `json:"score"`
	Note  string       `json:"note,omitempty"`
}
