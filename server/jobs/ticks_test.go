package jobs

import (
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/tasks"
	"heed/ent"
	"heed/ent/companyhead"
	"heed/ent/database"
	"heed/rules/flow"
)

// A company is looked at when the first of all that may be due is, whatever else
// comes later; what fails leaves it due.
func TestTicks(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		works := worksOf(w, &box{})
		due := func() time.Time {
			return w.Client.CompanyHead.Query().Where(companyhead.CompanyID(w.A.ID)).OnlyX(w.Context()).NextDueAt
		}
		tick := func(ticks ...Tick) error {
			t.Helper()
			ctx, err := works.In(t.Context(), w.A.ID)
			if err != nil {
				t.Fatal(err)
			}
			return works.tick(ctx, ticks)
		}
		soon, later := w.Clock.Now().Add(time.Hour), w.Clock.Now().Add(2*time.Hour)
		w.Change(t, w.As("head.service"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tasks.Create(ctx, tx, tasks.CreateInput{Title: "Call", AssigneeID: &w.A.Members["member.service"].ID, DueAt: &later})
			return err
		})
		if err := tick(ticks...); err != nil || !due().Equal(later) {
			t.Errorf("with a task: %v, %v", err, due())
		}
		w.Change(t, w.A.System(), func(ctx context.Context, _ *ent.Tx) error { journal.DueBy(ctx, soon); return nil })
		failing := Tick{
			Name: "fails", Do: func(context.Context, *Works) error { return errors.New("away") },
			Next: func(context.Context, *ent.Tx) (time.Time, error) { return database.Never, nil },
		}
		done := 0
		counting := Tick{
			Name: "counts", Do: func(context.Context, *Works) error { done++; return nil },
			Next: func(context.Context, *ent.Tx) (time.Time, error) { return database.Never, nil },
		}
		if err := tick(failing, counting); err == nil || done != 1 || !due().Equal(soon) {
			t.Errorf("with one that fails: %v, the other was done %d times, %v", err, done, due())
		}
		w.Client.Tenant.UpdateOneID(w.A.ID).SetState(flow.TenantSuspended).ExecX(w.A.System())
		w.Clock.Set(later)
		before := w.Count(t)
		if err := tick(ticks...); err != nil || !due().Equal(later.Add(idleLook)) {
			t.Errorf("suspended: %v, %v", err, due())
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("rows were %v, are %v", before, after)
		}
	})
}
