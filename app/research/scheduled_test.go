package research_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/research"
	"heed/app/tasks"
	"heed/ent"
	"heed/ent/department"
	"heed/ent/researchactivity"
	"heed/ent/task"
	"heed/rules/flow"
)

// plans lets the calendar plan what is due.
func plans(t *testing.T, w *apptest.World, c *apptest.Company) {
	t.Helper()
	if err := research.Plan(c.System(), w.Journal); err != nil {
		t.Fatal(err)
	}
}

// Every quarter an interview and a mystery visit are planned, once, and asked for until its
// end; what is not done by then is missed (D2-41).
func TestD2_41_Plan(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		sys := w.A.System()
		management := w.A.Departments[flow.DepartmentExperienceManagement].ID
		plans(t, w, w.A)
		before := w.Count(t)
		plans(t, w, w.A)
		w.Clock.Set(time.Date(2026, 9, 30, 15, 59, 59, 999_999_000, time.UTC)) // the quarter's last instant
		plans(t, w, w.A)
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("planned again: %v, were %v", after, before)
		}
		made := func(quarter string) map[flow.ResearchMethod]*ent.ResearchActivity {
			t.Helper()
			all := map[flow.ResearchMethod]*ent.ResearchActivity{}
			for _, r := range w.Client.ResearchActivity.Query().Where(researchactivity.SlotContains(quarter)).AllX(sys) {
				all[r.Method] = r
			}
			if len(all) != 2 {
				t.Fatalf("of %s there are %v", quarter, all)
			}
			return all
		}
		asked := func(r *ent.ResearchActivity) *ent.Task {
			return w.Client.Task.Query().Where(task.SubjectID(r.ID)).OnlyX(sys)
		}
		third := made("2026-Q3")
		for method, clause := range map[flow.ResearchMethod]string{flow.ResearchInterview: "D2-37", flow.ResearchMystery: "D2-38"} {
			r := third[method]
			if r.State != flow.ResearchPlanned || r.DepartmentID != management || r.SampleRule == "" || r.PlannedOn.Format(time.DateOnly) != "2026-08-15" {
				t.Errorf("%s: %+v", method, r)
			}
			one := asked(r)
			if one.DepartmentID != management || one.DueAt.UTC().Format(time.DateTime) != "2026-09-30 15:59:59" || !slices.Equal(one.ClauseIds, []string{clause, "D2-41"}) {
				t.Errorf("%s is asked for by %+v", method, one)
			}
		}
		if n := w.Client.ResearchActivity.Query().CountX(w.B.System()) + w.Client.Task.Query().CountX(w.B.System()); n != 0 {
			t.Errorf("%d rows in the other company", n)
		}
		// The interview is done, the visit is not.
		r := third[flow.ResearchInterview]
		w.Clock.Set(apptest.Start)
		r = must(t, w, "management", research.Start, research.StartInput{ID: r.ID, ExpectedVersion: r.Version})
		must(t, w, "management", research.Finish, research.FinishInput{ID: r.ID, ExpectedVersion: r.Version, Conclusion: ptr("等待太久"), Score: ptr(3)})
		w.Clock.Set(time.Date(2026, 9, 30, 16, 0, 0, 0, time.UTC)) // the first instant of the next quarter
		if err := tasks.TickAll(w.A.System(), w.Journal); err != nil {
			t.Fatal(err)
		}
		if done, missed := asked(r), asked(third[flow.ResearchMystery]); done.State != flow.TaskDone || done.Result != "" || missed.State != flow.TaskMissed {
			t.Errorf("their tasks are %s and %s", done.State, missed.State)
		}
		// In the next quarter both are planned anew; one that is given up is not asked for, nor planned again.
		plans(t, w, w.A)
		visit := made("2026-Q4")[flow.ResearchMystery]
		must(t, w, "management", research.Cancel, research.CancelInput{ID: visit.ID, ExpectedVersion: visit.Version, Reason: "门店装修"})
		if one := asked(visit); one.State != flow.TaskCancelled {
			t.Errorf("given up, its task is %s", one.State)
		}
		before = w.Count(t)
		plans(t, w, w.A)
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("given up, and planned again: %v, were %v", after, before)
		}
	})
}

// A company that is not at work plans nothing, nor does one of which nobody manages experience.
func TestD2_41_NobodyPlans(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		w.Client.Tenant.UpdateOneID(w.A.ID).SetState(flow.TenantSuspended).ExecX(w.A.System())
		w.Client.Department.Update().Where(department.IsManagement(true)).SetIsManagement(false).ExecX(w.B.System())
		for _, c := range []*apptest.Company{w.A, w.B} {
			w.Who.Changed(c.ID)
			before := w.Count(t)
			plans(t, w, c)
			if after := w.Count(t); !maps.Equal(before, after) {
				t.Errorf("it plans: %v, were %v", after, before)
			}
		}
	})
}
