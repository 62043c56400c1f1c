package touchpoints

import (
	"math"
	"slices"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/tasks"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
)

// The department that answers for a touchpoint writes its service standard and its
// operating procedure.
func TestD2_50_Draft(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on, other := s.confirmed("售后热线"), s.candidate("门店")
		for name, c := range map[string]struct {
			who    string
			change func(*DraftInput)
			want   error
			field  string
		}{
			"without a standard":      {"head.service", func(in *DraftInput) { in.ServiceStandard = nil }, fault.Input("", "input.required"), "serviceStandard"},
			"without a procedure":     {"head.service", func(in *DraftInput) { in.OperatingProcedure = ptr(" ") }, fault.Input("", "input.required"), "operatingProcedure"},
			"of too many words":       {"head.service", func(in *DraftInput) { in.ServiceStandard = ptr(strings.Repeat("x", maxStandard+1)) }, fault.Input("", "input.too_long"), "serviceStandard"},
			"of too long a post":      {"head.service", func(in *DraftInput) { in.Post = ptr(strings.Repeat("x", maxPost+1)) }, fault.Input("", "input.too_long"), "post"},
			"of a candidate":          {"head.service", func(in *DraftInput) { in.TouchpointID = other.ID }, fault.Precondition("standard.not_confirmed"), "touchpointId"},
			"of what is not there":    {"head.service", func(in *DraftInput) { in.TouchpointID = "tch_none" }, fault.NotFound(), "touchpointId"},
			"of another's touchpoint": {"head.sales", func(*DraftInput) {}, fault.Forbidden(), ""},
			"as the management":       {"management", func(*DraftInput) {}, fault.Forbidden(), ""},
			"as staff":                {"staff", func(*DraftInput) {}, fault.Forbidden(), ""},
		} {
			t.Run(name, func(t *testing.T) {
				in := s.words(on)
				c.change(&in)
				refused(s.in(t), c.who, Draft, in, c.want, c.field)
			})
		}
		made := must(s, "member.service", Draft, s.words(on))
		if made.State != flow.StandardDraft || made.Edition != 1 || made.ServiceStandard != "三十秒内接听" || made.OperatingProcedure != "问候、确认、解决、回访" ||
			made.Post != "客服专员" || made.Major || made.DepartmentID != on.DepartmentID || len(made.Items) != 2 {
			t.Errorf("drafted is %+v", made)
		}
		refused(s, "head.service", Draft, s.words(on), fault.Conflict("standard.written_already"), "touchpointId")
		if acts := AvailableStandard(s.As("member.service"), made); !slices.Equal(acts, []flow.StandardAct{flow.StandardActUpdate}) {
			t.Errorf("who began it may %v", acts)
		}
		if acts := AvailableStandard(s.As("head.service"), made); !slices.Equal(acts, []flow.StandardAct{flow.StandardActUpdate, flow.StandardActSubmit, flow.StandardActRetire}) {
			t.Errorf("the head may %v", acts)
		}
		refused(s, "member.service", Submit, SubmitInput{ID: made.ID, ExpectedVersion: 1}, fault.Forbidden(), "")
		in := StandardUpdateInput{ID: made.ID, ExpectedVersion: 1}
		refused(s, "member.service", UpdateStandard, in, fault.Input("", "input.empty_update"), "")
		in.Post = ptr("客服专员")
		if same := must(s, "member.service", UpdateStandard, in); same.Version != 1 {
			t.Errorf("what is as it was counts: %+v", same)
		}
		in.Post, in.Major, in.ServiceStandard = ptr(""), ptr(true), ptr("二十秒内接听")
		changed := must(s, "member.service", UpdateStandard, in)
		if changed.Post != "" || !changed.Major || changed.ServiceStandard != "二十秒内接听" || changed.OperatingProcedure != made.OperatingProcedure {
			t.Errorf("changed is %+v", changed)
		}
		all := s.A.Events(t)
		if last := all[len(all)-1]; last.Type != "standard.updated" || !slices.Equal(last.Fields, []string{"serviceStandard", "post", "major"}) {
			t.Errorf("told: %s %v", last.Type, last.Fields)
		}
		refused(s, "head.sales", UpdateStandard, StandardUpdateInput{ID: made.ID, ExpectedVersion: 2, Post: ptr("x")}, fault.Forbidden(), "")
	})
}

// A standard is measurable: words alone are refused, and so is what cannot be measured.
func TestD2_51_Measurable(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.confirmed("售后热线")
		for name, c := range map[string]struct {
			change func([]ItemInput) []ItemInput
			want   error
			field  string
		}{
			"of no metric":          {func(all []ItemInput) []ItemInput { all[0].Metric = ""; return all }, fault.Input("", "input.required"), "items[0].metric"},
			"of no operator":        {func(all []ItemInput) []ItemInput { all[1].Operator = "NEARLY"; return all }, fault.Input("", "input.unknown_key"), "items[1].operator"},
			"of no number":          {func(all []ItemInput) []ItemInput { all[0].Target = math.NaN(); return all }, fault.Input("", "input.out_of_range"), "items[0].target"},
			"of too large a number": {func(all []ItemInput) []ItemInput { all[0].Target = 1e13; return all }, fault.Input("", "input.out_of_range"), "items[0].target"},
			"without end":           {func(all []ItemInput) []ItemInput { all[0].Target = math.Inf(-1); return all }, fault.Input("", "input.out_of_range"), "items[0].target"},
			"of no unit":            {func(all []ItemInput) []ItemInput { all[0].Unit = " "; return all }, fault.Input("", "input.required"), "items[0].unit"},
			"by no method":          {func(all []ItemInput) []ItemInput { all[1].Method = ""; return all }, fault.Input("", "input.required"), "items[1].method"},
			"by a novel":            {func(all []ItemInput) []ItemInput { all[1].Method = strings.Repeat("x", maxMethod+1); return all }, fault.Input("", "input.too_long"), "items[1].method"},
			"of one thing twice":    {func(all []ItemInput) []ItemInput { all[1].Metric = all[0].Metric; return all }, fault.Input("", "input.duplicate"), "items[1].metric"},
			"of too much":           {func([]ItemInput) []ItemInput { return make([]ItemInput, maxItems+1) }, fault.Input("", "input.too_many"), "items"},
		} {
			t.Run(name, func(t *testing.T) {
				in := s.words(on)
				in.Items = c.change(in.Items)
				refused(s.in(t), "head.service", Draft, in, c.want, c.field)
			})
		}
		in := s.words(on)
		in.Items = nil
		words := must(s, "head.service", Draft, in)
		refused(s, "head.service", Submit, SubmitInput{ID: words.ID, ExpectedVersion: 1}, fault.Precondition("standard.unmeasurable"), "items")
		measured := must(s, "head.service", UpdateStandard, StandardUpdateInput{ID: words.ID, ExpectedVersion: 1, Items: items()})
		want := []flow.StandardItem{
			{Number: 1, Metric: "首次响应时间", Operator: flow.OperatorAtMost, Target: 30, Unit: "秒", Method: "系统记录"},
			{Number: 2, Metric: "一次解决率", Operator: flow.OperatorAtLeast, Target: 85.5, Unit: "%", Method: "每月抽查五十通录音"},
		}
		if !slices.Equal(measured.Items, want) {
			t.Errorf("measured is %v", measured.Items)
		}
		none := must(s, "head.service", UpdateStandard, StandardUpdateInput{ID: words.ID, ExpectedVersion: 2, Items: []ItemInput{}})
		refused(s, "head.service", Submit, SubmitInput{ID: words.ID, ExpectedVersion: none.Version}, fault.Precondition("standard.unmeasurable"), "items")
		again := must(s, "head.service", UpdateStandard, StandardUpdateInput{ID: words.ID, ExpectedVersion: none.Version, Items: items()})
		if asked := s.submit(again); asked.State != flow.StandardInReview || asked.ApprovalID == "" {
			t.Errorf("submitted is %+v", asked)
		}
	})
}

// What is approved holds and is never changed: the next edition supersedes it.
func TestD2_52_Editions(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.confirmed("售后热线")
		first := s.submit(s.draft(on))
		refused(s, "head.service", UpdateStandard, StandardUpdateInput{ID: first.ID, ExpectedVersion: first.Version, Post: ptr("x")}, fault.Precondition("transition.illegal"), "")
		refused(s, "head.service", Submit, SubmitInput{ID: first.ID, ExpectedVersion: first.Version}, fault.Precondition("transition.illegal"), "")
		refused(s, "head.service", Consequences.Vote, s.ballot(first, flow.DecisionApprove), fault.New(fault.CodeForbidden, "approval.own_request"), "")
		refused(s, "committee", Consequences.Vote, s.ballot(first, flow.DecisionApprove), fault.New(fault.CodeForbidden, "approval.not_asked"), "")
		// Sent back, it is a draft again.
		must(s, "management", Consequences.Vote, s.ballot(first, flow.DecisionReject))
		back := s.standard(first.ID)
		if back.State != flow.StandardDraft {
			t.Fatalf("sent back is %+v", back)
		}
		back = must(s, "head.service", UpdateStandard, StandardUpdateInput{ID: back.ID, ExpectedVersion: back.Version, ServiceStandard: ptr("二十秒内接听")})
		first = s.submit(back)
		must(s, "management", Consequences.Vote, s.ballot(first, flow.DecisionApprove))
		first = s.standard(first.ID)
		if first.State != flow.StandardEffective || !first.EffectiveAt.Equal(s.Clock.Now()) || first.Edition != 1 {
			t.Fatalf("approved is %+v", first)
		}
		for name, in := range map[string]StandardUpdateInput{
			"words": {ServiceStandard: ptr("x")}, "items": {Items: items()[:1]}, "review": {ReviewDueOn: ptr(s.day(20))},
		} {
			t.Run(name, func(t *testing.T) {
				in.ID, in.ExpectedVersion = first.ID, first.Version
				refused(s.in(t), "head.service", UpdateStandard, in, fault.Precondition("transition.illegal"), "")
			})
		}
		// The next edition takes over what it does not say anew, and holds once it is approved.
		second := must(s, "head.service", Draft, DraftInput{TouchpointID: on.ID, OperatingProcedure: ptr("问候、确认、解决、回访、记录")})
		if second.Edition != 2 || second.ServiceStandard != "二十秒内接听" || second.Post != "客服专员" || !slices.Equal(second.Items, first.Items) ||
			second.ReviewDueOn != s.day(365) || s.standard(first.ID).State != flow.StandardEffective {
			t.Errorf("the next edition is %+v", second)
		}
		second = s.submit(second)
		must(s, "management", Consequences.Vote, s.ballot(second, flow.DecisionApprove))
		old, is := s.standard(first.ID), s.standard(second.ID)
		if old.State != flow.StandardSuperseded || old.EndedAt == nil || old.ServiceStandard != "二十秒内接听" || is.State != flow.StandardEffective {
			t.Errorf("superseded is %+v by %+v", old, is)
		}
		if of, err := Effective(s.As("staff"), w.Client, []*ent.Touchpoint{on}); err != nil || of[on.ID] == nil || of[on.ID].ID != second.ID {
			t.Errorf("what holds is %v, %v", of, err)
		}
		want := []string{"standard.draft", "standard.in_review", "standard.draft", "standard.updated", "standard.in_review", "standard.effective", "standard.superseded"}
		if got := s.events(first.ID); !slices.Equal(got, want) {
			t.Errorf("events: %v", got)
		}
		retire := StandardRetireInput{ID: old.ID, ExpectedVersion: old.Version, Reason: "x"}
		refused(s, "head.service", RetireStandard, retire, fault.Precondition("transition.illegal"), "")
		retire = StandardRetireInput{ID: is.ID, ExpectedVersion: is.Version}
		refused(s, "head.service", RetireStandard, retire, fault.Input("", "input.required"), "reason")
		retire.Reason = "改版中"
		if gone := must(s, "head.service", RetireStandard, retire); gone.State != flow.StandardRetired || gone.Slot != nil {
			t.Errorf("retired is %+v", gone)
		}
	})
}

// A major standard is the committee's to decide; who asks never votes.
func TestD2_52_Major(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.confirmed("售后热线")
		words := s.words(on)
		words.Major = ptr(true)
		asked := s.submit(must(s, "head.service", Draft, words))
		refused(s, "management", Consequences.Vote, s.ballot(asked, flow.DecisionApprove), fault.New(fault.CodeForbidden, "approval.not_asked"), "")
		must(s, "committee", Consequences.Vote, s.ballot(asked, flow.DecisionApprove))
		if is := s.standard(asked.ID); is.State != flow.StandardEffective {
			t.Errorf("approved is %+v", is)
		}
		// What is asked may be taken back, and is written again.
		next := s.submit(must(s, "head.service", Draft, DraftInput{TouchpointID: on.ID}))
		a := s.ballot(next, flow.DecisionApprove)
		must(s, "head.service", Consequences.Withdraw, tasks.WithdrawInput{ID: a.ID, ExpectedVersion: a.ExpectedVersion})
		if is := s.standard(next.ID); is.State != flow.StandardDraft {
			t.Errorf("taken back is %+v", is)
		}
		// Dropped in review, nobody is asked any more.
		again := s.submit(s.standard(next.ID))
		must(s, "head.service", RetireStandard, StandardRetireInput{ID: again.ID, ExpectedVersion: again.Version, Reason: "不再需要"})
		if a := w.Client.Approval.GetX(s.A.System(), s.standard(again.ID).ApprovalID); a.State != flow.ApprovalWithdrawn {
			t.Errorf("the request is %s", a.State)
		}
		s.draft(on) // the slot is free
	})
}
