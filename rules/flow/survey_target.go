package flow

// SurveyTarget is where an answer belongs in the company's records (D3-35 to D3-61).
type SurveyTarget string

// The targets.
const (
	TargetCustomerName            SurveyTarget = "CUSTOMER_NAME"
	TargetCustomerKind            SurveyTarget = "CUSTOMER_KIND"
	TargetCustomerIndustry        SurveyTarget = "CUSTOMER_INDUSTRY"
	TargetCustomerCooperationBand SurveyTarget = "CUSTOMER_COOPERATION_BAND"
	TargetCustomerAddress         SurveyTarget = "CUSTOMER_ADDRESS"
	TargetCustomerSizeBand        SurveyTarget = "CUSTOMER_SIZE_BAND"
	TargetCustomerNonRenewReason  SurveyTarget = "CUSTOMER_NON_RENEW_REASON"
	TargetCooperationLength       SurveyTarget = "COOPERATION_LENGTH"
	TargetCooperationProducts     SurveyTarget = "COOPERATION_PRODUCTS"
	TargetContactName             SurveyTarget = "CONTACT_NAME"
	TargetContactTitle            SurveyTarget = "CONTACT_TITLE"
	TargetContactPhone            SurveyTarget = "CONTACT_PHONE"
	TargetContactEmail            SurveyTarget = "CONTACT_EMAIL"
	TargetContactFrequency        SurveyTarget = "CONTACT_FREQUENCY"
	TargetContactChannels         SurveyTarget = "CONTACT_CHANNELS"
	TargetContactWantedContent    SurveyTarget = "CONTACT_WANTED_CONTENT"
	TargetCoreConcerns            SurveyTarget = "CORE_CONCERNS"
	TargetOpportunityBudget       SurveyTarget = "OPPORTUNITY_BUDGET"
	TargetOpportunityDecision     SurveyTarget = "OPPORTUNITY_DECISION"
	TargetOpportunityKinds        SurveyTarget = "OPPORTUNITY_KINDS"
	TargetOpportunitySupport      SurveyTarget = "OPPORTUNITY_SUPPORT"
	TargetRequirement             SurveyTarget = "REQUIREMENT" // a draft of one
	TargetComplaint               SurveyTarget = "COMPLAINT"   // a draft of one
	TargetSuggestion              SurveyTarget = "SUGGESTION"
	TargetDissatisfaction         SurveyTarget = "DISSATISFACTION"     // a draft: of a complaint after a low rating, else of a requirement (D3-49)
	TargetSatisfaction            SurveyTarget = "SATISFACTION"        // on the whole, 1 to 5
	TargetAspectSatisfaction      SurveyTarget = "ASPECT_SATISFACTION" // with one thing, 1 to 5
	TargetRecommend               SurveyTarget = "RECOMMEND"           // 0 to 10
)

// Values lists the targets, in their order.
func (SurveyTarget) Values() []string {
	return names([]SurveyTarget{
		TargetCustomerName, TargetCustomerKind, TargetCustomerIndustry, TargetCustomerCooperationBand,
		TargetCustomerAddress, TargetCustomerSizeBand, TargetCustomerNonRenewReason, TargetCooperationLength,
		TargetCooperationProducts, TargetContactName, TargetContactTitle, TargetContactPhone, TargetContactEmail,
		TargetContactFrequency, TargetContactChannels, TargetContactWantedContent, TargetCoreConcerns,
		TargetOpportunityBudget, TargetOpportunityDecision, TargetOpportunityKinds, TargetOpportunitySupport,
		TargetRequirement, TargetComplaint, TargetSuggestion, TargetDissatisfaction, TargetSatisfaction,
		TargetAspectSatisfaction, TargetRecommend,
	})
}
