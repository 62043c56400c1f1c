package sla

import (
	"encoding/json"
	"slices"
	"testing"

	"heed/rules/fault"
)

func TestCandidates(t *testing.T) {
	cal := chinaCalendar(t)
	policy := func(id string, m Match, l Limit) Policy {
		return Policy{ID: id, Target: TargetRequirement, Kind: ClockFirstResponse, Match: m, Limit: l}
	}
	other := policy("f", Match{}, hours(1))
	other.Target = TargetComplaint
	another := policy("g", Match{}, hours(1))
	another.Kind = ClockPlanMilestone
	policies := []Policy{
		policy("a", Match{Urgency: "URGENT"}, hours(24)),
		policy("b", Match{Urgency: "URGENT"}, workingDays(1)),
		policy("c", Match{Tier: "KEY"}, workingDays(2)),
		policy("d", Match{Urgency: "GENERAL"}, workingDays(5)),
		policy("e", Match{Urgency: "GENERAL", Tier: "KEY"}, workingDays(2)),
		other, another,
	}
	for _, c := range []struct {
		name  string
		facts Match
		start string
		want  []string
	}{
		{"24 hours are stricter before a weekend", Match{Urgency: "URGENT"}, "2026-11-20 16:00", []string{"a", "b"}},
		{"and before a holiday", Match{Urgency: "URGENT"}, "2026-09-30 16:00", []string{"a", "b"}},
		{"a working day is stricter early in the morning", Match{Urgency: "URGENT"}, "2026-11-16 07:00", []string{"b", "a"}},
		{"tier beats a looser urgency", Match{Urgency: "IMPORTANT", Tier: "KEY"}, "2026-11-16 10:00", []string{"c"}},
		{"the narrower of equal ones", Match{Urgency: "GENERAL", Tier: "KEY"}, "2026-11-16 10:00", []string{"e", "c", "d"}},
		{"none", Match{Urgency: "IMPORTANT"}, "2026-11-16 10:00", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Candidates(policies, TargetRequirement, ClockFirstResponse, c.facts, in(t, cal, c.start), cal)
			if err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, g := range got {
				ids = append(ids, g.Policy.ID)
			}
			if !slices.Equal(ids, c.want) {
				t.Errorf("%v, want %v", ids, c.want)
			}
		})
	}
	_, err := Candidates(policies, TargetRequirement, ClockFirstResponse, Match{Urgency: "URGENT"}, in(t, cal, "2026-11-16 10:00"), Calendar{})
	wantFault(t, err, fault.CodeFailedPrecondition, "sla.no_working_time")
}

func TestDefaults(t *testing.T) {
	if err := DefaultWeek().Check(); err != nil {
		t.Error(err)
	}
	want := map[string]Limit{
		"requirement.first_response.URGENT": hours(24), "requirement.first_response.IMPORTANT": workingDays(3),
		"requirement.first_response.GENERAL": workingDays(5), "interaction.inquiry_reply": workingDays(1),
		"complaint.acknowledgement": workingDays(1), "complaint.resolution.GENERAL": workingDays(3), "complaint.resolution.MAJOR": workingDays(10),
		"survey_response.initial_reply": hours(24), "survey_response.tidy": hours(48),
	}
	for _, p := range DefaultPolicies() {
		if err := p.Limit.Check(); err != nil {
			t.Error(err)
		}
		if p.Limit != want[p.ID] {
			t.Errorf("%s: %v", p.ID, p.Limit)
		}
		delete(want, p.ID)
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
	b, err := json.Marshal(DefaultPolicies()[1])
	text := `{"id":"requirement.first_response.IMPORTANT","target":"REQUIREMENT","kind":"FIRST_RESPONSE","match":{"urgency":"IMPORTANT"},` +
		`"limit":{"amount":3,"unit":"WORKING_DAY"},"pauseOn":["WAITING_CUSTOMER","FORCE_MAJEURE"],"warnAtPercent":[50,80]}`
	if err != nil || string(b) != text {
		t.Errorf("%s, %v", b, err)
	}
}
