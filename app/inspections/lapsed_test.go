package inspections

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/touchpoints"
	"heed/rules/fault"
	"heed/rules/flow"
)

// What the calendar has cancelled, because its touchpoint was retired, is recorded all
// the same when it was made before; what was made after is not, nor what a member has
// given up.
func TestD2_53_Lapsed(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.touchpoint("售后热线")
		s.edition(on, 1, flow.StandardEffective)
		offline, given := s.planned(on), s.planned(on)
		must(s, "head.service", Cancel, CancelInput{ID: given.ID, ExpectedVersion: 1, Reason: "门店装修"})
		s.Clock.Advance(time.Hour)
		made := s.Clock.Now()
		s.Clock.Advance(time.Hour)
		must(s, "management", touchpoints.Retire, touchpoints.RetireInput{ID: on.ID, ExpectedVersion: on.Version, Reason: "停止服务"})
		s.Clock.Advance(20 * time.Hour)
		s.tend()
		lapsed := s.inspection(offline.ID)
		if lapsed.State != flow.InspectionCancelled || lapsed.LapsedAt == nil || lapsed.CancelReason == "" {
			t.Fatalf("lapsed is %+v", lapsed)
		}
		if acts := Available(s.As("member.service"), lapsed); !slices.Equal(acts, []flow.InspectionAct{flow.InspectionActRecord}) {
			t.Errorf("who makes it may %v", acts)
		}
		if acts := Available(s.As("head.service"), s.inspection(given.ID)); len(acts) != 0 {
			t.Errorf("of what was given up one may %v", acts)
		}
		in := RecordInput{ID: offline.ID, Results: seen(25, 90)}
		s.Clock.Advance(time.Hour)
		refused(s, "member.service", Make, in, fault.Precondition("inspection.lapsed"), "doneAt")
		after := made.Add(2 * time.Hour)
		in.DoneAt = &after
		refused(s, "member.service", Make, in, fault.Precondition("inspection.standard_not_effective"), "standardId")
		in.DoneAt = &made
		done := must(s, "member.service", Make, in)
		if done.State != flow.InspectionDone || done.CancelReason != "" || !done.DoneAt.Equal(made) {
			t.Errorf("made before is %+v", done)
		}
		in.ID = given.ID
		refused(s, "head.service", Make, in, fault.Precondition("transition.illegal"), "")
	})
}

// What loses its standard before its day ends is cancelled and not missed; what had its
// day is missed, whatever becomes of the standard.
func TestD2_53_CancelledBeforeMissed(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		s.Clock.Set(time.Date(2027, time.March, 3, 2, 0, 0, 0, time.UTC))
		for name, c := range map[string]struct {
			ended time.Duration
			want  flow.InspectionState
		}{
			"on its day":    {8 * time.Hour, flow.InspectionCancelled},
			"the day after": {16 * time.Hour, flow.InspectionMissed},
		} {
			t.Run(name, func(t *testing.T) {
				s := s.in(t)
				s.Clock.Set(time.Date(2027, time.March, 3, 2, 0, 0, 0, time.UTC))
				on := s.touchpoint(name)
				holds := s.edition(on, 1, flow.StandardEffective)
				i := must(s, "head.service", Plan, PlanInput{TouchpointID: on.ID, Kind: flow.InspectionSelf, PlannedOn: s.day(0)})
				holds.Update().SetState(flow.StandardRetired).SetEndedAt(s.Clock.Now().Add(c.ended)).ClearSlot().ExecX(s.A.System())
				s.Clock.Advance(20 * time.Hour)
				s.tend()
				if now := s.inspection(i.ID); now.State != c.want {
					t.Errorf("it is %s", now.State)
				}
			})
		}
	})
}
