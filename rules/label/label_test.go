package label_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/sla"
	"heed/rules/survey"
	"heed/rules/viewer"
)

var locales = []label.Locale{label.ZhHans, label.ZhHant, label.En}

// enums lists the enums that people see; TestNoEnumIsForgotten keeps it whole.
var enums = map[string][]string{
	"RequirementState":    flow.RequirementState("").Values(),
	"RequirementAct":      flow.RequirementAct("").Values(),
	"MemberAct":           flow.MemberAct("").Values(),
	"Urgency":             flow.Urgency("").Values(),
	"Nature":              flow.Nature("").Values(),
	"RequirementCategory": flow.RequirementCategory("").Values(),
	"RequirementSource":   flow.RequirementSource("").Values(),
	"LinkType":            flow.LinkType("").Values(),
	"AssessmentKind":      flow.AssessmentKind("").Values(),
	"Feasibility":         flow.Feasibility("").Values(),
	"ValueLevel":          flow.ValueLevel("").Values(),
	"ResponseKind":        flow.ResponseKind("").Values(),
	"CustomerKind":        flow.CustomerKind("").Values(),
	"Industry":            flow.Industry("").Values(),
	"SizeBand":            flow.SizeBand("").Values(),
	"CooperationBand":     flow.CooperationBand("").Values(),
	"RelationshipStage":   flow.RelationshipStage("").Values(),
	"NonRenewReason":      flow.NonRenewReason("").Values(),
	"ContactFrequency":    flow.ContactFrequency("").Values(),
	"WantedContent":       flow.WantedContent("").Values(),
	"CollectionClass":     flow.CollectionClass("").Values(),
	"MaintenanceClass":    flow.MaintenanceClass("").Values(),
	"Channel":             flow.Channel("").Values(),
	"TenantState":         flow.TenantState("").Values(),
	"MemberState":         flow.MemberState("").Values(),
	"DepartmentType":      flow.DepartmentType("").Values(),
	"EventKind":           flow.EventKind("").Values(),
	"SubjectType":         flow.SubjectType("").Values(),
	"Plan":                flow.Plan("").Values(),
	"TenantAct":           flow.TenantAct("").Values(),
	"OnboardingStep":      flow.OnboardingStep("").Values(),
	"OnboardingStepState": flow.OnboardingStepState("").Values(),
	"OnboardingGap":       flow.OnboardingGap("").Values(),
	"TokenKind":           flow.TokenKind("").Values(),
	"ExportFormat":        flow.ExportFormat("").Values(),
	"ExportState":         flow.ExportState("").Values(),
	"Dimension":           flow.Dimension("").Values(),
	"TaskType":            flow.TaskType("").Values(),
	"DeliveryState":       flow.DeliveryState("").Values(),
	"PurchaseAct":         flow.PurchaseAct("").Values(),
	"ComplaintState":      flow.ComplaintState("").Values(),
	"ComplaintNature":     flow.ComplaintNature("").Values(),
	"ComplaintAct":        flow.ComplaintAct("").Values(),
	"ComplaintIntake":     flow.ComplaintIntake("").Values(),
	"ComplaintLevel":      flow.ComplaintLevel("").Values(),
	"ComplaintOutcome":    flow.ComplaintOutcome("").Values(),
	"ComplaintDimension":  flow.ComplaintDimension("").Values(),
	"ComplaintBasis":      flow.ComplaintBasis("").Values(),
	"HandlingPath":        flow.HandlingPath("").Values(),
	"Acceptance":          flow.Acceptance("").Values(),
	"InteractionType":     flow.InteractionType("").Values(),
	"Direction":           flow.Direction("").Values(),
	"ServicePhase":        flow.ServicePhase("").Values(),
	"InteractionState":    flow.InteractionState("").Values(),
	"InteractionAct":      flow.InteractionAct("").Values(),

	"DeliveryExceptionType": flow.DeliveryExceptionType("").Values(),

	"JourneyStage":     flow.JourneyStage("").Values(),
	"TouchpointState":  flow.TouchpointState("").Values(),
	"TouchpointAct":    flow.TouchpointAct("").Values(),
	"RoundState":       flow.RoundState("").Values(),
	"RoundAct":         flow.RoundAct("").Values(),
	"StandardState":    flow.StandardState("").Values(),
	"StandardAct":      flow.StandardAct("").Values(),
	"StandardOperator": flow.StandardOperator("").Values(),

	"ProjectState":      flow.ProjectState("").Values(),
	"ProjectAct":        flow.ProjectAct("").Values(),
	"InspectionKind":    flow.InspectionKind("").Values(),
	"InspectionState":   flow.InspectionState("").Values(),
	"InspectionAct":     flow.InspectionAct("").Values(),
	"InspectionOutcome": flow.InspectionOutcome("").Values(),
	"ContentAspect":     flow.ContentAspect("").Values(),

	"EngagementKind":        flow.EngagementKind("").Values(),
	"Period":                flow.Period("").Values(),
	"EngagementContent":     flow.EngagementContent("").Values(),
	"ResearchMethod":        flow.ResearchMethod("").Values(),
	"ResearchMode":          flow.ResearchMode("").Values(),
	"ResearchForm":          flow.ResearchForm("").Values(),
	"InsightKind":           flow.InsightKind("").Values(),
	"ResearchState":         flow.ResearchState("").Values(),
	"ResearchAct":           flow.ResearchAct("").Values(),
	"AttachmentAct":         flow.AttachmentAct("").Values(),
	"AttachmentKind":        flow.AttachmentKind("").Values(),
	"RecognitionKind":       flow.RecognitionKind("").Values(),
	"RecognitionState":      flow.RecognitionState("").Values(),
	"RecognitionAct":        flow.RecognitionAct("").Values(),
	"FormState":             flow.FormState("").Values(),
	"FormAct":               flow.FormAct("").Values(),
	"FieldType":             flow.FieldType("").Values(),
	"RequirementSetState":   flow.RequirementSetState("").Values(),
	"RequirementSetAct":     flow.RequirementSetAct("").Values(),
	"WorkGroupAct":          flow.WorkGroupAct("").Values(),
	"ChannelReason":         flow.ChannelReason("").Values(),
	"EscalationTarget":      sla.EscalationTarget("").Values(),
	"WorkGroupKind":         flow.WorkGroupKind("").Values(),
	"GroupCapacity":         flow.GroupCapacity("").Values(),
	"ProgressKind":          flow.ProgressKind("").Values(),
	"ReportType":            flow.ReportType("").Values(),
	"ReportState":           flow.ReportState("").Values(),
	"ReportAct":             flow.ReportAct("").Values(),
	"MeetingType":           flow.MeetingType("").Values(),
	"MeetingState":          flow.MeetingState("").Values(),
	"MeetingAct":            flow.MeetingAct("").Values(),
	"FindingSource":         flow.FindingSource("").Values(),
	"Severity":              flow.Severity("").Values(),
	"RootCauseClass":        flow.RootCauseClass("").Values(),
	"FindingState":          flow.FindingState("").Values(),
	"FindingAct":            flow.FindingAct("").Values(),
	"ActionKind":            flow.ActionKind("").Values(),
	"ActionState":           flow.ActionState("").Values(),
	"ActionAct":             flow.ActionAct("").Values(),
	"IndicatorUnit":         flow.IndicatorUnit("").Values(),
	"Better":                flow.Better("").Values(),
	"Aspect":                flow.Aspect("").Values(),
	"PriceSensitivity":      flow.PriceSensitivity("").Values(),
	"Priority":              flow.Priority("").Values(),
	"TaskState":             flow.TaskState("").Values(),
	"TaskAct":               flow.TaskAct("").Values(),
	"ApprovalKind":          flow.ApprovalKind("").Values(),
	"ApprovalRule":          flow.ApprovalRule("").Values(),
	"Decision":              flow.Decision("").Values(),
	"ApprovalState":         flow.ApprovalState("").Values(),
	"ApprovalAct":           flow.ApprovalAct("").Values(),
	"RatingMethod":          flow.RatingMethod("").Values(),
	"BudgetBand":            flow.BudgetBand("").Values(),
	"DecisionBand":          flow.DecisionBand("").Values(),
	"CoreConcern":           flow.CoreConcern("").Values(),
	"ExpansionKind":         flow.ExpansionKind("").Values(),
	"SatisfactionTag":       flow.SatisfactionTag("").Values(),
	"TagGroup":              flow.TagGroup("").Values(),
	"SurveyProgram":         flow.SurveyProgram("").Values(),
	"CampaignState":         flow.CampaignState("").Values(),
	"CampaignAct":           flow.CampaignAct("").Values(),
	"AnswerTest":            flow.AnswerTest("").Values(),
	"SurveyFact":            flow.SurveyFact("").Values(),
	"SurveyInvitationState": flow.SurveyInvitationState("").Values(),
	"SurveyInvitationAct":   flow.SurveyInvitationAct("").Values(),
	"OpportunityState":      flow.OpportunityState("").Values(),
	"OpportunityAct":        flow.OpportunityAct("").Values(),
	"TrainingPlanState":     flow.TrainingPlanState("").Values(),
	"TrainingPlanAct":       flow.TrainingPlanAct("").Values(),
	"TrainingTopicKind":     flow.TrainingTopicKind("").Values(),
	"TrainingMethod":        flow.TrainingMethod("").Values(),
	"TrainerKind":           flow.TrainerKind("").Values(),
	"TrainingSessionState":  flow.TrainingSessionState("").Values(),
	"TrainingSessionAct":    flow.TrainingSessionAct("").Values(),
	"TrainingRecordState":   flow.TrainingRecordState("").Values(),
	"TrainingRecordAct":     flow.TrainingRecordAct("").Values(),
	"AttendanceBy":          flow.AttendanceBy("").Values(),
	"DocumentKind":          flow.DocumentKind("").Values(),
	"PublicityChannel":      flow.PublicityChannel("").Values(),
	"DocumentState":         flow.DocumentState("").Values(),
	"DocumentAct":           flow.DocumentAct("").Values(),
	"AppraisalMetric":       flow.AppraisalMetric("").Values(),
	"AppraisalSchemeState":  flow.AppraisalSchemeState("").Values(),
	"AppraisalSchemeAct":    flow.AppraisalSchemeAct("").Values(),
	"AppraisalState":        flow.AppraisalState("").Values(),
	"AppraisalAct":          flow.AppraisalAct("").Values(),
	"SurveyModule":          flow.SurveyModule("").Values(),
	"SurveyGoal":            flow.SurveyGoal("").Values(),
	"QuestionType":          flow.QuestionType("").Values(),
	"SurveyMode":            flow.SurveyMode("").Values(),
	"SurveyResponseState":   flow.SurveyResponseState("").Values(),
	"SurveyResponseAct":     flow.SurveyResponseAct("").Values(),
	"SurveyTarget":          flow.SurveyTarget("").Values(),
	"SurveyScenario":        flow.SurveyScenario("").Values(),
	"TemplateState":         flow.TemplateState("").Values(),
	"FollowUpKind":          flow.FollowUpKind("").Values(),
	"SurveyDraftKind":       survey.DraftKind("").Values(),
	"SurveyProposalState":   survey.ProposalState("").Values(),
	"Survey": {
		"UNKNOWN", "TOTAL", "TASK_plan", "TASK_review", "COLUMN_customer", "COLUMN_submittedAt", "COLUMN_mode", "COLUMN_state", "COLUMN_score",
		"COLUMN_recommend", "COLUMN_tags", "COLUMN_seconds",
	},
	"TemplateAct": flow.TemplateAct("").Values(),

	"MailState":   flow.MailState("").Values(),
	"Digest":      flow.Digest("").Values(),
	"Scope":       viewer.Scope("").Values(),
	"Locale":      label.Locale("").Values(),
	"ClockState":  sla.ClockState("").Values(),
	"ClockKind":   sla.ClockKind("").Values(),
	"SegmentKind": sla.SegmentKind("").Values(),
	"Reason":      sla.Reason("").Values(),
	"PauseReason": sla.PauseReason("").Values(),
	"DayKind":     sla.DayKind("").Values(),
	"Target":      sla.Target("").Values(),
	"Unit":        sla.Unit("").Values(),
	"Role": {
		"TENANT_ADMIN", "COMMITTEE", "MANAGEMENT", "DEPARTMENT_HEAD", "DEPARTMENT_MEMBER", "STAFF", "AUDITOR", "INTEGRATION",
	},
	"CustomerTier": {"STRATEGIC", "KEY", "ORDINARY"},
	"Department":   flow.DepartmentType("").Values(),
}

func TestEveryValueHasItsLabels(t *testing.T) {
	for enum, values := range enums {
		if len(values) == 0 {
			t.Errorf("%s has no values", enum)
		}
		for _, l := range locales {
			seen := map[string]string{}
			for _, v := range values {
				text := label.Of(l, enum, v)
				if text == "" || text == v || strings.TrimSpace(text) != text {
					t.Errorf("%s.%s in %s is %q", enum, v, l, text)
				}
				if was, ok := seen[text]; ok {
					t.Errorf("%s.%s and %s are both %q in %s", enum, v, was, text, l)
				}
				seen[text] = v
			}
		}
	}
}

func TestNoEnumIsForgotten(t *testing.T) {
	found := 0
	for _, dir := range []string{"flow", "label", "sla", "viewer"} {
		for enum, values := range declared(t, filepath.Join("..", dir)) {
			found++
			listed, ok := enums[enum]
			if !ok {
				t.Errorf("%s.%s has no labels here", dir, enum)
			}
			for _, v := range values {
				if !slices.Contains(listed, v) {
					t.Errorf("%s.%s: Values leaves out %q", dir, enum, v)
				}
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d enums found", found)
	}
}

// declared reads the enums of a package: string types with a method Values,
// and their constants.
func declared(t *testing.T, dir string) map[string][]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	enums, constants := map[string]bool{}, map[string][]string{}
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Name.Name == "Values" && n.Recv != nil {
					if id, ok := n.Recv.List[0].Type.(*ast.Ident); ok {
						enums[id.Name] = true
					}
				}
			case *ast.ValueSpec:
				id, ok := n.Type.(*ast.Ident)
				if !ok || len(n.Values) != 1 {
					break
				}
				if lit, ok := n.Values[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
					if v := strings.Trim(lit.Value, `"`); v != "" {
						constants[id.Name] = append(constants[id.Name], v)
					}
				}
			}
			return true
		})
	}
	found := map[string][]string{}
	for enum := range enums {
		found[enum] = constants[enum]
	}
	return found
}

func TestOf(t *testing.T) {
	for _, c := range []struct {
		locale            label.Locale
		enum, value, want string
	}{
		{label.ZhHans, "RequirementState", "FEEDBACK", "待客户确认"},
		{label.ZhHant, "RequirementState", "FEEDBACK", "待客戶確認"},
		{label.En, "Urgency", "URGENT", "Urgent"},
		{label.ZhHant, "CustomerTier", "STRATEGIC", "戰略"},
		{label.ZhHans, "Department", "RND", "产品研发部"},
		{label.En, "WorkingCalendar", "DEFAULT", "Standard working calendar"},
		{label.ZhHans, "SlaPolicy", "URGENT", "紧急需求首次响应"},
		{"", "Urgency", "URGENT", "紧急"},
		{"fr", "Urgency", "URGENT", "紧急"},
		{label.En, "CustomerTier", "GOLD", "GOLD"},
	} {
		if got := label.Of(c.locale, c.enum, c.value); got != c.want {
			t.Errorf("Of(%q, %s, %s) = %q, want %q", c.locale, c.enum, c.value, got, c.want)
		}
	}
}
