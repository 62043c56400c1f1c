package findings

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// A project has a goal and an indicator; how far it is follows from its actions, and
// what it has brought is said by somebody else than its owner, once they are verified.
func TestD2_19_Project(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		sys, ind := s.A.System(), s.Client.Indicator.Query().FirstIDX(s.A.System())
		in := ProjectCreateInput{
			Name: "热线提速", Goal: "三十秒内接听", IndicatorID: &ind, Target: ptr(0.95), OwnerID: s.member("member.service"), FromOn: "2026-09-01", UntilOn: "2026-12-31",
		}
		for _, c := range []struct {
			name, who string
			change    func(*ProjectCreateInput)
			want      *fault.Error
		}{
			{"without a name", "head.service", func(in *ProjectCreateInput) { in.Name = " " }, fault.Input("name", "input.required")},
			{"without a goal", "head.service", func(in *ProjectCreateInput) { in.Goal = "" }, fault.Input("goal", "input.required")},
			{"without an owner", "head.service", func(in *ProjectCreateInput) { in.OwnerID = "" }, fault.Input("ownerId", "input.required")},
			{"that ends first", "head.service", func(in *ProjectCreateInput) { in.UntilOn = "2026-08-31" }, fault.Input("untilOn", "project.ends_first")},
			{"on no day", "head.service", func(in *ProjectCreateInput) { in.FromOn = "2026-02-30" }, fault.Input("fromOn", "sla.date_format")},
			{"with a target of nothing", "head.service", func(in *ProjectCreateInput) { in.IndicatorID = nil }, fault.Input("target", "project.target_of_nothing")},
			{"by no indicator", "head.service", func(in *ProjectCreateInput) { in.IndicatorID = ptr(typeid.ID("ind_none")) }, fault.NotFound().On("indicatorId")},
			{"of another department", "head.sales", func(*ProjectCreateInput) {}, fault.Forbidden()},
			{"by a member", "member.service", func(*ProjectCreateInput) {}, fault.Forbidden()},
		} {
			in := in
			c.change(&in)
			refused(s, c.name, c.who, CreateProject, in, c.want)
		}
		p := must(s, "head.service", CreateProject, in)
		refused(s, "again", "head.service", CreateProject, in, fault.Conflict("project.name_taken").On("name"))
		refused(s, "to nothing new", "head.service", UpdateProject, ProjectUpdateInput{ID: p.ID, ExpectedVersion: 1}, fault.Input("", "input.empty_update"))
		p = must(s, "head.service", UpdateProject, ProjectUpdateInput{ID: p.ID, ExpectedVersion: 1, UntilOn: ptr("2027-01-31"), Target: ptr(0.9)})
		plan := func(measure string) *ent.ImprovementAction {
			t.Helper()
			return must(s, "head.service", CreateAction, ActionCreateInput{
				Kind: flow.ActionImprovement, Measure: measure, OwnerID: s.member("member.service"), ProjectID: &p.ID, VerifierID: ptr(s.member("management")),
				DueAt: s.Clock.Now().Add(24 * time.Hour), Criterion: "按月统计", CheckOn: s.Clock.Now().Add(48 * time.Hour),
			})
		}
		first, second, third := plan("增加班次"), plan("改进话术"), plan("更换系统")
		stands := func(percent, all, done int) {
			t.Helper()
			if now := s.Client.ImprovementProject.GetX(sys, p.ID); now.ProgressPercent != percent || now.ActionCount != all || now.DoneCount != done || now.Version != p.Version {
				t.Errorf("stands at %d%%, %d of %d, version %d", now.ProgressPercent, now.DoneCount, now.ActionCount, now.Version)
			}
		}
		stands(0, 3, 0)
		first = must(s, "member.service", StartAction, ActionStartInput{ID: first.ID, ExpectedVersion: first.Version})
		first = must(s, "member.service", ReportAction, ActionReportInput{ID: first.ID, ExpectedVersion: first.Version, ProgressPercent: 60})
		stands(20, 3, 0)
		must(s, "head.service", CancelAction, ActionCancelInput{ID: third.ID, ExpectedVersion: third.Version, Reason: "预算不足"})
		stands(30, 2, 0)
		first = must(s, "member.service", FinishAction, ActionFinishInput{ID: first.ID, ExpectedVersion: first.Version})
		stands(50, 2, 1)
		second = must(s, "head.service", UpdateAction, ActionUpdateInput{ID: second.ID, ExpectedVersion: second.Version, ProjectID: ptr(typeid.ID(""))})
		if second.ProjectID != "" {
			t.Errorf("still of %s", second.ProjectID)
		}
		stands(100, 1, 1)
		end := ProjectCloseInput{ID: p.ID, ExpectedVersion: p.Version, Result: "接听时间缩短一半", Reached: ptr(0.93)}
		refused(s, "unverified", "management", CloseProject, end, fault.Precondition("project.actions_open"))
		s.Clock.Advance(72 * time.Hour)
		must(s, "management", VerifyAction, ActionVerifyInput{ID: first.ID, ExpectedVersion: first.Version, Effect: "有效"})
		refused(s, "by the department", "head.service", CloseProject, end, fault.Forbidden())
		bare := end
		bare.Reached = nil
		refused(s, "without what was reached", "management", CloseProject, bare, fault.Input("reached", "project.reached_missing"))
		if acts := AvailableProject(s.As("management"), p); !slices.Equal(acts, []flow.ProjectAct{flow.ProjectActUpdate, flow.ProjectActClose, flow.ProjectActCancel}) {
			t.Errorf("the management may %v", acts)
		}
		done := must(s, "management", CloseProject, end)
		if done.State != flow.ProjectClosed || *done.Reached != 0.93 || done.ClosedAt == nil || done.Result != "接听时间缩短一半" {
			t.Errorf("closed is %+v", done)
		}
		refused(s, "what is closed", "head.service", UpdateAction, ActionUpdateInput{ID: second.ID, ExpectedVersion: second.Version, ProjectID: &p.ID}, fault.Precondition("project.not_running").On("projectId"))

		own := must(s, "management", CreateProject, ProjectCreateInput{Name: "官网改版", Goal: "信息一致", OwnerID: s.member("management"), FromOn: "2026-09-01", UntilOn: "2026-12-31"})
		refused(s, "by its owner", "management", CloseProject, ProjectCloseInput{ID: own.ID, ExpectedVersion: 1, Result: "完成"}, fault.Precondition("project.closed_by_owner"))
		refused(s, "of what is not read", "head.sales", CancelProject, ProjectCancelInput{ID: own.ID, ExpectedVersion: 1, Reason: "不做"}, fault.NotFound())
		gone := must(s, "management", CancelProject, ProjectCancelInput{ID: own.ID, ExpectedVersion: 1, Reason: "并入年度改版"})
		if gone.State != flow.ProjectCancelled || gone.CancelReason != "并入年度改版" {
			t.Errorf("cancelled is %+v", gone)
		}
	})
}
