package inspections

import (
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent/finding"
	"heed/rules/fault"
	"heed/rules/flow"
)

// What is to be published is checked before by somebody else than who asks for it:
// whether it is true, accurate and not misleading.
func TestD2_21_ContentCheck(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		plan := ContentPlanInput{Content: "全网最低价，终身保修", InspectorID: s.member("management"), PlannedOn: s.day(1)}
		for name, c := range map[string]struct {
			who    string
			change func(*ContentPlanInput)
			want   error
			field  string
		}{
			"of nothing":            {"head.sales", func(in *ContentPlanInput) { in.Content = " " }, fault.Input("", "input.required"), "content"},
			"by oneself":            {"head.sales", func(in *ContentPlanInput) { in.InspectorID = s.member("head.sales") }, fault.Precondition("inspection.content_by_author"), "inspectorId"},
			"for yesterday":         {"head.sales", func(in *ContentPlanInput) { in.PlannedOn = s.day(-1) }, fault.Input("", "input.in_the_past"), "plannedOn"},
			"for no department":     {"head.sales", func(in *ContentPlanInput) { in.DepartmentID = ptr(*s.member("staff")) }, fault.NotFound(), "departmentId"},
			"for another's":         {"head.sales", func(in *ContentPlanInput) { in.DepartmentID = ptr(s.department(flow.DepartmentService)) }, fault.Forbidden(), ""},
			"as the auditor":        {"auditor", func(*ContentPlanInput) {}, fault.Forbidden(), ""},
			"by one who isn't here": {"head.sales", func(in *ContentPlanInput) { in.InspectorID = ptr(s.department(flow.DepartmentService)) }, fault.NotFound(), "inspectorId"},
		} {
			t.Run(name, func(t *testing.T) {
				in := plan
				c.change(&in)
				refused(s.in(t), c.who, PlanContent, in, c.want, c.field)
			})
		}
		asked := must(s, "head.sales", PlanContent, plan)
		byStaff := must(s, "staff", PlanContent, plan)
		if byStaff.DepartmentID != s.department(flow.DepartmentLogistics) {
			t.Errorf("asked for %s", byStaff.DepartmentID)
		}
		judge := func(pass ...bool) []ContentResultInput {
			all := make([]ContentResultInput, len(pass))
			for k, p := range pass {
				all[k] = ContentResultInput{Aspect: flow.ContentAspect(flow.ContentAspect("").Values()[k]), Passed: p, Evidence: ptr("对照价目表")}
			}
			return all
		}
		refused(s, "head.sales", MakeContent, ContentRecordInput{ID: asked.ID, Results: judge(true, true, true)}, fault.Precondition("inspection.content_by_author"), "")
		refused(s, "head.sales", Assign, AssignInput{ID: asked.ID, ExpectedVersion: 1, InspectorID: *s.member("head.sales")}, fault.Precondition("inspection.content_by_author"), "inspectorId")
		refused(s, "management", MakeContent, ContentRecordInput{ID: asked.ID, Results: judge(true, true)}, fault.Input("", "inspection.incomplete"), "results")
		twice := judge(true, true, true)
		twice[1].Aspect = flow.ContentTrue
		refused(s, "management", MakeContent, ContentRecordInput{ID: asked.ID, Results: twice}, fault.Input("", "input.duplicate"), "results[1].aspect")
		mute := judge(true, true, false)
		mute[2].Evidence = nil
		refused(s, "management", MakeContent, ContentRecordInput{ID: asked.ID, Results: mute}, fault.Input("", "input.required"), "results[2].evidence")
		refused(s, "management", Make, RecordInput{ID: asked.ID, Results: seen(1, 2)}, fault.Precondition("inspection.content_check"), "")
		done := must(s, "management", MakeContent, ContentRecordInput{ID: asked.ID, ClientRef: ptr("c-1"), Results: judge(true, true, false), Finding: &FindingInput{}})
		if done.State != flow.InspectionDone || *done.Outcome != flow.OutcomeRefused || done.Passed != 2 || done.Checked != 3 || len(done.ContentResults) != 3 {
			t.Errorf("refused is %+v", done)
		}
		f := s.Client.Finding.Query().Where(finding.SubjectID(asked.ID)).OnlyX(s.A.System())
		if f.ID != done.FindingID || f.DepartmentID != s.department(flow.DepartmentSales) || !strings.Contains(f.Description, "不误导 × 对照价目表") || strings.Contains(f.Description, "全网最低价") {
			t.Errorf("the finding is %+v", f)
		}
		if again := must(s, "management", MakeContent, ContentRecordInput{ID: asked.ID, ClientRef: ptr("c-1"), Results: judge(true, true, false), Finding: &FindingInput{}}); *again.Outcome != flow.OutcomeRefused {
			t.Errorf("sent again it is %s", *again.Outcome)
		}
		refused(s, "management", MakeContent, ContentRecordInput{ID: asked.ID, ClientRef: ptr("c-1"), Results: judge(true, true, true)},
			fault.New(fault.CodeIdempotencyMismatch, "inspection.client_ref_reused"), "clientRef")
		before := byStaff.CreatedAt.Add(-time.Second)
		refused(s, "management", MakeContent, ContentRecordInput{ID: byStaff.ID, DoneAt: &before, Results: judge(true, true, true)}, fault.Input("", "inspection.done_before_asked"), "doneAt")
		good := must(s, "management", MakeContent, ContentRecordInput{ID: byStaff.ID, Results: judge(true, true, true), Finding: &FindingInput{}})
		if *good.Outcome != flow.OutcomePassed || good.FindingID != "" {
			t.Errorf("passed is %+v", good)
		}
	})
}

// Where somebody is named to check what is to be published, their colleagues do not in
// their place; who sees to all departments may. Where nobody is, any colleague does.
func TestD2_21_NamedInspector(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		asked := must(s, "member.service", PlanContent, ContentPlanInput{Content: "以旧换新", InspectorID: s.member("management"), PlannedOn: s.day(1)})
		var all []ContentResultInput
		for _, aspect := range flow.ContentAspect("").Values() {
			all = append(all, ContentResultInput{Aspect: flow.ContentAspect(aspect), Passed: true})
		}
		refused(s, "head.service", MakeContent, ContentRecordInput{ID: asked.ID, Results: all}, fault.Forbidden(), "")
		if acts := Available(s.As("head.service"), asked); slices.Contains(acts, flow.InspectionActRecord) {
			t.Errorf("a colleague may %v", acts)
		}
		if done := must(s, "management", MakeContent, ContentRecordInput{ID: asked.ID, Results: all}); *done.Outcome != flow.OutcomePassed {
			t.Errorf("checked is %+v", done)
		}
		open := must(s, "member.service", PlanContent, ContentPlanInput{Content: "以旧换新", PlannedOn: s.day(1)})
		must(s, "head.service", MakeContent, ContentRecordInput{ID: open.ID, Results: all})
	})
}
