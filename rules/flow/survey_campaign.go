package flow

// SurveyProgram is what a campaign belongs to (A3).
type SurveyProgram string

// The programs.
const (
	ProgramRequirementSatisfaction SurveyProgram = "REQUIREMENT_SATISFACTION" // quarterly (D0-64)
	ProgramExperienceSatisfaction  SurveyProgram = "EXPERIENCE_SATISFACTION"  // half-yearly (D2-40)
	ProgramProfile                 SurveyProgram = "PROFILE"                  // the files of customers (D3-01)
	ProgramSpecial                 SurveyProgram = "SPECIAL"
)

// Values lists the programs, in their order.
func (SurveyProgram) Values() []string {
	return names([]SurveyProgram{
		ProgramRequirementSatisfaction, ProgramExperienceSatisfaction, ProgramProfile, ProgramSpecial,
	})
}

// CampaignState is where a campaign stands.
type CampaignState string

// The states of a campaign.
const (
	CampaignDraft     CampaignState = "DRAFT"
	CampaignReady     CampaignState = "READY" // owner, objective, audience and contact persons stand
	CampaignRunning   CampaignState = "RUNNING"
	CampaignClosed    CampaignState = "CLOSED"
	CampaignReviewed  CampaignState = "REVIEWED" // its effect is looked at (D3-31)
	CampaignCancelled CampaignState = "CANCELLED"
)

// Values lists the states of a campaign, in their order.
func (CampaignState) Values() []string {
	return names([]CampaignState{
		CampaignDraft, CampaignReady, CampaignRunning, CampaignClosed, CampaignReviewed, CampaignCancelled,
	})
}

// CampaignAct is what can be done with a campaign.
type CampaignAct string

// The acts on a campaign.
const (
	CampaignActUpdate  CampaignAct = "UPDATE"
	CampaignActConfirm CampaignAct = "CONFIRM" // a contact person has read the questionnaire (D3-08)
	CampaignActPrepare CampaignAct = "PREPARE"
	CampaignActRecall  CampaignAct = "RECALL" // back to the draft
	CampaignActStart   CampaignAct = "START"
	CampaignActInvite  CampaignAct = "INVITE"
	CampaignActExtend  CampaignAct = "EXTEND"
	CampaignActClose   CampaignAct = "CLOSE"
	CampaignActReview  CampaignAct = "REVIEW"
	CampaignActCancel  CampaignAct = "CANCEL"
)

// Values lists the acts on a campaign, in their order.
func (CampaignAct) Values() []string {
	return names([]CampaignAct{
		CampaignActUpdate, CampaignActConfirm, CampaignActPrepare, CampaignActRecall, CampaignActStart,
		CampaignActInvite, CampaignActExtend, CampaignActClose, CampaignActReview, CampaignActCancel,
	})
}

// Campaign is the life of a campaign: what was sent out cannot be called back, only closed.
var Campaign = Table[CampaignState, CampaignAct]{
	{CampaignDraft, CampaignActUpdate}:    CampaignDraft,
	{CampaignDraft, CampaignActConfirm}:   CampaignDraft,
	{CampaignDraft, CampaignActPrepare}:   CampaignReady,
	{CampaignDraft, CampaignActCancel}:    CampaignCancelled,
	{CampaignReady, CampaignActRecall}:    CampaignDraft,
	{CampaignReady, CampaignActConfirm}:   CampaignReady,
	{CampaignReady, CampaignActStart}:     CampaignRunning,
	{CampaignReady, CampaignActCancel}:    CampaignCancelled,
	{CampaignRunning, CampaignActConfirm}: CampaignRunning,
	{CampaignRunning, CampaignActInvite}:  CampaignRunning,
	{CampaignRunning, CampaignActExtend}:  CampaignRunning,
	{CampaignRunning, CampaignActClose}:   CampaignClosed,
	{CampaignClosed, CampaignActReview}:   CampaignReviewed,
}
