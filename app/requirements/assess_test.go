package requirements

import (
	"encoding/json"
	"math"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/eventdetail"
	"heed/ent/requirementassessment"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// assessing is a requirement that is assessed: the service department leads, sales assists.
func (s *stage) assessing() *ent.Requirement {
	s.t.Helper()
	r := s.at(flow.RequirementAnalyzing, flow.UrgencyGeneral)
	return must(s, "head.service", Assign, AssignInput{
		ID: r.ID, ExpectedVersion: r.Version, AssistingDepartmentIDs: []typeid.ID{s.A.Departments[flow.DepartmentSales].ID},
	})
}

func feasibility(technical int) *FeasibilityInput {
	return &FeasibilityInput{
		Technical: scored(technical, "有样机"), Economic: scored(3, "要加人"), Time: scored(2, "赶在国庆前"),
		Conclusion: flow.FeasibilityPartly, Note: ptr("缺一名工程师"),
	}
}

func value(growth int) *ValueInput {
	return &ValueInput{
		Growth: scored(growth, "单个客户"), Satisfaction: scored(2, "偶尔提出"), Competitiveness: scored(2, "同行没有"),
		Judgement: "可以再看", Level: flow.ValueMedium,
	}
}

// thought is what the departments think of a requirement, in the order in which it was first given.
func (s *stage) thought(id typeid.ID) []*ent.RequirementAssessment {
	s.t.Helper()
	return InOrder(s.Client.RequirementAssessment.Query().Where(requirementassessment.RequirementID(id)).AllX(s.A.System()))
}

// An assisting department and the leading one each say whether it can be done and what it is
// worth, before the plan decides (D0-34, D0-36).
func TestD0_34_DepartmentsAssess(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r, sales, service := s.assessing(), s.A.Departments[flow.DepartmentSales].ID, s.A.Departments[flow.DepartmentService].ID
		if !slices.Contains(s.available(s.As("head.sales"), r), flow.RequirementActAssess) {
			t.Error("the assisting department is not offered to assess")
		}
		got := must(s, "head.sales", Assess, AssessInput{ID: r.ID, ExpectedVersion: r.Version, Feasibility: feasibility(5)})
		if got.Version != r.Version || s.read(r.ID).Version != r.Version {
			t.Errorf("version %d became %d", r.Version, got.Version)
		}
		e := s.lastEvent()
		if e.Type != "requirement.assessed" || e.SubjectID != r.ID || !slices.Equal(e.ClauseIds, []string{"D0-34", "D0-35"}) || !slices.Equal(e.Fields, []string{"assessments"}) ||
			!slices.Contains(e.DepartmentIds, service) || !slices.Contains(e.DepartmentIds, sales) || e.FromState != "" || e.ToState != "" {
			t.Errorf("told is %v", e)
		}
		// The version is the one that was looked at: others assess at the same time.
		must(s, "member.service", Assess, AssessInput{ID: r.ID, ExpectedVersion: r.Version, Feasibility: feasibility(1), Value: value(5)})
		if e := s.lastEvent(); !slices.Equal(e.ClauseIds, []string{"D0-34", "D0-35", "D0-36", "D0-37"}) {
			t.Errorf("told is %v", e)
		}
		must(s, management, Assess, AssessInput{ID: r.ID, ExpectedVersion: r.Version, Value: value(1)})
		all := s.thought(r.ID)
		if len(all) != 4 {
			t.Fatalf("%d assessments", len(all))
		}
		first, second, third, last := all[0], all[1], all[2], all[3]
		if f := first.Feasibility; first.Kind != flow.AssessFeasibility || first.DepartmentID != sales || first.AssessorID != s.member("head.sales") || first.Value != nil ||
			!first.AssessedAt.Equal(s.Clock.Now()) || f.Technical != (flow.Factor{Score: 5, Reason: "有样机"}) || f.Conclusion != flow.FeasibilityPartly ||
			f.Note != "缺一名工程师" || f.AssessorDepartmentID != sales || first.Deciding {
			t.Errorf("sales thinks %+v", first)
		}
		if second.Feasibility.Technical.Score != 1 || second.DepartmentID != service || third.Kind != flow.AssessValue || third.Value.Total != 3 ||
			third.Value.Judgement != "可以再看" || third.AssessorID != s.member("member.service") || third.Feasibility != nil {
			t.Errorf("service thinks %+v, %+v", second, third)
		}
		if last.DepartmentID != w.A.Members[management].DepartmentID || last.Value.Growth.Score != 1 {
			t.Errorf("the management thinks %+v", last)
		}
		if r := s.read(r.ID); r.Feasibility != nil || r.Value != nil || r.State != flow.RequirementAnalyzing {
			t.Errorf("it is %v", r)
		}
	})
}

// What a department gives later stands in the place of what it gave before, and what it leaves
// out stays; the total is weighted as the company weighs then (D0-37).
func TestD0_37_DepartmentsAssessAgain(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.assessing()
		must(s, "head.sales", Assess, AssessInput{ID: r.ID, ExpectedVersion: r.Version, Feasibility: feasibility(5), Value: value(5)})
		weights := flow.ValueWeights{Growth: 50, Satisfaction: 30, Competitiveness: 20}
		if err := only(try(w, s.As("admin"), UpdateTenant, tenants.TenantUpdateInput{
			ExpectedVersion: w.Client.Tenant.GetX(s.A.System(), s.A.ID).Version, ValueWeights: &weights,
		})); err != nil {
			t.Fatal(err)
		}
		w.Who.Changed(s.A.ID)
		before := s.thought(r.ID)
		s.Clock.Advance(time.Hour)
		in := value(5)
		in.Judgement = "  值得做 "
		must(s, "head.sales", Assess, AssessInput{ID: r.ID, ExpectedVersion: r.Version, Value: in, ExpectedValueVersion: ptr(1)})
		if in.Judgement != "  值得做 " {
			t.Errorf("the caller's is %q", in.Judgement)
		}
		all := s.thought(r.ID)
		if len(all) != 2 || all[0].Version != 1 || !all[0].AssessedAt.Equal(before[0].AssessedAt) || all[1].ID != before[1].ID || all[1].Version != 2 ||
			!all[1].AssessedAt.Equal(s.Clock.Now()) || math.Abs(all[1].Value.Total-3.5) > 1e-9 || *all[1].Value.Weights != weights || all[1].Value.Judgement != "值得做" {
			t.Errorf("it thinks %+v, was %+v", all, before)
		}
	})
}

// gaveWay is what the newest event keeps of what stood there before.
func (s *stage) gaveWay() (before struct {
	Feasibility *flow.FeasibilityAssessment
	Value       *flow.ValueAssessment
},
) {
	s.t.Helper()
	var body map[string]json.RawMessage
	text := s.Client.EventDetail.Query().Where(eventdetail.EventID(s.lastEvent().ID)).OnlyX(s.A.System()).Body
	if err := json.Unmarshal([]byte(text), &body); err != nil {
		s.t.Fatal(err)
	}
	if len(body["before"]) == 0 {
		return before
	}
	if err := json.Unmarshal(body["before"], &before); err != nil {
		s.t.Fatal(err)
	}
	return before
}

// Two of one department do not overwrite each other: the second is told that there is something
// by now, and what it replaces then stays in the journal.
func TestD0_34_TwoOfADepartment(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.assessing()
		first := AssessInput{ID: r.ID, ExpectedVersion: r.Version, Feasibility: feasibility(5), Value: value(5)}
		second := AssessInput{ID: r.ID, ExpectedVersion: r.Version, Feasibility: feasibility(1)}
		must(s, "head.service", Assess, first)
		if was := s.gaveWay(); was.Feasibility != nil || was.Value != nil {
			t.Errorf("before the first it was %+v", was)
		}
		refused := func(name string, in AssessInput, field string, actual int) {
			t.Helper()
			s.refused(name, r, fault.Conflict("version.conflict").On(field), func() error {
				err := only(try(w, s.As("member.service"), Assess, in))
				if got := fault.From(err).Extra["version"]; got != actual {
					t.Errorf("%s: it stands at %v, want %d", name, got, actual)
				}
				return err
			})
		}
		refused("where nothing was", second, "expectedFeasibilityVersion", 1)
		second.ExpectedFeasibilityVersion = ptr(1)
		both := second
		both.Value = value(1)
		refused("one of the two", both, "expectedValueVersion", 1)
		must(s, "member.service", Assess, second)
		if was := s.gaveWay(); was.Feasibility == nil || was.Feasibility.Technical.Score != 5 || was.Feasibility.AssessorID != s.member("head.service") || was.Value != nil {
			t.Errorf("before the second it was %+v", was)
		}
		refused("of what was replaced", second, "expectedFeasibilityVersion", 2)
		// Another department has none, whatever the first gave.
		elsewhere := AssessInput{ID: r.ID, ExpectedVersion: r.Version, Value: value(2), ExpectedValueVersion: ptr(1)}
		s.refused("another department's", r, fault.Conflict("version.conflict").On("expectedValueVersion"), func() error {
			return only(try(w, s.As("head.sales"), Assess, elsewhere))
		})
		elsewhere.ExpectedValueVersion = nil
		must(s, "head.sales", Assess, elsewhere)
		if all := s.thought(r.ID); len(all) != 3 || all[0].Feasibility.Technical.Score != 1 || all[1].Value.Growth.Score != 5 || all[2].Value.Growth.Score != 2 {
			t.Errorf("they think %+v", all)
		}
	})
}

// What is given with the plan decides: it is the requirement's own, and stands among those of
// the departments in the place of the planner's (D0-36).
func TestD0_36_PlanDecides(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.assessing()
		must(s, "head.sales", Assess, AssessInput{ID: r.ID, ExpectedVersion: r.Version, Feasibility: feasibility(5)})
		must(s, "member.service", Assess, AssessInput{ID: r.ID, ExpectedVersion: r.Version, Value: value(1)})
		r = must(s, "head.service", Plan, s.planInput(r.ID, r.Version))
		if was := s.gaveWay(); was.Feasibility != nil || was.Value == nil || was.Value.Growth.Score != 1 || was.Value.AssessorID != s.member("member.service") {
			t.Errorf("before the plan it was %+v", was)
		}
		all := s.thought(r.ID)
		if len(all) != 3 || all[0].Deciding || all[0].Version != 1 {
			t.Fatalf("they think %+v", all)
		}
		if v := all[1]; v.Kind != flow.AssessValue || !v.Deciding || v.Version != 2 || v.AssessorID != s.member("head.service") || v.Value.Total != r.Value.Total || v.Value.Judgement != r.Value.Judgement {
			t.Errorf("what it is worth is %+v, the plan's is %+v", v, r.Value)
		}
		if f := all[2]; f.Kind != flow.AssessFeasibility || !f.Deciding || f.DepartmentID != s.A.Departments[flow.DepartmentService].ID || f.Feasibility.Technical != r.Feasibility.Technical {
			t.Errorf("whether it can be done is %+v, the plan's is %+v", f, r.Feasibility)
		}
		s.refused("after the plan", r, fault.Precondition("transition.illegal"), func() error {
			return only(try(w, s.As("head.sales"), Assess, AssessInput{ID: r.ID, ExpectedVersion: r.Version, Value: value(3)}))
		})
		// Who has no department plans, and speaks for none.
		alone := s.at(flow.RequirementAnalyzing, flow.UrgencyGeneral)
		w.Client.Member.UpdateOneID(s.member(management)).ClearDepartmentID().ExecX(s.A.System())
		w.Who.Changed(s.A.ID)
		if slices.Contains(s.available(s.As(management), alone), flow.RequirementActAssess) {
			t.Error("who is in no department is offered to assess")
		}
		s.refused("without a department", alone, fault.Precondition("requirement.assess_no_department"), func() error {
			return only(try(w, s.As(management), Assess, AssessInput{ID: alone.ID, ExpectedVersion: alone.Version, Value: value(3)}))
		})
		must(s, management, Plan, s.planInput(alone.ID, alone.Version))
		if all := s.thought(alone.ID); len(all) != 2 || all[0].DepartmentID != "" || !all[0].Deciding {
			t.Errorf("they think %+v", all)
		}
	})
}

// What lacks something, and who speaks for no department that works on it, changes nothing.
func TestD0_35_AssessRefused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.assessing()
		must(s, "head.sales", Assess, AssessInput{ID: r.ID, ExpectedVersion: r.Version, Feasibility: feasibility(5), Value: value(5)})
		for name, c := range map[string]struct {
			want   *fault.Error
			change func(*AssessInput)
		}{
			"nothing":           {fault.Input("feasibility", "requirement.assess_nothing"), func(in *AssessInput) { in.Feasibility, in.Value = nil, nil }},
			"a score beyond 5":  {fault.Input("feasibility.technical.score", "input.out_of_range"), func(in *AssessInput) { in.Feasibility.Technical.Score = 6 }},
			"no score":          {fault.Input("value.growth.score", "input.out_of_range"), func(in *AssessInput) { in.Value.Growth.Score = 0 }},
			"no reason":         {fault.Precondition("requirement.feasibility_incomplete").On("feasibility.time.reason"), func(in *AssessInput) { in.Feasibility.Time.Reason = " " }},
			"no reason of it":   {fault.Precondition("requirement.value_incomplete").On("value.satisfaction.reason"), func(in *AssessInput) { in.Value.Satisfaction.Reason = "" }},
			"no judgement":      {fault.Precondition("requirement.value_incomplete").On("value.judgement"), func(in *AssessInput) { in.Value.Judgement = "" }},
			"no conclusion":     {fault.Input("feasibility.conclusion", "input.unknown_key"), func(in *AssessInput) { in.Feasibility.Conclusion = "" }},
			"an unknown level":  {fault.Input("value.level", "input.unknown_key"), func(in *AssessInput) { in.Value.Level = "HUGE" }},
			"what was given":    {fault.Conflict("version.conflict").On("expectedFeasibilityVersion"), func(in *AssessInput) { in.ExpectedFeasibilityVersion = nil }},
			"and not seen":      {fault.Conflict("version.conflict").On("expectedValueVersion"), func(in *AssessInput) { in.Feasibility, in.ExpectedValueVersion = nil, ptr(2) }},
			"an older version":  {fault.Conflict("version.conflict").On("expectedVersion"), func(in *AssessInput) { in.ExpectedVersion-- }},
			"what is not there": {fault.NotFound(), func(in *AssessInput) { in.ID = "req_00000000000000000000000000" }},
		} {
			in := AssessInput{
				ID: r.ID, ExpectedVersion: r.Version,
				Feasibility: feasibility(4), ExpectedFeasibilityVersion: ptr(1), Value: value(4), ExpectedValueVersion: ptr(1),
			}
			c.change(&in)
			s.refused(name, r, c.want, func() error { return only(try(w, s.As("head.sales"), Assess, in)) })
		}
		in := AssessInput{ID: r.ID, ExpectedVersion: r.Version, Value: value(4)}
		for who, want := range map[string]*fault.Error{
			"admin": fault.Forbidden(), "committee": fault.Forbidden(), "staff": fault.Forbidden(), "auditor": fault.Forbidden(), "integration": fault.Forbidden(),
		} {
			s.refused(who, r, want, func() error { return only(try(w, s.As(who), Assess, in)) })
		}
		s.refused("another company", r, fault.NotFound(), func() error { return only(try(w, w.B.As(management), Assess, in)) })
		// Who only wrote it down, or does the work, speaks for no department that takes part.
		r = must(s, management, Assign, AssignInput{
			ID: r.ID, ExpectedVersion: r.Version, AssistingDepartmentIDs: []typeid.ID{}, AssigneeID: ptr(s.member("head.sales")),
		})
		in.ExpectedVersion = r.Version
		s.refused("neither leading nor assisting", r, fault.Forbidden(), func() error { return only(try(w, s.As("head.sales"), Assess, in)) })
		if slices.Contains(s.available(s.As("head.sales"), s.read(r.ID)), flow.RequirementActAssess) {
			t.Error("it is offered to a department that does not take part")
		}
		// In the response team it counts as an assisting department does (D0-43).
		team := s.team(flow.GroupResponseTeam, "快速响应一组", "head.sales", "head.service")
		r = must(s, management, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, TeamID: &team.ID})
		in.ExpectedVersion, in.ExpectedValueVersion = r.Version, ptr(1)
		must(s, "head.sales", Assess, in)
	})
}

// There is an end to those who assess, and the plan has a place beyond it.
func TestAssessedByTooMany(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r, sys := s.assessing(), s.A.System()
		for range maxAssessing {
			d := w.Client.Department.Create().SetName(string(typeid.New("x", s.Clock.Now()))).SetType(flow.DepartmentOther).SaveX(sys)
			w.Client.RequirementAssessment.Create().SetRequirementID(r.ID).SetDepartmentID(d.ID).SetKind(flow.AssessValue).SetAssessedAt(s.Clock.Now()).ExecX(sys)
		}
		s.refused("one too many", r, fault.Conflict("requirement.assessments_too_many"), func() error {
			return only(try(w, s.As("head.sales"), Assess, AssessInput{ID: r.ID, ExpectedVersion: r.Version, Value: value(4)}))
		})
		must(s, "head.service", Plan, s.planInput(r.ID, r.Version))
	})
}

// A page of requirements reads what their departments think at once.
func TestAssessmentsOfAPage(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		statements := func() int64 {
			t.Helper()
			ctx, n := database.WithStatements(s.As(management))
			all, err := w.Client.Requirement.Query().WithAssessments().All(ctx)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range all {
				if _, err := r.Assessments(ctx); err != nil {
					t.Fatal(err)
				}
			}
			return n.Count()
		}
		give := func() {
			r := s.assessing()
			must(s, "head.sales", Assess, AssessInput{ID: r.ID, ExpectedVersion: r.Version, Feasibility: feasibility(5), Value: value(5)})
		}
		give()
		one := statements()
		give()
		give()
		if more := statements(); more != one {
			t.Errorf("%d statements for one requirement, %d for three", one, more)
		}
		// Who does not read the requirement reads none of it.
		if n := w.Client.RequirementAssessment.Query().CountX(s.As("staff")); n != 0 {
			t.Errorf("staff reads %d", n)
		}
		if n := w.Client.RequirementAssessment.Query().CountX(w.B.As(management)); n != 0 {
			t.Errorf("another company reads %d", n)
		}
	})
}
