package touchpoints

import (
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// The management department asks departments to score touchpoints; each has a task.
func TestD2_47_Round(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		hot, shop := s.candidate("售后热线"), s.candidate("门店")
		for name, c := range map[string]struct {
			who    string
			change func(*RoundOpenInput)
			want   error
			field  string
		}{
			"without a title":         {"management", func(in *RoundOpenInput) { in.Title = "" }, fault.Input("", "input.required"), "title"},
			"until now":               {"management", func(in *RoundOpenInput) { in.DueAt = s.Clock.Now() }, fault.Input("", "input.in_the_past"), "dueAt"},
			"for ever":                {"management", func(in *RoundOpenInput) { in.DueAt = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC) }, fault.Input("", "input.malformed_time"), "dueAt"},
			"asking nobody":           {"management", func(in *RoundOpenInput) { in.DepartmentIDs = nil }, fault.Input("", "input.required"), "departmentIds"},
			"asking one twice":        {"management", func(in *RoundOpenInput) { in.DepartmentIDs[1] = in.DepartmentIDs[0] }, fault.Input("", "input.duplicate"), "departmentIds[1]"},
			"asking a stranger":       {"management", func(in *RoundOpenInput) { in.DepartmentIDs[1] = "dep_none" }, fault.NotFound(), "departmentIds[1]"},
			"asking no one":           {"management", func(in *RoundOpenInput) { in.DepartmentIDs[1] = "" }, fault.NotFound(), "departmentIds[1]"},
			"asking too many":         {"management", func(in *RoundOpenInput) { in.DepartmentIDs = make([]typeid.ID, maxDepartments+1) }, fault.Input("", "input.too_many"), "departmentIds"},
			"of nothing":              {"management", func(in *RoundOpenInput) { in.TouchpointIDs = nil }, fault.Input("", "input.required"), "touchpointIds"},
			"of one twice":            {"management", func(in *RoundOpenInput) { in.TouchpointIDs[1] = in.TouchpointIDs[0] }, fault.Input("", "input.duplicate"), "touchpointIds[1]"},
			"of what is not there":    {"management", func(in *RoundOpenInput) { in.TouchpointIDs[1] = "tch_none" }, fault.NotFound(), "touchpointIds[1]"},
			"by a head":               {"head.service", func(*RoundOpenInput) {}, fault.Forbidden(), ""},
			"by who only reads of it": {"committee", func(*RoundOpenInput) {}, fault.Forbidden(), ""},
		} {
			t.Run(name, func(t *testing.T) {
				in := s.opening(hot, shop)
				c.change(&in)
				refused(s.in(t), c.who, OpenRound, in, c.want, c.field)
			})
		}
		large := s.opening()
		for i := range 26 {
			large.TouchpointIDs = append(large.TouchpointIDs, typeid.ID("tch_"+strings.Repeat("0", i+1)))
		}
		large.DepartmentIDs = nil
		for i := range 40 {
			large.DepartmentIDs = append(large.DepartmentIDs, typeid.ID("dep_"+strings.Repeat("0", i+1)))
		}
		refused(s, "management", OpenRound, large, fault.Input("", "identification.too_large"), "touchpointIds")

		r := s.round(hot, shop)
		if r.State != flow.RoundOpen || r.DepartmentID != s.department(flow.DepartmentExperienceManagement) {
			t.Errorf("opened is %+v", r)
		}
		asked := s.tasks(r.ID)
		heads := []typeid.ID{s.A.Members["head.service"].ID, s.A.Members["head.sales"].ID}
		if len(asked) != 2 || !slices.Contains(heads, asked[0].AssigneeID) || !slices.Contains(heads, asked[1].AssigneeID) ||
			!asked[0].DueAt.Equal(r.DueAt) || !strings.Contains(asked[0].Title, "年度识别") {
			t.Errorf("asked: %v", asked)
		}
		refused(s, "management", OpenRound, s.opening(shop), fault.Precondition("touchpoint.in_round"), "touchpointIds[0]")
		// A role that reads within its department reads what the department is asked about.
		for who, n := range map[string]int{"head.sales": 1, "staff": 0} {
			if got := w.Client.Touchpoint.Query().CountX(s.within(who)); got != 2*n {
				t.Errorf("%s reads %d touchpoints", who, got)
			}
			if got := w.Client.IdentificationRound.Query().CountX(s.within(who)); got != n {
				t.Errorf("%s reads %d rounds", who, got)
			}
		}
		for _, who := range []string{"management", "staff"} {
			acts, want := AvailableRound(s.As(who), r), []flow.RoundAct{}
			if who == "management" {
				want = flow.Round.Allowed(flow.RoundOpen)
			}
			if !slices.Equal(acts, want) {
				t.Errorf("%s may %v", who, acts)
			}
		}
		cancel := RoundCancelInput{ID: r.ID, ExpectedVersion: r.Version}
		refused(s, "management", CancelRound, cancel, fault.Input("", "input.required"), "reason")
		cancel.Reason = "下月再做"
		refused(s, "head.service", CancelRound, cancel, fault.Forbidden(), "")
		gone := must(s, "management", CancelRound, cancel)
		if gone.State != flow.RoundCancelled || gone.Conclusion != "下月再做" || gone.EndedAt == nil || s.touchpoint(hot.ID).State != flow.TouchpointCandidate {
			t.Errorf("cancelled is %+v", gone)
		}
		for _, one := range s.tasks(r.ID) {
			if one.State != flow.TaskCancelled {
				t.Errorf("the task is %s", one.State)
			}
		}
		cancel.ExpectedVersion = gone.Version
		refused(s, "management", CancelRound, cancel, fault.Precondition("transition.illegal"), "")
		if got := s.events(r.ID); !slices.Equal(got, []string{"identification.open", "identification.cancelled"}) {
			t.Errorf("events: %v", got)
		}
		s.round(hot, shop) // another may score them
	})
}

// Each department scores need, behaviour and decision, once for each touchpoint; its
// last word counts.
func TestD2_48_Scores(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		hot, shop, other := s.candidate("售后热线"), s.candidate("门店"), s.candidate("官网")
		r := s.round(hot, shop)
		for name, c := range map[string]struct {
			who    string
			change func(*RoundScoreInput)
			want   error
			field  string
		}{
			"nothing":                   {"head.sales", func(in *RoundScoreInput) { in.Scores = nil }, fault.Input("", "input.required"), "scores"},
			"too much":                  {"head.sales", func(in *RoundScoreInput) { in.Scores = make([]ScoreInput, maxTouchpoints+1) }, fault.Input("", "input.too_many"), "scores"},
			"of no need":                {"head.sales", func(in *RoundScoreInput) { in.Scores[0].NeedRelevance = 0 }, fault.Input("", "input.out_of_range"), "scores[0].needRelevance"},
			"of six":                    {"head.sales", func(in *RoundScoreInput) { in.Scores[1].BehaviourFit = 6 }, fault.Input("", "input.out_of_range"), "scores[1].behaviourFit"},
			"below nothing":             {"head.sales", func(in *RoundScoreInput) { in.Scores[1].DecisionImpact = -1 }, fault.Input("", "input.out_of_range"), "scores[1].decisionImpact"},
			"with too many words":       {"head.sales", func(in *RoundScoreInput) { in.Scores[0].Comment = ptr(strings.Repeat("x", maxComment+1)) }, fault.Input("", "input.too_long"), "scores[0].comment"},
			"one twice":                 {"head.sales", func(in *RoundScoreInput) { in.Scores[1].TouchpointID = hot.ID }, fault.Input("", "input.duplicate"), "scores[1].touchpointId"},
			"what is not in the round":  {"head.sales", func(in *RoundScoreInput) { in.Scores[1].TouchpointID = other.ID }, fault.NotFound(), "scores[1].touchpointId"},
			"for who is not asked":      {"management", func(*RoundScoreInput) {}, fault.NotFound(), "departmentId"},
			"for another department":    {"head.sales", func(in *RoundScoreInput) { in.DepartmentID = ptr(s.department(flow.DepartmentService)) }, fault.Forbidden(), ""},
			"as a member":               {"member.service", func(*RoundScoreInput) {}, fault.Forbidden(), ""},
			"on an old version":         {"head.sales", func(in *RoundScoreInput) { in.ExpectedVersion = 7 }, fault.Conflict("version.conflict"), "expectedVersion"},
			"a round that is not there": {"head.sales", func(in *RoundScoreInput) { in.ID = "idr_none" }, fault.NotFound(), ""},
		} {
			t.Run(name, func(t *testing.T) {
				in := scores(r, 3, 3, 3, hot, shop)
				c.change(&in)
				refused(s.in(t), c.who, ScoreRound, in, c.want, c.field)
			})
		}
		first := scores(r, 2, 2, 2, hot)
		first.Scores[0].Comment = ptr("来电不多")
		r = must(s, "head.sales", ScoreRound, first)
		if one := s.tasks(r.ID); one[0].State != flow.TaskOpen || one[1].State != flow.TaskOpen {
			t.Errorf("the tasks are %v", one)
		}
		r = must(s, "head.sales", ScoreRound, scores(r, 4, 3, 5, hot, shop))
		r = must(s, "management", ScoreRound, func() RoundScoreInput { // in a department's name
			in := scores(r, 5, 4, 4, hot, shop)
			in.DepartmentID = ptr(s.department(flow.DepartmentService))
			return in
		}())
		all := w.Client.TouchpointScore.Query().AllX(s.A.System())
		if len(all) != 4 {
			t.Errorf("%d scores", len(all))
		}
		for _, one := range all {
			if one.TouchpointID == hot.ID && one.DepartmentID == s.department(flow.DepartmentSales) &&
				(one.NeedRelevance != 4 || one.Comment != "" || one.MemberID != s.A.Members["head.sales"].ID) {
				t.Errorf("scored again is %+v", one)
			}
		}
		for _, one := range s.tasks(r.ID) {
			if one.State != flow.TaskDone {
				t.Errorf("the task is %s", one.State)
			}
		}
		if s.touchpoint(hot.ID).NeedRelevance != nil {
			t.Error("what is scored counts before the round is closed")
		}
	})
}

// A round ends with a decision on each touchpoint: the list, with the department that
// answers and what is asked.
func TestD2_49_Close(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		hot, shop, fax := s.candidate("售后热线"), s.candidate("门店"), s.candidate("传真")
		r := s.round(hot, shop, fax)
		r = must(s, "head.service", ScoreRound, scores(r, 5, 4, 3, hot, shop, fax))
		r = must(s, "head.sales", ScoreRound, scores(r, 4, 4, 4, hot))
		sales := s.department(flow.DepartmentSales)
		closing := func() RoundCloseInput {
			return RoundCloseInput{ID: r.ID, ExpectedVersion: r.Version, Conclusion: ptr("销售部未评全部"), Decisions: []DecisionInput{
				{TouchpointID: hot.ID, Confirm: true, IsKey: ptr(true), ManagementRequirement: ptr("三十秒内接听")},
				{TouchpointID: shop.ID, Confirm: true, DepartmentID: &sales, ManagementRequirement: ptr("店面整洁")},
				{TouchpointID: fax.ID, Reason: ptr("客户不再使用")},
			}}
		}
		for name, c := range map[string]struct {
			who    string
			change func(*RoundCloseInput)
			want   error
			field  string
		}{
			"leaving one out":                      {"management", func(in *RoundCloseInput) { in.Decisions = in.Decisions[:2] }, fault.Precondition("identification.undecided"), "decisions"},
			"deciding twice":                       {"management", func(in *RoundCloseInput) { in.Decisions[2].TouchpointID = hot.ID }, fault.Input("", "input.duplicate"), "decisions[2].touchpointId"},
			"deciding on another":                  {"management", func(in *RoundCloseInput) { in.Decisions[2].TouchpointID = "tch_none" }, fault.NotFound(), "decisions[2].touchpointId"},
			"asking nothing of it":                 {"management", func(in *RoundCloseInput) { in.Decisions[0].ManagementRequirement = nil }, fault.Input("", "input.required"), "decisions[0].managementRequirement"},
			"for an unknown department":            {"management", func(in *RoundCloseInput) { in.Decisions[0].DepartmentID = ptr(typeid.ID("dep_none")) }, fault.NotFound(), "decisions[0].departmentId"},
			"retiring without a reason":            {"management", func(in *RoundCloseInput) { in.Decisions[2].Reason = nil }, fault.Input("", "input.required"), "decisions[2].reason"},
			"without a word of who has not scored": {"management", func(in *RoundCloseInput) { in.Conclusion = nil }, fault.Input("", "identification.scores_missing"), "conclusion"},
			"with too many words":                  {"management", func(in *RoundCloseInput) { in.Conclusion = ptr(strings.Repeat("x", maxConclusion+1)) }, fault.Input("", "input.too_long"), "conclusion"},
			"as a department":                      {"head.service", func(*RoundCloseInput) {}, fault.Forbidden(), ""},
			"on an old version":                    {"management", func(in *RoundCloseInput) { in.ExpectedVersion = 1 }, fault.Conflict("version.conflict"), "expectedVersion"},
		} {
			t.Run(name, func(t *testing.T) {
				in := closing()
				c.change(&in)
				refused(s.in(t), c.who, CloseRound, in, c.want, c.field)
			})
		}
		closed := must(s, "management", CloseRound, closing())
		if closed.State != flow.RoundClosed || closed.EndedAt == nil || closed.Conclusion != "销售部未评全部" {
			t.Errorf("closed is %+v", closed)
		}
		is := s.touchpoint(hot.ID)
		if is.State != flow.TouchpointConfirmed || !is.IsKey || is.ManagementRequirement != "三十秒内接听" || is.DepartmentID != s.department(flow.DepartmentService) ||
			is.RoundID != r.ID || *is.NeedRelevance != 4.5 || *is.BehaviourFit != 4 || *is.DecisionImpact != 3.5 {
			t.Errorf("confirmed is %+v", is)
		}
		if is := s.touchpoint(shop.ID); is.State != flow.TouchpointConfirmed || is.IsKey || is.DepartmentID != sales || *is.NeedRelevance != 5 {
			t.Errorf("confirmed is %+v", is)
		}
		if is := s.touchpoint(fax.ID); is.State != flow.TouchpointRetired || is.RetireReason != "客户不再使用" {
			t.Errorf("retired is %+v", is)
		}
		states := map[typeid.ID]flow.TaskState{}
		for _, one := range s.tasks(r.ID) {
			states[one.DepartmentID] = one.State
		}
		if states[sales] != flow.TaskCancelled || states[s.department(flow.DepartmentService)] != flow.TaskDone {
			t.Errorf("the tasks are %v", states)
		}
		// The list of key touchpoints.
		list, err := (&Filter{States: []flow.TouchpointState{flow.TouchpointConfirmed}, IsKey: ptr(true)}).Apply(w.Client.Touchpoint.Query())
		if err != nil || list.OnlyIDX(s.As("staff")) != hot.ID {
			t.Errorf("the list: %v", err)
		}
		late := scores(closed, 1, 1, 1, hot)
		refused(s, "head.service", ScoreRound, late, fault.Precondition("transition.illegal"), "")
	})
}

// What nobody has scored is not confirmed.
func TestD2_48_Unscored(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		hot := s.candidate("售后热线")
		r := s.round(hot)
		refused(s, "management", CloseRound, RoundCloseInput{ID: r.ID, ExpectedVersion: r.Version, Conclusion: ptr("无人评分"), Decisions: []DecisionInput{
			{TouchpointID: hot.ID, Confirm: true, ManagementRequirement: ptr("三十秒内接听")},
		}}, fault.Precondition("identification.unscored"), "decisions[0].touchpointId")
	})
}

// A round of another company is not there.
func TestOtherCompany(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.confirmed("售后热线")
		standard := s.draft(on)
		theirs := w.B.As("management")
		for name, run := range map[string]func() error{
			"touchpoint": func() error {
				_, err := try(w, theirs, Update, UpdateInput{ID: on.ID, ExpectedVersion: on.Version, Name: ptr("x")})
				return err
			},
			"round": func() error {
				_, err := try(w, theirs, CancelRound, RoundCancelInput{ID: on.RoundID, ExpectedVersion: 1, Reason: "x"})
				return err
			},
			"standard": func() error {
				_, err := try(w, w.B.As("head.service"), UpdateStandard, StandardUpdateInput{ID: standard.ID, ExpectedVersion: 1, Post: ptr("x")})
				return err
			},
		} {
			if f := fault.From(run()); f == nil || f.Code != fault.CodeNotFound {
				t.Errorf("%s: %v", name, f)
			}
		}
		if n := w.Client.Touchpoint.Query().CountX(theirs); n != 0 {
			t.Errorf("the other company reads %d", n)
		}
	})
}

// Averages are of the departments, each once, to two places.
func TestMeans(t *testing.T) {
	m := average([]*ent.TouchpointScore{
		{TouchpointID: "a", NeedRelevance: 1, BehaviourFit: 5, DecisionImpact: 3},
		{TouchpointID: "a", NeedRelevance: 2, BehaviourFit: 5, DecisionImpact: 3},
		{TouchpointID: "a", NeedRelevance: 2, BehaviourFit: 4, DecisionImpact: 3},
		{TouchpointID: "b", NeedRelevance: 5, BehaviourFit: 5, DecisionImpact: 5},
	})
	if need, behaviour, decision := m["a"].of(); need != 1.67 || behaviour != 4.67 || decision != 3 || m["b"].n != 1 || m["c"].n != 0 {
		t.Errorf("the averages are %v, %v, %v", need, behaviour, decision)
	}
}
