package research_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/research"
	"heed/rules/fault"
	"heed/rules/flow"
)

func stages(scores ...int) (all []flow.StageScore) {
	for i, n := range scores {
		all = append(all, flow.StageScore{Stage: flow.JourneyStage(flow.JourneyStage("").Values()[i]), Score: n})
	}
	return all
}

// How it was on the whole is what is said, else the mean of the stages, rounded (D2-38).
func TestD2_38_Scores(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		for _, c := range []struct {
			name   string
			stages []flow.StageScore
			said   *int
			want   *int
		}{
			{"nothing said", nil, nil, nil},
			{"one stage", stages(1), nil, ptr(1)},
			{"half is more", stages(4, 3), nil, ptr(4)},
			{"a third is less", stages(4, 3, 3), nil, ptr(3)},
			{"two thirds are more", stages(5, 5, 4), nil, ptr(5)},
			{"what is said", stages(1, 1), ptr(5), ptr(5)},
			{"said alone", nil, ptr(1), ptr(1)},
		} {
			r := begun(t, w, "management", visit(w))
			r = must(t, w, "management", research.Finish, research.FinishInput{
				ID: r.ID, ExpectedVersion: r.Version, Conclusion: ptr("好"), StageScores: c.stages, Score: c.said,
			})
			if (r.Score == nil) != (c.want == nil) || r.Score != nil && *r.Score != *c.want || !slices.Equal(r.StageScores, c.stages) {
				t.Errorf("%s: %v of %v, want %v", c.name, r.Score, r.StageScores, c.want)
			}
		}
	})
}

func TestD2_38_ScoresRefused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := begun(t, w, "management", visit(w))
		first := flow.JourneyStage(flow.JourneyStage("").Values()[0])
		for name, c := range map[string]struct {
			stages []flow.StageScore
			score  *int
			done   time.Time
			want   *fault.Error
		}{
			"a stage twice":        {stages: []flow.StageScore{{Stage: first, Score: 1}, {Stage: first, Score: 2}}, want: fault.Input("stageScores.1.stage", "input.duplicate")},
			"no such stage":        {stages: []flow.StageScore{{Stage: "NOWHERE", Score: 1}}, want: fault.Input("stageScores.0.stage", "input.unknown_key")},
			"below one":            {stages: stages(3, 0), want: fault.Input("stageScores.1.score", "input.out_of_range")},
			"above five":           {stages: stages(6), want: fault.Input("stageScores.0.score", "input.out_of_range")},
			"many":                 {stages: make([]flow.StageScore, 21), want: fault.Input("stageScores", "input.too_many")},
			"a long note":          {stages: []flow.StageScore{{Stage: first, Score: 1, Note: strings.Repeat("长", 1001)}}, want: fault.Input("stageScores.0.note", "input.too_long")},
			"below one altogether": {score: ptr(0), want: fault.Input("score", "input.out_of_range")},
			"above five as well":   {stages: stages(5), score: ptr(6), want: fault.Input("score", "input.out_of_range")},
			"tomorrow":             {done: w.Clock.Now().Add(time.Microsecond), want: fault.Input("doneOn", "input.in_the_future")},
		} {
			in := research.FinishInput{ID: r.ID, ExpectedVersion: r.Version, Conclusion: ptr("好"), StageScores: c.stages, Score: c.score, DoneOn: &c.done}
			refused(t, w, "management", research.Finish, in, c.want)
			if _, err := try(w, "management", research.Finish, in); fault.From(err).Field != c.want.Field {
				t.Errorf("%s is refused on %q, want %q", name, fault.From(err).Field, c.want.Field)
			}
		}
	})
}
