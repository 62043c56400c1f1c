package graph

import (
	"context"
	"errors"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/typeid"
)

// nodeActions are the permissions to read records by node(id), by the prefix
// of their ids. Records of other types are not found.
var nodeActions = map[string]authz.Action{
	ent.Prefixes[ent.TypeTenant]:            authz.TenantRead,
	ent.Prefixes[ent.TypeDepartment]:        authz.DepartmentRead,
	ent.Prefixes[ent.TypeMember]:            authz.MemberRead,
	ent.Prefixes[ent.TypeRole]:              authz.RoleRead,
	ent.Prefixes[ent.TypeCustomerTier]:      authz.TierRead,
	ent.Prefixes[ent.TypeCustomer]:          authz.CustomerRead,
	ent.Prefixes[ent.TypeContact]:           authz.ContactRead,
	ent.Prefixes[ent.TypeRequirement]:       authz.RequirementRead,
	ent.Prefixes[ent.TypeRequirementLink]:   authz.RequirementRead,
	ent.Prefixes[ent.TypeApproval]:          authz.ApprovalRead,
	ent.Prefixes[ent.TypeSlaClock]:          authz.RequirementRead,
	ent.Prefixes[ent.TypeSlaPolicy]:         authz.SLAPolicyRead,
	ent.Prefixes[ent.TypeWorkingCalendar]:   authz.CalendarRead,
	ent.Prefixes[ent.TypeTask]:              authz.TaskRead,
	ent.Prefixes[ent.TypeMeeting]:           authz.MeetingRead,
	ent.Prefixes[ent.TypeMeetingAttendee]:   authz.MeetingRead,
	ent.Prefixes[ent.TypeReport]:            authz.ReportRead,
	ent.Prefixes[ent.TypeReportRecipient]:   authz.ReportRead,
	ent.Prefixes[ent.TypeWorkGroup]:         authz.WorkGroupRead,
	ent.Prefixes[ent.TypeResponseTemplate]:  authz.TemplateRead,
	ent.Prefixes[ent.TypeInteraction]:       authz.InteractionRead,
	ent.Prefixes[ent.TypePurchaseRecord]:    authz.PurchaseRead,
	ent.Prefixes[ent.TypeComplaint]:         authz.ComplaintRead,
	ent.Prefixes[ent.TypeTouchpoint]:        authz.TouchpointRead,
	ent.Prefixes[ent.TypeEngagementPlan]:    authz.EngagementPlanRead,
	ent.Prefixes[ent.TypeResearchActivity]:  authz.ResearchRead,
	ent.Prefixes[ent.TypeRecognition]:       authz.RecognitionRead,
	ent.Prefixes[ent.TypeProgressEntry]:     authz.RequirementRead,
	ent.Prefixes[ent.TypeFinding]:           authz.FindingRead,
	ent.Prefixes[ent.TypeImprovementAction]: authz.ImprovementActionRead,
	ent.Prefixes[ent.TypeRequirementForm]:   authz.TemplateRead,
	ent.Prefixes[ent.TypeComplaintForm]:     authz.TemplateRead,
	ent.Prefixes[ent.TypeRequirementSet]:    authz.RequirementSetRead,
	ent.Prefixes[ent.TypeIndicator]:         authz.IndicatorRead,
	ent.Prefixes[ent.TypeIndicatorSnapshot]: authz.IndicatorRead,

	ent.Prefixes[ent.TypeSurveyTemplate]:   authz.SurveyTemplateRead,
	ent.Prefixes[ent.TypeSurveyCampaign]:   authz.CampaignRead,
	ent.Prefixes[ent.TypeSurveyInvitation]: authz.CampaignRead,
	ent.Prefixes[ent.TypeSurveyResponse]:   authz.SurveyResponseRead,
	ent.Prefixes[ent.TypeOpportunity]:      authz.OpportunityRead,

	ent.Prefixes[ent.TypeTrainingPlan]:    authz.TrainingRead,
	ent.Prefixes[ent.TypeTrainingSession]: authz.TrainingRead,
	ent.Prefixes[ent.TypeTrainingRecord]:  authz.TrainingRead,

	ent.Prefixes[ent.TypeGoverningDocument]: authz.GoverningDocumentRead,
	ent.Prefixes[ent.TypeAcknowledgement]:   authz.GoverningDocumentRead,
	ent.Prefixes[ent.TypeAppraisalScheme]:   authz.AppraisalRead,
	ent.Prefixes[ent.TypeAppraisal]:         authz.AppraisalRead,

	ent.Prefixes[ent.TypeRequirementAssessment]: authz.RequirementRead,

	ent.Prefixes[ent.TypeIdentificationRound]: authz.TouchpointRead,
	ent.Prefixes[ent.TypeTouchpointStandard]:  authz.StandardRead,
	ent.Prefixes[ent.TypeImprovementProject]:  authz.ImprovementActionRead,
	ent.Prefixes[ent.TypeInspection]:          authz.InspectionRead,
	ent.Prefixes[ent.TypeInspectionSchedule]:  authz.InspectionRead,
}

// mine are the prefixes of records of which everybody reads their own, and
// nobody those of others; files are of who reads what they belong to.
var mine = map[string]bool{
	ent.Prefixes[ent.TypeNotification]: true, ent.Prefixes[ent.TypeAttachment]: true, ent.Prefixes[ent.TypeLedgerExport]: true,
}

// maxNodes is how many ids nodes takes.
const maxNodes = 100

func (r *Resolver) node(ctx context.Context, id typeid.ID) (ent.Noder, error) {
	if !readable(ctx, id) {
		return nil, fault.NotFound().On("id")
	}
	n, err := r.Client.Noder(ctx, id, ent.WithNodeType(ent.TableOf))
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("id")
	}
	return n, err
}

func (r *Resolver) nodes(ctx context.Context, ids []typeid.ID) ([]ent.Noder, error) {
	if len(ids) > maxNodes {
		return nil, fault.Input("ids", "input.too_many").With("max", maxNodes)
	}
	found := make([]ent.Noder, len(ids))
	var (
		which []typeid.ID
		at    []int
	)
	for i, id := range ids {
		if readable(ctx, id) {
			which, at = append(which, id), append(at, i)
		}
	}
	if len(which) == 0 {
		return found, nil
	}
	// A page of a kind of record is one statement; those that are not there are
	// told one by one, which is no error here.
	var failure error
	quiet := graphql.WithResponseContext(ctx, func(_ context.Context, err error) *gqlerror.Error {
		if !missing(err) {
			failure = err
		}
		return gqlerror.Wrap(err)
	}, Recover)
	read, err := r.Client.Noders(quiet, which, ent.WithNodeType(ent.TableOf))
	if err != nil && !missing(err) {
		failure = err
	}
	if failure != nil {
		return nil, failure
	}
	for i, n := range read {
		found[at[i]] = n
	}
	return found, nil
}

// missing tells the error of a record that is not there from others.
func missing(err error) bool {
	return ent.IsNotFound(err) || errors.Is(err, fault.NotFound())
}

func readable(ctx context.Context, id typeid.ID) bool {
	if mine[id.Prefix()] {
		return settled(ctx) == nil
	}
	action, ok := nodeActions[id.Prefix()]
	return ok && may(ctx, action) == nil
}
