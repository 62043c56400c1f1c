package flow

// RequirementState is where a requirement stands (D0-45).
type RequirementState string

// The states of a requirement.
const (
	RequirementDraft      RequirementState = "DRAFT"
	RequirementReceived   RequirementState = "RECEIVED"
	RequirementAnalyzing  RequirementState = "ANALYZING"
	RequirementPlanned    RequirementState = "PLANNED"
	RequirementProcessing RequirementState = "PROCESSING"
	RequirementFeedback   RequirementState = "FEEDBACK" // told to the customer, waiting for a rating
	RequirementClosed     RequirementState = "CLOSED"
	RequirementRejected   RequirementState = "REJECTED"
	RequirementMerged     RequirementState = "MERGED" // its work goes on in another requirement
)

// Values lists the states of a requirement, in their order.
func (RequirementState) Values() []string {
	return names([]RequirementState{
		RequirementDraft, RequirementReceived, RequirementAnalyzing, RequirementPlanned, RequirementProcessing,
		RequirementFeedback, RequirementClosed, RequirementRejected, RequirementMerged,
	})
}

// RequirementAct is what can be done with a requirement; the acts that are
// legal in a state are its available actions.
type RequirementAct string

// The acts. Those from UPDATE on keep the state.
const (
	RequirementActReceive        RequirementAct = "RECEIVE"
	RequirementActAnalyze        RequirementAct = "ANALYZE"
	RequirementActPlan           RequirementAct = "PLAN"
	RequirementActStart          RequirementAct = "START"
	RequirementActRevise         RequirementAct = "REVISE"
	RequirementActDeliver        RequirementAct = "DELIVER"
	RequirementActClose          RequirementAct = "CLOSE"
	RequirementActReopen         RequirementAct = "REOPEN"
	RequirementActReject         RequirementAct = "REJECT"
	RequirementActTell           RequirementAct = "TELL"
	RequirementActMerge          RequirementAct = "MERGE"
	RequirementActUpdate         RequirementAct = "UPDATE"
	RequirementActAssess         RequirementAct = "ASSESS"
	RequirementActAssign         RequirementAct = "ASSIGN"
	RequirementActRecordResponse RequirementAct = "RECORD_RESPONSE"
	RequirementActPause          RequirementAct = "PAUSE"
	RequirementActResume         RequirementAct = "RESUME"
	RequirementActUnmerge        RequirementAct = "UNMERGE"
)

// Values lists the acts, in their order.
func (RequirementAct) Values() []string {
	return names([]RequirementAct{
		RequirementActReceive, RequirementActAnalyze, RequirementActPlan, RequirementActStart, RequirementActRevise,
		RequirementActDeliver, RequirementActClose, RequirementActReopen, RequirementActReject, RequirementActTell,
		RequirementActMerge, RequirementActUpdate, RequirementActAssess, RequirementActAssign, RequirementActRecordResponse,
		RequirementActPause, RequirementActResume, RequirementActUnmerge,
	})
}

// Urgency decides how soon, and in which form, a requirement is first answered
// (D0-29 to D0-31, D0-46 to D0-48).
type Urgency string

// The urgencies.
const (
	UrgencyUrgent    Urgency = "URGENT"
	UrgencyImportant Urgency = "IMPORTANT"
	UrgencyGeneral   Urgency = "GENERAL"
)

// Values lists the urgencies, in their order.
func (Urgency) Values() []string {
	return names([]Urgency{UrgencyUrgent, UrgencyImportant, UrgencyGeneral})
}

// Answer is the form of the first answer that the urgency demands.
func (u Urgency) Answer() ResponseKind {
	switch u {
	case UrgencyUrgent:
		return ResponseSolution
	case UrgencyImportant:
		return ResponsePlan
	case UrgencyGeneral:
	}
	return ResponseContact
}

// Nature tells what a requirement asks of the product.
type Nature string

// The natures.
const (
	NatureFunctional    Nature = "FUNCTIONAL"
	NatureNonFunctional Nature = "NON_FUNCTIONAL"
)

// Values lists the natures, in their order.
func (Nature) Values() []string {
	return names([]Nature{NatureFunctional, NatureNonFunctional})
}

// RequirementCategory is what a requirement is about.
type RequirementCategory string

// The categories.
const (
	RequirementCategoryProduct RequirementCategory = "PRODUCT"
	RequirementCategoryService RequirementCategory = "SERVICE"
	RequirementCategoryPrice   RequirementCategory = "PRICE"
	RequirementCategoryOther   RequirementCategory = "OTHER"
)

// Values lists the categories, in their order.
func (RequirementCategory) Values() []string {
	return names([]RequirementCategory{
		RequirementCategoryProduct, RequirementCategoryService, RequirementCategoryPrice, RequirementCategoryOther,
	})
}

// RequirementSource is how a requirement came to be known.
type RequirementSource string

// The sources.
const (
	RequirementSourceVisit              RequirementSource = "VISIT"
	RequirementSourceCallEmail          RequirementSource = "CALL_EMAIL"
	RequirementSourceOutsourcedResearch RequirementSource = "OUTSOURCED_RESEARCH"
	RequirementSourceSelfResearch       RequirementSource = "SELF_RESEARCH"
	RequirementSourceSurvey             RequirementSource = "SURVEY"
	RequirementSourceComplaint          RequirementSource = "COMPLAINT"
	RequirementSourceCustomerFeedback   RequirementSource = "CUSTOMER_FEEDBACK"
	RequirementSourceEmployee           RequirementSource = "EMPLOYEE"
	RequirementSourceDataAnalysis       RequirementSource = "DATA_ANALYSIS"
	RequirementSourceIntegration        RequirementSource = "INTEGRATION"
)

// Values lists the sources, in their order.
func (RequirementSource) Values() []string {
	return names([]RequirementSource{
		RequirementSourceVisit, RequirementSourceCallEmail, RequirementSourceOutsourcedResearch,
		RequirementSourceSelfResearch, RequirementSourceSurvey, RequirementSourceComplaint,
		RequirementSourceCustomerFeedback, RequirementSourceEmployee, RequirementSourceDataAnalysis,
		RequirementSourceIntegration,
	})
}

// LinkType is how two requirements belong together.
type LinkType string

// The types of links.
const (
	LinkDuplicate LinkType = "DUPLICATE"
	LinkConflict  LinkType = "CONFLICT" // must be resolved before either is planned
	LinkRelated   LinkType = "RELATED"
)

// Values lists the types of links, in their order.
func (LinkType) Values() []string {
	return names([]LinkType{LinkDuplicate, LinkConflict, LinkRelated})
}

// Feasibility is the conclusion of an assessment of what can be done.
type Feasibility string

// The conclusions on feasibility.
const (
	FeasibilityFeasible    Feasibility = "FEASIBLE"
	FeasibilityPartly      Feasibility = "PARTLY"
	FeasibilityNotFeasible Feasibility = "NOT_FEASIBLE"
)

// Values lists the conclusions on feasibility, in their order.
func (Feasibility) Values() []string {
	return names([]Feasibility{FeasibilityFeasible, FeasibilityPartly, FeasibilityNotFeasible})
}

// ValueLevel is the conclusion of an assessment of what a requirement is worth.
type ValueLevel string

// The conclusions on value.
const (
	ValueHigh   ValueLevel = "HIGH"
	ValueMedium ValueLevel = "MEDIUM"
	ValueLow    ValueLevel = "LOW"
)

// Values lists the conclusions on value, in their order.
func (ValueLevel) Values() []string {
	return names([]ValueLevel{ValueHigh, ValueMedium, ValueLow})
}

// ResponseKind is the form of the first answer to a customer (D0-46 to D0-48).
type ResponseKind string

// The forms of the first answer.
const (
	ResponseSolution ResponseKind = "SOLUTION" // for URGENT: a solution and its milestone
	ResponsePlan     ResponseKind = "PLAN"     // for IMPORTANT: a detailed plan
	ResponseContact  ResponseKind = "CONTACT"  // for GENERAL: a logged contact
)

// Values lists the forms of the first answer, in their order.
func (ResponseKind) Values() []string {
	return names([]ResponseKind{ResponseSolution, ResponsePlan, ResponseContact})
}
