// Package authz decides what a member may do: the actions, the built-in roles,
// a company's enforcer (Casbin) and the questions that the rest of Heed asks.
package authz

// Action is one thing that a member can be allowed to do, e.g.
// REQUIREMENT_READ; it is what @can names in the schema.
type Action string

// The actions: every verb that the matrix gives for these resources.
const (
	TenantRead   Action = "TENANT_READ"
	TenantUpdate Action = "TENANT_UPDATE"
	TenantDelete Action = "TENANT_DELETE"
	TenantExport Action = "TENANT_EXPORT" // all of its data, in clear

	CalendarRead   Action = "CALENDAR_READ"
	CalendarCreate Action = "CALENDAR_CREATE"
	CalendarUpdate Action = "CALENDAR_UPDATE"
	CalendarDelete Action = "CALENDAR_DELETE"

	SLAPolicyRead   Action = "SLA_POLICY_READ"
	SLAPolicyCreate Action = "SLA_POLICY_CREATE"
	SLAPolicyUpdate Action = "SLA_POLICY_UPDATE"
	SLAPolicyDelete Action = "SLA_POLICY_DELETE"

	TierRead       Action = "TIER_READ"
	TierCreate     Action = "TIER_CREATE"
	TierUpdate     Action = "TIER_UPDATE"
	TierTransition Action = "TIER_TRANSITION"
	TierApprove    Action = "TIER_APPROVE"

	DepartmentRead   Action = "DEPARTMENT_READ"
	DepartmentCreate Action = "DEPARTMENT_CREATE"
	DepartmentUpdate Action = "DEPARTMENT_UPDATE"
	DepartmentDelete Action = "DEPARTMENT_DELETE"

	MemberRead   Action = "MEMBER_READ"
	MemberCreate Action = "MEMBER_CREATE"
	MemberUpdate Action = "MEMBER_UPDATE" // also the roles of a member
	MemberDelete Action = "MEMBER_DELETE"

	RoleRead   Action = "ROLE_READ"
	RoleCreate Action = "ROLE_CREATE"
	RoleUpdate Action = "ROLE_UPDATE"
	RoleDelete Action = "ROLE_DELETE"

	CustomerRead       Action = "CUSTOMER_READ"
	CustomerCreate     Action = "CUSTOMER_CREATE"
	CustomerUpdate     Action = "CUSTOMER_UPDATE"
	CustomerTransition Action = "CUSTOMER_TRANSITION"
	CustomerExport     Action = "CUSTOMER_EXPORT"
	CustomerImport     Action = "CUSTOMER_IMPORT"

	ContactRead   Action = "CONTACT_READ" // masked
	ContactCreate Action = "CONTACT_CREATE"
	ContactUpdate Action = "CONTACT_UPDATE"
	ContactDelete Action = "CONTACT_DELETE" // erase a person
	ContactExport Action = "CONTACT_EXPORT" // all that is kept of a person
	ContactReveal Action = "CONTACT_REVEAL"

	RequirementRead       Action = "REQUIREMENT_READ"
	RequirementCreate     Action = "REQUIREMENT_CREATE"
	RequirementUpdate     Action = "REQUIREMENT_UPDATE"
	RequirementTransition Action = "REQUIREMENT_TRANSITION"
	RequirementApprove    Action = "REQUIREMENT_APPROVE"
	RequirementExport     Action = "REQUIREMENT_EXPORT"
	RequirementImport     Action = "REQUIREMENT_IMPORT"

	RequirementDecisionRead    Action = "REQUIREMENT_DECISION_READ"
	RequirementDecisionCreate  Action = "REQUIREMENT_DECISION_CREATE" // propose
	RequirementDecisionApprove Action = "REQUIREMENT_DECISION_APPROVE"

	TaskRead       Action = "TASK_READ"
	TaskCreate     Action = "TASK_CREATE"
	TaskUpdate     Action = "TASK_UPDATE"
	TaskTransition Action = "TASK_TRANSITION"

	ApprovalRead    Action = "APPROVAL_READ"
	ApprovalApprove Action = "APPROVAL_APPROVE" // vote

	TemplateRead       Action = "TEMPLATE_READ"
	TemplateCreate     Action = "TEMPLATE_CREATE"
	TemplateUpdate     Action = "TEMPLATE_UPDATE"
	TemplateTransition Action = "TEMPLATE_TRANSITION" // publish

	InteractionRead   Action = "INTERACTION_READ"
	InteractionCreate Action = "INTERACTION_CREATE"
	InteractionUpdate Action = "INTERACTION_UPDATE"

	PurchaseRead   Action = "PURCHASE_READ"
	PurchaseCreate Action = "PURCHASE_CREATE"
	PurchaseUpdate Action = "PURCHASE_UPDATE" // also what becomes of the delivery
	PurchaseImport Action = "PURCHASE_IMPORT"

	ComplaintRead       Action = "COMPLAINT_READ"
	ComplaintCreate     Action = "COMPLAINT_CREATE"
	ComplaintUpdate     Action = "COMPLAINT_UPDATE"
	ComplaintTransition Action = "COMPLAINT_TRANSITION"
	ComplaintApprove    Action = "COMPLAINT_APPROVE" // decide on the department's own; with ALL lead joint handling
	ComplaintDelete     Action = "COMPLAINT_DELETE"  // erase the complainant
	ComplaintImport     Action = "COMPLAINT_IMPORT"
	ComplaintReveal     Action = "COMPLAINT_REVEAL"

	ComplaintDecisionApprove Action = "COMPLAINT_DECISION_APPROVE" // the committee's word

	TouchpointRead       Action = "TOUCHPOINT_READ"
	TouchpointCreate     Action = "TOUCHPOINT_CREATE"
	TouchpointUpdate     Action = "TOUCHPOINT_UPDATE"     // also a department's scores
	TouchpointTransition Action = "TOUCHPOINT_TRANSITION" // rounds, and what they decide
	TouchpointDelete     Action = "TOUCHPOINT_DELETE"     // retire

	StandardRead       Action = "TOUCHPOINT_STANDARD_READ"
	StandardCreate     Action = "TOUCHPOINT_STANDARD_CREATE"
	StandardUpdate     Action = "TOUCHPOINT_STANDARD_UPDATE"
	StandardTransition Action = "TOUCHPOINT_STANDARD_TRANSITION"
	StandardApprove    Action = "TOUCHPOINT_STANDARD_APPROVE" // by a vote

	InspectionRead       Action = "INSPECTION_READ"
	InspectionCreate     Action = "INSPECTION_CREATE"
	InspectionUpdate     Action = "INSPECTION_UPDATE"     // what was seen
	InspectionTransition Action = "INSPECTION_TRANSITION" // who looks, and how often

	SurveyTemplateRead       Action = "SURVEY_TEMPLATE_READ"
	SurveyTemplateCreate     Action = "SURVEY_TEMPLATE_CREATE"
	SurveyTemplateUpdate     Action = "SURVEY_TEMPLATE_UPDATE"
	SurveyTemplateTransition Action = "SURVEY_TEMPLATE_TRANSITION"
	SurveyTemplateApprove    Action = "SURVEY_TEMPLATE_APPROVE" // by a vote

	CampaignRead       Action = "CAMPAIGN_READ"
	CampaignCreate     Action = "CAMPAIGN_CREATE"
	CampaignUpdate     Action = "CAMPAIGN_UPDATE"     // also its invitations
	CampaignTransition Action = "CAMPAIGN_TRANSITION" // prepare, start, end, review

	SurveyResponseRead       Action = "SURVEY_RESPONSE_READ"
	SurveyResponseCreate     Action = "SURVEY_RESPONSE_CREATE" // fill in with the customer
	SurveyResponseUpdate     Action = "SURVEY_RESPONSE_UPDATE" // answer, verify
	SurveyResponseTransition Action = "SURVEY_RESPONSE_TRANSITION"
	SurveyResponseExport     Action = "SURVEY_RESPONSE_EXPORT"

	SurveyResultRead Action = "SURVEY_RESULT_READ" // figures alone

	OpportunityRead   Action = "OPPORTUNITY_READ"
	OpportunityCreate Action = "OPPORTUNITY_CREATE"
	OpportunityUpdate Action = "OPPORTUNITY_UPDATE"

	TrainingRead       Action = "TRAINING_READ"
	TrainingCreate     Action = "TRAINING_CREATE"
	TrainingUpdate     Action = "TRAINING_UPDATE"     // plans and sessions; of members: to enrol, to say what they thought
	TrainingTransition Action = "TRAINING_TRANSITION" // have plans approved, hold sessions, assess, close, cancel

	GoverningDocumentRead       Action = "GOVERNING_DOCUMENT_READ" // and say that one has read it
	GoverningDocumentCreate     Action = "GOVERNING_DOCUMENT_CREATE"
	GoverningDocumentUpdate     Action = "GOVERNING_DOCUMENT_UPDATE"
	GoverningDocumentTransition Action = "GOVERNING_DOCUMENT_TRANSITION" // publish it, take it back

	AppraisalRead       Action = "APPRAISAL_READ"
	AppraisalCreate     Action = "APPRAISAL_CREATE"     // schemes, which are the company's; appraisals by them
	AppraisalUpdate     Action = "APPRAISAL_UPDATE"     // comment; of the own: accept, appeal
	AppraisalTransition Action = "APPRAISAL_TRANSITION" // show to the person, discard, decide on an appeal

	EngagementPlanRead   Action = "ENGAGEMENT_PLAN_READ"
	EngagementPlanCreate Action = "ENGAGEMENT_PLAN_CREATE"
	EngagementPlanUpdate Action = "ENGAGEMENT_PLAN_UPDATE"

	ResearchRead       Action = "RESEARCH_READ"
	ResearchCreate     Action = "RESEARCH_CREATE"
	ResearchUpdate     Action = "RESEARCH_UPDATE"
	ResearchTransition Action = "RESEARCH_TRANSITION"
	ResearchReveal     Action = "RESEARCH_REVEAL" // who went as a mystery shopper, and what is not published (D2-38)

	RequirementSetRead       Action = "REQUIREMENT_SET_READ"
	RequirementSetCreate     Action = "REQUIREMENT_SET_CREATE"
	RequirementSetUpdate     Action = "REQUIREMENT_SET_UPDATE"
	RequirementSetTransition Action = "REQUIREMENT_SET_TRANSITION"

	WorkGroupRead   Action = "WORK_GROUP_READ"
	WorkGroupCreate Action = "WORK_GROUP_CREATE"
	WorkGroupUpdate Action = "WORK_GROUP_UPDATE"
	WorkGroupDelete Action = "WORK_GROUP_DELETE"

	ReportRead       Action = "REPORT_READ"
	ReportCreate     Action = "REPORT_CREATE"
	ReportUpdate     Action = "REPORT_UPDATE"
	ReportTransition Action = "REPORT_TRANSITION"
	ReportApprove    Action = "REPORT_APPROVE" // review
	ReportExport     Action = "REPORT_EXPORT"

	ReportResponseRead   Action = "REPORT_RESPONSE_READ"
	ReportResponseCreate Action = "REPORT_RESPONSE_CREATE" // answer with measures

	MeetingRead   Action = "MEETING_READ"
	MeetingCreate Action = "MEETING_CREATE"
	MeetingUpdate Action = "MEETING_UPDATE"

	FindingRead       Action = "FINDING_READ"
	FindingCreate     Action = "FINDING_CREATE"
	FindingUpdate     Action = "FINDING_UPDATE"
	FindingTransition Action = "FINDING_TRANSITION"

	ImprovementActionRead       Action = "IMPROVEMENT_ACTION_READ"
	ImprovementActionCreate     Action = "IMPROVEMENT_ACTION_CREATE"
	ImprovementActionUpdate     Action = "IMPROVEMENT_ACTION_UPDATE"
	ImprovementActionTransition Action = "IMPROVEMENT_ACTION_TRANSITION"
	ImprovementActionApprove    Action = "IMPROVEMENT_ACTION_APPROVE" // verify its effect

	RecognitionRead       Action = "RECOGNITION_READ"
	RecognitionCreate     Action = "RECOGNITION_CREATE"
	RecognitionUpdate     Action = "RECOGNITION_UPDATE"
	RecognitionTransition Action = "RECOGNITION_TRANSITION"
	RecognitionApprove    Action = "RECOGNITION_APPROVE" // decide

	IndicatorRead    Action = "INDICATOR_READ"
	IndicatorCreate  Action = "INDICATOR_CREATE"
	IndicatorUpdate  Action = "INDICATOR_UPDATE"
	IndicatorApprove Action = "INDICATOR_APPROVE" // set targets

	EventRead   Action = "EVENT_READ"
	EventExport Action = "EVENT_EXPORT"

	AuditRead   Action = "AUDIT_READ"
	AuditExport Action = "AUDIT_EXPORT"
)

// parts is what an action is made of.
type parts struct {
	action   Action
	resource Resource
	verb     Verb
}

// actions is the one list; a new entity adds its lines here and to the matrix.
var actions = []parts{
	{TenantRead, Tenant, Read},
	{TenantUpdate, Tenant, Update},
	{TenantDelete, Tenant, Delete},
	{TenantExport, Tenant, Export},
	{CalendarRead, Calendar, Read},
	{CalendarCreate, Calendar, Create},
	{CalendarUpdate, Calendar, Update},
	{CalendarDelete, Calendar, Delete},
	{SLAPolicyRead, SLAPolicy, Read},
	{SLAPolicyCreate, SLAPolicy, Create},
	{SLAPolicyUpdate, SLAPolicy, Update},
	{SLAPolicyDelete, SLAPolicy, Delete},
	{TierRead, Tier, Read},
	{TierCreate, Tier, Create},
	{TierUpdate, Tier, Update},
	{TierTransition, Tier, Transition},
	{TierApprove, Tier, Approve},
	{DepartmentRead, Department, Read},
	{DepartmentCreate, Department, Create},
	{DepartmentUpdate, Department, Update},
	{DepartmentDelete, Department, Delete},
	{MemberRead, Member, Read},
	{MemberCreate, Member, Create},
	{MemberUpdate, Member, Update},
	{MemberDelete, Member, Delete},
	{RoleRead, Role, Read},
	{RoleCreate, Role, Create},
	{RoleUpdate, Role, Update},
	{RoleDelete, Role, Delete},
	{CustomerRead, Customer, Read},
	{CustomerCreate, Customer, Create},
	{CustomerUpdate, Customer, Update},
	{CustomerTransition, Customer, Transition},
	{CustomerExport, Customer, Export},
	{CustomerImport, Customer, Import},
	{ContactRead, Contact, Read},
	{ContactCreate, Contact, Create},
	{ContactUpdate, Contact, Update},
	{ContactDelete, Contact, Delete},
	{ContactExport, Contact, Export},
	{ContactReveal, Contact, Reveal},
	{RequirementRead, Requirement, Read},
	{RequirementCreate, Requirement, Create},
	{RequirementUpdate, Requirement, Update},
	{RequirementTransition, Requirement, Transition},
	{RequirementApprove, Requirement, Approve},
	{RequirementExport, Requirement, Export},
	{RequirementImport, Requirement, Import},
	{RequirementDecisionRead, RequirementDecision, Read},
	{RequirementDecisionCreate, RequirementDecision, Create},
	{RequirementDecisionApprove, RequirementDecision, Approve},
	{TaskRead, Task, Read},
	{TaskCreate, Task, Create},
	{TaskUpdate, Task, Update},
	{TaskTransition, Task, Transition},
	{ApprovalRead, Approval, Read},
	{ApprovalApprove, Approval, Approve},
	{TemplateRead, Template, Read},
	{TemplateCreate, Template, Create},
	{TemplateUpdate, Template, Update},
	{TemplateTransition, Template, Transition},
	{InteractionRead, Interaction, Read},
	{InteractionCreate, Interaction, Create},
	{InteractionUpdate, Interaction, Update},
	{PurchaseRead, Purchase, Read},
	{PurchaseCreate, Purchase, Create},
	{PurchaseUpdate, Purchase, Update},
	{PurchaseImport, Purchase, Import},
	{ComplaintRead, Complaint, Read},
	{ComplaintCreate, Complaint, Create},
	{ComplaintUpdate, Complaint, Update},
	{ComplaintTransition, Complaint, Transition},
	{ComplaintApprove, Complaint, Approve},
	{ComplaintDelete, Complaint, Delete},
	{ComplaintImport, Complaint, Import},
	{ComplaintReveal, Complaint, Reveal},
	{ComplaintDecisionApprove, ComplaintDecision, Approve},
	{TouchpointRead, Touchpoint, Read},
	{TouchpointCreate, Touchpoint, Create},
	{TouchpointUpdate, Touchpoint, Update},
	{TouchpointTransition, Touchpoint, Transition},
	{TouchpointDelete, Touchpoint, Delete},
	{StandardRead, TouchpointStandard, Read},
	{StandardCreate, TouchpointStandard, Create},
	{StandardUpdate, TouchpointStandard, Update},
	{StandardTransition, TouchpointStandard, Transition},
	{StandardApprove, TouchpointStandard, Approve},
	{InspectionRead, Inspection, Read},
	{InspectionCreate, Inspection, Create},
	{InspectionUpdate, Inspection, Update},
	{InspectionTransition, Inspection, Transition},
	{SurveyTemplateRead, SurveyTemplate, Read},
	{SurveyTemplateCreate, SurveyTemplate, Create},
	{SurveyTemplateUpdate, SurveyTemplate, Update},
	{SurveyTemplateTransition, SurveyTemplate, Transition},
	{SurveyTemplateApprove, SurveyTemplate, Approve},
	{CampaignRead, Campaign, Read},
	{CampaignCreate, Campaign, Create},
	{CampaignUpdate, Campaign, Update},
	{CampaignTransition, Campaign, Transition},
	{SurveyResponseRead, SurveyResponse, Read},
	{SurveyResponseCreate, SurveyResponse, Create},
	{SurveyResponseUpdate, SurveyResponse, Update},
	{SurveyResponseTransition, SurveyResponse, Transition},
	{SurveyResponseExport, SurveyResponse, Export},
	{SurveyResultRead, SurveyResult, Read},
	{OpportunityRead, Opportunity, Read},
	{OpportunityCreate, Opportunity, Create},
	{OpportunityUpdate, Opportunity, Update},
	{TrainingRead, Training, Read},
	{TrainingCreate, Training, Create},
	{TrainingUpdate, Training, Update},
	{TrainingTransition, Training, Transition},
	{GoverningDocumentRead, GoverningDocument, Read},
	{GoverningDocumentCreate, GoverningDocument, Create},
	{GoverningDocumentUpdate, GoverningDocument, Update},
	{GoverningDocumentTransition, GoverningDocument, Transition},
	{AppraisalRead, Appraisal, Read},
	{AppraisalCreate, Appraisal, Create},
	{AppraisalUpdate, Appraisal, Update},
	{AppraisalTransition, Appraisal, Transition},
	{EngagementPlanRead, EngagementPlan, Read},
	{EngagementPlanCreate, EngagementPlan, Create},
	{EngagementPlanUpdate, EngagementPlan, Update},
	{ResearchRead, Research, Read},
	{ResearchCreate, Research, Create},
	{ResearchUpdate, Research, Update},
	{ResearchTransition, Research, Transition},
	{ResearchReveal, Research, Reveal},
	{RequirementSetRead, RequirementSet, Read},
	{RequirementSetCreate, RequirementSet, Create},
	{RequirementSetUpdate, RequirementSet, Update},
	{RequirementSetTransition, RequirementSet, Transition},
	{WorkGroupRead, WorkGroup, Read},
	{WorkGroupCreate, WorkGroup, Create},
	{WorkGroupUpdate, WorkGroup, Update},
	{WorkGroupDelete, WorkGroup, Delete},
	{ReportRead, Report, Read},
	{ReportCreate, Report, Create},
	{ReportUpdate, Report, Update},
	{ReportTransition, Report, Transition},
	{ReportApprove, Report, Approve},
	{ReportExport, Report, Export},
	{ReportResponseRead, ReportResponse, Read},
	{ReportResponseCreate, ReportResponse, Create},
	{MeetingRead, Meeting, Read},
	{MeetingCreate, Meeting, Create},
	{MeetingUpdate, Meeting, Update},
	{FindingRead, Finding, Read},
	{FindingCreate, Finding, Create},
	{FindingUpdate, Finding, Update},
	{FindingTransition, Finding, Transition},
	{ImprovementActionRead, ImprovementAction, Read},
	{ImprovementActionCreate, ImprovementAction, Create},
	{ImprovementActionUpdate, ImprovementAction, Update},
	{ImprovementActionTransition, ImprovementAction, Transition},
	{ImprovementActionApprove, ImprovementAction, Approve},
	{RecognitionRead, Recognition, Read},
	{RecognitionCreate, Recognition, Create},
	{RecognitionUpdate, Recognition, Update},
	{RecognitionTransition, Recognition, Transition},
	{RecognitionApprove, Recognition, Approve},
	{IndicatorRead, Indicator, Read},
	{IndicatorCreate, Indicator, Create},
	{IndicatorUpdate, Indicator, Update},
	{IndicatorApprove, Indicator, Approve},
	{EventRead, Event, Read},
	{EventExport, Event, Export},
	{AuditRead, Audit, Read},
	{AuditExport, Audit, Export},
}

// byAction finds the parts of an action.
var byAction = func() map[Action]parts {
	m := make(map[Action]parts, len(actions))
	for _, p := range actions {
		m[p.action] = p
	}
	return m
}()

// ActionOf is the action of a verb on a resource; whether it exists tells Known.
func ActionOf(r Resource, v Verb) Action { return Action(string(r) + "_" + string(v)) }

// Known tells whether the action is one of the list.
func (a Action) Known() bool {
	_, ok := byAction[a]
	return ok
}

// Resource is what the action touches, "" for an unknown action.
func (a Action) Resource() Resource { return byAction[a].resource }

// Verb is what the action does, "" for an unknown action.
func (a Action) Verb() Verb { return byAction[a].verb }

// reading is the action with which the records of this action are read: a
// decision is made on a requirement or a complaint.
func (a Action) reading() Action { return ActionOf(a.Resource().Decided(), Read) }

// All lists the actions in the order of the list.
func All() []Action {
	all := make([]Action, len(actions))
	for i, p := range actions {
		all[i] = p.action
	}
	return all
}

// Values lists the actions as text.
func (Action) Values() []string {
	values := make([]string, len(actions))
	for i, p := range actions {
		values[i] = string(p.action)
	}
	return values
}
