package tenants_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/slapolicy"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// refusal runs the work as the context says and wants the fault, and nothing changed.
func refusal(t *testing.T, w *apptest.World, ctx context.Context, want *fault.Error, work func(ctx context.Context, tx *ent.Tx) error) *fault.Error { //nolint:revive // t comes first in test helpers
	t.Helper()
	before := w.Count(t)
	_, err := w.Journal.Change(ctx, work)
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
	if after := w.Count(t); !maps.Equal(before, after) {
		t.Errorf("refused, but rows were %v, are %v", before, after)
	}
	return fault.From(err)
}

// refused is refusal where the error's details do not matter.
func refused(t *testing.T, w *apptest.World, ctx context.Context, want *fault.Error, work func(ctx context.Context, tx *ent.Tx) error) { //nolint:revive // t comes first in test helpers
	t.Helper()
	_ = refusal(t, w, ctx, want, work)
}

// verified lets company A's administrator have shown their address.
func verified(w *apptest.World) {
	w.Client.User.UpdateOneID(w.A.Members["admin"].UserID).SetEmailVerifiedAt(w.Clock.Now()).ExecX(w.Context())
}

func row(w *apptest.World) *ent.Tenant { return w.Client.Tenant.GetX(w.A.System(), w.A.ID) }

func TestOnboardingLife(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		finish := func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.CompleteOnboarding(ctx, tx, tenants.OnboardingCompleteInput{ExpectedVersion: row(w).Version})
			return err
		}
		confirm := func(step flow.OnboardingStep, meant ...flow.OnboardingGap) func(ctx context.Context, tx *ent.Tx) error {
			return func(ctx context.Context, tx *ent.Tx) error {
				_, err := tenants.ConfirmStep(ctx, tx, tenants.OnboardingStepConfirmInput{Step: step, Meant: meant})
				return err
			}
		}
		f := refusal(t, w, w.As("admin"), fault.Precondition("onboarding.incomplete"), finish)
		missing, ok := f.Extra["missing"].([]tenants.Missing)
		if !ok || len(missing) != 8 || missing[0].Code != flow.GapAdminUnverified || missing[0].Text == "" {
			t.Errorf("missing are %+v", missing)
		}
		refused(t, w, w.As("management"), fault.Forbidden(), finish)
		refused(t, w, w.As("admin"), fault.Precondition("onboarding.step_incomplete"), confirm(flow.StepCompany))
		verified(w)
		refused(t, w, w.As("admin"), fault.Precondition("onboarding.step_incomplete"), confirm(flow.StepPeople))
		refused(t, w, w.As("admin"), fault.Input("meant[0]", "input.unknown_key"), confirm(flow.StepCompany, flow.GapNoKeyTier))
		for _, step := range flow.OnboardingStep("").Values() {
			w.Change(t, w.As("admin"), confirm(flow.OnboardingStep(step), flow.GapNoHead))
		}
		if c := row(w).Onboarding["PEOPLE"]; c.ByID != w.A.Members["admin"].ID || !c.At.Equal(w.Clock.Now()) {
			t.Errorf("confirmed by %s at %s", c.ByID, c.At)
		}
		// Something that was right is no longer.
		tier := w.Client.CustomerTier.Query().AllX(w.A.System())
		for _, one := range tier {
			w.Client.CustomerTier.UpdateOne(one).SetCollectionClass(flow.CollectionGeneral).ExecX(w.A.System())
		}
		f = refusal(t, w, w.As("admin"), fault.Precondition("onboarding.incomplete"), finish)
		if missing, _ := f.Extra["missing"].([]tenants.Missing); len(missing) != 1 || missing[0].Code != flow.GapNoKeyTier {
			t.Errorf("missing are %+v", missing)
		}
		w.Client.CustomerTier.UpdateOne(tier[0]).SetCollectionClass(flow.CollectionKey).ExecX(w.A.System())
		w.Change(t, w.As("admin"), finish)
		c := row(w)
		if c.State != flow.TenantActive || c.ActivatedAt == nil {
			t.Errorf("the company is %s since %v", c.State, c.ActivatedAt)
		}
		events := w.A.Events(t)
		if e := events[len(events)-1]; e.Type != "tenant.active" || e.FromState != "ONBOARDING" || e.ToState != "ACTIVE" || e.Kind != flow.EventAdmin {
			t.Errorf("told is %+v", e)
		}
		refused(t, w, w.As("admin"), fault.Precondition("onboarding.over"), finish)
	})
}

func TestUpdateTenant(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		zone, days := "Asia/Hong_Kong", 4
		w.Change(t, w.As("admin"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.UpdateTenant(ctx, tx, tenants.TenantUpdateInput{ExpectedVersion: row(w).Version, Timezone: &zone, CloseAfterWorkingDays: &days})
			return err
		})
		if c := row(w); c.Timezone != zone || c.Settings.CloseAfter() != days {
			t.Errorf("%+v", c)
		}
		if calendar := w.Client.WorkingCalendar.Query().OnlyX(w.A.System()); calendar.Timezone != zone {
			t.Errorf("the calendar stays in %s", calendar.Timezone)
		}
		// The next request knows it.
		if config := tenants.ConfigFrom(w.As("staff")); config.Zone.String() != zone {
			t.Errorf("requests are counted in %s", config.Zone)
		}
		bad := "Nowhere/Land"
		refused(t, w, w.As("admin"), fault.Input("timezone", "input.unknown_timezone"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.UpdateTenant(ctx, tx, tenants.TenantUpdateInput{ExpectedVersion: row(w).Version, Timezone: &bad})
			return err
		})
		refused(t, w, w.As("committee"), fault.Forbidden(), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.UpdateTenant(ctx, tx, tenants.TenantUpdateInput{ExpectedVersion: row(w).Version, Timezone: &zone})
			return err
		})
	})
}

func TestUpdateCalendar(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		was := w.Client.WorkingCalendar.Query().OnlyX(w.A.System())
		week := sla.Week{{{From: 8 * 60, To: 16 * 60}}}
		days := []sla.Day{{Date: "2026-12-24", Kind: sla.DayHoliday, Name: "厂休"}}
		change := func(in tenants.WorkingCalendarUpdateInput) func(ctx context.Context, tx *ent.Tx) error {
			return func(ctx context.Context, tx *ent.Tx) error {
				_, err := tenants.UpdateCalendar(ctx, tx, in)
				return err
			}
		}
		w.Change(t, w.As("management"), change(tenants.WorkingCalendarUpdateInput{ID: was.ID, ExpectedVersion: was.Version, Week: &week, Days: &days}))
		calendar := tenants.ConfigFrom(w.As("staff")).Calendar()
		if calendar.Week()[0][0].From != 8*60 || len(calendar.Week()[1]) != 0 {
			t.Errorf("the week is %v", calendar.Week())
		}
		if !slices.ContainsFunc(calendar.Days(), func(d sla.Day) bool { return d.Name == "厂休" }) || len(calendar.Days()) < 30 {
			t.Errorf("the days are %v", calendar.Days())
		}
		double := []sla.Day{days[0], days[0]}
		refused(t, w, w.As("admin"), fault.Input("days.2026-12-24", "sla.day_twice"),
			change(tenants.WorkingCalendarUpdateInput{ID: was.ID, ExpectedVersion: was.Version + 1, Days: &double}))
		other := w.Client.WorkingCalendar.Query().OnlyX(w.B.System())
		refused(t, w, w.As("admin"), fault.NotFound(), change(tenants.WorkingCalendarUpdateInput{ID: other.ID, ExpectedVersion: other.Version, Week: &week}))
		refused(t, w, w.As("head.sales"), fault.Forbidden(), change(tenants.WorkingCalendarUpdateInput{ID: was.ID, ExpectedVersion: was.Version + 1, Week: &week}))
	})
}

// An urgency keeps a deadline, also when two are taken away at once.
func TestPoliciesCover(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		off := func(id typeid.ID) func(ctx context.Context, tx *ent.Tx) error {
			return func(ctx context.Context, tx *ent.Tx) error {
				_, err := tenants.DeactivatePolicy(ctx, tx, tenants.SLAPolicyDeactivateInput{ID: id, ExpectedVersion: 1})
				return err
			}
		}
		answers := slapolicy.ClockKindEQ(sla.ClockFirstResponse)
		for _, p := range w.Client.SlaPolicy.Query().Where(answers).AllX(w.A.System()) {
			refused(t, w, w.As("admin"), fault.Precondition("sla_policy.last"), off(p.ID))
		}
		name, amount, unit := "全部", 2, sla.UnitWorkingDay
		w.Change(t, w.As("admin"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.CreatePolicy(ctx, tx, tenants.PolicyInput{Name: &name, Amount: &amount, Unit: &unit})
			return err
		})
		all := w.Client.SlaPolicy.Query().Where(answers).AllX(w.A.System())
		failed := make(chan error, len(all))
		for _, p := range all {
			go func() {
				_, err := w.Journal.Change(w.As("admin"), off(p.ID))
				failed <- err
			}()
		}
		refusals := 0
		for range all {
			if err := <-failed; errors.Is(err, fault.Precondition("sla_policy.last")) {
				refusals++
			} else if err != nil {
				t.Error(err)
			}
		}
		if refusals == 0 || refusals == len(all) {
			t.Errorf("%d of %d were kept", refusals, len(all))
		}
		left := tenants.ConfigFrom(w.As("staff")).Policies
		if len(left) != refusals+6 { // and the deadlines of replies, of complaints and of surveys
			t.Errorf("%d are in force, %d were kept", len(left), refusals)
		}
	})
}

func TestTierRanks(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		ranks := func() (keys []string) {
			for i, tier := range tenants.ConfigFrom(w.As("staff")).Tiers {
				keys = append(keys, tier.Key)
				if tier.Rank != i+1 {
					t.Errorf("%s has rank %d", tier.Key, tier.Rank)
				}
			}
			return keys
		}
		two, first := 2, 1
		w.Change(t, w.As("management"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.CreateTier(ctx, tx, tenants.CustomerTierCreateInput{
				Key: "GOLD", Label: "金牌", Rank: &two, CollectionClass: flow.CollectionKey, MaintenanceClass: flow.MaintenanceHigh,
			})
			return err
		})
		if got := ranks(); !slices.Equal(got, []string{"STRATEGIC", "GOLD", "KEY", "ORDINARY"}) {
			t.Errorf("the tiers are %v", got)
		}
		last := tenants.ConfigFrom(w.As("staff")).Tiers[3]
		w.Change(t, w.As("management"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.UpdateTier(ctx, tx, tenants.CustomerTierUpdateInput{ID: last.ID, ExpectedVersion: last.Version, Rank: &first})
			return err
		})
		if got := ranks(); !slices.Equal(got, []string{"ORDINARY", "STRATEGIC", "GOLD", "KEY"}) {
			t.Errorf("the tiers are %v", got)
		}
		refused(t, w, w.As("admin"), fault.Forbidden(), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.UpdateTier(ctx, tx, tenants.CustomerTierUpdateInput{ID: last.ID, ExpectedVersion: 2, Rank: &first})
			return err
		})
	})
}

// Suspended companies and closed ones come back to where they were.
func TestOperators(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		sys := w.A.System()
		suspend := func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.Suspend(ctx, tx, "Not paid")
			return err
		}
		resume := func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.Resume(ctx, tx)
			return err
		}
		for _, activated := range []bool{false, true} {
			state := flow.TenantOnboarding
			if activated {
				state = flow.TenantActive
				w.Client.Tenant.UpdateOneID(w.A.ID).SetState(state).SetActivatedAt(w.Clock.Now()).ExecX(sys)
			}
			refused(t, w, sys, fault.Precondition("transition.illegal"), resume)
			w.Change(t, sys, suspend)
			if c := row(w); c.State != flow.TenantSuspended || c.SuspendedReason != "Not paid" {
				t.Errorf("%s: %s", c.State, c.SuspendedReason)
			}
			name := "Too late"
			refused(t, w, w.As("admin"), fault.Precondition("tenant.suspended"), func(ctx context.Context, tx *ent.Tx) error {
				_, err := tenants.UpdateTenant(ctx, tx, tenants.TenantUpdateInput{ExpectedVersion: row(w).Version, Name: &name})
				return err
			})
			refused(t, w, sys, fault.Precondition("transition.illegal"), suspend)
			w.Change(t, sys, resume)
			if c := row(w); c.State != state || c.SuspendedReason != "" {
				t.Errorf("%s: %s", c.State, c.SuspendedReason)
			}
		}
		now := w.Clock.Now()
		w.Client.Tenant.UpdateOneID(w.A.ID).SetExportedAt(now.Add(-6 * 24 * time.Hour)).ExecX(sys)
		w.Change(t, w.As("admin"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.CloseTenant(ctx, tx, tenants.TenantCloseInput{Reason: "Moved", Slug: w.A.Slug, ExpectedVersion: row(w).Version})
			return err
		})
		if c := row(w); c.State != flow.TenantClosed || !c.Closing.EraseAfter.Equal(now.Add(30*24*time.Hour)) {
			t.Errorf("%s: %+v", c.State, c.Closing)
		}
		refused(t, w, sys, fault.Precondition("transition.illegal"), resume)
		w.Change(t, sys, func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.Reopen(ctx, tx)
			return err
		})
		if c := row(w); c.State != flow.TenantActive || c.Closing != nil {
			t.Errorf("%s: %+v", c.State, c.Closing)
		}
		w.Clock.Advance(2 * 24 * time.Hour)
		refused(t, w, w.As("admin"), fault.Precondition("tenant.not_exported"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tenants.CloseTenant(ctx, tx, tenants.TenantCloseInput{Reason: "Moved", Slug: w.A.Slug, ExpectedVersion: row(w).Version})
			return err
		})
	})
}
