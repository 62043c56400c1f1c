package tenants_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/customer"
	"heed/rules/fault"
	"heed/rules/flow"
)

// decides has the company's settings changed.
func decides(w *apptest.World, in tenants.TenantUpdateInput) func(context.Context, *ent.Tx) error {
	in.ExpectedVersion = row(w).Version
	return func(ctx context.Context, tx *ent.Tx) error { return second(tenants.UpdateTenant(ctx, tx, in)) }
}

// The company decides how much each method counts, in parts of a hundred, and by which value
// customers are looked after (D1-35, D3-26).
func TestD3_26_Settings(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		if s := row(w).Settings; s.Satisfaction() != flow.UsualSatisfaction || s.MaintenanceRule != nil {
			t.Errorf("a company begins with %+v", s)
		}
		weights := flow.SatisfactionWeights{Questionnaire: 60, Interview: 0, Observation: 40}
		rule := flow.MaintenanceRule{HighFrom: 2, MediumFrom: 1, PotentialFrom: flow.MaxGrowth}
		w.Change(t, w.As("admin"), decides(w, tenants.TenantUpdateInput{SatisfactionWeights: &weights, MaintenanceRule: &rule}))
		for _, s := range []flow.TenantSettings{row(w).Settings, tenants.ConfigFrom(w.As("staff")).Tenant.Settings} {
			if s.Satisfaction() != weights || s.MaintenanceRule == nil || *s.MaintenanceRule != rule {
				t.Errorf("decided is %+v", s)
			}
		}
		if s := tenants.ConfigFrom(w.B.System()).Tenant.Settings; s != (flow.TenantSettings{}) {
			t.Errorf("the other company has %+v", s)
		}
		events := w.A.Events(t)
		last := events[len(events)-1]
		if last.Type != "tenant.updated" || !slices.Equal(last.Fields, []string{"satisfactionWeights", "maintenanceRule"}) {
			t.Errorf("the last event is %s of %v", last.Type, last.Fields)
		}
		wrong, outside := fault.Input("maintenanceRule", "tenant.maintenance_rule"), fault.Input("maintenanceRule.potentialFrom", "input.out_of_range")
		for _, c := range []struct {
			in   flow.MaintenanceRule
			want *fault.Error
		}{
			{flow.MaintenanceRule{HighFrom: 2, MediumFrom: 0, PotentialFrom: 1}, wrong},
			{flow.MaintenanceRule{HighFrom: 2, MediumFrom: 2, PotentialFrom: 1}, wrong},
			{flow.MaintenanceRule{HighFrom: 1, MediumFrom: 2, PotentialFrom: 1}, wrong},
			{flow.MaintenanceRule{HighFrom: 1 << 53, MediumFrom: 2, PotentialFrom: 1}, wrong},
			{flow.MaintenanceRule{HighFrom: 2, MediumFrom: 1, PotentialFrom: 0}, outside},
			{flow.MaintenanceRule{HighFrom: 2, MediumFrom: 1, PotentialFrom: flow.MaxGrowth + 1}, outside},
		} {
			if f := refusal(t, w, w.As("admin"), c.want, decides(w, tenants.TenantUpdateInput{MaintenanceRule: &c.in})); f.Field != c.want.Field {
				t.Errorf("%+v is refused on %s", c.in, f.Field)
			}
		}
		for _, in := range []flow.SatisfactionWeights{{}, {Questionnaire: 99}, {Questionnaire: 101}, {Questionnaire: 110, Interview: -10}, {Questionnaire: 70, Interview: 20, Observation: 11}} {
			one := tenants.TenantUpdateInput{SatisfactionWeights: &in, MaintenanceRule: &flow.MaintenanceRule{HighFrom: 9, MediumFrom: 8, PotentialFrom: 1}}
			refused(t, w, w.As("admin"), fault.Input("satisfactionWeights", "tenant.satisfaction_weights"), decides(w, one))
		}
		for _, who := range []string{"management", "committee", "head.service", "staff", "auditor", "integration"} {
			refused(t, w, w.As(who), fault.Forbidden(), decides(w, tenants.TenantUpdateInput{SatisfactionWeights: &weights}))
			refused(t, w, w.As(who), fault.Forbidden(), decides(w, tenants.TenantUpdateInput{MaintenanceRule: &rule}))
		}
		clear := true
		w.Change(t, w.As("admin"), decides(w, tenants.TenantUpdateInput{MaintenanceRuleClear: &clear}))
		if s := row(w).Settings; s.MaintenanceRule != nil || s.Satisfaction() != weights {
			t.Errorf("without a rule it has %+v", s)
		}
	})
}

// How a customer is looked after is the same one by one and in lists: by value, and where
// nothing is known of it, or the company has no rule, by tier (D3-26).
func TestD3_26_Maintained(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		sys := w.A.System()
		amount, growth := func(n int64) *int64 { return &n }, func(n int) *int { return &n }
		var all []*ent.Customer
		for _, tier := range []string{"STRATEGIC", "KEY", "ORDINARY"} {
			for _, a := range []*int64{nil, amount(0), amount(99), amount(100), amount(999), amount(1_000)} {
				for _, g := range []*int{nil, growth(3), growth(4), growth(5)} {
					all = append(all, w.Client.Customer.Create().SetName(fmt.Sprintf("客户 %d", len(all))).SetTierKey(tier).
						SetNillableValueAmount(a).SetNillableGrowthPotential(g).SaveX(sys))
				}
			}
		}
		w.Client.Customer.Create().SetName("别家").SetTierKey("KEY").SaveX(w.B.System())
		check := func(of func(*ent.Customer) flow.MaintenanceClass) {
			t.Helper()
			sys := w.A.System()
			var four []flow.MaintenanceClass
			for _, key := range flow.MaintenanceClass("").Values() {
				class := flow.MaintenanceClass(key)
				four = append(four, class)
				want := map[string]bool{}
				for _, c := range all {
					if got := tenants.MaintenanceOf(sys, c); got != of(c) {
						t.Errorf("%s, %v, %v is %s, want %s", c.TierKey, c.ValueAmount, c.GrowthPotential, got, of(c))
					}
					want[c.Name] = of(c) == class
				}
				got := map[string]bool{}
				for _, c := range w.Client.Customer.Query().Where(tenants.Maintained(sys, class)).AllX(sys) {
					got[c.Name] = true
				}
				for name, is := range want {
					if got[name] != is {
						t.Errorf("%s lists %s: %v, want %v", class, name, got[name], is)
					}
				}
			}
			if n := w.Client.Customer.Query().Where(tenants.Maintained(sys, four...)).CountX(sys); n != len(all) {
				t.Errorf("%d of %d are of some class", n, len(all))
			}
			if n := w.Client.Customer.Query().Where(tenants.Maintained(sys), customer.NameNEQ("")).CountX(sys); n != 0 {
				t.Errorf("%d are of none of no classes", n)
			}
		}
		byTier := map[string]flow.MaintenanceClass{"STRATEGIC": flow.MaintenanceHigh, "KEY": flow.MaintenanceMedium, "ORDINARY": flow.MaintenancePotential}
		check(func(c *ent.Customer) flow.MaintenanceClass { return byTier[c.TierKey] })
		w.Change(t, w.As("admin"), decides(w, tenants.TenantUpdateInput{MaintenanceRule: &flow.MaintenanceRule{HighFrom: 1_000, MediumFrom: 100, PotentialFrom: 4}}))
		check(func(c *ent.Customer) flow.MaintenanceClass {
			a, g := int64(-1), 0
			if c.ValueAmount != nil {
				a = *c.ValueAmount
			}
			if c.GrowthPotential != nil {
				g = *c.GrowthPotential
			}
			switch {
			case a < 0 && g == 0:
				return byTier[c.TierKey]
			case a >= 1_000:
				return flow.MaintenanceHigh
			case a >= 100:
				return flow.MaintenanceMedium
			case g >= 4:
				return flow.MaintenancePotential
			}
			return flow.MaintenanceNone
		})
	})
}
