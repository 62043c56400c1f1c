package migrations_test

import (
	"database/sql"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/engagement"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/engagementplan"
	"heed/ent/migrations"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
)

// asking is the migration that made the column in which plans keep until when they asked.
const asking = 20261126143000

// Plans that opened tasks before it was kept until when they asked go on from there, and
// those that opened none from now: nobody is asked for a past that has gone. What was
// answered to reports is taken out of tasks that were there.
func TestPlansOfBefore(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		sys, began := w.A.System(), time.Now().Truncate(time.Second)
		key := w.Client.Customer.Create().SetName("重点客户").SetTierKey("KEY").SetDepartmentID(w.A.Departments[flow.DepartmentService].ID).SaveX(sys)
		exec(sys, t, w.DB.SQL, "UPDATE customers SET created_at = $1", apptest.Start.AddDate(-2, 0, 0))
		exec(sys, t, w.DB.SQL, "UPDATE engagement_plans SET created_at = $1, valid_from = $1", apptest.Start.AddDate(-1, 0, 0))
		if err := engagement.OpenDue(sys, w.Journal); err != nil {
			t.Fatal(err)
		}
		w.Client.Task.Delete().Where(task.PeriodStartLT(apptest.Start.AddDate(0, 0, -9))).ExecX(sys) // before September
		response := func(of flow.TaskType) typeid.ID {
			return w.Client.Task.Create().SetType(of).SetTitle("答复").SetDueAt(apptest.Start).SetResult("增派人手").SetState(flow.TaskDone).SetClauseIds([]string{}).SaveX(sys).ID
		}
		answered, general := response(flow.TaskReportResponse), response(flow.TaskGeneral)
		again(t, w)

		silent := 0
		for _, p := range w.Client.EngagementPlan.Query().AllX(sys) {
			tasks := w.Client.Task.Query().Where(task.PlanID(p.ID)).Order(ent.Desc(task.FieldCreatedAt)).AllX(sys)
			switch until := optional.Value(p.OpenedUntil); {
			case len(tasks) > 0 && !until.Equal(tasks[0].CreatedAt):
				t.Errorf("%s has asked until %s, its last task is of %s", p.Name, until, tasks[0].CreatedAt)
			case len(tasks) == 0:
				silent++
				if until.Before(began) {
					t.Errorf("%s has asked until %s, which is before %s", p.Name, until, began)
				}
			}
		}
		if silent == 0 || w.Client.EngagementPlan.Query().Where(engagementplan.OpenedUntilIsNil()).ExistX(w.B.System()) {
			t.Errorf("%d plans have opened nothing, or the other company's do not know until when", silent)
		}
		w.Clock.Set(apptest.Start.AddDate(0, 1, 0))
		if err := engagement.OpenDue(w.A.System(), w.Journal); err != nil {
			t.Fatal(err)
		}
		if all := w.Client.Task.Query().Where(task.CustomerID(key.ID)).AllX(sys); len(all) != 2 { // September, October
			t.Errorf("asked for %v", all)
		}
		if a, g := w.Client.Task.GetX(sys, answered), w.Client.Task.GetX(sys, general); a.Result != "" || g.Result == "" {
			t.Errorf("the results are %q and %q", a.Result, g.Result)
		}
	})
}

// again takes the migrations back to before it was kept until when plans asked, and
// applies them once more.
func again(t *testing.T, w *apptest.World) {
	t.Helper()
	var db *sql.DB
	if file, ok := strings.CutPrefix(w.URL(), "sqlite:"); ok {
		d, err := database.OpenSQLite(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { d.Close() })
		db = d.DB()
	} else {
		db = postgres(t, w.URL(), "")
	}
	m, err := database.NewMigrator(db, w.Client.Dialect(), migrations.Files)
	if err != nil {
		t.Fatal(err)
	}
	for undone := (&database.Migration{}); undone.Version != asking; {
		if undone, err = m.Down(t.Context()); err != nil || undone == nil {
			t.Fatal(undone, err)
		}
	}
	if _, err := m.Up(t.Context()); err != nil {
		t.Fatal("with rows there:", err)
	}
}
