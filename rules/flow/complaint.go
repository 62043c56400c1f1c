package flow

// ComplaintState is where a complaint stands (D1-42, D2-59 to D2-63).
type ComplaintState string

// The states of a complaint.
const (
	ComplaintReceived      ComplaintState = "RECEIVED"
	ComplaintTriaged       ComplaintState = "TRIAGED"
	ComplaintInvestigating ComplaintState = "INVESTIGATING"
	ComplaintProcessing    ComplaintState = "PROCESSING"
	ComplaintFeedback      ComplaintState = "FEEDBACK" // replied to, waiting for the customer's word
	ComplaintClosed        ComplaintState = "CLOSED"
	ComplaintWithdrawn     ComplaintState = "WITHDRAWN" // by the customer
)

// Values lists the states of a complaint, in their order.
func (ComplaintState) Values() []string {
	return names([]ComplaintState{
		ComplaintReceived, ComplaintTriaged, ComplaintInvestigating, ComplaintProcessing, ComplaintFeedback,
		ComplaintClosed, ComplaintWithdrawn,
	})
}

// Open tells whether somebody still works on a complaint in the state.
func (s ComplaintState) Open() bool { return s != ComplaintClosed && s != ComplaintWithdrawn }

// OpenComplaints are the states in which somebody still works on a complaint.
var OpenComplaints = []ComplaintState{
	ComplaintReceived, ComplaintTriaged, ComplaintInvestigating, ComplaintProcessing, ComplaintFeedback,
}

// ComplaintNature is what a complaint is about (D2-59).
type ComplaintNature string

// The natures of complaints.
const (
	ComplaintOfQuality   ComplaintNature = "PRODUCT_QUALITY"
	ComplaintOfPrice     ComplaintNature = "PRICE"
	ComplaintOfAttitude  ComplaintNature = "ATTITUDE"
	ComplaintOfDelivery  ComplaintNature = "DELIVERY"
	ComplaintOfSales     ComplaintNature = "SALES_CONDUCT"
	ComplaintOfAfterSale ComplaintNature = "AFTER_SALE"
	ComplaintOfPromotion ComplaintNature = "MISLEADING_PROMOTION"
	ComplaintOfOther     ComplaintNature = "OTHER"
)

// Values lists the natures of complaints, in their order.
func (ComplaintNature) Values() []string {
	return names([]ComplaintNature{
		ComplaintOfQuality, ComplaintOfPrice, ComplaintOfAttitude, ComplaintOfDelivery, ComplaintOfSales,
		ComplaintOfAfterSale, ComplaintOfPromotion, ComplaintOfOther,
	})
}

// HandlingPath is who handles a complaint: the department that serves the customer, or a
// group of several departments (D2-60, D2-62).
type HandlingPath string

// The paths.
const (
	PathDirect HandlingPath = "DIRECT"
	PathJoint  HandlingPath = "JOINT"
)

// Values lists the paths, in their order.
func (HandlingPath) Values() []string { return names([]HandlingPath{PathDirect, PathJoint}) }

// PathOf is the path that an assessment leads to: major complaints and those of several
// departments are handled jointly (D2-62).
func PathOf(severity Severity, crossDepartment bool) HandlingPath {
	if severity == SeverityMajor || crossDepartment {
		return PathJoint
	}
	return PathDirect
}

// ComplaintIntake is how a complaint came into the company's books (D1-44).
type ComplaintIntake string

// The intakes.
const (
	IntakeMember ComplaintIntake = "MEMBER" // a member wrote it down
	IntakePage   ComplaintIntake = "PAGE"   // the complainant, on the company's page
	IntakeAPI    ComplaintIntake = "API"    // the complainant, through another system
	IntakeImport ComplaintIntake = "IMPORT" // a fact of the past
)

// SystemOfSendings stands with the names of what the public sent, beside the systems of
// imports: none is called so.
const SystemOfSendings = "heed:sent"

// Values lists the intakes, in their order.
func (ComplaintIntake) Values() []string {
	return names([]ComplaintIntake{IntakeMember, IntakePage, IntakeAPI, IntakeImport})
}

// ComplaintOutcome is how a closed complaint ended (D2-61).
type ComplaintOutcome string

// The outcomes.
const (
	OutcomeAccepted ComplaintOutcome = "ACCEPTED"
	OutcomeNoReply  ComplaintOutcome = "NO_REPLY_CLOSED"
	OutcomeDispute  ComplaintOutcome = "EXTERNAL_DISPUTE"
	OutcomeUnfound  ComplaintOutcome = "UNFOUNDED"
)

// Values lists the outcomes, in their order.
func (ComplaintOutcome) Values() []string {
	return names([]ComplaintOutcome{OutcomeAccepted, OutcomeNoReply, OutcomeDispute, OutcomeUnfound})
}

// ComplaintLevel is how far up a complaint has gone.
type ComplaintLevel string

// The levels.
const (
	LevelDepartment ComplaintLevel = "DEPARTMENT"
	LevelManagement ComplaintLevel = "MANAGEMENT"
	LevelCommittee  ComplaintLevel = "COMMITTEE"
)

// Values lists the levels, the lowest first.
func (ComplaintLevel) Values() []string {
	return names([]ComplaintLevel{LevelDepartment, LevelManagement, LevelCommittee})
}

// ComplaintAct is what can be done with a complaint; the acts that are legal in a state
// are its available actions.
type ComplaintAct string

// The acts. Those from UPDATE on keep the state.
const (
	ComplaintActTriage      ComplaintAct = "TRIAGE"
	ComplaintActInvestigate ComplaintAct = "INVESTIGATE"
	ComplaintActProcess     ComplaintAct = "PROCESS"
	ComplaintActReply       ComplaintAct = "REPLY"
	ComplaintActClose       ComplaintAct = "CLOSE"
	ComplaintActReopen      ComplaintAct = "REOPEN"
	ComplaintActWithdraw    ComplaintAct = "WITHDRAW"
	ComplaintActUpdate      ComplaintAct = "UPDATE"
	ComplaintActAcknowledge ComplaintAct = "ACKNOWLEDGE"
	ComplaintActAssign      ComplaintAct = "ASSIGN"
	ComplaintActFormGroup   ComplaintAct = "FORM_GROUP"
	ComplaintActPlan        ComplaintAct = "PLAN"
	ComplaintActEscalate    ComplaintAct = "ESCALATE"
	ComplaintActDecide      ComplaintAct = "DECIDE"
	ComplaintActPause       ComplaintAct = "PAUSE"
	ComplaintActResume      ComplaintAct = "RESUME"
)

// Values lists the acts, in their order.
func (ComplaintAct) Values() []string {
	return names([]ComplaintAct{
		ComplaintActTriage, ComplaintActInvestigate, ComplaintActProcess, ComplaintActReply, ComplaintActClose,
		ComplaintActReopen, ComplaintActWithdraw, ComplaintActUpdate, ComplaintActAcknowledge, ComplaintActAssign,
		ComplaintActFormGroup, ComplaintActPlan, ComplaintActEscalate, ComplaintActDecide, ComplaintActPause, ComplaintActResume,
	})
}

// Acceptance is how the customer took the reply (D2-61).
type Acceptance string

// The answers.
const (
	AcceptanceYes     Acceptance = "YES"
	AcceptanceNo      Acceptance = "NO"
	AcceptanceNoReply Acceptance = "NO_REPLY"
)

// Values lists the answers, in their order.
func (Acceptance) Values() []string {
	return names([]Acceptance{AcceptanceYes, AcceptanceNo, AcceptanceNoReply})
}

// ComplaintDimension is what complaints are told apart by in an analysis (D2-65).
type ComplaintDimension string

// The dimensions.
const (
	ComplaintsByCause      ComplaintDimension = "CAUSE"
	ComplaintsByNature     ComplaintDimension = "NATURE"
	ComplaintsByProduct    ComplaintDimension = "PRODUCT"
	ComplaintsByChannel    ComplaintDimension = "CHANNEL"
	ComplaintsByDepartment ComplaintDimension = "DEPARTMENT"
	ComplaintsByTouchpoint ComplaintDimension = "TOUCHPOINT"
)

// Values lists the dimensions, in their order.
func (ComplaintDimension) Values() []string {
	return names([]ComplaintDimension{
		ComplaintsByCause, ComplaintsByNature, ComplaintsByProduct, ComplaintsByChannel, ComplaintsByDepartment, ComplaintsByTouchpoint,
	})
}

// ComplaintBasis is what complaints are compared with in their rate (model 4).
type ComplaintBasis string

// The bases.
const (
	BasisOrders    ComplaintBasis = "ORDERS"    // of the period
	BasisCustomers ComplaintBasis = "CUSTOMERS" // of its end, where no order was written down
)

// Values lists the bases, in their order.
func (ComplaintBasis) Values() []string {
	return names([]ComplaintBasis{BasisOrders, BasisCustomers})
}
