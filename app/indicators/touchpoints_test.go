package indicators

import (
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/indicator"
	"heed/ent/indicatorsnapshot"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/typeid"
)

// touchpoint is one of the department.
func (s *stage) touchpoint(name string, of flow.DepartmentType) *ent.Touchpoint {
	return s.Client.Touchpoint.Create().SetName(name).SetJourneyStage(flow.StageAfterSales).SetState(flow.TouchpointConfirmed).
		SetDepartmentID(s.A.Departments[of].ID).SaveX(s.A.System())
}

// seenAt is an inspection of the touchpoint, made in time.
func (s *stage) seenAt(of *ent.Touchpoint, when time.Time, passed int) *ent.Inspection {
	return s.Client.Inspection.Create().SetKind(flow.InspectionSelf).SetDepartmentID(of.DepartmentID).SetTouchpointID(of.ID).SetPlannedOn(when.Format(time.DateOnly)).
		SetDueAt(when.Add(24 * time.Hour)).SetResults([]flow.ItemResult{}).SetContentResults([]flow.ContentResult{}).
		SetState(flow.InspectionDone).SetDoneAt(when).SetChecked(4).SetPassed(passed).SaveX(s.A.System())
}

// When a month has ended the figures of the touchpoints that were inspected in it are
// kept beside those of departments, and corrected as these are (D2-69).
func TestD2_69_SnapshotsOfTouchpoints(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		sys, when := s.A.System(), at("2026-09-20 10:00")
		hotline, shop := s.touchpoint("售后热线", flow.DepartmentService), s.touchpoint("门店", flow.DepartmentService)
		s.touchpoint("展会", flow.DepartmentSales) // which nobody looks at
		s.seenAt(hotline, when, 3)
		wrong := s.seenAt(shop, when, 4)
		s.close(at("2026-10-08 06:00"))
		kept := func(who string, f SnapshotFilter) []*ent.IndicatorSnapshot {
			t.Helper()
			f.Codes, f.Period = []string{score.TouchpointCompliance}, ptr(flow.PeriodMonth)
			q, err := f.Apply(s.As(who), s.Client.IndicatorSnapshot.Query().Where(indicatorsnapshot.PeriodStart(at("2026-09-01 00:00"))))
			if err != nil {
				t.Fatal(err)
			}
			return q.Order(indicatorsnapshot.ByRevision()).AllX(s.As(who))
		}
		one := kept("head.service", SnapshotFilter{TouchpointID: &hotline.ID})
		if len(one) != 1 || *one[0].Value != 0.75 || one[0].Sample != 1 || one[0].TouchpointID != hotline.ID || one[0].DepartmentID != hotline.DepartmentID {
			t.Fatalf("kept: %v", one)
		}
		if got := kept("head.sales", SnapshotFilter{TouchpointID: &hotline.ID}); len(got) != 0 {
			t.Errorf("another department reads %v", got)
		}
		for name, c := range map[string]struct {
			filter SnapshotFilter
			n      int
		}{
			"all there are":             {SnapshotFilter{}, 4}, // the company, the department, two touchpoints
			"of the company":            {SnapshotFilter{Company: ptr(true)}, 1},
			"of departments":            {SnapshotFilter{Company: ptr(false)}, 1},
			"of the department":         {SnapshotFilter{DepartmentID: &hotline.DepartmentID}, 1},
			"of what was not looked at": {SnapshotFilter{TouchpointID: ptr(typeid.ID("tch_none"))}, 0},
		} {
			if got := kept("management", c.filter); len(got) != c.n {
				t.Errorf("%s: %v", name, got)
			}
		}
		before := s.Count(t)
		s.close(at("2026-10-08 07:00"))
		s.same(before)
		wrong.Update().SetPassed(2).ExecX(sys)
		s.close(at("2026-11-02 06:00"))
		if all := kept("management", SnapshotFilter{TouchpointID: &shop.ID}); len(all) != 2 || *all[0].Value != 1 || *all[1].Value != 0.5 || all[1].Revision != 2 {
			t.Errorf("corrected: %v", all)
		}
	})
}

// A touchpoint may have an aim of its own (D2-69).
func TestD2_69_TargetsOfTouchpoints(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		hotline, shop := s.touchpoint("售后热线", flow.DepartmentService), s.touchpoint("门店", flow.DepartmentService)
		theirs := s.Client.Touchpoint.Create().SetName("别家热线").SetJourneyStage(flow.StageAfterSales).SaveX(s.B.System())
		row := s.Client.Indicator.Query().Where(indicator.Code(score.TouchpointCompliance)).OnlyX(s.A.System())
		row, err := try(s, "committee", SetTarget, TargetSetInput{ID: row.ID, ExpectedVersion: row.Version, Target: ptr(0.7)})
		if err != nil {
			t.Fatal(err)
		}
		row, err = try(s, "committee", SetTarget, TargetSetInput{ID: row.ID, ExpectedVersion: row.Version, Target: ptr(0.95), TouchpointID: &hotline.ID})
		if err != nil {
			t.Fatal(err)
		}
		s.seenAt(hotline, s.Clock.Now(), 3)
		aims := func(of typeid.ID) (float64, *bool) {
			f, err := Value(s.As("management"), s.Client, ValueInput{Code: row.Code, TouchpointID: &of})
			if err != nil {
				t.Fatal(err)
			}
			return *f.Target(), f.OnTarget()
		}
		if target, on := aims(hotline.ID); target != 0.95 || on == nil || *on {
			t.Errorf("the hotline aims at %v, on target %v", target, on)
		}
		if target, _ := aims(shop.ID); target != 0.7 {
			t.Errorf("the shop aims at %v", target)
		}
		other := s.Client.Indicator.Query().Where(indicator.Code(score.CompletionRate)).OnlyX(s.A.System())
		before := s.Count(t)
		for name, c := range map[string]struct {
			in   TargetSetInput
			want error
		}{
			"of another company":     {TargetSetInput{ID: row.ID, ExpectedVersion: row.Version, Target: ptr(0.5), TouchpointID: &theirs.ID}, fault.NotFound()},
			"of what is not counted": {TargetSetInput{ID: other.ID, ExpectedVersion: other.Version, Target: ptr(0.5), TouchpointID: &hotline.ID}, fault.Input("", "indicator.touchpoint")},
			"beyond a share":         {TargetSetInput{ID: row.ID, ExpectedVersion: row.Version, Target: ptr(1.5), TouchpointID: &hotline.ID}, fault.Input("", "input.out_of_range")},
		} {
			if err := second(try(s, "committee", SetTarget, c.in)); fault.CodeOf(err) != fault.CodeOf(c.want) || fault.From(err).Key != fault.From(c.want).Key {
				t.Errorf("%s: %v", name, err)
			}
		}
		if after := s.Count(t); !maps.Equal(before, after) {
			t.Error("refused, and it changed something")
		}
		if row, err = try(s, "committee", SetTarget, TargetSetInput{ID: row.ID, ExpectedVersion: row.Version, TouchpointID: &hotline.ID}); err != nil {
			t.Fatal(err)
		}
		if target, _ := aims(hotline.ID); target != 0.7 || len(TouchpointTargets(row)) != 0 {
			t.Errorf("without its own it aims at %v", target)
		}
	})
}
