package inspections

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/touchpoints"
	"heed/ent/inspection"
	"heed/rules/flow"
)

// An inspection of one of the first days is planned in the month before, so that there
// are days to make it, and one of a holiday comes on the next working day.
func TestD2_53_PlannedAhead(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.touchpoint("售后热线")
		s.edition(on, 1, flow.StandardEffective)
		s.Clock.Set(time.Date(2026, time.September, 3, 2, 0, 0, 0, time.UTC))
		must(s, "head.service", Schedule, ScheduleInput{TouchpointID: on.ID, Kind: flow.InspectionSelf, Cadence: flow.PeriodMonth, Day: 1, InspectorID: s.member("member.service")})
		must(s, "management", Schedule, ScheduleInput{TouchpointID: on.ID, Kind: flow.InspectionSupervisory, Cadence: flow.PeriodQuarter, Day: 28})
		planned := func(at time.Time) []string {
			s.Clock.Set(at)
			s.tend()
			s.tend()
			return s.Client.Inspection.Query().Order(inspection.ByPlannedOn()).Select(inspection.FieldPlannedOn).StringsX(s.A.System())
		}
		for _, c := range []struct {
			at   time.Time
			want []string
		}{
			{time.Date(2026, time.September, 30, 2, 0, 0, 0, time.UTC), nil}, // a week before the eighth, when work begins again
			{time.Date(2026, time.October, 1, 2, 0, 0, 0, time.UTC), []string{"2026-10-08", "2026-12-28"}},
			{time.Date(2026, time.October, 25, 2, 0, 0, 0, time.UTC), []string{"2026-10-08", "2026-12-28"}},
			{time.Date(2026, time.October, 26, 2, 0, 0, 0, time.UTC), []string{"2026-10-08", "2026-11-02", "2026-12-28"}}, // the first is a Sunday
		} {
			got := planned(c.at)
			got = slices.DeleteFunc(got, func(day string) bool { return day < "2026-10" })
			if !slices.Equal(got, c.want) {
				t.Errorf("on %s: %v, want %v", c.at.Format(time.DateOnly), got, c.want)
			}
		}
		// Told when it is planned, and again three days ahead.
		i := s.Client.Inspection.Query().Where(inspection.PlannedOn("2026-11-02")).OnlyX(s.A.System())
		if got := s.events(i.ID); !slices.Equal(got, []string{"inspection.planned"}) {
			t.Errorf("events: %v", got)
		}
		planned(time.Date(2026, time.October, 30, 2, 0, 0, 0, time.UTC))
		if got := s.events(i.ID); !slices.Equal(got, []string{"inspection.planned", "inspection.due"}) {
			t.Errorf("events: %v", got)
		}
	})
}

// Another department that answers for a touchpoint takes over what is planned there and
// its schedules at once: it inspects itself, and who did before does no more.
func TestD2_53_HandedOver(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.touchpoint("售后热线")
		s.edition(on, 1, flow.StandardEffective)
		self := s.planned(on)
		watched := must(s, "management", Plan, PlanInput{TouchpointID: on.ID, Kind: flow.InspectionSupervisory, InspectorID: s.member("management"), PlannedOn: s.day(2)})
		done := must(s, "member.service", Make, RecordInput{ID: s.planned(on).ID, Results: seen(25, 90)})
		by := must(s, "head.service", Schedule, ScheduleInput{TouchpointID: on.ID, Kind: flow.InspectionSelf, Cadence: flow.PeriodMonth, Day: 20, InspectorID: s.member("member.service")})
		sales := s.department(flow.DepartmentSales)
		must(s, "management", touchpoints.Update, touchpoints.UpdateInput{ID: on.ID, ExpectedVersion: on.Version, DepartmentID: &sales})
		if now := s.inspection(self.ID); now.DepartmentID != sales || now.InspectorID != "" || now.State != flow.InspectionPlanned {
			t.Errorf("planned is %+v", now)
		}
		if now := s.inspection(watched.ID); now.DepartmentID != sales || now.InspectorID != *s.member("management") {
			t.Errorf("what the management makes is %+v", now)
		}
		if now := s.inspection(done.ID); now.DepartmentID != on.DepartmentID {
			t.Errorf("what was made is %+v", now)
		}
		if now := s.Client.InspectionSchedule.GetX(s.A.System(), by.ID); now.DepartmentID != sales || now.InspectorID != "" {
			t.Errorf("the schedule is %+v", now)
		}
		if got := s.events(self.ID); !slices.Equal(got, []string{"inspection.planned", "inspection.handed_over"}) {
			t.Errorf("events: %v", got)
		}
		hidden := func(who string) bool {
			_, err := s.Client.Inspection.Get(s.As(who), self.ID)
			return err != nil
		}
		if hidden("head.sales") || !hidden("member.service") {
			t.Error("read by who answered for it, and not by who does")
		}
		must(s, "head.sales", Make, RecordInput{ID: self.ID, Results: seen(25, 90)})
		// What was planned while it was handed over follows the next day.
		late := s.Client.Inspection.Create().SetKind(flow.InspectionSelf).SetTouchpointID(on.ID).SetStandardID(done.StandardID).SetDepartmentID(on.DepartmentID).
			SetPlannedOn(s.day(2)).SetDueAt(s.Clock.Now().Add(48 * time.Hour)).SetResults([]flow.ItemResult{}).SetContentResults([]flow.ContentResult{}).SaveX(s.A.System())
		s.tend()
		if now := s.inspection(late.ID); now.DepartmentID != sales {
			t.Errorf("it stayed with %s", now.DepartmentID)
		}
	})
}

// Where the inspector has left the company, the head of the department and the management
// are reminded.
func TestD2_53_InspectorWhoLeft(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.touchpoint("售后热线")
		s.edition(on, 1, flow.StandardEffective)
		i := s.planned(on)
		s.Client.Member.UpdateOneID(i.InspectorID).SetState(flow.MemberLeft).ExecX(s.A.System())
		s.tend()
		told := s.told(i.ID, "inspection.due")
		if !slices.Contains(told, *s.member("head.service")) || !slices.Contains(told, *s.member("management")) || slices.Contains(told, i.InspectorID) {
			t.Errorf("told are %v", told)
		}
	})
}
