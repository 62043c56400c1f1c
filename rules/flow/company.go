package flow

// TenantState is where a company stands.
type TenantState string

// The states of a company.
const (
	TenantOnboarding TenantState = "ONBOARDING"
	TenantActive     TenantState = "ACTIVE"
	TenantSuspended  TenantState = "SUSPENDED"
	TenantClosed     TenantState = "CLOSED"
)

// Values lists the states of a company, in their order.
func (TenantState) Values() []string {
	return names([]TenantState{TenantOnboarding, TenantActive, TenantSuspended, TenantClosed})
}

// MemberState is where a membership stands.
type MemberState string

// The states of a membership.
const (
	MemberInvited MemberState = "INVITED"
	MemberActive  MemberState = "ACTIVE"
	MemberLeft    MemberState = "LEFT"
)

// Values lists the states of a membership, in their order.
func (MemberState) Values() []string {
	return names([]MemberState{MemberInvited, MemberActive, MemberLeft})
}

// DepartmentType is what a department does; rules about departments name
// types, for names differ (D2-02).
type DepartmentType string

// The types of departments.
const (
	DepartmentMarketing            DepartmentType = "MARKETING"
	DepartmentSales                DepartmentType = "SALES"
	DepartmentService              DepartmentType = "SERVICE"
	DepartmentRnD                  DepartmentType = "RND"
	DepartmentLogistics            DepartmentType = "LOGISTICS"
	DepartmentHR                   DepartmentType = "HR"
	DepartmentExperienceManagement DepartmentType = "EXPERIENCE_MANAGEMENT"
	DepartmentOther                DepartmentType = "OTHER"
)

// Values lists the types of departments, in their order.
func (DepartmentType) Values() []string {
	return names([]DepartmentType{
		DepartmentMarketing, DepartmentSales, DepartmentService, DepartmentRnD, DepartmentLogistics, DepartmentHR,
		DepartmentExperienceManagement, DepartmentOther,
	})
}

// EventKind tells what an event of the journal is about.
type EventKind string

// The kinds of events.
const (
	EventDomain EventKind = "DOMAIN" // the work
	EventAccess EventKind = "ACCESS" // a sensitive read
	EventAdmin  EventKind = "ADMIN"  // rights and settings
)

// Values lists the kinds of events, in their order.
func (EventKind) Values() []string {
	return names([]EventKind{EventDomain, EventAccess, EventAdmin})
}

// SubjectType is the type of the record that an event is about.
type SubjectType string

// The types of subjects.
const (
	SubjectCustomer         SubjectType = "CUSTOMER"
	SubjectContact          SubjectType = "CONTACT"
	SubjectRequirement      SubjectType = "REQUIREMENT"
	SubjectMember           SubjectType = "MEMBER"
	SubjectRole             SubjectType = "ROLE"
	SubjectDepartment       SubjectType = "DEPARTMENT"
	SubjectTenant           SubjectType = "TENANT"
	SubjectSession          SubjectType = "SESSION"
	SubjectImport           SubjectType = "IMPORT"
	SubjectTier             SubjectType = "TIER"
	SubjectCalendar         SubjectType = "CALENDAR"
	SubjectSLAPolicy        SubjectType = "SLA_POLICY"
	SubjectClock            SubjectType = "CLOCK"
	SubjectTask             SubjectType = "TASK"
	SubjectApproval         SubjectType = "APPROVAL"
	SubjectInteraction      SubjectType = "INTERACTION"
	SubjectEngagementPlan   SubjectType = "ENGAGEMENT_PLAN"
	SubjectResearch         SubjectType = "RESEARCH"
	SubjectAttachment       SubjectType = "ATTACHMENT"
	SubjectRequirementForm  SubjectType = "REQUIREMENT_FORM"
	SubjectRequirementSet   SubjectType = "REQUIREMENT_SET"
	SubjectWorkGroup        SubjectType = "WORK_GROUP"
	SubjectReport           SubjectType = "REPORT"
	SubjectMeeting          SubjectType = "MEETING"
	SubjectFinding          SubjectType = "FINDING"
	SubjectAction           SubjectType = "ACTION"
	SubjectRecognition      SubjectType = "RECOGNITION"
	SubjectIndicator        SubjectType = "INDICATOR"
	SubjectResponseTemplate SubjectType = "RESPONSE_TEMPLATE"
	SubjectPurchase         SubjectType = "PURCHASE"
	SubjectComplaint        SubjectType = "COMPLAINT"
	SubjectComplaintForm    SubjectType = "COMPLAINT_FORM"
	SubjectTouchpoint       SubjectType = "TOUCHPOINT"
	SubjectIdentification   SubjectType = "IDENTIFICATION_ROUND"
	SubjectStandard         SubjectType = "TOUCHPOINT_STANDARD"
	SubjectInspection       SubjectType = "INSPECTION"
	SubjectSchedule         SubjectType = "INSPECTION_SCHEDULE"
	SubjectProject          SubjectType = "IMPROVEMENT_PROJECT"
	SubjectSurveyTemplate   SubjectType = "SURVEY_TEMPLATE"
	SubjectCampaign         SubjectType = "SURVEY_CAMPAIGN"
	SubjectSurveyInvitation SubjectType = "SURVEY_INVITATION"
	SubjectSurveyResponse   SubjectType = "SURVEY_RESPONSE"
	SubjectOpportunity      SubjectType = "OPPORTUNITY"
	SubjectTrainingPlan     SubjectType = "TRAINING_PLAN"
	SubjectTrainingSession  SubjectType = "TRAINING_SESSION"
	SubjectTrainingRecord   SubjectType = "TRAINING_RECORD"
	SubjectDocument         SubjectType = "GOVERNING_DOCUMENT"
	SubjectAppraisalScheme  SubjectType = "APPRAISAL_SCHEME"
	SubjectAppraisal        SubjectType = "APPRAISAL"
)

// Values lists the types of subjects, in their order.
func (SubjectType) Values() []string {
	return names([]SubjectType{
		SubjectCustomer, SubjectContact, SubjectRequirement, SubjectMember, SubjectRole, SubjectDepartment,
		SubjectTenant, SubjectSession, SubjectImport, SubjectTier, SubjectCalendar, SubjectSLAPolicy, SubjectClock,
		SubjectTask, SubjectApproval, SubjectInteraction, SubjectEngagementPlan, SubjectResearch, SubjectAttachment,
		SubjectRequirementForm, SubjectRequirementSet, SubjectWorkGroup, SubjectReport, SubjectMeeting,
		SubjectFinding, SubjectAction, SubjectRecognition, SubjectIndicator, SubjectResponseTemplate,
		SubjectPurchase, SubjectComplaint, SubjectComplaintForm, SubjectTouchpoint, SubjectIdentification, SubjectStandard,
		SubjectInspection, SubjectSchedule, SubjectProject, SubjectSurveyTemplate, SubjectCampaign, SubjectSurveyInvitation,
		SubjectSurveyResponse, SubjectOpportunity, SubjectTrainingPlan, SubjectTrainingSession, SubjectTrainingRecord,
		SubjectDocument, SubjectAppraisalScheme, SubjectAppraisal,
	})
}
