package engagement

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent/engagementplan"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
)

// One talk counts for every rule that it fulfils (trace A4), and a rule may ask for
// several, of some types, with some contents.
func TestRules(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.founded(time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC))
		s.at("2026-08-20 01:00")
		plan := must(s, "management", CreatePlan, PlanCreateInput{
			Name: "高层维护", Kind: flow.EngagementMaintenance, MaintenanceClass: ptr(flow.MaintenanceMedium),
			Rules: []RuleInput{
				{Key: "VISITS", TaskType: ptr(flow.TaskExecVisit), Cadence: flow.PeriodMonth, MinCount: ptr(2), Types: []flow.InteractionType{flow.InteractionVisit}},
				{Key: "NEEDS", Cadence: flow.PeriodMonth, Contents: []flow.EngagementContent{flow.ContentNeeds, flow.ContentExpectations}},
			},
		})
		s.at("2026-09-01 01:00")
		open := func() (keys []string) {
			for _, one := range s.tasksOf(s.key) {
				if one.State == flow.TaskOpen {
					keys = append(keys, one.RuleKey)
				}
			}
			slices.Sort(keys)
			return keys
		}
		if got := open(); !slices.Equal(got, []string{"COLLECTION", "NEEDS", "VISITS"}) {
			t.Fatalf("open: %v", got)
		}
		bare := s.visit(s.key)
		bare.Expectations = nil
		must(s, "member.service", Create, bare)
		if got := open(); !slices.Equal(got, []string{"NEEDS", "VISITS"}) {
			t.Fatalf("after a talk without expectations: %v", got)
		}
		must(s, "member.service", Create, s.visit(s.key))
		if got := open(); len(got) != 0 {
			t.Errorf("after the second: %v", got)
		}
		off := must(s, "management", UpdatePlan, PlanUpdateInput{ID: plan.ID, ExpectedVersion: plan.Version, Active: ptr(false)})
		s.at("2026-10-01 01:00")
		if got := open(); !slices.Equal(got, []string{"COLLECTION"}) {
			t.Errorf("switched off: %v", got)
		}
		s.at("2026-10-10 01:00")
		must(s, "management", UpdatePlan, PlanUpdateInput{ID: plan.ID, ExpectedVersion: off.Version, Active: ptr(true)})
		s.open()
		if got := open(); !slices.Equal(got, []string{"COLLECTION"}) {
			t.Errorf("switched on within a month: %v", got)
		}
		s.at("2026-11-01 01:00")
		if got := s.last(s.key); !optional.Value(got.PeriodStart).Equal(time.Date(2026, 10, 31, 16, 0, 0, 0, time.UTC)) || len(open()) != 4 {
			t.Errorf("the month after: %v", open())
		}
	})
}

func TestPlanRefused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		one := RuleInput{Key: "A1", Cadence: flow.PeriodMonth}
		good := PlanCreateInput{Name: "计划", Kind: flow.EngagementMaintenance, Rules: []RuleInput{one}}
		made := must(s, "management", CreatePlan, good)
		for name, c := range map[string]struct {
			spoil func(*PlanCreateInput)
			want  error
			field string
		}{
			"the same name": {func(*PlanCreateInput) {}, fault.Conflict("engagement_plan.name_taken"), "name"},
			"no name":       {func(in *PlanCreateInput) { in.Name = "" }, fault.Input("", "input.required"), "name"},
			"no rules":      {func(in *PlanCreateInput) { in.Rules = nil }, fault.Input("", "engagement_plan.no_rules"), "rules"},
			"many rules":    {func(in *PlanCreateInput) { in.Rules = make([]RuleInput, 21) }, fault.Input("", "engagement_plan.no_rules"), "rules"},
			"a small key":   {func(in *PlanCreateInput) { in.Rules = []RuleInput{{Key: "a", Cadence: flow.PeriodMonth}} }, fault.Input("", "input.malformed"), "rules[0].key"},
			"a key twice":   {func(in *PlanCreateInput) { in.Rules = []RuleInput{one, one} }, fault.Input("", "input.duplicate"), "rules[1].key"},
			"no talk": {func(in *PlanCreateInput) {
				in.Rules = []RuleInput{{Key: "A1", Cadence: flow.PeriodMonth, MinCount: ptr(0)}}
			}, fault.Input("", "input.out_of_range"), "rules[0].minCount"},
			"no such period": {func(in *PlanCreateInput) { in.Rules = []RuleInput{{Key: "A1", Cadence: "DAY"}} }, fault.Input("", "input.unknown_key"), "rules[0].cadence"},
		} {
			t.Run(name, func(t *testing.T) {
				in := good
				if name != "the same name" {
					in.Name = "另一个计划"
				}
				c.spoil(&in)
				refused(s, "management", CreatePlan, in, c.want, c.field)
			})
		}
		refused(s, "head.service", CreatePlan, good, fault.Forbidden(), "")
		refused(s, "head.service", UpdatePlan, PlanUpdateInput{ID: made.ID, ExpectedVersion: made.Version, Active: ptr(false)}, fault.Forbidden(), "")
		refused(s, "management", UpdatePlan, PlanUpdateInput{ID: made.ID, ExpectedVersion: made.Version}, fault.Input("", "input.empty_update"), "")
		refused(s, "management", UpdatePlan, PlanUpdateInput{ID: made.ID, ExpectedVersion: 9, Active: ptr(false)}, fault.Conflict("version.conflict"), "expectedVersion")
		if n := w.Client.EngagementPlan.Query().Where(engagementplan.Active(true)).CountX(w.A.System()); n != 3 {
			t.Errorf("%d plans", n)
		}
	})
}
