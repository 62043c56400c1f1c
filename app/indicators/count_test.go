package indicators

import (
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/sla"
)

// Stopped clocks are read lot by lot, each once, whatever the lot is.
func TestTimeLotByLot(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		start := at("2026-08-03 09:00")
		limit := sla.Limit{Amount: 24, Unit: sla.UnitHour}
		for i := range 6 {
			of := []flow.DepartmentType{flow.DepartmentService, flow.DepartmentSales}[i%2]
			end := start.Add(time.Duration(i+1) * time.Hour)
			s.clock(s.need(need{received: start, of: of}), limit, sla.ClockMet, start, start.Add(24*time.Hour), &end,
				sla.Pause{From: start, To: ptr(start.Add(30 * time.Minute))})
		}
		config, err := tenants.Loader(s.Client)(s.A.System(), s.A.ID)
		if err != nil {
			t.Fatal(err)
		}
		ctx, a := tenants.WithConfig(s.A.System(), config), asked{span: score.At(flow.PeriodMonth, start, shanghai)}
		want, err := countTime(ctx, w.Client, a, stoppedLot)
		if err != nil || len(want) != 2 || want.all().Sample != 6 || want.all().Numerator != (1+2+3+4+5+6)*60-6*30 {
			t.Fatalf("it is %v, %v", want, err)
		}
		for _, lot := range []int{1, 2, 4, 6, 7} {
			if got, err := countTime(ctx, w.Client, a, lot); err != nil || !maps.Equal(got, want) {
				t.Errorf("by lots of %d: %v, %v, want %v", lot, got, err, want)
			}
		}
	})
}
