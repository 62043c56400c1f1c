package indicators

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/sla"
)

// fact is a requirement that came in as one, closed and entered long after.
func (s *stage) fact(received time.Time, timely *bool, answered *time.Time) *ent.Requirement {
	s.t.Helper()
	r := s.need(need{received: received, delay: 1000 * time.Hour, state: flow.RequirementClosed, closed: answered})
	change := s.Client.Requirement.UpdateOne(r).SetHistoric(true).SetNillableTimely(timely)
	return change.SaveX(s.then(received))
}

// Facts have no clocks: what they say of their time counts in the period in which they
// were received, and what they do not say counts nowhere (D0-59, D0-60).
func TestFacts(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		first, last := at("2026-08-01 00:00"), at("2026-09-01 00:00").Add(-time.Microsecond)
		answered := at("2026-08-20 10:00")
		inTime, late := s.fact(first, ptr(true), &answered), s.fact(last, ptr(false), nil)
		s.fact(answered, nil, nil)
		s.fact(first.Add(-time.Microsecond), ptr(true), nil)
		s.fact(last.Add(time.Microsecond), ptr(true), nil)
		live := s.need(need{received: answered})
		s.clock(live, day, sla.ClockMet, answered, answered.Add(24*time.Hour), ptr(answered.Add(time.Hour)))

		f := s.value("management", score.ResponseOnTimeRate, "2026-08-15", "")
		s.is(f, 2, 3, 3)
		s.is(s.value("head.service", score.ResponseOnTimeRate, "2026-08-15", s.department(flow.DepartmentService)), 2, 3, 3)
		s.is(s.value("management", score.ResponseTimeRatio, "2026-08-15", ""), 1, 24, 1)
		s.is(s.value("management", score.CompletionRate, "2026-08-15", ""), 1, 2, 2)
		s.is(s.value("management", score.CompletionRateTotal, "2026-08-15", ""), 1, 2, 2)
		s.is(s.value("management", score.EntryTimeliness, "2026-08-15", ""), 1, 1, 1)
		for part, want := range map[score.Part][]*ent.Requirement{
			score.PartAll: {inTime, late, live}, score.PartGood: {inTime, live}, score.PartRest: {late},
		} {
			ctx := s.As("management")
			q, err := f.Requirements(ctx, s.Client.Requirement.Query(), part)
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]bool{}
			for _, r := range q.AllX(ctx) {
				got[*r.Number] = true
			}
			for _, r := range want {
				if !got[*r.Number] {
					t.Errorf("%v lacks %s", part, *r.Number)
				}
			}
			if len(got) != len(want) {
				t.Errorf("%v are %v, want %d", part, got, len(want))
			}
		}
		table, err := Cross(s.As("management"), s.Client, CrossInput{
			Filter: CrossFilter{Period: flow.PeriodMonth, Start: ptr("2026-08-15")}, Rows: flow.DimensionUrgency,
		})
		if err != nil {
			t.Fatal(err)
		}
		if c := table.Cells[0]; *c.Count != 4 || *c.OnTime != 2 || *c.Late != 1 {
			t.Errorf("in the table %d, %d in time, %d late", *c.Count, *c.OnTime, *c.Late)
		}
	})
}
