package requirements

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/clocks"
	"heed/app/tenants"
	"heed/ent/counter"
	"heed/rules/flow"
)

// Figures by day follow the company into another time zone, and clocks that were
// counted in the old one are found in the new one.
func TestFiguresInAnotherZone(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.received(flow.UrgencyUrgent) // due in 24 hours: the 10th in Shanghai, still the 9th in New York
		s.received(flow.UrgencyImportant)
		counts(t, s)
		due := func(day string) int {
			return w.Client.Counter.Query().Where(counter.Name(clocks.ResponsesDue), counter.Bucket(day), counter.AmountGT(0)).CountX(w.A.System())
		}
		if due("2026-09-10") != 1 || due("2026-09-09") != 0 {
			t.Error("it is due on another day")
		}
		version := w.Client.Tenant.GetX(w.A.System(), w.A.ID).Version
		must(s, "admin", UpdateTenant, tenants.TenantUpdateInput{ExpectedVersion: version, Timezone: ptr("America/New_York")})
		counts(t, s)
		if due("2026-09-10") != 0 || due("2026-09-09") != 1 {
			t.Error("it is still due on a day of Shanghai")
		}
		s.Clock.Advance(time.Hour)
		must(s, management, RecordResponse, s.responseInput(r.ID, r.Version))
		counts(t, s)
		must(s, "admin", UpdateTenant, tenants.TenantUpdateInput{ExpectedVersion: version + 1, Name: ptr("Same zone")})
		counts(t, s)
		rows := w.Client.Counter.Query().Where(counter.NameIn(clocks.ResponsesDue, clocks.ResponsesMet)).Order(counter.ByID()).IDsX(w.A.System())
		must(s, "admin", UpdateTenant, tenants.TenantUpdateInput{ExpectedVersion: version + 2, Name: ptr("Another name"), Timezone: ptr("America/New_York")})
		if !slices.Equal(rows, w.Client.Counter.Query().Where(counter.NameIn(clocks.ResponsesDue, clocks.ResponsesMet)).Order(counter.ByID()).IDsX(w.A.System())) {
			t.Error("the time zone is the same, and yet all is counted anew")
		}
	})
}
