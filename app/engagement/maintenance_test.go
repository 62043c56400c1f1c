package engagement

import (
	"maps"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/engagementplan"
	"heed/ent/task"
	"heed/rules/flow"
)

// maintains switches on the plans of maintenance, by value.
func (s *stage) maintains() {
	s.t.Helper()
	must(s, "admin", tenants.UpdateTenant, tenants.TenantUpdateInput{
		ExpectedVersion: s.Client.Tenant.GetX(s.A.System(), s.A.ID).Version,
		MaintenanceRule: &flow.MaintenanceRule{HighFrom: 1_000, MediumFrom: 100, PotentialFrom: 4},
	})
	s.Who.Changed(s.A.ID)
	for _, p := range s.Client.EngagementPlan.Query().Where(engagementplan.KindEQ(flow.EngagementMaintenance)).AllX(s.A.System()) {
		must(s, "management", UpdatePlan, PlanUpdateInput{ID: p.ID, ExpectedVersion: p.Version, Active: ptr(true)})
	}
}

// worth is a customer of so much business and growth; 0 for nothing known.
func (s *stage) worth(name, tier string, amount int64, growth int) *ent.Customer {
	change := s.customer(name, tier).Update()
	if amount > 0 {
		change.SetValueAmount(amount)
	}
	if growth > 0 {
		change.SetGrowthPotential(growth)
	}
	return change.SaveX(s.A.System())
}

// duties are the tasks of maintenance that began last with the customer, by their rules.
func (s *stage) duties(c *ent.Customer) map[string]*ent.Task {
	all := map[string]*ent.Task{}
	plans := s.Client.EngagementPlan.Query().Where(engagementplan.KindEQ(flow.EngagementMaintenance)).IDsX(s.A.System())
	for _, t := range s.Client.Task.Query().Where(task.CustomerID(c.ID), task.PlanIDIn(plans...)).Order(task.ByDueAt(), task.ByID()).AllX(s.A.System()) {
		all[t.RuleKey] = t
	}
	return all
}

// Each customer is looked after by the class of its value, from the next period on, once
// (D3-26 to D3-29).
func TestD3_26_ByValue(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		high, medium := s.worth("高", "ORDINARY", 1_000, 1), s.worth("中", "STRATEGIC", 100, 5)
		potential, none, unknown := s.worth("潜", "STRATEGIC", 99, 4), s.worth("无", "STRATEGIC", 99, 3), s.worth("未知", "STRATEGIC", 0, 0)
		s.at("2026-12-20 09:00")
		if n := len(s.duties(high)); n != 0 {
			t.Fatalf("%d tasks of plans that nobody switched on", n)
		}
		s.maintains()
		s.open()
		if n := len(s.duties(high)) + len(s.duties(medium)); n != 0 {
			t.Fatalf("%d tasks of periods that had begun", n)
		}
		s.at("2027-01-01 01:00")
		q, m, h := "2027-03-31 15:59:59", "2027-01-31 15:59:59", "2027-06-30 15:59:59"
		executives := map[string]string{"EXEC_VISIT D3-27": q, "SERVICE_PLAN D3-27": q}
		managers, trials := map[string]string{"MANAGER_TALK D3-28": m, "NEWS_PUSH D3-28": m}, map[string]string{"TRIAL D3-29": h}
		check := func() {
			t.Helper()
			for c, want := range map[*ent.Customer]map[string]string{
				high: executives, medium: managers, potential: trials, none: {}, unknown: executives, s.key: managers, s.general: trials,
			} {
				got := map[string]string{}
				for key, one := range s.duties(c) {
					if one.ClauseIds[0] != "D3-26" || one.State != flow.TaskOpen || string(one.Type) != key || one.AssigneeID != s.A.Members["member.service"].ID {
						t.Errorf("%s: %+v", c.Name, one)
					}
					got[key+" "+one.ClauseIds[1]] = one.DueAt.UTC().Format(time.DateTime)
				}
				if !maps.Equal(got, want) {
					t.Errorf("%s: %v, want %v", c.Name, got, want)
				}
			}
		}
		check()
		before := w.Client.Task.Query().CountX(w.A.System())
		s.open()
		s.at("2027-01-02 01:00")
		check()
		if n := w.Client.Task.Query().CountX(w.A.System()); n != before || w.Client.Task.Query().CountX(w.B.System()) != 0 {
			t.Errorf("asked again there are %d tasks, were %d", n, before)
		}
		// Whose business grows is looked after otherwise from the next month on.
		medium.Update().SetValueAmount(1_000).ExecX(w.A.System())
		s.at("2027-02-01 01:00")
		if got := slices.Sorted(maps.Keys(s.duties(medium))); !slices.Equal(got, []string{"EXEC_VISIT", "MANAGER_TALK", "NEWS_PUSH", "SERVICE_PLAN"}) {
			t.Errorf("grown, it is asked for %v", got)
		}
		if one := s.duties(medium)["NEWS_PUSH"]; one.DueAt.UTC().Format(time.DateTime) != m {
			t.Errorf("grown, news are due at %s", one.DueAt)
		}
	})
}
