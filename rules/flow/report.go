package flow

// ReportType is what a report is about.
type ReportType string

// The types of reports.
const (
	ReportRequirementAnalysis ReportType = "REQUIREMENT_ANALYSIS" // D0-40
	ReportMonthlyIndicators   ReportType = "MONTHLY_INDICATORS"   // D0-63
	ReportExperienceAnalysis  ReportType = "EXPERIENCE_ANALYSIS"  // D2-42 to D2-44
	ReportSurveyEffect        ReportType = "SURVEY_EFFECT"        // D3-31
)

// Values lists the types of reports, in their order.
func (ReportType) Values() []string {
	return names([]ReportType{ReportRequirementAnalysis, ReportMonthlyIndicators, ReportExperienceAnalysis, ReportSurveyEffect})
}

// ReportState is where a report stands (D0-42).
type ReportState string

// The states of a report.
const (
	ReportGenerated ReportState = "GENERATED"
	ReportEdited    ReportState = "EDITED"
	ReportInReview  ReportState = "IN_REVIEW"
	ReportPublished ReportState = "PUBLISHED"
	ReportResponded ReportState = "RESPONDED" // every addressed department has answered
)

// Values lists the states of a report, in their order.
func (ReportState) Values() []string {
	return names([]ReportState{ReportGenerated, ReportEdited, ReportInReview, ReportPublished, ReportResponded})
}

// ReportAct is what can be done with a report.
type ReportAct string

// The acts on a report. Whether it is approved or sent back is decided by an approval.
const (
	ReportActEdit     ReportAct = "EDIT"
	ReportActSubmit   ReportAct = "SUBMIT"
	ReportActApprove  ReportAct = "APPROVE"
	ReportActSendBack ReportAct = "SEND_BACK"
	ReportActAnswer   ReportAct = "ANSWER"   // by one of several departments
	ReportActComplete ReportAct = "COMPLETE" // the last answer
)

// Values lists the acts on a report, in their order.
func (ReportAct) Values() []string {
	return names([]ReportAct{ReportActEdit, ReportActSubmit, ReportActApprove, ReportActSendBack, ReportActAnswer, ReportActComplete})
}

// Report is the life of a report.
var Report = Table[ReportState, ReportAct]{
	{ReportGenerated, ReportActEdit}:     ReportEdited,
	{ReportEdited, ReportActEdit}:        ReportEdited,
	{ReportGenerated, ReportActSubmit}:   ReportInReview,
	{ReportEdited, ReportActSubmit}:      ReportInReview,
	{ReportInReview, ReportActApprove}:   ReportPublished,
	{ReportInReview, ReportActSendBack}:  ReportEdited,
	{ReportPublished, ReportActAnswer}:   ReportPublished,
	{ReportPublished, ReportActComplete}: ReportResponded,
}

// ReportSection is a part of a report; those of a type are in its template (D0-41).
type ReportSection struct {
	Key      string `json:"key"`
	Title    string `json:"title"`
	Required bool   `json:"required,omitempty"`
	Text     string `json:"text"`           // what people read: generated, then edited
	Data     string `json:"data,omitempty"` // the figures behind it, as JSON
}
