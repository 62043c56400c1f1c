package flow

// InspectionKind is who looks, and at what.
type InspectionKind string

// The kinds of inspections.
const (
	InspectionSelf        InspectionKind = "SELF"          // by the department that answers for the touchpoint (D2-53)
	InspectionSupervisory InspectionKind = "SUPERVISORY"   // by the management department (D2-55)
	InspectionContent     InspectionKind = "CONTENT_CHECK" // of what is to be published (D2-21)
)

// Values lists the kinds of inspections, in their order.
func (InspectionKind) Values() []string {
	return names([]InspectionKind{InspectionSelf, InspectionSupervisory, InspectionContent})
}

// Scheduled tells whether inspections of the kind come again and again.
func (k InspectionKind) Scheduled() bool { return k == InspectionSelf || k == InspectionSupervisory }

// InspectionState is where an inspection stands (D2-53).
type InspectionState string

// The states of an inspection.
const (
	InspectionPlanned   InspectionState = "PLANNED"
	InspectionDone      InspectionState = "DONE"
	InspectionCancelled InspectionState = "CANCELLED"
	InspectionMissed    InspectionState = "MISSED" // nobody made it in time
)

// Values lists the states of an inspection, in their order.
func (InspectionState) Values() []string {
	return names([]InspectionState{InspectionPlanned, InspectionDone, InspectionCancelled, InspectionMissed})
}

// InspectionAct is what can be done with an inspection.
type InspectionAct string

// The acts on an inspection. The calendar misses.
const (
	InspectionActAssign InspectionAct = "ASSIGN"
	InspectionActRenew  InspectionAct = "RENEW" // it goes by the edition that holds now
	InspectionActRecord InspectionAct = "RECORD"
	InspectionActMiss   InspectionAct = "MISS"
	InspectionActCancel InspectionAct = "CANCEL"
)

// Values lists the acts on an inspection, in their order.
func (InspectionAct) Values() []string {
	return names([]InspectionAct{InspectionActAssign, InspectionActRenew, InspectionActRecord, InspectionActMiss, InspectionActCancel})
}

// Inspection is the life of an inspection. One that was missed, or that the calendar has
// cancelled, is recorded all the same when it was made before, by a phone that had no
// network; what a member has given up is not.
var Inspection = Table[InspectionState, InspectionAct]{
	{InspectionPlanned, InspectionActAssign}: InspectionPlanned,
	{InspectionPlanned, InspectionActRenew}:  InspectionPlanned,
	{InspectionPlanned, InspectionActRecord}: InspectionDone,
	{InspectionPlanned, InspectionActMiss}:   InspectionMissed,
	{InspectionPlanned, InspectionActCancel}: InspectionCancelled,
	{InspectionMissed, InspectionActRecord}:  InspectionDone,

	{InspectionCancelled, InspectionActRecord}: InspectionDone,
}

// InspectionOutcome is what a check of content came to (D2-21).
type InspectionOutcome string

// The outcomes.
const (
	OutcomePassed  InspectionOutcome = "PASSED"
	OutcomeRefused InspectionOutcome = "REFUSED"
)

// Values lists the outcomes, in their order.
func (InspectionOutcome) Values() []string {
	return names([]InspectionOutcome{OutcomePassed, OutcomeRefused})
}

// ContentAspect is what a check of content looks at (D2-21).
type ContentAspect string

// The aspects.
const (
	ContentTrue          ContentAspect = "TRUE"
	ContentAccurate      ContentAspect = "ACCURATE"
	ContentNotMisleading ContentAspect = "NOT_MISLEADING"
)

// Values lists the aspects, in their order.
func (ContentAspect) Values() []string {
	return names([]ContentAspect{ContentTrue, ContentAccurate, ContentNotMisleading})
}

// ContentResult is what was seen of an aspect.
type ContentResult struct {
	Aspect   ContentAspect `json:"aspect"`
	Passed   bool          `json:"passed"`
	Evidence string        `json:"evidence,omitempty"`
}

// ItemResult is what was seen of an item of a standard: a value, which keeps to the
// target or does not, or why it does not apply.
type ItemResult struct {
	StandardItem
	Value         *float64 `json:"value,omitempty"`
	Passed        bool     `json:"passed"`
	NotApplicable bool     `json:"notApplicable,omitempty"`
	Reason        string   `json:"reason,omitempty"` // why it does not apply
	Evidence      string   `json:"evidence,omitempty"`
}

// Tally counts the results that apply, and of them those that passed.
func Tally(results []ItemResult) (passed, checked int) {
	for _, r := range results {
		if r.NotApplicable {
			continue
		}
		checked++
		if r.Passed {
			passed++
		}
	}
	return passed, checked
}
