package requirements

import (
	"encoding/json"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/ent/database"
	"heed/ent/eventdetail"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Who loses a requirement is told, by whichever act it changes hands.
func TestChangeOfHands(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		sales := s.A.Departments[flow.DepartmentSales].ID
		told := func(name string, departments, members []typeid.ID) {
			t.Helper()
			e := s.lastEvent()
			for _, id := range departments {
				if !slices.Contains(e.DepartmentIds, id) {
					t.Errorf("%s: the departments told are %v", name, e.DepartmentIds)
				}
			}
			for _, id := range members {
				if !slices.Contains(e.MemberIds, id) {
					t.Errorf("%s: the members told are %v", name, e.MemberIds)
				}
			}
		}
		r := s.received(flow.UrgencyGeneral)
		service := r.LeadDepartmentID
		r = must(s, management, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, AssigneeID: ptr(s.member("member.service"))})
		r = must(s, management, Analyze, AnalyzeInput{ID: r.ID, ExpectedVersion: r.Version, LeadDepartmentID: &sales})
		told("analyzed", []typeid.ID{service, sales}, []typeid.ID{s.member("member.service")})
		in := s.planInput(r.ID, r.Version)
		in.AssigneeID = ptr(s.member("head.sales"))
		r = must(s, management, Plan, in)
		told("planned", []typeid.ID{sales}, []typeid.ID{s.member("member.service"), s.member("head.sales")})
		r = must(s, management, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, LeadDepartmentID: &service, AssigneeID: ptr(s.member("head.service"))})
		told("assigned", []typeid.ID{service, sales}, []typeid.ID{s.member("head.sales"), s.member("head.service")})
		if r.LeadDepartmentID != service {
			t.Errorf("it is %v", r)
		}
	})
}

// To assign it to those who have it changes nothing and tells nothing.
func TestAssignToTheSame(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		sales, logistics := s.A.Departments[flow.DepartmentSales].ID, s.A.Departments[flow.DepartmentLogistics].ID
		r := s.received(flow.UrgencyGeneral)
		in := AssignInput{
			ID: r.ID, ExpectedVersion: r.Version, LeadDepartmentID: &r.LeadDepartmentID,
			AssistingDepartmentIDs: []typeid.ID{sales, logistics}, AssigneeID: ptr(s.member("member.service")),
		}
		r = must(s, management, Assign, in)
		before := s.told()
		in.ExpectedVersion, in.AssistingDepartmentIDs = r.Version, []typeid.ID{logistics, r.LeadDepartmentID, sales}
		got := must(s, management, Assign, in)
		if got.Version != r.Version || s.read(r.ID).Version != r.Version || s.told() != before || len(got.Edges.Assisting) != 2 {
			t.Errorf("it became %v", got)
		}
	})
}

// Many assisting departments are looked up at once.
func TestAssistingAtOnce(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		statements := func(assisting ...typeid.ID) int64 {
			t.Helper()
			r := s.received(flow.UrgencyGeneral)
			ctx, n := database.WithStatements(s.As(management))
			if _, err := try(w, ctx, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, AssistingDepartmentIDs: assisting}); err != nil {
				t.Fatal(err)
			}
			return n.Count()
		}
		sales, logistics := s.A.Departments[flow.DepartmentSales].ID, s.A.Departments[flow.DepartmentLogistics].ID
		if one, more := statements(sales), statements(sales, logistics, s.A.Departments[flow.DepartmentHR].ID); one != more {
			t.Errorf("%d statements for one department, %d for three", one, more)
		}
		w.Client.Department.UpdateOneID(logistics).SetActive(false).ExecX(s.A.System())
		r := s.received(flow.UrgencyGeneral)
		s.refused("an inactive one", r, fault.Precondition("department.inactive").On("assistingDepartmentIds[1]"), func() error {
			return only(try(w, s.As(management), Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, AssistingDepartmentIDs: []typeid.ID{sales, logistics}}))
		})
	})
}

// What is taken up again is done again: the steps are open, and the journal knows how they ended.
func TestReopenedStepsAreOpen(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		r = must(s, management, Reopen, ReopenInput{r.ID, r.Version, "又坏了"})
		for _, step := range s.read(r.ID).Plans[0].Steps {
			if step.DoneAt != nil || step.Waived != "" || step.Text == "" {
				t.Errorf("the step is %v", step)
			}
		}
		detail := w.Client.EventDetail.Query().Where(eventdetail.EventID(s.lastEvent().ID)).OnlyX(s.A.System())
		var body struct {
			Before struct{ Steps []flow.PlanStep }
		}
		if err := json.Unmarshal([]byte(detail.Body), &body); err != nil {
			t.Fatal(err)
		}
		if steps := body.Before.Steps; len(steps) != 2 || steps[0].DoneAt == nil || steps[1].Waived == "" {
			t.Errorf("the detail is %s", detail.Body)
		}
		in := s.deliverInput(r.ID, r.Version)
		done := in.Steps
		in.Steps = nil
		s.refused("without the steps", r, fault.Precondition("requirement.steps_open").On("steps"), func() error {
			return only(try(w, s.As(management), Deliver, in))
		})
		in.Steps = done
		must(s, management, Deliver, in)
	})
}
