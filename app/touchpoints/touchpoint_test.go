package touchpoints

import (
	"slices"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Departments propose touchpoints; each is a candidate of one department.
func TestD2_47_Candidates(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		in := CreateInput{Name: " 售后热线 ", Description: ptr("客户来电"), JourneyStage: flow.StageAfterSales}
		for name, c := range map[string]struct {
			who    string
			change func(*CreateInput)
			want   error
			field  string
		}{
			"without a name":           {"head.service", func(in *CreateInput) { in.Name = " " }, fault.Input("", "input.required"), "name"},
			"of too long a name":       {"head.service", func(in *CreateInput) { in.Name = strings.Repeat("线", maxName+1) }, fault.Input("", "input.too_long"), "name"},
			"of two lines":             {"head.service", func(in *CreateInput) { in.Name = "a\nb" }, fault.Input("", "input.malformed_text"), "name"},
			"of too much":              {"head.service", func(in *CreateInput) { in.Description = ptr(strings.Repeat("x", maxDescription+1)) }, fault.Input("", "input.too_long"), "description"},
			"of no stage":              {"head.service", func(in *CreateInput) { in.JourneyStage = "DREAM" }, fault.Input("", "input.unknown_key"), "journeyStage"},
			"of an unknown department": {"management", func(in *CreateInput) { in.DepartmentID = ptr(typeid.ID("dep_none")) }, fault.NotFound(), "departmentId"},
			"of another department":    {"head.service", func(in *CreateInput) { in.DepartmentID = ptr(s.department(flow.DepartmentSales)) }, fault.Forbidden(), ""},
			"by a member":              {"member.service", func(*CreateInput) {}, fault.Forbidden(), ""},
			"by who only reads":        {"auditor", func(*CreateInput) {}, fault.Forbidden(), ""},
		} {
			t.Run(name, func(t *testing.T) {
				in := in
				c.change(&in)
				refused(s.in(t), c.who, Create, in, c.want, c.field)
			})
		}
		made := must(s, "head.service", Create, in)
		if made.Name != "售后热线" || made.Description != "客户来电" || made.State != flow.TouchpointCandidate || made.IsKey ||
			made.DepartmentID != s.department(flow.DepartmentService) || made.NeedRelevance != nil {
			t.Errorf("made is %+v", made)
		}
		in.Name = "售后热线"
		refused(s, "management", Create, in, fault.Conflict("touchpoint.name_taken"), "name")
		if got := s.events(made.ID); !slices.Equal(got, []string{"touchpoint.candidate"}) {
			t.Errorf("events: %v", got)
		}
		if acts := Available(s.As("head.service"), made); !slices.Equal(acts, []flow.TouchpointAct{flow.TouchpointActUpdate}) {
			t.Errorf("the head may %v", acts)
		}
		if acts := Available(s.As("staff"), made); len(acts) != 0 {
			t.Errorf("staff may %v", acts)
		}
	})
}

// The list names who answers for a touchpoint and what is asked of it; another
// department takes its standards over.
func TestD2_49_Update(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		s.candidate("门店")
		on := s.confirmed("售后热线")
		standard := s.draft(on)
		base := UpdateInput{ID: on.ID, ExpectedVersion: on.Version}
		for name, c := range map[string]struct {
			who    string
			change func(*UpdateInput)
			want   error
			field  string
		}{
			"of nothing":              {"head.service", func(*UpdateInput) {}, fault.Input("", "input.empty_update"), ""},
			"to no name":              {"head.service", func(in *UpdateInput) { in.Name = ptr("") }, fault.Input("", "input.required"), "name"},
			"to another's name":       {"head.service", func(in *UpdateInput) { in.Name = ptr("门店") }, fault.Conflict("touchpoint.name_taken"), "name"},
			"to no stage":             {"head.service", func(in *UpdateInput) { in.JourneyStage = ptr(flow.JourneyStage("")) }, fault.Input("", "input.unknown_key"), "journeyStage"},
			"to no department":        {"management", func(in *UpdateInput) { in.DepartmentID = ptr(typeid.ID("")) }, fault.Input("", "input.required"), "departmentId"},
			"to another's department": {"head.service", func(in *UpdateInput) { in.DepartmentID = ptr(s.department(flow.DepartmentSales)) }, fault.Forbidden(), ""},
			"to no requirement":       {"head.service", func(in *UpdateInput) { in.ManagementRequirement = ptr(" ") }, fault.Input("", "input.required"), "managementRequirement"},
			"of an old version":       {"head.service", func(in *UpdateInput) { in.Name, in.ExpectedVersion = ptr("x"), 1 }, fault.Conflict("version.conflict"), "expectedVersion"},
			"by another department":   {"head.sales", func(in *UpdateInput) { in.Name = ptr("x") }, fault.Forbidden(), ""},
			"by who only reads":       {"staff", func(in *UpdateInput) { in.Name = ptr("x") }, fault.Forbidden(), ""},
		} {
			t.Run(name, func(t *testing.T) {
				in := base
				c.change(&in)
				refused(s.in(t), c.who, Update, in, c.want, c.field)
			})
		}
		base.ManagementRequirement, base.Name = ptr("专人负责，每月检查"), ptr("售后热线")
		changed := must(s, "head.service", Update, base)
		if changed.ManagementRequirement != "专人负责，每月检查" || changed.State != flow.TouchpointConfirmed {
			t.Errorf("changed is %+v", changed)
		}
		last := s.A.Events(t)
		if fields := last[len(last)-1].Fields; !slices.Equal(fields, []string{"managementRequirement"}) {
			t.Errorf("told: %v", fields)
		}
		moved := must(s, "management", Update, UpdateInput{ID: on.ID, ExpectedVersion: changed.Version, DepartmentID: ptr(s.department(flow.DepartmentSales))})
		if sales := s.department(flow.DepartmentSales); moved.DepartmentID != sales || s.standard(standard.ID).DepartmentID != sales {
			t.Errorf("moved is %+v", moved)
		}
		must(s, "head.sales", UpdateStandard, StandardUpdateInput{ID: standard.ID, ExpectedVersion: s.standard(standard.ID).Version, Post: ptr("店员")})
	})
}

// What is retired is off the list, and its standard with it.
func TestD2_49_Retire(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.confirmed("售后热线")
		holds := s.effective(on)
		next := s.submit(must(s, "head.service", Draft, DraftInput{TouchpointID: on.ID}))
		on = s.touchpoint(on.ID)
		in := RetireInput{ID: on.ID, ExpectedVersion: on.Version, Reason: "改为在线客服"}
		silent := in
		silent.Reason = " "
		refused(s, "management", Retire, silent, fault.Input("", "input.required"), "reason")
		refused(s, "head.service", Retire, in, fault.Forbidden(), "")
		again := s.round(on)
		in.ExpectedVersion = s.touchpoint(on.ID).Version
		refused(s, "management", Retire, in, fault.Precondition("touchpoint.in_round"), "")
		must(s, "management", CancelRound, RoundCancelInput{ID: again.ID, ExpectedVersion: again.Version, Reason: "重复"})
		in.ExpectedVersion = s.touchpoint(on.ID).Version
		gone := must(s, "management", Retire, in)
		if gone.State != flow.TouchpointRetired || gone.IsKey || gone.RetireReason != "改为在线客服" {
			t.Errorf("retired is %+v", gone)
		}
		for _, id := range []typeid.ID{holds.ID, next.ID} {
			if is := s.standard(id); is.State != flow.StandardRetired || is.Slot != nil || is.EndedAt == nil || is.EndReason != "改为在线客服" {
				t.Errorf("its standard is %+v", is)
			}
		}
		if a := s.Client.Approval.GetX(s.A.System(), s.standard(next.ID).ApprovalID); a.State != flow.ApprovalWithdrawn {
			t.Errorf("the request is %s", a.State)
		}
		in.ExpectedVersion = gone.Version
		refused(s, "management", Retire, in, fault.Precondition("transition.illegal"), "")
		refused(s, "management", OpenRound, s.opening(on), fault.Precondition("identification.retired"), "touchpointIds[0]")
		refused(s, "head.service", Draft, s.words(on), fault.Precondition("standard.not_confirmed"), "touchpointId")
	})
}
