package requirements

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// A merge is undone within 30 days: the requirement goes on where it was, with
// its words and a clock that counts from when it was received (D0-38).
func TestD0_38_Unmerge(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		for _, from := range []flow.RequirementState{flow.RequirementReceived, flow.RequirementAnalyzing} {
			into := s.received(flow.UrgencyGeneral)
			one := s.at(from, flow.UrgencyGeneral)
			due := one.DueAt
			merged := must(s, "head.service", Merge, MergeInput{ID: one.ID, ExpectedVersion: one.Version, IntoID: into.ID, Reason: ptr("同一问题")})
			if m := merged.Merge; m.From != from || m.LinkID == "" || m.Reason != "同一问题" {
				t.Errorf("the merge is %+v", m)
			}
			s.refused("a member", merged, fault.Forbidden(), func() error {
				return only(try(w, s.As("member.service"), Unmerge, UnmergeInput{merged.ID, merged.Version, "x"}))
			})
			s.refused("without a reason", merged, fault.Input("reason", "input.required"), func() error {
				return only(try(w, s.As("head.service"), Unmerge, UnmergeInput{merged.ID, merged.Version, " "}))
			})
			again := must(s, "head.service", Unmerge, UnmergeInput{merged.ID, merged.Version, "两回事"})
			if again.State != from || again.MergedIntoID != "" || again.Merge != nil || !again.DueAt.Equal(due) || again.OriginalText != one.OriginalText {
				t.Errorf("undone it is %v, due %v, was %v", again.State, again.DueAt, due)
			}
			if n := w.Client.RequirementLink.Query().CountX(s.A.System()); n != 0 {
				t.Errorf("%d links are left", n)
			}
			s.refused("undone twice", again, fault.Precondition("transition.illegal"), func() error {
				return only(try(w, s.As("head.service"), Unmerge, UnmergeInput{again.ID, again.Version, "x"}))
			})
		}
		counts(t, s)
	})
}

func TestD0_38_UnmergeRefused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		merge := func(into *ent.Requirement) *ent.Requirement {
			one := s.received(flow.UrgencyGeneral)
			return must(s, management, Merge, MergeInput{ID: one.ID, ExpectedVersion: one.Version, IntoID: into.ID})
		}
		into := s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		one := merge(into)
		s.Clock.Advance(time.Minute)
		if err := s.verbs()[flow.RequirementActClose](s.As(management), into.ID, into.Version); err != nil {
			t.Fatal(err)
		}
		s.refused("the other is closed", one, fault.Precondition("requirement.unmerge_target_closed"), func() error {
			return only(try(w, s.As(management), Unmerge, UnmergeInput{one.ID, one.Version, "x"}))
		})
		// Closed is what the other went into.
		end := s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		middle := s.received(flow.UrgencyGeneral)
		first := merge(middle)
		middle = s.read(middle.ID)
		must(s, management, Merge, MergeInput{ID: middle.ID, ExpectedVersion: middle.Version, IntoID: end.ID})
		s.Clock.Advance(time.Minute)
		if err := s.verbs()[flow.RequirementActClose](s.As(management), end.ID, s.read(end.ID).Version); err != nil {
			t.Fatal(err)
		}
		s.refused("the end is closed", first, fault.Precondition("requirement.unmerge_target_closed"), func() error {
			return only(try(w, s.As(management), Unmerge, UnmergeInput{first.ID, first.Version, "x"}))
		})
		late := merge(s.received(flow.UrgencyGeneral))
		s.Clock.Advance(MergeUndo)
		if UndoableUntil(late, s.Clock.Now()) == nil {
			t.Error("on the thirtieth day it cannot be undone")
		}
		s.Clock.Advance(time.Second)
		s.refused("too late", late, fault.Precondition("requirement.unmerge_too_late"), func() error {
			return only(try(w, s.As(management), Unmerge, UnmergeInput{late.ID, late.Version, "x"}))
		})
		if acts, err := Available(s.As(management), w.Client, late); err != nil || len(acts) != 0 {
			t.Errorf("it offers %v, %v", acts, err)
		}
	})
}

// The customers of what was merged are told too, also through others.
func TestD0_38_CustomersToTell(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		of := func(c *ent.Customer) *ent.Requirement {
			in := s.input(flow.UrgencyGeneral)
			in.CustomerID = c.ID
			r := must(s, management, Create, in)
			return must(s, management, Receive, ReceiveInput{r.ID, r.Version})
		}
		third := s.customer(w.A, "第三家", "ORDINARY")
		one, two, three := of(s.ordinary), of(s.key), of(third)
		must(s, management, Merge, MergeInput{ID: three.ID, ExpectedVersion: three.Version, IntoID: two.ID})
		must(s, management, Merge, MergeInput{ID: two.ID, ExpectedVersion: two.Version, IntoID: one.ID})
		told, err := CustomersToTell(s.As(management), w.Client, one)
		if err != nil {
			t.Fatal(err)
		}
		var ids []typeid.ID
		for _, c := range told {
			ids = append(ids, c.ID)
		}
		if !slices.Equal(ids, []typeid.ID{s.ordinary.ID, s.key.ID, third.ID}) {
			t.Errorf("told are %v", ids)
		}
	})
}

// However many requirements of one customer were merged, the others are told too,
// and no more customers than may be.
func TestD0_38_CustomersToTellAreCountedByCustomer(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s, sys := newStage(t, w), w.A.System()
		one := s.received(flow.UrgencyGeneral)
		merged := func(of *ent.Customer, times int) {
			in := s.input(flow.UrgencyGeneral)
			in.CustomerID = of.ID
			for range times {
				r := must(s, management, Create, in)
				w.Client.Requirement.UpdateOneID(r.ID).SetState(flow.RequirementMerged).SetMergedIntoID(one.ID).ExecX(sys)
			}
		}
		told := func() []*ent.Customer {
			t.Helper()
			all, err := CustomersToTell(s.As(management), w.Client, one)
			if err != nil {
				t.Fatal(err)
			}
			return all
		}
		merged(s.key, MaxToTell+1)
		last := s.customer(w.A, "最后一家", "ORDINARY")
		merged(last, 1)
		if all := told(); len(all) != 3 || all[0].ID != one.CustomerID || !slices.ContainsFunc(all, func(c *ent.Customer) bool { return c.ID == last.ID }) {
			t.Errorf("told are %d: %v", len(all), all)
		}
		for i := range MaxToTell {
			merged(s.customer(w.A, fmt.Sprintf("第%d家", i), "ORDINARY"), 1)
		}
		if n := len(told()); n != MaxToTell {
			t.Errorf("told are %d", n)
		}
	})
}

// What says the same in other words is found, within what the viewer may read.
func TestD0_38_Likely(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		write := func(title, text string) *ent.Requirement {
			in := s.input(flow.UrgencyGeneral)
			in.Title, in.OriginalText = title, text
			return must(s, management, Create, in)
		}
		same := write("冷柜温度异常自动报警", "上个月夜里压缩机停了没人知道，希望温度不对时能马上通知到人。")
		near := write("冷柜温度报警", "温度不对时要马上通知到人")
		write("与财务软件自动对账", "现在每个月底财务要手工核对。")
		in := LikelyInput{CustomerID: &s.ordinary.ID, Title: "冷柜温度异常要报警", Text: "夜里压缩机停了，希望温度不对时能马上通知到人"}
		got, err := FindLikely(s.As(management), w.Client, in)
		if err != nil || len(got) != 2 || got[0].Requirement.ID != same.ID || got[1].Requirement.ID != near.ID || !got[0].SameCustomer || got[0].Score <= got[1].Score {
			t.Fatalf("%v, %v", got, err)
		}
		nobody := fault.NotFound().On("customerId")
		s.refused("the customer of another department", nil, nobody, func() error { return only(FindLikely(s.As("head.sales"), w.Client, in)) })
		s.refused("another company's customer", nil, nobody, func() error { return only(FindLikely(w.B.As(management), w.Client, in)) })
		theirs := in
		theirs.CustomerID = nil
		for who, want := range map[string]int{"head.service": 2, "head.sales": 0, "staff": 0} {
			if got, err := FindLikely(s.As(who), w.Client, theirs); err != nil || len(got) != want {
				t.Errorf("%s finds %d, %v", who, len(got), err)
			}
		}
		if got, err := FindLikely(w.B.As(management), w.Client, theirs); err != nil || len(got) != 0 {
			t.Errorf("another company finds %v, %v", got, err)
		}
		in.Except, in.First = same.ID, ptr(1)
		if got, err := FindLikely(s.As(management), w.Client, in); err != nil || len(got) != 1 || got[0].Requirement.ID != near.ID {
			t.Errorf("but for the same: %v, %v", got, err)
		}
		in.First = ptr(11)
		s.refused("too many", nil, fault.Input("first", "input.out_of_range"), func() error { return only(FindLikely(s.As(management), w.Client, in)) })
		s.refused("nothing", nil, fault.Input("title", "requirement.likely_nothing"), func() error {
			return only(FindLikely(s.As(management), w.Client, LikelyInput{Title: " "}))
		})
	})
}
