package touchpoints

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
)

// The review day of a standard is in the future; its department is reminded of it once.
func TestD2_52_Review(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.confirmed("售后热线")
		for name, c := range map[string]struct {
			day   string
			want  error
			field string
		}{
			"of today":     {s.day(0), fault.Input("", "input.in_the_past"), "reviewDueOn"},
			"of yesterday": {s.day(-1), fault.Input("", "input.in_the_past"), "reviewDueOn"},
			"of no day":    {"2026-02-30", fault.Input("", "sla.date_format"), "reviewDueOn"},
			"of nothing":   {"", fault.Input("", "sla.date_format"), "reviewDueOn"},
			"too far":      {"2046-01-01", fault.Input("", "standard.review_far"), "reviewDueOn"},
		} {
			t.Run(name, func(t *testing.T) {
				in := s.words(on)
				in.ReviewDueOn = &c.day
				refused(s.in(t), "head.service", Draft, in, c.want, c.field)
			})
		}
		holds := s.effective(on)
		remind := func() {
			t.Helper()
			if err := RemindReviews(s.A.System(), w.Journal); err != nil {
				t.Fatal(err)
			}
		}
		remind()
		if n := len(s.tasks(holds.ID)); n != 0 {
			t.Fatalf("reminded of what is far: %d tasks", n)
		}
		s.Clock.Advance((180 - remindAhead) * 24 * time.Hour)
		remind()
		remind()
		s.Clock.Advance(24 * time.Hour)
		remind()
		asked := s.tasks(holds.ID)
		if len(asked) != 1 || asked[0].Type != flow.TaskStandardReview || asked[0].AssigneeID != s.A.Members["head.service"].ID || asked[0].State != flow.TaskOpen ||
			!slices.Equal(asked[0].ClauseIds, []string{"D2-52"}) {
			t.Fatalf("asked: %v", asked)
		}
		if got := s.events(holds.ID); got[len(got)-1] != "standard.review_due" || slices.Index(got, "standard.review_due") != len(got)-1 {
			t.Errorf("events: %v", got)
		}
		now := s.standard(holds.ID)
		in := ReviewInput{ID: now.ID, ExpectedVersion: now.Version, Result: "仍然适用", NextReviewOn: s.day(180)}
		for name, c := range map[string]struct {
			who    string
			change func(*ReviewInput)
			want   error
			field  string
		}{
			"without a result":    {"head.service", func(in *ReviewInput) { in.Result = "" }, fault.Input("", "input.required"), "result"},
			"until today":         {"head.service", func(in *ReviewInput) { in.NextReviewOn = s.day(0) }, fault.Input("", "input.in_the_past"), "nextReviewOn"},
			"as the management":   {"management", func(*ReviewInput) {}, fault.Forbidden(), ""},
			"of another's":        {"head.sales", func(*ReviewInput) {}, fault.Forbidden(), ""},
			"of an earlier state": {"head.service", func(in *ReviewInput) { in.ExpectedVersion-- }, fault.Conflict("version.conflict"), "expectedVersion"},
		} {
			t.Run(name, func(t *testing.T) {
				in := in
				c.change(&in)
				refused(s.in(t), c.who, Review, in, c.want, c.field)
			})
		}
		kept := must(s, "head.service", Review, in)
		if kept.State != flow.StandardEffective || kept.ReviewDueOn != s.day(180) || kept.ReviewResult != "仍然适用" || kept.ReviewedAt == nil ||
			kept.ServiceStandard != now.ServiceStandard || kept.Edition != 1 {
			t.Errorf("reviewed is %+v", kept)
		}
		if done := s.tasks(holds.ID); len(done) != 1 || done[0].State != flow.TaskDone {
			t.Errorf("the task is %v", done)
		}
		remind()
		if n := len(s.tasks(holds.ID)); n != 1 {
			t.Errorf("%d tasks", n)
		}
		// The next time it is asked again; another edition need not be asked of the old one's day.
		s.Clock.Advance(170 * 24 * time.Hour)
		remind()
		next := s.submit(must(s, "head.service", Draft, DraftInput{TouchpointID: on.ID}))
		must(s, "management", Consequences.Vote, s.ballot(next, flow.DecisionApprove))
		if all := s.tasks(holds.ID); len(all) != 2 || all[1].State != flow.TaskCancelled {
			t.Errorf("the tasks are %v", all)
		}
	})
}
