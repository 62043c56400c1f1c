package inspections

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// The department that answers for a touchpoint inspects it by the edition of its
// standard that holds, and by no other.
func TestD2_53_Plan(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on, bare, theirs := s.touchpoint("售后热线"), s.touchpoint("门店"), foreign(s)
		first := s.edition(on, 1, flow.StandardEffective)
		holds := s.edition(on, 2, flow.StandardEffective)
		draft := s.edition(on, 3, flow.StandardDraft)
		in := PlanInput{TouchpointID: on.ID, Kind: flow.InspectionSelf, InspectorID: s.member("member.service"), PlannedOn: s.day(2)}
		for name, c := range map[string]struct {
			who    string
			change func(*PlanInput)
			want   error
			field  string
		}{
			"by a superseded standard":   {"head.service", func(in *PlanInput) { in.StandardID = &first.ID }, fault.Precondition("inspection.standard_not_effective"), "standardId"},
			"by a draft":                 {"head.service", func(in *PlanInput) { in.StandardID = &draft.ID }, fault.Precondition("inspection.standard_not_effective"), "standardId"},
			"by a standard of another":   {"head.service", func(in *PlanInput) { in.TouchpointID, in.StandardID = bare.ID, &holds.ID }, fault.NotFound(), "standardId"},
			"without a standard":         {"head.service", func(in *PlanInput) { in.TouchpointID = bare.ID }, fault.Precondition("inspection.no_standard"), "touchpointId"},
			"of what is not there":       {"head.service", func(in *PlanInput) { in.TouchpointID = "tch_none" }, fault.NotFound(), "touchpointId"},
			"of content":                 {"head.service", func(in *PlanInput) { in.Kind = flow.InspectionContent }, fault.Input("", "inspection.kind"), "kind"},
			"of no kind":                 {"head.service", func(in *PlanInput) { in.Kind = "AUDIT" }, fault.Input("", "input.unknown_key"), "kind"},
			"for yesterday":              {"head.service", func(in *PlanInput) { in.PlannedOn = s.day(-1) }, fault.Input("", "input.in_the_past"), "plannedOn"},
			"for no day":                 {"head.service", func(in *PlanInput) { in.PlannedOn = "2027-02-30" }, fault.Input("", "sla.date_format"), "plannedOn"},
			"for a day too far":          {"head.service", func(in *PlanInput) { in.PlannedOn = s.day(farthestDays + 1) }, fault.Input("", "inspection.too_far"), "plannedOn"},
			"by another department":      {"head.service", func(in *PlanInput) { in.InspectorID = s.member("head.sales") }, fault.Precondition("inspection.inspector_elsewhere"), "inspectorId"},
			"by nobody who is there":     {"head.service", func(in *PlanInput) { in.InspectorID = &on.ID }, fault.NotFound(), "inspectorId"},
			"of another's touchpoint":    {"head.sales", func(in *PlanInput) { in.InspectorID = nil }, fault.Forbidden(), ""},
			"as staff":                   {"staff", func(in *PlanInput) { in.InspectorID = nil }, fault.Forbidden(), ""},
			"as the auditor":             {"auditor", func(*PlanInput) {}, fault.Forbidden(), ""},
			"as the committee":           {"committee", func(*PlanInput) {}, fault.Forbidden(), ""},
			"of another company's place": {"head.service", func(in *PlanInput) { in.TouchpointID = theirs }, fault.NotFound(), "touchpointId"},
		} {
			t.Run(name, func(t *testing.T) {
				in := in
				c.change(&in)
				refused(s.in(t), c.who, Plan, in, c.want, c.field)
			})
		}
		// Whoever works there plans what they make themselves.
		lorry := s.touchpoint("配送")
		lorry = lorry.Update().SetDepartmentID(s.department(flow.DepartmentLogistics)).SaveX(s.A.System())
		s.edition(lorry, 1, flow.StandardEffective)
		own := must(s, "staff", Plan, PlanInput{TouchpointID: lorry.ID, Kind: flow.InspectionSelf, InspectorID: s.member("staff"), PlannedOn: s.day(2)})
		if acts := Available(s.As("staff"), own); len(acts) != 0 {
			t.Errorf("staff may %v", acts)
		}
		made := must(s, "head.service", Plan, in)
		if made.State != flow.InspectionPlanned || made.StandardID != holds.ID || made.DepartmentID != on.DepartmentID || made.InspectorID != *s.member("member.service") ||
			made.PlannedOn != s.day(2) || made.Checked != 0 {
			t.Errorf("planned is %+v", made)
		}
		if got := s.events(made.ID); !slices.Equal(got, []string{"inspection.planned"}) {
			t.Errorf("events: %v", got)
		}
		if acts := Available(s.As("member.service"), made); !slices.Equal(acts, []flow.InspectionAct{flow.InspectionActRecord}) {
			t.Errorf("who makes it may %v", acts)
		}
		if acts := Available(s.As("head.service"), made); !slices.Equal(acts, []flow.InspectionAct{flow.InspectionActAssign, flow.InspectionActRecord, flow.InspectionActCancel}) {
			t.Errorf("the head may %v", acts)
		}
		if acts := Available(s.As("auditor"), made); len(acts) != 0 {
			t.Errorf("the auditor may %v", acts)
		}
		refused(s, "head.sales", Assign, AssignInput{ID: made.ID, ExpectedVersion: 1, InspectorID: *s.member("head.sales")}, fault.NotFound(), "")
		refused(s, "head.service", Assign, AssignInput{ID: made.ID, ExpectedVersion: 1, InspectorID: *s.member("head.sales")}, fault.Precondition("inspection.inspector_elsewhere"), "inspectorId")
		refused(s, "head.service", Assign, AssignInput{ID: made.ID, ExpectedVersion: 9, InspectorID: *s.member("head.service")}, fault.Conflict("version.conflict"), "expectedVersion")
		same := must(s, "head.service", Assign, AssignInput{ID: made.ID, ExpectedVersion: 1, InspectorID: made.InspectorID})
		if same.Version != 1 {
			t.Errorf("assigned to who has it: version %d", same.Version)
		}
		other := must(s, "head.service", Assign, AssignInput{ID: made.ID, ExpectedVersion: 1, InspectorID: *s.member("head.service")})
		refused(s, "head.service", Cancel, CancelInput{ID: made.ID, ExpectedVersion: other.Version}, fault.Input("", "input.required"), "reason")
		gone := must(s, "head.service", Cancel, CancelInput{ID: made.ID, ExpectedVersion: other.Version, Reason: "门店装修"})
		if gone.State != flow.InspectionCancelled || gone.CancelReason != "门店装修" {
			t.Errorf("cancelled is %+v", gone)
		}
		refused(s, "head.service", Make, RecordInput{ID: made.ID, Results: seen(1, 99)}, fault.Precondition("transition.illegal"), "")
		if got := s.events(made.ID); !slices.Equal(got, []string{"inspection.planned", "inspection.assigned", "inspection.cancelled"}) {
			t.Errorf("events: %v", got)
		}
	})
}

// The management department inspects any department's touchpoints; no other does, and
// who is inspected does not record what it has seen.
func TestD2_55_Supervisory(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		on := s.touchpoint("售后热线")
		s.edition(on, 1, flow.StandardEffective)
		in := PlanInput{TouchpointID: on.ID, Kind: flow.InspectionSupervisory, InspectorID: s.member("management"), PlannedOn: s.day(0)}
		refused(s, "head.service", Plan, in, fault.Forbidden(), "")
		refused(s, "head.sales", Plan, in, fault.Forbidden(), "")
		inspected := in
		inspected.InspectorID = s.member("head.service")
		refused(s, "management", Plan, inspected, fault.Precondition("inspection.not_management"), "inspectorId")
		made := must(s, "management", Plan, in)
		for _, who := range []string{"head.service", "member.service"} {
			refused(s, who, Make, RecordInput{ID: made.ID, Results: seen(1, 99)}, fault.Forbidden(), "")
		}
		refused(s, "head.service", Cancel, CancelInput{ID: made.ID, ExpectedVersion: 1, Reason: "不便"}, fault.Forbidden(), "")
		refused(s, "head.sales", Make, RecordInput{ID: made.ID, Results: seen(1, 99)}, fault.NotFound(), "")
		if acts := Available(s.As("head.service"), made); len(acts) != 0 {
			t.Errorf("who is inspected may %v", acts)
		}
		done := must(s, "management", Make, RecordInput{ID: made.ID, Results: seen(25, 90)})
		if done.State != flow.InspectionDone || done.Passed != 2 || done.Checked != 2 || done.DepartmentID != on.DepartmentID {
			t.Errorf("made is %+v", done)
		}
		if read, err := s.Client.Inspection.Get(s.As("head.service"), made.ID); err != nil || read.Passed != 2 {
			t.Errorf("who is inspected reads %v, %v", read, err)
		}
		if _, err := s.Client.Inspection.Get(s.As("head.sales"), made.ID); err == nil {
			t.Error("another department reads it")
		}
		s.Clock.Advance(time.Hour)
	})
}

// foreign is a touchpoint of another company.
func foreign(s *stage) typeid.ID {
	return s.Client.Touchpoint.Create().SetName("别家热线").SetJourneyStage(flow.StageUse).SetState(flow.TouchpointConfirmed).SaveX(s.B.System()).ID
}
