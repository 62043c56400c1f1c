package graph

import (
	"slices"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"heed/app/complaints"
	"heed/app/customers"
	"heed/app/purchases"
	"heed/app/requirements"
	"heed/app/surveys"
	"heed/authz"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/score"
	"heed/rules/sla"
	"heed/rules/survey"
	"heed/rules/table"
	"heed/rules/viewer"
)

// bound are the Go types of the schema's enums, by their values.
var bound = map[string][]string{
	"Action":                 authz.Action("").Values(),
	"Resource":               authz.Resource("").Values(),
	"Verb":                   authz.Verb("").Values(),
	"PermissionGap":          authz.Gap("").Values(),
	"Effect":                 authz.Effect("").Values(),
	"Scope":                  viewer.Scope("").Values(),
	"Locale":                 label.Locale("").Values(),
	"ClockKind":              sla.ClockKind("").Values(),
	"ClockState":             sla.ClockState("").Values(),
	"SlaUnit":                sla.Unit("").Values(),
	"PauseReason":            sla.PauseReason("").Values(),
	"CalendarDayKind":        sla.DayKind("").Values(),
	"ClockSegmentReason":     sla.Reason("").Values(),
	"RequirementAction":      flow.RequirementAct("").Values(),
	"RequirementState":       flow.RequirementState("").Values(),
	"Urgency":                flow.Urgency("").Values(),
	"Nature":                 flow.Nature("").Values(),
	"RequirementCategory":    flow.RequirementCategory("").Values(),
	"RequirementSource":      flow.RequirementSource("").Values(),
	"Channel":                flow.Channel("").Values(),
	"LinkType":               flow.LinkType("").Values(),
	"Feasibility":            flow.Feasibility("").Values(),
	"ValueLevel":             flow.ValueLevel("").Values(),
	"ResponseKind":           flow.ResponseKind("").Values(),
	"Aspect":                 flow.Aspect("").Values(),
	"ServicePhase":           flow.ServicePhase("").Values(),
	"PriceSensitivity":       flow.PriceSensitivity("").Values(),
	"RequirementFormState":   flow.FormState("").Values(),
	"RequirementFormAction":  flow.FormAct("").Values(),
	"FormFieldType":          flow.FieldType("").Values(),
	"RequirementSetState":    flow.RequirementSetState("").Values(),
	"RequirementSetAction":   flow.RequirementSetAct("").Values(),
	"CustomerKind":           flow.CustomerKind("").Values(),
	"Industry":               flow.Industry("").Values(),
	"SizeBand":               flow.SizeBand("").Values(),
	"CooperationBand":        flow.CooperationBand("").Values(),
	"RelationshipStage":      flow.RelationshipStage("").Values(),
	"NonRenewReason":         flow.NonRenewReason("").Values(),
	"ContactFrequency":       flow.ContactFrequency("").Values(),
	"WantedContent":          flow.WantedContent("").Values(),
	"CollectionClass":        flow.CollectionClass("").Values(),
	"MaintenanceClass":       flow.MaintenanceClass("").Values(),
	"TenantState":            flow.TenantState("").Values(),
	"Plan":                   flow.Plan("").Values(),
	"OnboardingStepKey":      flow.OnboardingStep("").Values(),
	"OnboardingStepState":    flow.OnboardingStepState("").Values(),
	"OnboardingGapCode":      flow.OnboardingGap("").Values(),
	"MemberAction":           flow.MemberAct("").Values(),
	"MemberState":            flow.MemberState("").Values(),
	"DepartmentType":         flow.DepartmentType("").Values(),
	"SubjectType":            flow.SubjectType("").Values(),
	"ApprovalKind":           flow.ApprovalKind("").Values(),
	"ApprovalState":          flow.ApprovalState("").Values(),
	"ApprovalRule":           flow.ApprovalRule("").Values(),
	"ApprovalAction":         flow.ApprovalAct("").Values(),
	"Decision":               flow.Decision("").Values(),
	"TaskType":               flow.TaskType("").Values(),
	"TaskState":              flow.TaskState("").Values(),
	"TaskAction":             flow.TaskAct("").Values(),
	"AttachmentKind":         flow.AttachmentKind("").Values(),
	"AttachmentAction":       flow.AttachmentAct("").Values(),
	"ResearchMethod":         flow.ResearchMethod("").Values(),
	"ResearchMode":           flow.ResearchMode("").Values(),
	"ResearchForm":           flow.ResearchForm("").Values(),
	"InsightKind":            flow.InsightKind("").Values(),
	"ResearchState":          flow.ResearchState("").Values(),
	"ResearchAction":         flow.ResearchAct("").Values(),
	"RecognitionKind":        flow.RecognitionKind("").Values(),
	"RecognitionState":       flow.RecognitionState("").Values(),
	"RecognitionAction":      flow.RecognitionAct("").Values(),
	"Priority":               flow.Priority("").Values(),
	"InteractionType":        flow.InteractionType("").Values(),
	"InteractionState":       flow.InteractionState("").Values(),
	"InteractionAction":      flow.InteractionAct("").Values(),
	"DeliveryState":          flow.DeliveryState("").Values(),
	"DeliveryExceptionType":  flow.DeliveryExceptionType("").Values(),
	"Acceptance":             flow.Acceptance("").Values(),
	"ComplaintIntake":        flow.ComplaintIntake("").Values(),
	"ComplaintLevel":         flow.ComplaintLevel("").Values(),
	"ComplaintNature":        flow.ComplaintNature("").Values(),
	"ComplaintOutcome":       flow.ComplaintOutcome("").Values(),
	"ComplaintState":         flow.ComplaintState("").Values(),
	"HandlingPath":           flow.HandlingPath("").Values(),
	"ComplaintAction":        flow.ComplaintAct("").Values(),
	"PurchaseAction":         flow.PurchaseAct("").Values(),
	"JourneyStage":           flow.JourneyStage("").Values(),
	"TouchpointState":        flow.TouchpointState("").Values(),
	"TouchpointAction":       flow.TouchpointAct("").Values(),
	"BudgetBand":             flow.BudgetBand("").Values(),
	"CampaignAction":         flow.CampaignAct("").Values(),
	"CampaignState":          flow.CampaignState("").Values(),
	"DecisionBand":           flow.DecisionBand("").Values(),
	"ExpansionKind":          flow.ExpansionKind("").Values(),
	"OpportunityAction":      flow.OpportunityAct("").Values(),
	"OpportunityState":       flow.OpportunityState("").Values(),
	"QuestionType":           flow.QuestionType("").Values(),
	"SurveyGoal":             flow.SurveyGoal("").Values(),
	"SurveyInvitationAction": flow.SurveyInvitationAct("").Values(),
	"SurveyInvitationState":  flow.SurveyInvitationState("").Values(),
	"SurveyMode":             flow.SurveyMode("").Values(),
	"SurveyModule":           flow.SurveyModule("").Values(),
	"SurveyProgram":          flow.SurveyProgram("").Values(),
	"SurveyResponseAction":   flow.SurveyResponseAct("").Values(),
	"SurveyResponseState":    flow.SurveyResponseState("").Values(),
	"SurveyScenario":         flow.SurveyScenario("").Values(),
	"SurveyTarget":           flow.SurveyTarget("").Values(),
	"TagGroup":               flow.TagGroup("").Values(),
	"TrainingPlanState":      flow.TrainingPlanState("").Values(),
	"TrainingPlanAction":     flow.TrainingPlanAct("").Values(),
	"TrainingTopicKind":      flow.TrainingTopicKind("").Values(),
	"TrainingMethod":         flow.TrainingMethod("").Values(),
	"TrainerKind":            flow.TrainerKind("").Values(),
	"TrainingSessionState":   flow.TrainingSessionState("").Values(),
	"TrainingSessionAction":  flow.TrainingSessionAct("").Values(),
	"TrainingRecordState":    flow.TrainingRecordState("").Values(),
	"TrainingRecordAction":   flow.TrainingRecordAct("").Values(),
	"AttendanceBy":           flow.AttendanceBy("").Values(),
	"DocumentKind":           flow.DocumentKind("").Values(),
	"PublicityChannel":       flow.PublicityChannel("").Values(),
	"DocumentState":          flow.DocumentState("").Values(),
	"DocumentAction":         flow.DocumentAct("").Values(),
	"AppraisalMetric":        flow.AppraisalMetric("").Values(),
	"AppraisalSchemeState":   flow.AppraisalSchemeState("").Values(),
	"AppraisalSchemeAction":  flow.AppraisalSchemeAct("").Values(),
	"AppraisalState":         flow.AppraisalState("").Values(),
	"AppraisalAction":        flow.AppraisalAct("").Values(),
	"TemplateAction":         flow.TemplateAct("").Values(),
	"TemplateState":          flow.TemplateState("").Values(),
	"FollowUpKind":           flow.FollowUpKind("").Values(),
	"SurveyDimension":        surveys.Dimension("").Values(),
	"SurveyDocumentFormat":   surveys.DocumentFormat("").Values(),
	"SurveyExportFormat":     surveys.ExportFormat("").Values(),
	"SurveyDraftKind":        survey.DraftKind("").Values(),
	"SurveyProposalState":    survey.ProposalState("").Values(),
	"RoundState":             flow.RoundState("").Values(),
	"RoundAction":            flow.RoundAct("").Values(),
	"StandardState":          flow.StandardState("").Values(),
	"StandardAction":         flow.StandardAct("").Values(),
	"StandardOperator":       flow.StandardOperator("").Values(),
	"ProjectState":           flow.ProjectState("").Values(),
	"ProjectAction":          flow.ProjectAct("").Values(),
	"InspectionKind":         flow.InspectionKind("").Values(),
	"InspectionState":        flow.InspectionState("").Values(),
	"InspectionAction":       flow.InspectionAct("").Values(),
	"InspectionOutcome":      flow.InspectionOutcome("").Values(),
	"ContentAspect":          flow.ContentAspect("").Values(),
	"PurchaseImportField":    purchases.ImportField("").Values(),
	"PurchaseImportDates":    table.DateOrder("").Values(),
	"ComplaintDimension":     flow.ComplaintDimension("").Values(),
	"ComplaintBasis":         flow.ComplaintBasis("").Values(),
	"ComplaintImportField":   complaints.ImportField("").Values(),
	"ComplaintImportDates":   table.DateOrder("").Values(),
	"Direction":              flow.Direction("").Values(),
	"EngagementKind":         flow.EngagementKind("").Values(),
	"EngagementContent":      flow.EngagementContent("").Values(),
	"Period":                 flow.Period("").Values(),
	"AssessmentKind":         flow.AssessmentKind("").Values(),
	"ProgressKind":           flow.ProgressKind("").Values(),
	"ExportFormat":           flow.ExportFormat("").Values(),
	"ExportState":            flow.ExportState("").Values(),
	"FindingSource":          flow.FindingSource("").Values(),
	"Severity":               flow.Severity("").Values(),
	"RootCauseClass":         flow.RootCauseClass("").Values(),
	"FindingState":           flow.FindingState("").Values(),
	"FindingAction":          flow.FindingAct("").Values(),
	"ActionKind":             flow.ActionKind("").Values(),
	"ActionState":            flow.ActionState("").Values(),
	"ActionAct":              flow.ActionAct("").Values(),
	"Digest":                 flow.Digest("").Values(),
	"MeetingType":            flow.MeetingType("").Values(),
	"MeetingState":           flow.MeetingState("").Values(),
	"MeetingAction":          flow.MeetingAct("").Values(),
	"ReportType":             flow.ReportType("").Values(),
	"ReportState":            flow.ReportState("").Values(),
	"ReportAction":           flow.ReportAct("").Values(),
	"Better":                 flow.Better("").Values(),
	"IndicatorUnit":          flow.IndicatorUnit("").Values(),
	"IndicatorPart":          score.Part("").Values(),
	"Dimension":              flow.Dimension("").Values(),
	"NotificationSignalKind": texts(model.AllNotificationSignalKind),
	"CustomerImportField":    customers.Field("").Values(),
	"RequirementImportField": requirements.HistoryField("").Values(),
	"RequirementImportDates": requirements.DateOrder("").Values(),
	"StatusEventKind":        texts(model.AllStatusEventKind),
	"WorkGroupKind":          flow.WorkGroupKind("").Values(),
	"GroupCapacity":          flow.GroupCapacity("").Values(),
	"WorkGroupAction":        flow.WorkGroupAct("").Values(),
	"ChannelReason":          flow.ChannelReason("").Values(),
	"EscalationTarget":       sla.EscalationTarget("").Values(),
	"OrderDirection":         texts([]relay.OrderDirection{relay.OrderDirectionAsc, relay.OrderDirectionDesc}),
}

// orders read the order fields, whose values ent does not list.
var orders = map[string]func(any) error{
	"ApprovalOrderField":    new(ent.ApprovalOrderField).UnmarshalGQL,
	"ContactOrderField":     new(ent.ContactOrderField).UnmarshalGQL,
	"CustomerOrderField":    new(ent.CustomerOrderField).UnmarshalGQL,
	"DepartmentOrderField":  new(ent.DepartmentOrderField).UnmarshalGQL,
	"MemberOrderField":      new(ent.MemberOrderField).UnmarshalGQL,
	"RequirementOrderField": new(ent.RequirementOrderField).UnmarshalGQL,
	"TaskOrderField":        new(ent.TaskOrderField).UnmarshalGQL,
	"MeetingOrderField":     new(ent.MeetingOrderField).UnmarshalGQL,
	"ReportOrderField":      new(ent.ReportOrderField).UnmarshalGQL,

	"ComplaintOrderField":         new(ent.ComplaintOrderField).UnmarshalGQL,
	"PurchaseRecordOrderField":    new(ent.PurchaseRecordOrderField).UnmarshalGQL,
	"InteractionOrderField":       new(ent.InteractionOrderField).UnmarshalGQL,
	"EngagementPlanOrderField":    new(ent.EngagementPlanOrderField).UnmarshalGQL,
	"ComplaintFormOrderField":     new(ent.ComplaintFormOrderField).UnmarshalGQL,
	"RequirementFormOrderField":   new(ent.RequirementFormOrderField).UnmarshalGQL,
	"RequirementSetOrderField":    new(ent.RequirementSetOrderField).UnmarshalGQL,
	"AttachmentOrderField":        new(ent.AttachmentOrderField).UnmarshalGQL,
	"RecognitionOrderField":       new(ent.RecognitionOrderField).UnmarshalGQL,
	"ResearchActivityOrderField":  new(ent.ResearchActivityOrderField).UnmarshalGQL,
	"ProgressEntryOrderField":     new(ent.ProgressEntryOrderField).UnmarshalGQL,
	"FindingOrderField":           new(ent.FindingOrderField).UnmarshalGQL,
	"ImprovementActionOrderField": new(ent.ImprovementActionOrderField).UnmarshalGQL,
	"WorkGroupOrderField":         new(ent.WorkGroupOrderField).UnmarshalGQL,
	"ResponseTemplateOrderField":  new(ent.ResponseTemplateOrderField).UnmarshalGQL,
	"IndicatorSnapshotOrderField": new(ent.IndicatorSnapshotOrderField).UnmarshalGQL,

	"OpportunityOrderField":         new(ent.OpportunityOrderField).UnmarshalGQL,
	"SurveyCampaignOrderField":      new(ent.SurveyCampaignOrderField).UnmarshalGQL,
	"SurveyInvitationOrderField":    new(ent.SurveyInvitationOrderField).UnmarshalGQL,
	"SurveyResponseOrderField":      new(ent.SurveyResponseOrderField).UnmarshalGQL,
	"SurveyTemplateOrderField":      new(ent.SurveyTemplateOrderField).UnmarshalGQL,
	"TrainingPlanOrderField":        new(ent.TrainingPlanOrderField).UnmarshalGQL,
	"TrainingSessionOrderField":     new(ent.TrainingSessionOrderField).UnmarshalGQL,
	"TrainingRecordOrderField":      new(ent.TrainingRecordOrderField).UnmarshalGQL,
	"GoverningDocumentOrderField":   new(ent.GoverningDocumentOrderField).UnmarshalGQL,
	"AppraisalOrderField":           new(ent.AppraisalOrderField).UnmarshalGQL,
	"TouchpointOrderField":          new(ent.TouchpointOrderField).UnmarshalGQL,
	"IdentificationRoundOrderField": new(ent.IdentificationRoundOrderField).UnmarshalGQL,
	"TouchpointStandardOrderField":  new(ent.TouchpointStandardOrderField).UnmarshalGQL,
	"ImprovementProjectOrderField":  new(ent.ImprovementProjectOrderField).UnmarshalGQL,
	"InspectionOrderField":          new(ent.InspectionOrderField).UnmarshalGQL,
	"InspectionScheduleOrderField":  new(ent.InspectionScheduleOrderField).UnmarshalGQL,
}

func texts[T ~string](values []T) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = string(v)
	}
	return all
}

// The schema and the program name the same constants.
func TestEnums(t *testing.T) {
	for _, d := range own(ast.Enum) {
		var names []string
		for _, v := range d.EnumValues {
			names = append(names, v.Name)
		}
		if read, ok := orders[d.Name]; ok {
			for _, name := range names {
				if err := read(name); err != nil {
					t.Errorf("%s.%s: %v", d.Name, name, err)
				}
			}
			continue
		}
		values, ok := bound[d.Name]
		if !ok {
			t.Errorf("the enum %s is bound to nothing that this test knows", d.Name)
			continue
		}
		values = slices.Sorted(slices.Values(values))
		slices.Sort(names)
		if !slices.Equal(names, values) {
			t.Errorf("%s: the schema has %v, the program %v", d.Name, names, values)
		}
	}
}
