package inspections

import (
	"slices"
	"sync"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent/inspection"
	"heed/rules/fault"
	"heed/rules/flow"
)

// A schedule has a touchpoint inspected each month, by the edition that holds then; each
// is planned once.
func TestD2_53_Schedule(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		s.Clock.Set(time.Date(2027, time.March, 3, 2, 0, 0, 0, time.UTC))
		on, bare := s.touchpoint("售后热线"), s.touchpoint("门店")
		s.edition(on, 1, flow.StandardEffective)
		candidate := s.Client.Touchpoint.Create().SetName("展会").SetJourneyStage(flow.StageUse).SetDepartmentID(on.DepartmentID).SaveX(s.A.System())
		in := ScheduleInput{TouchpointID: on.ID, Kind: flow.InspectionSelf, Cadence: flow.PeriodMonth, Day: 20, InspectorID: s.member("member.service")}
		for name, c := range map[string]struct {
			who    string
			change func(*ScheduleInput)
			want   error
			field  string
		}{
			"each week":             {"head.service", func(in *ScheduleInput) { in.Cadence = flow.PeriodWeek }, fault.Input("", "inspection.cadence"), "cadence"},
			"on the 29th":           {"head.service", func(in *ScheduleInput) { in.Day = 29 }, fault.Input("", "input.out_of_range"), "day"},
			"of content":            {"head.service", func(in *ScheduleInput) { in.Kind = flow.InspectionContent }, fault.Input("", "inspection.kind"), "kind"},
			"of a candidate":        {"head.service", func(in *ScheduleInput) { in.TouchpointID = candidate.ID }, fault.Precondition("inspection.not_confirmed"), "touchpointId"},
			"by the inspected":      {"head.service", func(in *ScheduleInput) { in.Kind = flow.InspectionSupervisory }, fault.Forbidden(), ""},
			"by a member":           {"member.service", func(*ScheduleInput) {}, fault.Forbidden(), ""},
			"by another department": {"head.sales", func(in *ScheduleInput) { in.InspectorID = nil }, fault.Forbidden(), ""},
			"of somebody elsewhere": {"head.service", func(in *ScheduleInput) { in.InspectorID = s.member("head.sales") }, fault.Precondition("inspection.inspector_elsewhere"), "inspectorId"},
		} {
			t.Run(name, func(t *testing.T) {
				in := in
				c.change(&in)
				refused(s.in(t), c.who, Schedule, in, c.want, c.field)
			})
		}
		self := must(s, "head.service", Schedule, in)
		refused(s, "head.service", Schedule, in, fault.Conflict("inspection.scheduled"), "touchpointId")
		quarterly := must(s, "management", Schedule, ScheduleInput{TouchpointID: on.ID, Kind: flow.InspectionSupervisory, Cadence: flow.PeriodQuarter, Day: 10})
		must(s, "head.service", Schedule, ScheduleInput{TouchpointID: bare.ID, Kind: flow.InspectionSelf, Cadence: flow.PeriodMonth, Day: 20})
		s.tend()
		s.tend()
		planned := func() []string {
			var days []string
			for _, i := range s.Client.Inspection.Query().Order(inspection.ByPlannedOn()).AllX(s.A.System()) {
				days = append(days, string(i.Kind)+" "+i.PlannedOn)
			}
			return days
		}
		if got := planned(); !slices.Equal(got, []string{"SUPERVISORY 2027-03-10", "SELF 2027-03-22"}) { // the 20th is a Saturday
			t.Fatalf("planned: %v", got)
		}
		one := s.Client.Inspection.Query().Where(inspection.ScheduleID(self.ID)).OnlyX(s.A.System())
		if one.InspectorID != *s.member("member.service") || one.DepartmentID != on.DepartmentID || !one.DueAt.Equal(time.Date(2027, time.March, 22, 16, 0, 0, 0, time.UTC)) {
			t.Errorf("planned is %+v", one)
		}
		refused(s, "head.service", EndSchedule, ScheduleEndInput{ID: quarterly.ID, ExpectedVersion: 1, Reason: "不便"}, fault.Forbidden(), "")
		ended := must(s, "management", EndSchedule, ScheduleEndInput{ID: quarterly.ID, ExpectedVersion: 1, Reason: "改为抽查"})
		refused(s, "management", EndSchedule, ScheduleEndInput{ID: quarterly.ID, ExpectedVersion: ended.Version, Reason: "改为抽查"}, fault.Precondition("inspection.schedule_ended"), "")
		must(s, "management", Schedule, ScheduleInput{TouchpointID: on.ID, Kind: flow.InspectionSupervisory, Cadence: flow.PeriodQuarter, Day: 10})
		s.Clock.Set(time.Date(2027, time.April, 1, 2, 0, 0, 0, time.UTC))
		s.tend()
		if got := planned(); !slices.Equal(got[2:], []string{"SELF 2027-04-20", "SUPERVISORY 2027-06-10"}) {
			t.Errorf("planned: %v", got)
		}
		// Another department answers for it: it inspects itself from the next month on.
		s.Client.Touchpoint.UpdateOne(on).SetDepartmentID(s.department(flow.DepartmentSales)).ExecX(s.A.System())
		s.Clock.Set(time.Date(2027, time.May, 1, 2, 0, 0, 0, time.UTC))
		s.tend()
		moved := s.Client.Inspection.Query().Where(inspection.PlannedOn("2027-05-20")).OnlyX(s.A.System())
		if follows := s.Client.InspectionSchedule.GetX(s.A.System(), self.ID); moved.DepartmentID != s.department(flow.DepartmentSales) || moved.InspectorID != "" ||
			follows.DepartmentID != moved.DepartmentID || follows.InspectorID != "" {
			t.Errorf("handed over: %+v by %+v", moved, follows)
		}
		s.Client.Touchpoint.UpdateOne(on).SetState(flow.TouchpointRetired).ExecX(s.A.System())
		s.Clock.Set(time.Date(2027, time.June, 1, 2, 0, 0, 0, time.UTC))
		s.tend()
		if s.Client.InspectionSchedule.GetX(s.A.System(), self.ID).Active || len(planned()) != 5 {
			t.Errorf("what is retired is inspected: %v", planned())
		}
	})
}

// What nobody has made by the end of its day is missed; what a phone made before is
// recorded all the same, what was made after is not. The inspector is reminded once.
func TestD2_53_Missed(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.touchpoint("售后热线")
		s.edition(on, 1, flow.StandardEffective)
		far := must(s, "head.service", Plan, PlanInput{TouchpointID: on.ID, Kind: flow.InspectionSelf, PlannedOn: s.day(30)})
		near, other := s.planned(on), s.planned(on)
		s.tend()
		s.tend()
		if got := s.events(near.ID); !slices.Equal(got, []string{"inspection.planned", "inspection.due"}) {
			t.Errorf("events: %v", got)
		}
		if now := s.inspection(near.ID); now.Version != near.Version || now.Reminded != 1 {
			t.Errorf("reminded of is %+v", now) // a phone that knows it may be under way
		}
		if got := s.events(far.ID); !slices.Equal(got, []string{"inspection.planned"}) {
			t.Errorf("events of what is far: %v", got)
		}
		before := s.Clock.Now()
		s.Clock.Advance(3 * 24 * time.Hour)
		s.tend()
		s.tend()
		missed := s.inspection(near.ID)
		if missed.State != flow.InspectionMissed || missed.MissedAt == nil || s.inspection(far.ID).State != flow.InspectionPlanned {
			t.Errorf("missed is %+v", missed)
		}
		if got := s.events(near.ID); !slices.Equal(got, []string{"inspection.planned", "inspection.due", "inspection.missed"}) {
			t.Errorf("events: %v", got)
		}
		s.Clock.Advance(time.Hour)
		refused(s, "member.service", Make, RecordInput{ID: near.ID, Results: seen(25, 90)}, fault.Precondition("inspection.missed"), "doneAt")
		if done := must(s, "member.service", Make, RecordInput{ID: near.ID, DoneAt: &before, Results: seen(25, 90)}); done.State != flow.InspectionDone {
			t.Errorf("made before is %+v", done)
		}
		refused(s, "head.service", Cancel, CancelInput{ID: other.ID, ExpectedVersion: s.inspection(other.ID).Version, Reason: "忙"}, fault.Precondition("transition.illegal"), "")
	})
}

// What is planned goes by the next edition once that holds; where none does any more, it
// is cancelled.
func TestD2_53_Renewed(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.touchpoint("售后热线")
		s.edition(on, 1, flow.StandardEffective)
		made := s.planned(on)
		s.Clock.Advance(time.Hour)
		second := s.edition(on, 2, flow.StandardEffective)
		s.tend()
		if now := s.inspection(made.ID); now.StandardID != second.ID || now.State != flow.InspectionPlanned {
			t.Errorf("renewed is %+v", now)
		}
		second.Update().SetState(flow.StandardRetired).ClearSlot().ExecX(s.A.System())
		s.tend()
		if now := s.inspection(made.ID); now.State != flow.InspectionCancelled || now.CancelReason == "" {
			t.Errorf("without a standard it is %+v", now)
		}
	})
}

// Two replicas that do the day's duty at once do it once.
func TestD2_53_TendedTwiceAtOnce(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		s.Clock.Set(time.Date(2027, time.March, 3, 2, 0, 0, 0, time.UTC))
		on := s.touchpoint("售后热线")
		s.edition(on, 1, flow.StandardEffective)
		made := s.planned(on)
		must(s, "head.service", Schedule, ScheduleInput{TouchpointID: on.ID, Kind: flow.InspectionSelf, Cadence: flow.PeriodMonth, Day: 17})
		var wait sync.WaitGroup
		failed := make([]error, 2)
		for k := range failed {
			wait.Go(func() { failed[k] = Tend(s.A.System(), s.Journal) })
		}
		wait.Wait()
		s.tend() // what the one has left to the other, if it met it
		if failed[0] != nil && failed[1] != nil {
			t.Errorf("both failed: %v", failed)
		}
		if got := s.events(made.ID); !slices.Equal(got, []string{"inspection.planned", "inspection.due"}) {
			t.Errorf("events: %v", got)
		}
		of := s.Client.Inspection.Query().Where(inspection.ScheduleIDNotNil()).OnlyX(s.A.System())
		if got := s.events(of.ID); !slices.Equal(got, []string{"inspection.planned"}) {
			t.Errorf("events of what was scheduled: %v", got)
		}
	})
}
