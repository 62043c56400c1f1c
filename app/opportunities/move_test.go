package opportunities

import (
	"context"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
)

// A customer tries, and what came of it is said.
func TestD3_29_Trial(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		o := s.seen()
		in := TryInput{o.ID, o.Version, "2026-09-10", "2026-09-24"}
		refused(s, "member.service", Try, in, fault.Precondition("transition.illegal"), "")
		refused(s, "member.service", Assess, AssessInput{o.ID, o.Version, " "}, fault.Input("", "input.required"), "assessment")
		o = must(s, "member.service", Assess, AssessInput{o.ID, o.Version, "可以做，需两周"})
		if o.State != flow.OpportunityAssessing || o.Assessment != "可以做，需两周" {
			t.Errorf("looked at is %v", o)
		}
		in.ExpectedVersion = o.Version
		for name, k := range map[string]struct {
			who    string
			change func(*TryInput)
			want   error
			field  string
		}{
			"from no day":           {"member.service", func(in *TryInput) { in.From = "soon" }, fault.Input("", "sla.date_format"), "from"},
			"to no day":             {"member.service", func(in *TryInput) { in.To = "2026-13-01" }, fault.Input("", "sla.date_format"), "to"},
			"backwards":             {"member.service", func(in *TryInput) { in.To = "2026-09-09" }, fault.Input("", "opportunity.trial_ends_before"), "to"},
			"of another's state":    {"member.service", func(in *TryInput) { in.ExpectedVersion = 7 }, fault.Conflict("version.conflict"), "expectedVersion"},
			"as another department": {"head.sales", func(*TryInput) {}, fault.NotFound(), ""},
			"as staff":              {"staff", func(*TryInput) {}, fault.NotFound(), ""},
			"as the committee":      {"committee", func(*TryInput) {}, fault.Forbidden(), ""},
			"as an auditor":         {"auditor", func(*TryInput) {}, fault.Forbidden(), ""},
		} {
			t.Run(name, func(t *testing.T) {
				one := in
				k.change(&one)
				refused(s.in(t), k.who, Try, one, k.want, k.field)
			})
		}
		o = must(s, "member.service", Try, in)
		if o.State != flow.OpportunityTrial || *o.Trial != (flow.OpportunityTrialRun{From: "2026-09-10", To: "2026-09-24"}) {
			t.Errorf("tried is %v", o)
		}
		end := EndInput{ID: o.ID, ExpectedVersion: o.Version}
		refused(s, "member.service", Win, end, fault.Input("", "input.required"), "trialResult")
		refused(s, "head.sales", Win, end, fault.NotFound(), "")
		end.TrialResult = ptr("客户满意，签约三年")
		o = must(s, "member.service", Win, end)
		if o.State != flow.OpportunityWon || o.Trial.Result != "客户满意，签约三年" || o.EndedAt == nil {
			t.Errorf("won is %v", o)
		}
		want := []string{"opportunity.identified", "opportunity.assessing", "opportunity.trial", "opportunity.won"}
		if got := s.events(o.ID); !slices.Equal(got, want) {
			t.Errorf("events: %v", got)
		}
		end.ExpectedVersion = o.Version
		for name, verb := range map[string]func(context.Context, *ent.Tx, EndInput) (*ent.Opportunity, error){"won": Win, "lost": Lose} {
			t.Run(name+" again", func(t *testing.T) {
				refused(s.in(t), "member.service", verb, end, fault.Precondition("transition.illegal"), "")
			})
		}
		if acts := Available(s.As("member.service"), o); len(acts) != 0 {
			t.Errorf("one may %v", acts)
		}
	})
}

// What came to nothing says why, and may be after all.
func TestD3_60_Lost(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		o := s.assessed()
		if acts := Available(s.As("member.service"), o); !slices.Equal(acts, flow.Opportunity.Allowed(flow.OpportunityAssessing)) {
			t.Errorf("one may %v", acts)
		}
		for _, who := range []string{"auditor", "head.sales", "committee"} {
			if acts := Available(s.As(who), o); len(acts) != 0 {
				t.Errorf("%s may %v", who, acts)
			}
		}
		refused(s, "member.service", Lose, EndInput{ID: o.ID, ExpectedVersion: o.Version}, fault.Input("", "input.required"), "reason")
		o = must(s, "member.service", Lose, EndInput{ID: o.ID, ExpectedVersion: o.Version, Reason: ptr("预算被取消")})
		if o.State != flow.OpportunityLost || o.EndReason != "预算被取消" || o.EndedAt == nil || o.Trial != nil {
			t.Errorf("lost is %v", o)
		}
		refused(s, "member.service", Update, UpdateInput{o.ID, o.Version, Fields{Title: ptr("x")}}, fault.Precondition("transition.illegal"), "")
		refused(s, "member.service", Reopen, ReopenInput{ID: o.ID, ExpectedVersion: o.Version}, fault.Input("", "input.required"), "reason")
		refused(s, "head.sales", Reopen, ReopenInput{o.ID, o.Version, "重启"}, fault.NotFound(), "")
		o = must(s, "head.service", Reopen, ReopenInput{o.ID, o.Version, "客户明年有预算"})
		if o.State != flow.OpportunityAssessing || o.EndedAt != nil {
			t.Errorf("taken up again is %v", o)
		}
		// A trial may be lost without a word on it.
		o = must(s, "member.service", Try, TryInput{o.ID, o.Version, "2026-09-10", "2026-09-10"})
		if o = must(s, "member.service", Lose, EndInput{ID: o.ID, ExpectedVersion: o.Version, Reason: ptr("不合适")}); o.State != flow.OpportunityLost || o.Trial == nil {
			t.Errorf("lost is %v", o)
		}
	})
}
