package flow

// AppraisalMetric is what the work of a person is looked at by (D0-79). The document's
// list is cut off (A17): OTHER stays open for what a company adds.
type AppraisalMetric string

// The metrics.
const (
	MetricCollected    AppraisalMetric = "REQUIREMENTS_COLLECTED" // of so many as the scheme wants
	MetricCompliance   AppraisalMetric = "COLLECTION_COMPLIANCE"
	MetricOnTime       AppraisalMetric = "RESPONSE_ON_TIME"
	MetricCompletion   AppraisalMetric = "COMPLETION"
	MetricSatisfaction AppraisalMetric = "SATISFACTION"
	MetricEntry        AppraisalMetric = "ENTRY_TIMELINESS"
	MetricTraining     AppraisalMetric = "TRAINING_PASSED"
	MetricOther        AppraisalMetric = "OTHER" // whose points the head gives
)

// Values lists the metrics, in their order.
func (AppraisalMetric) Values() []string {
	return names([]AppraisalMetric{
		MetricCollected, MetricCompliance, MetricOnTime, MetricCompletion, MetricSatisfaction, MetricEntry, MetricTraining, MetricOther,
	})
}

// AppraisalSchemeState is where a scheme of appraisals stands.
type AppraisalSchemeState string

// The states of a scheme.
const (
	SchemeDraft   AppraisalSchemeState = "DRAFT"
	SchemeActive  AppraisalSchemeState = "ACTIVE"
	SchemeRetired AppraisalSchemeState = "RETIRED"
)

// Values lists the states, in their order.
func (AppraisalSchemeState) Values() []string {
	return names([]AppraisalSchemeState{SchemeDraft, SchemeActive, SchemeRetired})
}

// AppraisalSchemeAct is what can be done with a scheme.
type AppraisalSchemeAct string

// The acts on a scheme. What people were appraised by is never changed.
const (
	SchemeActUpdate   AppraisalSchemeAct = "UPDATE"
	SchemeActActivate AppraisalSchemeAct = "ACTIVATE"
	SchemeActDraw     AppraisalSchemeAct = "DRAW" // up the appraisals of a period
	SchemeActRetire   AppraisalSchemeAct = "RETIRE"
)

// Values lists the acts, in their order.
func (AppraisalSchemeAct) Values() []string {
	return names([]AppraisalSchemeAct{SchemeActUpdate, SchemeActActivate, SchemeActDraw, SchemeActRetire})
}

// AppraisalScheme is the life of a scheme.
var AppraisalScheme = Table[AppraisalSchemeState, AppraisalSchemeAct]{
	{SchemeDraft, SchemeActUpdate}:   SchemeDraft,
	{SchemeDraft, SchemeActActivate}: SchemeActive,
	{SchemeDraft, SchemeActRetire}:   SchemeRetired,
	{SchemeActive, SchemeActDraw}:    SchemeActive,
	{SchemeActive, SchemeActRetire}:  SchemeRetired,
}

// AppraisalState is where the appraisal of a person stands (D0-78).
type AppraisalState string

// The states of an appraisal.
const (
	AppraisalDraft     AppraisalState = "DRAFT"     // drawn up from data; the person does not see it yet
	AppraisalShown     AppraisalState = "SHOWN"     // to the person, who accepts or appeals
	AppraisalAppealed  AppraisalState = "APPEALED"  // somebody else decides
	AppraisalFinal     AppraisalState = "FINAL"     // accepted, decided, or not appealed in time
	AppraisalDiscarded AppraisalState = "DISCARDED" // drawn up in error
)

// Values lists the states, in their order.
func (AppraisalState) Values() []string {
	return names([]AppraisalState{AppraisalDraft, AppraisalShown, AppraisalAppealed, AppraisalFinal, AppraisalDiscarded})
}

// AppraisalAct is what can be done with an appraisal.
type AppraisalAct string

// The acts on an appraisal.
const (
	AppraisalActComment AppraisalAct = "COMMENT"
	AppraisalActRedraw  AppraisalAct = "REDRAW" // from the data as they are now
	AppraisalActShow    AppraisalAct = "SHOW"
	AppraisalActAccept  AppraisalAct = "ACCEPT"
	AppraisalActAppeal  AppraisalAct = "APPEAL"
	AppraisalActDecide  AppraisalAct = "DECIDE"
	AppraisalActLapse   AppraisalAct = "LAPSE" // the days to appeal are over
	AppraisalActDiscard AppraisalAct = "DISCARD"
)

// Values lists the acts, in their order.
func (AppraisalAct) Values() []string {
	return names([]AppraisalAct{
		AppraisalActComment, AppraisalActRedraw, AppraisalActShow, AppraisalActAccept, AppraisalActAppeal, AppraisalActDecide,
		AppraisalActLapse, AppraisalActDiscard,
	})
}

// Appraisal is the life of an appraisal.
var Appraisal = Table[AppraisalState, AppraisalAct]{
	{AppraisalDraft, AppraisalActComment}:   AppraisalDraft,
	{AppraisalDraft, AppraisalActRedraw}:    AppraisalDraft,
	{AppraisalDraft, AppraisalActShow}:      AppraisalShown,
	{AppraisalDraft, AppraisalActDiscard}:   AppraisalDiscarded,
	{AppraisalShown, AppraisalActAccept}:    AppraisalFinal,
	{AppraisalShown, AppraisalActAppeal}:    AppraisalAppealed,
	{AppraisalShown, AppraisalActLapse}:     AppraisalFinal,
	{AppraisalAppealed, AppraisalActDecide}: AppraisalFinal,
}
