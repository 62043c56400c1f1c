package jobs

import (
	"context"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/app/tenants"
	"heed/ent"
)

// The duty erases a closed company when its time has come, not before, and
// leaves others alone; done again it does nothing.
func TestTenantErase(t *testing.T) {
	w := apptest.NewWorld(t)
	works := &Works{Client: w.Client, Journal: w.Journal, Keys: w.Keys, Files: attachments.NewStore(w.Bucket), Now: w.Clock.Now}
	do := func(c *apptest.Company) *ent.Tenant {
		t.Helper()
		ctx, err := works.In(context.Background(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		if err := tenantErase.Do(ctx, works); err != nil {
			t.Fatal(err)
		}
		return w.Client.Tenant.GetX(c.System(), c.ID)
	}
	w.Client.Tenant.UpdateOneID(w.A.ID).SetExportedAt(w.Clock.Now()).ExecX(w.A.System())
	w.Change(t, w.As("admin"), func(ctx context.Context, tx *ent.Tx) error {
		version := tx.Tenant.GetX(ctx, w.A.ID).Version
		_, err := tenants.CloseTenant(ctx, tx, tenants.TenantCloseInput{Reason: "Moved", Slug: w.A.Slug, ExpectedVersion: version})
		return err
	})
	if c := do(w.A); c.Closing.Begun() || c.Name != "Company a" {
		t.Errorf("too early: %+v", c)
	}
	w.Clock.Advance(30 * 24 * time.Hour)
	first := do(w.A)
	if first.Closing.ErasedAt == nil || !first.Closing.ErasedAt.Equal(w.Clock.Now()) || first.Name == "Company a" {
		t.Errorf("not erased: %+v", first)
	}
	w.Clock.Advance(24 * time.Hour)
	if again := do(w.A); again.Version != first.Version {
		t.Errorf("erased again: %+v", again)
	}
	if b := do(w.B); b.Closing != nil || b.Name != "Company b" || w.Client.Member.Query().CountX(w.B.System()) != len(apptest.Accounts) {
		t.Errorf("the other company: %+v", b)
	}
}
