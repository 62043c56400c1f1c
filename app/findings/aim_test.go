package findings

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/indicator"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/typeid"
)

// indicator is the id of an indicator of the company.
func (s *stage) indicator(code string) typeid.ID {
	return s.Client.Indicator.Query().Where(indicator.Code(code)).OnlyIDX(s.A.System())
}

// looked is an inspection of the service department's touchpoints, with so many of four
// items that passed.
func (s *stage) looked(passed int) {
	now := s.Clock.Now()
	s.Client.Inspection.Create().SetKind(flow.InspectionSelf).SetDepartmentID(s.A.Departments[flow.DepartmentService].ID).SetPlannedOn(now.Format(time.DateOnly)).
		SetDueAt(now.Add(24 * time.Hour)).SetResults([]flow.ItemResult{}).SetContentResults([]flow.ContentResult{}).
		SetState(flow.InspectionDone).SetDoneAt(now).SetChecked(4).SetPassed(passed).ExecX(s.A.System())
}

// aimed is an action of the service department that is done, and whose effect may be seen.
func (s *stage) aimed(target *float64, code string) *ent.ImprovementAction {
	s.t.Helper()
	in := ActionCreateInput{
		Kind: flow.ActionImprovement, Measure: "增加班次", OwnerID: s.member("member.service"), DueAt: s.Clock.Now().Add(time.Hour),
		Criterion: "接触点达标率", CheckOn: s.Clock.Now().Add(2 * time.Hour), Target: target,
	}
	if code != "" {
		in.IndicatorID = ptr(s.indicator(code))
	}
	a := must(s, "head.service", CreateAction, in)
	a = must(s, "member.service", StartAction, ActionStartInput{ID: a.ID, ExpectedVersion: a.Version})
	a = must(s, "member.service", FinishAction, ActionFinishInput{ID: a.ID, ExpectedVersion: a.Version})
	s.Clock.Advance(3 * time.Hour)
	return a
}

// An action has an indicator by which its effect is seen: where it stands is computed,
// or said, and one that misses its target has not had its effect.
func TestD0_65_EffectByIndicator(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		bare := ActionCreateInput{
			Kind: flow.ActionImprovement, Measure: "增加班次", OwnerID: s.member("member.service"), DueAt: s.Clock.Now().Add(time.Hour),
			Criterion: "接触点达标率", CheckOn: s.Clock.Now().Add(2 * time.Hour), Target: ptr(0.9),
		}
		refused(s, "a target of nothing", "head.service", CreateAction, bare, fault.Input("target", "project.target_of_nothing"))
		bare.IndicatorID = ptr(typeid.ID("ind_none"))
		refused(s, "of no indicator", "head.service", CreateAction, bare, fault.NotFound().On("indicatorId"))
		bare.IndicatorID, bare.Target = ptr(s.indicator(score.TouchpointCompliance)), ptr(2e9)
		refused(s, "beyond all numbers", "head.service", CreateAction, bare, fault.Input("target", "input.out_of_range"))

		bare.Target = ptr(95.0)
		refused(s, "more than all", "head.service", CreateAction, bare, fault.Input("target", "input.out_of_range"))

		a := s.aimed(ptr(0.9), score.TouchpointCompliance)
		in := ActionVerifyInput{ID: a.ID, ExpectedVersion: a.Version, Effect: "有效"}
		refused(s, "nothing said, nothing computed", "management", VerifyAction, in, fault.Input("reached", "action.reached_missing"))
		s.looked(3)
		refused(s, "computed below the target", "management", VerifyAction, in, fault.Precondition("action.target_missed").On("reached"))
		in.Reached = ptr(0.89)
		refused(s, "said below the target", "management", VerifyAction, in, fault.Precondition("action.target_missed").On("reached"))
		in.Reached = nil
		for range 3 {
			s.looked(4)
		}
		seen := must(s, "management", VerifyAction, in)
		if seen.State != flow.ActionVerified || seen.Reached == nil || *seen.Reached != 15.0/16 {
			t.Errorf("verified is %+v", seen)
		}
		b := s.aimed(ptr(0.9), score.TouchpointCompliance)
		said := must(s, "management", VerifyAction, ActionVerifyInput{ID: b.ID, ExpectedVersion: b.Version, Effect: "有效", Reached: ptr(0.95)})
		if *said.Reached != 0.95 {
			t.Errorf("said is %v", *said.Reached)
		}
		c := s.aimed(ptr(0.99), score.TouchpointCompliance)
		failed := must(s, "management", FailAction, ActionFailInput{ID: c.ID, ExpectedVersion: c.Version, Effect: "未达标"})
		if failed.State != flow.ActionIneffective || *failed.Reached != 15.0/16 {
			t.Errorf("failed is %+v", failed)
		}
		lower := s.aimed(ptr(0.1), score.ComplaintRate)
		refused(s, "the less the better", "management", VerifyAction, ActionVerifyInput{ID: lower.ID, ExpectedVersion: lower.Version, Effect: "有效", Reached: ptr(0.2)}, fault.Precondition("action.target_missed").On("reached"))
		must(s, "management", VerifyAction, ActionVerifyInput{ID: lower.ID, ExpectedVersion: lower.Version, Effect: "有效", Reached: ptr(0.05)})
		plain := s.aimed(nil, "")
		refused(s, "reached of nothing", "management", VerifyAction, ActionVerifyInput{ID: plain.ID, ExpectedVersion: plain.Version, Effect: "有效", Reached: ptr(1.0)}, fault.Input("reached", "project.target_of_nothing"))
		must(s, "management", VerifyAction, ActionVerifyInput{ID: plain.ID, ExpectedVersion: plain.Version, Effect: "有效"})
	})
}

// Until it is done an action gets another indicator, which takes the target away.
func TestD0_65_AnotherIndicator(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		a := must(s, "head.service", CreateAction, ActionCreateInput{
			Kind: flow.ActionImprovement, Measure: "增加班次", OwnerID: s.member("member.service"), DueAt: s.Clock.Now().Add(time.Hour),
			Criterion: "按月统计", CheckOn: s.Clock.Now().Add(2 * time.Hour),
		})
		refused(s, "a target of nothing", "head.service", UpdateAction, ActionUpdateInput{ID: a.ID, ExpectedVersion: 1, Target: ptr(0.9)}, fault.Input("target", "project.target_of_nothing"))
		first, other := s.indicator(score.TouchpointCompliance), s.indicator(score.InspectionPlanRate)
		a = must(s, "head.service", UpdateAction, ActionUpdateInput{ID: a.ID, ExpectedVersion: 1, IndicatorID: &first, Target: ptr(0.9)})
		if a.IndicatorID != first || *a.Target != 0.9 {
			t.Errorf("aims at %+v", a)
		}
		a = must(s, "head.service", UpdateAction, ActionUpdateInput{ID: a.ID, ExpectedVersion: 2, IndicatorID: &other})
		if a.IndicatorID != other || a.Target != nil {
			t.Errorf("aims at %+v", a)
		}
		a = must(s, "head.service", UpdateAction, ActionUpdateInput{ID: a.ID, ExpectedVersion: 3, IndicatorID: ptr(typeid.ID(""))})
		if a.IndicatorID != "" || a.Target != nil {
			t.Errorf("aims at %+v", a)
		}
	})
}

// Nobody passes a project on to close it; where its indicator stands is computed.
func TestD2_19_ClosedByNobodyWhoOwnedIt(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		ind := s.indicator(score.TouchpointCompliance)
		p := must(s, "management", CreateProject, ProjectCreateInput{
			Name: "官网改版", Goal: "信息一致", IndicatorID: &ind, Target: ptr(0.9), OwnerID: s.member("management"),
			DepartmentID: ptr(s.A.Departments[flow.DepartmentService].ID), FromOn: "2026-09-01", UntilOn: "2026-12-31",
		})
		p = must(s, "management", UpdateProject, ProjectUpdateInput{ID: p.ID, ExpectedVersion: 1, OwnerID: ptr(s.member("head.sales"))})
		p = must(s, "management", UpdateProject, ProjectUpdateInput{ID: p.ID, ExpectedVersion: 2, OwnerID: ptr(s.member("head.service"))})
		end := ProjectCloseInput{ID: p.ID, ExpectedVersion: p.Version, Result: "完成", Reached: ptr(0.95)}
		refused(s, "by who owned it", "management", CloseProject, end, fault.Precondition("project.closed_by_owner"))
		if acts := AvailableProject(s.As("management"), p); slices.Contains(acts, flow.ProjectActClose) {
			t.Errorf("who owned it may %v", acts)
		}
		other := must(s, "management", CreateProject, ProjectCreateInput{
			Name: "热线提速", Goal: "信息一致", IndicatorID: &ind, Target: ptr(0.9), OwnerID: s.member("head.service"),
			FromOn: "2026-09-01", UntilOn: "2027-12-31",
		})
		computed := ProjectCloseInput{ID: other.ID, ExpectedVersion: 1, Result: "完成"}
		refused(s, "nothing to compute", "management", CloseProject, computed, fault.Input("reached", "project.reached_missing"))
		s.looked(3)
		if done := must(s, "management", CloseProject, computed); *done.Reached != 0.75 {
			t.Errorf("closed is %+v", done)
		}
	})
}

// A project has so many actions and no more; how far it is follows from all of them.
func TestD2_19_MostActions(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		sys := s.A.System()
		p := must(s, "head.service", CreateProject, ProjectCreateInput{Name: "热线提速", Goal: "三十秒内接听", OwnerID: s.member("member.service"), FromOn: "2026-09-01", UntilOn: "2026-12-31"})
		rows := make([]*ent.ImprovementActionCreate, maxActions-1)
		for k := range rows {
			rows[k] = s.Client.ImprovementAction.Create().SetProjectID(p.ID).SetKind(flow.ActionImprovement).SetMeasure("改进").SetDepartmentID(p.DepartmentID).
				SetOwnerID(p.OwnerID).SetDueAt(s.Clock.Now()).SetCriterion("统计").SetCheckOn(s.Clock.Now()).SetState(flow.ActionDone).SetProgressPercent(100)
		}
		for some := range slices.Chunk(rows, 100) {
			s.Client.ImprovementAction.CreateBulk(some...).ExecX(sys)
		}
		in := ActionCreateInput{
			Kind: flow.ActionImprovement, Measure: "更换系统", OwnerID: s.member("member.service"), ProjectID: &p.ID, DueAt: s.Clock.Now().Add(time.Hour),
			Criterion: "统计", CheckOn: s.Clock.Now().Add(time.Hour),
		}
		last := must(s, "head.service", CreateAction, in)
		if now := s.Client.ImprovementProject.GetX(sys, p.ID); now.ActionCount != maxActions || now.DoneCount != maxActions-1 || now.ProgressPercent != 99 {
			t.Errorf("stands at %d%%, %d of %d", now.ProgressPercent, now.DoneCount, now.ActionCount)
		}
		refused(s, "one too many", "head.service", CreateAction, in, fault.Precondition("project.too_many_actions").On("projectId"))
		must(s, "head.service", UpdateAction, ActionUpdateInput{ID: last.ID, ExpectedVersion: last.Version, ProjectID: &p.ID}) // it is one of them
	})
}

// Of two days that are none, the first is named, each time.
func TestTheFirstMistakeIsNamed(t *testing.T) {
	for range 50 {
		if err := lasting("2026-02-30", "2026-13-01"); fault.From(err).Field != "fromOn" {
			t.Fatalf("%v", err)
		}
	}
}
