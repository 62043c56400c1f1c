package touchpoints

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// What a department scores again stands in the place of what it scored before, word and
// all; the same twice is written down twice, and leaves one score.
func TestD2_48_ScoredAgain(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		hot, shop := s.candidate("售后热线"), s.candidate("门店")
		r := s.round(hot, shop)
		var kept typeid.ID
		for i, c := range []struct {
			who     string
			need    int
			comment *string
			want    string
		}{
			{"head.sales", 2, ptr("来电不多"), "来电不多"},
			{"head.sales", 4, ptr("节后来电很多"), "节后来电很多"},
			{"head.sales", 4, ptr("节后来电很多"), "节后来电很多"},
			{"management", 4, nil, ""},
			{"management", 4, nil, ""},
			{"head.sales", 5, ptr("仍以此为准"), "仍以此为准"},
		} {
			s.Clock.Advance(time.Minute)
			in := scores(r, c.need, 3, 3, hot)
			in.DepartmentID, in.Scores[0].Comment = ptr(s.department(flow.DepartmentSales)), c.comment
			next := must(s, c.who, ScoreRound, in)
			if next.Version != r.Version+1 || next.State != flow.RoundOpen {
				t.Errorf("%d: the round is %+v", i, next)
			}
			r = next
			one := w.Client.TouchpointScore.Query().OnlyX(s.A.System())
			if i == 0 {
				kept = one.ID
			}
			if one.ID != kept || one.NeedRelevance != c.need || one.BehaviourFit != 3 || one.DecisionImpact != 3 || one.Comment != c.want ||
				one.MemberID != s.A.Members[c.who].ID || !one.ScoredAt.Equal(s.Clock.Now()) {
				t.Errorf("%d: scored is %+v", i, one)
			}
			if slices.ContainsFunc(s.tasks(r.ID), func(a *ent.Task) bool { return a.State != flow.TaskOpen }) {
				t.Errorf("%d: a task ended before everything is scored: %v", i, s.tasks(r.ID))
			}
		}
		want := []string{"identification.open"}
		for range 6 {
			want = append(want, "identification.scored")
		}
		if got := s.events(r.ID); !slices.Equal(got, want) {
			t.Errorf("events: %v", got)
		}
	})
}
