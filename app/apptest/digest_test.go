package apptest_test

import (
	"context"
	"maps"
	"testing"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/rules/flow"
)

func TestMain(m *testing.M) { apptest.Main(m) }

// Whatever a verb may write shows in the digest; looking at it does not.
func TestCountSeesEveryWrite(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		for _, s := range []struct {
			name  string
			write func(ctx context.Context, tx *ent.Tx) error
		}{
			{"nothing", func(context.Context, *ent.Tx) error { return nil }},
			{"a column", func(ctx context.Context, tx *ent.Tx) error {
				return tx.Department.UpdateOneID(w.A.Departments[flow.DepartmentService].ID).SetType(flow.DepartmentOther).Exec(ctx)
			}},
			{"a counter", func(ctx context.Context, tx *ent.Tx) error {
				return tx.Counter.Create().SetName("n").SetBucket("1").SetAmount(1).Exec(ctx)
			}},
			{"another", func(ctx context.Context, tx *ent.Tx) error {
				return tx.Counter.Create().SetName("n").SetBucket("2").SetAmount(0).Exec(ctx)
			}},
			{"an amount", func(ctx context.Context, tx *ent.Tx) error {
				return tx.Counter.Update().AddAmount(1).Exec(ctx)
			}},
			{"a number", func(ctx context.Context, tx *ent.Tx) error {
				return tx.NumberSeries.Create().SetKind("REQ").SetYear(2026).SetLast(1).Exec(ctx)
			}},
			{"the next number", func(ctx context.Context, tx *ent.Tx) error {
				return tx.NumberSeries.Update().SetLast(2).Exec(ctx)
			}},
			{"an event", func(ctx context.Context, _ *ent.Tx) error {
				journal.Record(ctx, journal.Event{
					Type: "tenant.updated", Kind: flow.EventAdmin, Subject: journal.Subject{Type: flow.SubjectTenant, ID: w.A.ID},
				})
				return nil
			}},
		} {
			before := w.Count(t)
			w.Change(t, w.A.System(), s.write)
			if same := maps.Equal(before, w.Count(t)); same != (s.name == "nothing") {
				t.Errorf("%s: the same is %v", s.name, same)
			}
		}
	})
}
