package flow

// Requirement is the life of a requirement: received, analysed, handled and
// reported back (D0-45). Who may act and what an act needs is decided by the
// verbs of app/requirements.
var Requirement = Table[RequirementState, RequirementAct]{
	{RequirementDraft, RequirementActReceive}: RequirementReceived,
	{RequirementDraft, RequirementActUpdate}:  RequirementDraft,

	{RequirementReceived, RequirementActAnalyze}:        RequirementAnalyzing,
	{RequirementReceived, RequirementActReject}:         RequirementRejected,
	{RequirementReceived, RequirementActMerge}:          RequirementMerged,
	{RequirementReceived, RequirementActUpdate}:         RequirementReceived,
	{RequirementReceived, RequirementActAssign}:         RequirementReceived,
	{RequirementReceived, RequirementActRecordResponse}: RequirementReceived,
	{RequirementReceived, RequirementActPause}:          RequirementReceived,
	{RequirementReceived, RequirementActResume}:         RequirementReceived,

	{RequirementAnalyzing, RequirementActPlan}:           RequirementPlanned,
	{RequirementAnalyzing, RequirementActReject}:         RequirementRejected,
	{RequirementAnalyzing, RequirementActMerge}:          RequirementMerged,
	{RequirementAnalyzing, RequirementActUpdate}:         RequirementAnalyzing,
	{RequirementAnalyzing, RequirementActAssess}:         RequirementAnalyzing,
	{RequirementAnalyzing, RequirementActAssign}:         RequirementAnalyzing,
	{RequirementAnalyzing, RequirementActRecordResponse}: RequirementAnalyzing,
	{RequirementAnalyzing, RequirementActPause}:          RequirementAnalyzing,
	{RequirementAnalyzing, RequirementActResume}:         RequirementAnalyzing,

	{RequirementPlanned, RequirementActStart}:          RequirementProcessing,
	{RequirementPlanned, RequirementActUpdate}:         RequirementPlanned,
	{RequirementPlanned, RequirementActAssign}:         RequirementPlanned,
	{RequirementPlanned, RequirementActRecordResponse}: RequirementPlanned,
	{RequirementPlanned, RequirementActPause}:          RequirementPlanned,
	{RequirementPlanned, RequirementActResume}:         RequirementPlanned,

	{RequirementProcessing, RequirementActRevise}:         RequirementPlanned,
	{RequirementProcessing, RequirementActDeliver}:        RequirementFeedback,
	{RequirementProcessing, RequirementActUpdate}:         RequirementProcessing,
	{RequirementProcessing, RequirementActAssign}:         RequirementProcessing,
	{RequirementProcessing, RequirementActRecordResponse}: RequirementProcessing,
	{RequirementProcessing, RequirementActPause}:          RequirementProcessing,
	{RequirementProcessing, RequirementActResume}:         RequirementProcessing,

	{RequirementFeedback, RequirementActClose}:  RequirementClosed,
	{RequirementFeedback, RequirementActReopen}: RequirementProcessing,
	{RequirementFeedback, RequirementActUpdate}: RequirementFeedback,
	{RequirementFeedback, RequirementActAssign}: RequirementFeedback,

	{RequirementClosed, RequirementActReopen}: RequirementProcessing,

	{RequirementRejected, RequirementActTell}: RequirementRejected,
	// From there it goes on to ANALYZING, if it had been there.
	{RequirementMerged, RequirementActUnmerge}: RequirementReceived,
}
