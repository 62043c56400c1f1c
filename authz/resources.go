package authz

import "slices"

// Resource is the kind of record that an action touches; Casbin's obj.
type Resource string

// Verb is what an action does with it; Casbin's act.
type Verb string

// The verbs; the letters are those of the permission matrix.
const (
	Read       Verb = "READ"       // R
	Create     Verb = "CREATE"     // C
	Update     Verb = "UPDATE"     // U
	Transition Verb = "TRANSITION" // T: change of state, assignment
	Approve    Verb = "APPROVE"    // X: approve, decide
	Delete     Verb = "DELETE"     // D: delete, retire
	Export     Verb = "EXPORT"     // E
	Import     Verb = "IMPORT"     // I: many records from a file
	Reveal     Verb = "REVEAL"     // V: contact data in clear
)

// The resources. A requirement's decisions (merge, conflict, rejection) have
// grants of their own; AUDIT is the administrative and access events, EVENT the rest.
const (
	Tenant              Resource = "TENANT"
	Calendar            Resource = "CALENDAR"
	SLAPolicy           Resource = "SLA_POLICY"
	Tier                Resource = "TIER"
	Department          Resource = "DEPARTMENT"
	Member              Resource = "MEMBER"
	Role                Resource = "ROLE"
	Customer            Resource = "CUSTOMER"
	Contact             Resource = "CONTACT"
	Requirement         Resource = "REQUIREMENT"
	RequirementDecision Resource = "REQUIREMENT_DECISION"
	Task                Resource = "TASK"
	Approval            Resource = "APPROVAL"
	Template            Resource = "TEMPLATE"
	Interaction         Resource = "INTERACTION"
	Purchase            Resource = "PURCHASE"
	Complaint           Resource = "COMPLAINT"
	ComplaintDecision   Resource = "COMPLAINT_DECISION"
	Touchpoint          Resource = "TOUCHPOINT"
	TouchpointStandard  Resource = "TOUCHPOINT_STANDARD"
	Inspection          Resource = "INSPECTION"
	SurveyTemplate      Resource = "SURVEY_TEMPLATE"
	Campaign            Resource = "CAMPAIGN"
	SurveyResponse      Resource = "SURVEY_RESPONSE"
	SurveyResult        Resource = "SURVEY_RESULT"
	Opportunity         Resource = "OPPORTUNITY"
	Training            Resource = "TRAINING"
	GoverningDocument   Resource = "GOVERNING_DOCUMENT"
	Appraisal           Resource = "APPRAISAL"
	EngagementPlan      Resource = "ENGAGEMENT_PLAN"
	Research            Resource = "RESEARCH"
	RequirementSet      Resource = "REQUIREMENT_SET"
	WorkGroup           Resource = "WORK_GROUP"
	Report              Resource = "REPORT"
	ReportResponse      Resource = "REPORT_RESPONSE"
	Meeting             Resource = "MEETING"
	Finding             Resource = "FINDING"
	ImprovementAction   Resource = "IMPROVEMENT_ACTION"
	Recognition         Resource = "RECOGNITION"
	Indicator           Resource = "INDICATOR"
	Event               Resource = "EVENT"
	Audit               Resource = "AUDIT"
)

// Decided is the resource that decisions of this one are made on: itself, but for those
// that are decisions.
func (r Resource) Decided() Resource {
	switch r {
	case RequirementDecision:
		return Requirement
	case ComplaintDecision:
		return Complaint
	default:
		return r
	}
}

// Values lists the resources in the order of the list.
func (Resource) Values() []string {
	var values []string
	for _, p := range actions {
		if !slices.Contains(values, string(p.resource)) {
			values = append(values, string(p.resource))
		}
	}
	return values
}

// Values lists the verbs.
func (Verb) Values() []string {
	values := make([]string, 0, len(letters))
	for _, l := range letters {
		values = append(values, string(l.verb))
	}
	return values
}
