package indicators

import (
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/rules/flow"
	"heed/rules/report"
)

// The report of a month has all indicators that are counted by the month, beside those of
// the month before (D0-63).
func TestD0_63_IndicatorsOfAMonth(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		s.need(need{received: at("2026-08-03 10:00"), state: flow.RequirementClosed, closed: ptr(at("2026-08-20 10:00"))})
		s.need(need{received: at("2026-08-04 10:00")})
		s.rate(s.need(need{received: at("2026-07-04 10:00")}), 4, at("2026-07-20 10:00"))
		s.Clock.Set(at("2026-09-01 09:00"))
		all, err := OfMonth(s.A.System(), w.Client, at("2026-08-01 00:00"), at("2026-09-01 00:00"))
		if err != nil {
			t.Fatal(err)
		}
		rows := s.Client.Indicator.Query().AllX(s.A.System())
		if len(all) != len(rows) {
			t.Errorf("%d of %d indicators", len(all), len(rows))
		}
		for code, want := range map[string][2]string{"completion_rate": {"50.0%", "0.0%"}, "requirement_satisfaction": {"—", "4.00"}} {
			for _, row := range rows {
				if row.Code == code && !slices.Contains(all, report.Plain(row.Name, want[0], want[1])) {
					t.Errorf("%s is not %v in %v", code, want, all)
				}
			}
		}
	})
}
