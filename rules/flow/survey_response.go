package flow

// SurveyMode is how a questionnaire is filled in (D3-17).
type SurveyMode string

// The modes.
const (
	ModeSelf          SurveyMode = "SELF"           // by the customer, at a link
	ModePhoneAssisted SurveyMode = "PHONE_ASSISTED" // by a member on the telephone
	ModeOnSite        SurveyMode = "ON_SITE"        // by a member on a visit
)

// Values lists the modes, in their order.
func (SurveyMode) Values() []string {
	return names([]SurveyMode{ModeSelf, ModePhoneAssisted, ModeOnSite})
}

// SurveyResponseState is where a filled-in questionnaire stands.
type SurveyResponseState string

// The states of a response.
const (
	ResponseInProgress SurveyResponseState = "IN_PROGRESS"
	ResponseSubmitted  SurveyResponseState = "SUBMITTED" // 48 hours run (D3-65)
	ResponseVerifying  SurveyResponseState = "VERIFYING" // key answers are checked (D3-20)
	ResponseTidied     SurveyResponseState = "TIDIED"    // tags are set, answers are where they belong (D3-21)
	ResponseFollowedUp SurveyResponseState = "FOLLOWED_UP"
	ResponseDiscarded  SurveyResponseState = "DISCARDED" // never submitted
)

// Values lists the states of a response, in their order.
func (SurveyResponseState) Values() []string {
	return names([]SurveyResponseState{
		ResponseInProgress, ResponseSubmitted, ResponseVerifying, ResponseTidied, ResponseFollowedUp,
		ResponseDiscarded,
	})
}

// SurveyResponseAct is what can be done with a response.
type SurveyResponseAct string

// The acts on a response.
const (
	ResponseActSave     SurveyResponseAct = "SAVE"
	ResponseActSubmit   SurveyResponseAct = "SUBMIT"
	ResponseActReply    SurveyResponseAct = "REPLY" // the first answer to the customer (D3-25)
	ResponseActVerify   SurveyResponseAct = "VERIFY"
	ResponseActCorrect  SurveyResponseAct = "CORRECT" // an answer is put right; what was said stays beside it
	ResponseActTidy     SurveyResponseAct = "TIDY"
	ResponseActFollowUp SurveyResponseAct = "FOLLOW_UP"
	ResponseActDiscard  SurveyResponseAct = "DISCARD"
)

// Values lists the acts on a response, in their order.
func (SurveyResponseAct) Values() []string {
	return names([]SurveyResponseAct{
		ResponseActSave, ResponseActSubmit, ResponseActReply, ResponseActVerify, ResponseActCorrect, ResponseActTidy,
		ResponseActFollowUp, ResponseActDiscard,
	})
}

// SurveyResponse is the life of a filled-in questionnaire. What was submitted is never discarded.
var SurveyResponse = Table[SurveyResponseState, SurveyResponseAct]{
	{ResponseInProgress, ResponseActSave}:    ResponseInProgress,
	{ResponseInProgress, ResponseActSubmit}:  ResponseSubmitted,
	{ResponseInProgress, ResponseActDiscard}: ResponseDiscarded,
	{ResponseSubmitted, ResponseActReply}:    ResponseSubmitted,
	{ResponseSubmitted, ResponseActVerify}:   ResponseVerifying,
	{ResponseVerifying, ResponseActReply}:    ResponseVerifying,
	{ResponseVerifying, ResponseActCorrect}:  ResponseVerifying,
	{ResponseVerifying, ResponseActTidy}:     ResponseTidied,
	{ResponseTidied, ResponseActReply}:       ResponseTidied,
	{ResponseTidied, ResponseActFollowUp}:    ResponseFollowedUp,
}
