package requirements

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/groups"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// team makes a group of the kind, led by the first.
func (s *stage) team(kind flow.WorkGroupKind, name string, who ...string) *ent.WorkGroup {
	s.t.Helper()
	in := groups.CreateInput{Kind: kind, Name: name, LeaderID: s.member(who[0])}
	for _, m := range who {
		in.Members = append(in.Members, groups.MemberInput{MemberID: s.member(m), Capacity: flow.CapacitySpecialist})
	}
	return must(s, management, groups.Create, in)
}

// A response team answers a requirement: its members reach it wherever they work
// (D0-43).
func TestD0_43_TeamOfARequirement(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.received(flow.UrgencyUrgent)
		const outsider = "head.sales"
		reads := func() bool {
			_, err := s.Client.Requirement.Get(s.As(outsider), r.ID)
			return err == nil
		}
		if reads() {
			t.Fatalf("%s reads it without a team", outsider)
		}
		committee := s.team(flow.GroupCommittee, "委员会", outsider)
		team := s.team(flow.GroupResponseTeam, "快速响应一组", outsider, "head.service")
		assign := func(id typeid.ID) AssignInput {
			return AssignInput{ID: r.ID, ExpectedVersion: r.Version, TeamID: &id}
		}
		verb := func(in AssignInput) func() error {
			return func() error { _, err := try(s.World, s.As(management), Assign, in); return err }
		}
		s.refused("a committee", r, fault.Precondition("requirement.team_kind").On("teamId"), verb(assign(committee.ID)))
		s.refused("nothing", r, fault.NotFound().On("teamId"), verb(assign("wgp_00000000000000000000000000")))
		r = must(s, management, Assign, assign(team.ID))
		if r.TeamID != team.ID || !reads() {
			t.Errorf("%s does not read what their team answers", outsider)
		}
		events := s.A.Events(t)
		if last := events[len(events)-1]; last.Type != "requirement.assigned" || !slices.Contains(last.MemberIds, s.member(outsider)) || !slices.Contains(last.ClauseIds, "D0-43") {
			t.Errorf("the team is told %v", last)
		}
		acts, err := Available(s.As(outsider), s.Client, s.read(r.ID))
		if err != nil {
			t.Fatal(err)
		}
		for name, term := range map[string][2]time.Duration{"not begun": {time.Hour, 2 * time.Hour}, "over": {-2 * time.Hour, 0}} {
			in := groups.CreateInput{Kind: flow.GroupResponseTeam, Name: name, LeaderID: s.member(outsider), Members: []groups.MemberInput{{MemberID: s.member(outsider), Capacity: flow.CapacitySpecialist}}}
			in.TermFrom, in.TermUntil = ptr(s.Clock.Now().Add(term[0])), ptr(s.Clock.Now().Add(term[1]))
			late := must(s, management, groups.Create, in)
			s.refused("a team whose term is "+name, r, fault.Precondition("work_group.out_of_term").On("teamId"), verb(assign(late.ID)))
			if name == "not begun" {
				s.Clock.Advance(time.Hour)
				r = must(s, management, Assign, assign(late.ID))
				r = must(s, management, Assign, assign(team.ID))
			}
		}
		done := must(s, management, groups.Retire, groups.RetireInput{ID: team.ID, ExpectedVersion: team.Version})
		r = must(s, management, Assign, assign(""))
		if reads() {
			t.Error("who is in no team reads it still")
		}
		s.refused("a retired team", r, fault.Precondition("work_group.retired").On("teamId"), verb(assign(done.ID)))
		if !slices.Contains(acts, flow.RequirementActAnalyze) {
			t.Errorf("a head in the team may only %v", acts)
		}
	})
}
