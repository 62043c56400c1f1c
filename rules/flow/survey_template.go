package flow

// SurveyScenario is the occasion a questionnaire is made for (D3-02 to D3-05).
type SurveyScenario string

// The scenarios.
const (
	ScenarioNewCustomer  SurveyScenario = "NEW_CUSTOMER" // the first talk
	ScenarioReturnVisit  SurveyScenario = "RETURN_VISIT" // of a customer of old
	ScenarioExpansion    SurveyScenario = "EXPANSION"    // what more they may need
	ScenarioSegmentation SurveyScenario = "SEGMENTATION" // to tell customers apart
)

// Values lists the scenarios, in their order.
func (SurveyScenario) Values() []string {
	return names([]SurveyScenario{
		ScenarioNewCustomer, ScenarioReturnVisit, ScenarioExpansion, ScenarioSegmentation,
	})
}

// TemplateState is where a version of a questionnaire stands.
type TemplateState string

// The states of a template.
const (
	TemplateDraft      TemplateState = "DRAFT"
	TemplateInReview   TemplateState = "IN_REVIEW"
	TemplateEffective  TemplateState = "EFFECTIVE" // its words are fixed
	TemplateSuperseded TemplateState = "SUPERSEDED"
	TemplateRetired    TemplateState = "RETIRED"
)

// Values lists the states of a template, in their order.
func (TemplateState) Values() []string {
	return names([]TemplateState{
		TemplateDraft, TemplateInReview, TemplateEffective, TemplateSuperseded, TemplateRetired,
	})
}

// TemplateAct is what can be done with a template.
type TemplateAct string

// The acts on a template. Whether it is approved or sent back is decided by an approval; the next version supersedes.
const (
	TemplateActUpdate    TemplateAct = "UPDATE"
	TemplateActSubmit    TemplateAct = "SUBMIT"
	TemplateActApprove   TemplateAct = "APPROVE"
	TemplateActSendBack  TemplateAct = "SEND_BACK"
	TemplateActReview    TemplateAct = "REVIEW" // looked at, and left as it is (D3-33)
	TemplateActSupersede TemplateAct = "SUPERSEDE"
	TemplateActRetire    TemplateAct = "RETIRE"
)

// Values lists the acts on a template, in their order.
func (TemplateAct) Values() []string {
	return names([]TemplateAct{
		TemplateActUpdate, TemplateActSubmit, TemplateActApprove, TemplateActSendBack, TemplateActReview,
		TemplateActSupersede, TemplateActRetire,
	})
}

// Template is the life of a version of a questionnaire. What is effective is never changed: the next version
// takes its place (D3-33).
var Template = Table[TemplateState, TemplateAct]{
	{TemplateDraft, TemplateActUpdate}:        TemplateDraft,
	{TemplateDraft, TemplateActSubmit}:        TemplateInReview,
	{TemplateDraft, TemplateActRetire}:        TemplateRetired,
	{TemplateInReview, TemplateActApprove}:    TemplateEffective,
	{TemplateInReview, TemplateActSendBack}:   TemplateDraft,
	{TemplateInReview, TemplateActRetire}:     TemplateRetired,
	{TemplateEffective, TemplateActReview}:    TemplateEffective,
	{TemplateEffective, TemplateActSupersede}: TemplateSuperseded,
	{TemplateEffective, TemplateActRetire}:    TemplateRetired,
}
