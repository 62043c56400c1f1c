package requirements

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/clocks"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// counts compares the maintained counters with a recount.
func counts(t *testing.T, s *stage) {
	t.Helper()
	sys := s.A.System()
	want, err := Recount(sys, s.Client)
	if err != nil {
		t.Fatal(err)
	}
	got := map[Figure]int{}
	for _, c := range s.Client.Counter.Query().AllX(sys) {
		if c.Amount != 0 && c.Name != "customers" { // which are not of requirements
			got[Figure{Name: c.Name, Bucket: c.Bucket}] = c.Amount
		}
	}
	if !maps.Equal(got, want) {
		t.Errorf("the counters are %v, a recount is %v", got, want)
	}
}

// A random walk of 600 acts, right and wrong ones: what succeeds tells, what
// fails does not, and the counters equal a recount.
func TestRandomWalk(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		s.target()
		r := rand.New(rand.NewPCG(3, 14))
		urgencies, acts := flow.Urgency("").Values(), flow.RequirementAct("").Values()
		verbs := s.verbs()
		var all []typeid.ID
		done := map[string]int{}
		for range 600 {
			s.Clock.Advance(time.Duration(r.IntN(20)) * time.Hour)
			urgency := flow.Urgency(urgencies[r.IntN(3)])
			if len(all) < 5 || r.IntN(16) == 0 {
				all = append(all, s.draft(urgency).ID)
				continue
			}
			one := s.read(all[r.IntN(len(all))])
			act := flow.RequirementAct(acts[r.IntN(len(acts))])
			if allowed := flow.Requirement.Allowed(one.State); len(allowed) > 0 && r.IntN(8) > 0 {
				act = allowed[r.IntN(len(allowed))]
			}
			before := s.told()
			var err error
			switch {
			case act == flow.RequirementActUpdate && r.IntN(2) == 0:
				err = only(try(w, s.As(management), Update, UpdateInput{ID: one.ID, ExpectedVersion: one.Version, Urgency: &urgency, UrgencyReason: ptr("走动")}))
			case act == flow.RequirementActRecordResponse && r.IntN(2) == 0: // weak, which a lower urgency takes
				in := s.responseInput(one.ID, one.Version)
				in.Text, in.Solution, in.MilestoneAt = "收到", nil, nil
				err = only(try(w, s.As(management), RecordResponse, in))
			default:
				err = verbs[act](s.As(management), one.ID, one.Version)
			}
			told := s.told() - before
			switch {
			case err == nil && told == 0 && s.read(one.ID).Version == one.Version && (act == flow.RequirementActUpdate || act == flow.RequirementActAssign): // as it was
			case err == nil && told < 1, err != nil && told != 0:
				t.Errorf("%s in %s: %d events, error %v", act, one.State, told, err)
			case fault.CodeOf(err) == fault.CodeInternal:
				t.Errorf("%s in %s: %v", act, one.State, err)
			case err == nil:
				done[string(act)]++
				if len(s.clocks(one)) > 1 && one.ReopenCount == 0 {
					done["a second clock"]++
				}
			}
		}
		counts(t, s)
		if len(done) < 13 || done["a second clock"] == 0 {
			t.Errorf("the walk saw only %v", done)
		}
		for _, id := range all {
			one := s.read(id)
			all := s.clocks(one)
			open := clocks.Earliest(s.allClocks(one)...)
			measured := slices.ContainsFunc(all, func(c *ent.SlaClock) bool { return clocks.Of(c).Open() })
			working := one.ReceivedAt != nil && slices.Contains(flow.Requirement.Allowed(one.State), flow.RequirementActPause)
			if want := working && !answered(one); measured != want {
				t.Errorf("%s in %s, answered %t: the clocks are %v", id, one.State, answered(one), all)
			}
			if !one.DueAt.Equal(open) {
				t.Errorf("%s in %s is due %v, its clocks %v", id, one.State, one.DueAt, open)
			}
		}
	})
}
