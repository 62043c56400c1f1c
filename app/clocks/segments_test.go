package clocks

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/sla"
)

func TestMain(m *testing.M) { apptest.Main(m) }

func TestSegmentsAreBounded(t *testing.T) {
	w := apptest.NewWorld(t)
	ctx := w.As("management")
	start := w.Clock.Now()
	c := &ent.SlaClock{Amount: 366, Unit: sla.UnitWorkingDay, StartedAt: start, DueAt: start.AddDate(2, 0, 0), State: sla.ClockRunning}
	all := Segments(ctx, c)
	if len(all) != MaxSegments || !all[0].From.Equal(start) {
		t.Errorf("%d segments from %v", len(all), all[0].From)
	}
}

// A due time that counts working days beyond the published holidays may move.
func TestProvisional(t *testing.T) {
	w := apptest.NewWorld(t)
	ctx := w.As("management")
	last, err := time.Parse(time.DateOnly, sla.PublishedUntil())
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		clock ent.SlaClock
		want  bool
	}{
		"known":   {ent.SlaClock{Unit: sla.UnitWorkingDay, DueAt: last, State: sla.ClockRunning}, false},
		"beyond":  {ent.SlaClock{Unit: sla.UnitWorkingDay, DueAt: last.AddDate(0, 0, 2), State: sla.ClockRunning}, true},
		"paused":  {ent.SlaClock{Unit: sla.UnitWorkingHour, DueAt: last.AddDate(0, 0, 2), State: sla.ClockPaused}, true},
		"hours":   {ent.SlaClock{Unit: sla.UnitHour, DueAt: last.AddDate(0, 0, 2), State: sla.ClockRunning}, false},
		"stopped": {ent.SlaClock{Unit: sla.UnitWorkingDay, DueAt: last.AddDate(0, 0, 2), State: sla.ClockMet}, false},
	} {
		if got := Provisional(ctx, &c.clock); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
