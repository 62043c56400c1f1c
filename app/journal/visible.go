package journal

import (
	"slices"
	"strings"

	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// reading is the permission that events about a record ask for, beside
// EVENT_READ: nobody learns from an event what they may not read.
var reading = map[flow.SubjectType]authz.Action{
	flow.SubjectCustomer:         authz.CustomerRead,
	flow.SubjectContact:          authz.ContactRead,
	flow.SubjectRequirement:      authz.RequirementRead,
	flow.SubjectClock:            authz.RequirementRead,
	flow.SubjectMember:           authz.MemberRead,
	flow.SubjectRole:             authz.RoleRead,
	flow.SubjectDepartment:       authz.DepartmentRead,
	flow.SubjectTenant:           authz.TenantRead,
	flow.SubjectSession:          authz.AuditRead,
	flow.SubjectImport:           authz.CustomerImport,
	flow.SubjectTier:             authz.TierRead,
	flow.SubjectCalendar:         authz.CalendarRead,
	flow.SubjectSLAPolicy:        authz.SLAPolicyRead,
	flow.SubjectTask:             authz.TaskRead,
	flow.SubjectApproval:         authz.ApprovalRead,
	flow.SubjectInteraction:      authz.InteractionRead,
	flow.SubjectEngagementPlan:   authz.EngagementPlanRead,
	flow.SubjectResearch:         authz.ResearchRead,
	flow.SubjectAttachment:       authz.AuditRead,
	flow.SubjectRequirementForm:  authz.TemplateRead,
	flow.SubjectRequirementSet:   authz.RequirementSetRead,
	flow.SubjectWorkGroup:        authz.WorkGroupRead,
	flow.SubjectReport:           authz.ReportRead,
	flow.SubjectMeeting:          authz.MeetingRead,
	flow.SubjectFinding:          authz.FindingRead,
	flow.SubjectAction:           authz.ImprovementActionRead,
	flow.SubjectRecognition:      authz.RecognitionRead,
	flow.SubjectIndicator:        authz.IndicatorRead,
	flow.SubjectResponseTemplate: authz.TemplateRead,
	flow.SubjectPurchase:         authz.PurchaseRead,
	flow.SubjectComplaint:        authz.ComplaintRead,
	flow.SubjectComplaintForm:    authz.TemplateRead,
	flow.SubjectTouchpoint:       authz.TouchpointRead,
	flow.SubjectIdentification:   authz.TouchpointRead,
	flow.SubjectStandard:         authz.StandardRead,
	flow.SubjectProject:          authz.ImprovementActionRead,
	flow.SubjectInspection:       authz.InspectionRead,
	flow.SubjectSchedule:         authz.InspectionRead,
	flow.SubjectSurveyTemplate:   authz.SurveyTemplateRead,
	flow.SubjectCampaign:         authz.CampaignRead,
	flow.SubjectSurveyInvitation: authz.CampaignRead,
	flow.SubjectSurveyResponse:   authz.SurveyResponseRead,
	flow.SubjectOpportunity:      authz.OpportunityRead,
	flow.SubjectTrainingPlan:     authz.TrainingRead,
	flow.SubjectTrainingSession:  authz.TrainingRead,
	flow.SubjectTrainingRecord:   authz.TrainingRead,
	flow.SubjectDocument:         authz.GoverningDocumentRead,
	flow.SubjectAppraisalScheme:  authz.AppraisalRead,
	flow.SubjectAppraisal:        authz.AppraisalRead,
}

// Visible tells whether the viewer may read the event: events of the work by
// EVENT_READ and the right to read their subject, whichever reaches less far;
// events of administration and access by AUDIT_READ.
func Visible(v *viewer.Viewer, e *ent.Event) bool {
	if v.Kind == viewer.System {
		return true
	}
	record := authz.Record{Departments: e.DepartmentIds, Members: e.MemberIds}
	if e.Kind != flow.EventDomain {
		return authz.Covers(v, v.Scope(string(authz.AuditRead)), record)
	}
	action := reading[e.SubjectType]
	if more, ok := closer[e.Type]; ok && !slices.Contains(e.MemberIds, v.Member) {
		action = more
	}
	return authz.Covers(v, v.Scope(string(authz.EventRead)), record) && authz.Covers(v, v.Scope(string(action)), record)
}

// closer are events that ask of others than those they name for more than to read their
// record: documents that nobody has published yet, and who has read which.
var closer = map[string]authz.Action{
	"governing_document.draft": authz.GoverningDocumentUpdate, "governing_document.updated": authz.GoverningDocumentUpdate,
	"governing_document.acknowledged": authz.GoverningDocumentUpdate,
}

// Reads tells whether the viewer may read a record of the type.
func Reads(v *viewer.Viewer, of flow.SubjectType, record authz.Record) bool {
	action, ok := reading[of]
	return ok && authz.Covers(v, v.Scope(string(action)), record)
}

// MayRead tells whether the viewer may read some records of the type.
func MayRead(v *viewer.Viewer, of flow.SubjectType) bool {
	action, ok := reading[of]
	return ok && v.Scope(string(action)) != viewer.None
}

// Everything tells whether the viewer may read every event of the work, so that
// none needs to be asked for: a live stream asks once, not for each event.
func Everything(v *viewer.Viewer) bool {
	if v.Scope(string(authz.EventRead)) != viewer.All {
		return false
	}
	for _, action := range closer {
		if v.Scope(string(action)) != viewer.All {
			return false
		}
	}
	for _, action := range reading {
		if v.Scope(string(action)) != viewer.All {
			return false
		}
	}
	return true
}

// Filter picks events; what is nil does not restrict.
type Filter struct {
	Types         []string // "requirement.received", or "requirement.*"
	SubjectType   *flow.SubjectType
	SubjectID     *typeid.ID
	DepartmentIDs []typeid.ID
	Mine          *bool
}

// maxFilter is how many values a list of a filter may hold.
const maxFilter = 100

// Check refuses a filter that is too long.
func (f *Filter) Check() error {
	switch {
	case f == nil:
		return nil
	case len(f.Types) > maxFilter:
		return fault.Input("filter.types", "input.too_many").With("max", maxFilter)
	case len(f.DepartmentIDs) > maxFilter:
		return fault.Input("filter.departmentIds", "input.too_many").With("max", maxFilter)
	}
	return nil
}

// Matches tells whether the filter picks the event for the viewer.
func (f *Filter) Matches(v *viewer.Viewer, e *ent.Event) bool {
	if f == nil {
		return true
	}
	switch {
	case f.Types != nil && !slices.ContainsFunc(f.Types, func(t string) bool { return matchType(t, e.Type) }),
		f.SubjectType != nil && *f.SubjectType != e.SubjectType,
		f.SubjectID != nil && *f.SubjectID != e.SubjectID,
		f.DepartmentIDs != nil && !slices.ContainsFunc(f.DepartmentIDs, func(id typeid.ID) bool { return slices.Contains(e.DepartmentIds, id) }),
		f.Mine != nil && *f.Mine && !slices.Contains(e.MemberIds, v.Member):
		return false
	}
	return true
}

func matchType(wanted, is string) bool {
	if kind, ok := strings.CutSuffix(wanted, "*"); ok {
		return strings.HasPrefix(is, kind)
	}
	return wanted == is
}
