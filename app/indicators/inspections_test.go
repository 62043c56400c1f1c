package indicators

import (
	"errors"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/typeid"
)

// inspect is an inspection of the department's touchpoint, made of three items that all
// passed, or of which one did not, a day before its time; that which is not good is late.
func (s *stage) inspect(of flow.DepartmentType, when time.Time, good bool) *ent.Inspection {
	s.t.Helper()
	q := s.Client.Inspection.Create().SetKind(flow.InspectionSelf).SetDepartmentID(s.A.Departments[of].ID).SetPlannedOn(when.Format(time.DateOnly)).
		SetDueAt(when.Add(24 * time.Hour)).SetResults([]flow.ItemResult{}).SetContentResults([]flow.ContentResult{}).
		SetState(flow.InspectionDone).SetDoneAt(when).SetChecked(3).SetPassed(3)
	if !good {
		q.SetPassed(2).SetDoneAt(when.Add(48 * time.Hour))
	}
	return q.SaveX(s.A.System())
}

// Touchpoints keep to their standards as far as what was looked at has passed, of the
// company, of a department and of a touchpoint.
func TestD2_69_TouchpointCompliance(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		sys, when := s.A.System(), at("2026-08-20 10:00")
		service := s.A.Departments[flow.DepartmentService].ID
		on := s.Client.Touchpoint.Create().SetName("售后热线").SetJourneyStage(flow.StageAfterSales).SetState(flow.TouchpointConfirmed).SetDepartmentID(service).SaveX(sys)
		theirs := s.Client.Touchpoint.Create().SetName("别家热线").SetJourneyStage(flow.StageAfterSales).SetDepartmentID(s.B.Departments[flow.DepartmentService].ID).SaveX(s.B.System())
		looked := func(of flow.DepartmentType, touchpoint typeid.ID, when time.Time, passed int, state flow.InspectionState, kind flow.InspectionKind) {
			q := s.Client.Inspection.Create().SetKind(kind).SetDepartmentID(s.A.Departments[of].ID).SetTouchpointID(touchpoint).SetPlannedOn(when.Format(time.DateOnly)).
				SetDueAt(when.Add(24 * time.Hour)).SetResults([]flow.ItemResult{}).SetContentResults([]flow.ContentResult{}).SetState(state)
			if state == flow.InspectionDone {
				q.SetDoneAt(when).SetChecked(4).SetPassed(passed)
			}
			q.ExecX(sys)
		}
		looked(flow.DepartmentService, on.ID, when, 3, flow.InspectionDone, flow.InspectionSelf)
		looked(flow.DepartmentService, on.ID, when, 4, flow.InspectionDone, flow.InspectionSupervisory)
		looked(flow.DepartmentService, on.ID, when, 0, flow.InspectionMissed, flow.InspectionSelf)
		looked(flow.DepartmentService, on.ID, when, 0, flow.InspectionCancelled, flow.InspectionSelf)
		looked(flow.DepartmentService, on.ID, at("2026-07-20 10:00"), 0, flow.InspectionDone, flow.InspectionSelf) // another month
		looked(flow.DepartmentSales, "", when, 2, flow.InspectionDone, flow.InspectionSelf)
		looked(flow.DepartmentSales, "", when, 0, flow.InspectionDone, flow.InspectionContent) // by no standard
		for name, c := range map[string]struct {
			who                    string
			code                   string
			department, touchpoint *typeid.ID
			above, below           float64
			sample                 int
		}{
			"of the company":           {"management", score.TouchpointCompliance, nil, nil, 9, 12, 3},
			"of a department":          {"head.service", score.TouchpointCompliance, &service, nil, 7, 8, 2},
			"of a touchpoint":          {"head.service", score.TouchpointCompliance, nil, &on.ID, 7, 8, 2},
			"of both":                  {"management", score.TouchpointCompliance, &service, &on.ID, 7, 8, 2},
			"as planned":               {"management", score.InspectionPlanRate, nil, nil, 3, 4, 4},
			"as planned, a touchpoint": {"management", score.InspectionPlanRate, nil, &on.ID, 2, 3, 3},
		} {
			f, err := Value(s.As(c.who), s.Client, ValueInput{Code: c.code, Start: ptr("2026-08-01"), DepartmentID: c.department, TouchpointID: c.touchpoint})
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if f.Numerator() != c.above || f.Denominator() != c.below || f.Sample() != c.sample {
				t.Errorf("%s: %v of %v, of %d", name, f.Numerator(), f.Denominator(), f.Sample())
			}
			if n := s.behind("management", f, score.PartAll); n != c.sample {
				t.Errorf("%s: %d behind it", name, n)
			}
		}
		for name, c := range map[string]struct {
			who        string
			code       string
			touchpoint typeid.ID
			want       error
		}{
			"of another department":  {"head.sales", score.TouchpointCompliance, on.ID, fault.NotFound()},
			"of another company":     {"management", score.TouchpointCompliance, theirs.ID, fault.NotFound()},
			"of what is not counted": {"management", score.CompletionRate, on.ID, fault.Input("", "indicator.touchpoint")},
		} {
			_, err := Value(s.As(c.who), s.Client, ValueInput{Code: c.code, TouchpointID: &c.touchpoint})
			if !errors.Is(err, c.want) || fault.From(err).Field != "touchpointId" {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}
