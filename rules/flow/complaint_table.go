package flow

// Complaint is the life of a complaint: assessed, investigated, handled, replied to and
// accepted (D1-42, D2-59 to D2-63). Who may act and what an act needs is decided by the
// verbs of app/complaints.
var Complaint = complaintTable()

func complaintTable() Table[ComplaintState, ComplaintAct] {
	t := Table[ComplaintState, ComplaintAct]{
		{ComplaintReceived, ComplaintActTriage}:         ComplaintTriaged,
		{ComplaintTriaged, ComplaintActTriage}:          ComplaintTriaged, // assessed anew
		{ComplaintTriaged, ComplaintActInvestigate}:     ComplaintInvestigating,
		{ComplaintInvestigating, ComplaintActTriage}:    ComplaintTriaged,
		{ComplaintInvestigating, ComplaintActProcess}:   ComplaintProcessing,
		{ComplaintProcessing, ComplaintActReply}:        ComplaintFeedback,
		{ComplaintFeedback, ComplaintActClose}:          ComplaintClosed,
		{ComplaintFeedback, ComplaintActReopen}:         ComplaintProcessing,
		{ComplaintClosed, ComplaintActReopen}:           ComplaintProcessing,
		{ComplaintTriaged, ComplaintActFormGroup}:       ComplaintTriaged,
		{ComplaintInvestigating, ComplaintActFormGroup}: ComplaintInvestigating,
		{ComplaintProcessing, ComplaintActFormGroup}:    ComplaintProcessing,
		{ComplaintProcessing, ComplaintActPlan}:         ComplaintProcessing,
		{ComplaintInvestigating, ComplaintActDecide}:    ComplaintInvestigating,
		{ComplaintProcessing, ComplaintActDecide}:       ComplaintProcessing,
		{ComplaintTriaged, ComplaintActDecide}:          ComplaintTriaged,
	}
	for _, s := range OpenComplaints {
		t[Cell[ComplaintState, ComplaintAct]{s, ComplaintActWithdraw}] = ComplaintWithdrawn
		for _, act := range []ComplaintAct{ComplaintActUpdate, ComplaintActAssign} {
			t[Cell[ComplaintState, ComplaintAct]{s, act}] = s
		}
		// The committee hears of what was assessed, while it can still decide.
		if s != ComplaintReceived && s != ComplaintFeedback {
			t[Cell[ComplaintState, ComplaintAct]{s, ComplaintActEscalate}] = s
		}
		if s != ComplaintFeedback { // what was replied to is acknowledged, and nothing counts
			for _, act := range []ComplaintAct{ComplaintActAcknowledge, ComplaintActPause, ComplaintActResume} {
				t[Cell[ComplaintState, ComplaintAct]{s, act}] = s
			}
		}
	}
	return t
}
