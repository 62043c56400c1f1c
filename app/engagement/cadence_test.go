package engagement

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/app/tasks"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/engagementplan"
	"heed/ent/task"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/period"
	"heed/rules/typeid"
)

// Key customers: one in-depth talk each calendar month. A task is opened for the
// account manager, done by an interaction that fulfils it, and missed otherwise.
func TestD0_23(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.founded(time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC))
		s.at("2026-09-01 01:00")
		first := s.last(s.key)
		if first.State != flow.TaskOpen || first.Type != flow.TaskCollection || first.AssigneeID != s.A.Members["member.service"].ID ||
			first.DepartmentID != s.A.Departments[flow.DepartmentService].ID || !slices.Equal(first.ClauseIds, []string{"D0-23"}) ||
			!first.DueAt.Equal(time.Date(2026, 9, 30, 15, 59, 59, 0, time.UTC)) || !optional.Value(first.PeriodStart).Equal(time.Date(2026, 8, 31, 16, 0, 0, 0, time.UTC)) {
			t.Fatalf("the task is %+v", first)
		}
		s.open()
		s.open()
		if n := len(s.tasksOf(s.key)); n != 1 {
			t.Fatalf("%d tasks of a month", n)
		}
		refused(s, "member.service", tasks.Finish, tasks.FinishInput{ID: first.ID, ExpectedVersion: first.Version, Result: "谈过了"}, fault.Precondition("task.planned"), "")
		refused(s, "management", tasks.Update, tasks.UpdateInput{ID: first.ID, ExpectedVersion: first.Version, DueAt: ptr(s.Clock.Now().AddDate(1, 0, 0))}, fault.Precondition("task.planned"), "")
		refused(s, "management", tasks.Cancel, tasks.CancelInput{ID: first.ID, ExpectedVersion: first.Version, Reason: "不需要"}, fault.Precondition("task.planned"), "")
		if acts := tasks.Available(s.As("management"), first); slices.Contains(acts, flow.TaskActCancel) {
			t.Errorf("acts: %v", acts)
		}
		if acts := tasks.Available(s.As("member.service"), first); slices.Contains(acts, flow.TaskActFinish) {
			t.Errorf("acts: %v", acts)
		}
		in := s.visit(s.key)
		in.InDepth = nil
		shallow := must(s, "member.service", Create, in).Unwrap()
		before := s.visit(s.key)
		before.OccurredAt = time.Date(2026, 8, 31, 15, 59, 59, 0, time.UTC)
		must(s, "member.service", Create, before)
		if got := s.last(s.key); got.State != flow.TaskOpen {
			t.Fatalf("it is %s by a talk that is not in depth, or of another month", got.State)
		}
		s.at("2026-09-15 09:00")
		must(s, "member.service", Update, UpdateInput{ID: shallow.ID, ExpectedVersion: shallow.Version, InDepth: ptr(true)})
		done := s.last(s.key)
		if done.State != flow.TaskDone || optional.Value(done.EvidenceType) != flow.SubjectInteraction || done.EvidenceID != shallow.ID || done.EndedAt == nil || done.NextTickAt != nil {
			t.Fatalf("done is %+v", done)
		}
		if got := s.events(done.ID); !slices.Equal(got, []string{"task.open", "task.done"}) {
			t.Errorf("events: %v", got)
		}
		// October: nobody talks with the customer.
		s.at("2026-10-01 01:00")
		s.at("2026-11-01 01:00")
		if err := tasks.TickAll(s.A.System(), s.Journal); err != nil {
			t.Fatal(err)
		}
		late := s.visit(s.key)
		late.OccurredAt = time.Date(2026, 10, 20, 3, 0, 0, 0, time.UTC)
		must(s, "member.service", Create, late)
		all := s.tasksOf(s.key)
		if len(all) != 3 || all[1].State != flow.TaskMissed || all[2].State != flow.TaskOpen {
			t.Fatalf("a missed month stays missed: %v", states(all))
		}
	})
}

func states(all []*ent.Task) (got []flow.TaskState) {
	for _, t := range all {
		got = append(got, t.State)
	}
	return got
}

// General customers: one talk each calendar quarter, of any depth.
func TestD0_24(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.founded(time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC))
		s.at("2026-09-30 23:59")
		if n := len(s.tasksOf(s.general)); n != 0 {
			t.Fatalf("%d tasks of a quarter that had begun before", n)
		}
		s.at("2026-10-01 01:00")
		first := s.last(s.general)
		if !first.DueAt.Equal(time.Date(2026, 12, 31, 15, 59, 59, 0, time.UTC)) || !slices.Equal(first.ClauseIds, []string{"D0-24"}) {
			t.Fatalf("the task is %+v", first)
		}
		call := s.visit(s.general)
		call.Type, call.InDepth = flow.InteractionPhone, nil
		must(s, "member.service", Create, call)
		if got := s.last(s.general); got.State != flow.TaskDone {
			t.Errorf("it is %s", got.State)
		}
		s.at("2027-01-01 01:00")
		if got := s.tasksOf(s.general); len(got) != 2 || got[1].State != flow.TaskOpen {
			t.Errorf("the next quarter: %v", states(got))
		}
	})
}

// What was talked about before the task was opened counts, and downtime leaves
// nothing out: months that are over were done or missed.
func TestCaughtUp(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.founded(time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC))
		s.at("2026-06-01 01:00")
		spoken := s.visit(s.key)
		spoken.OccurredAt = time.Date(2026, 7, 10, 3, 0, 0, 0, time.UTC)
		s.Clock.Set(spoken.OccurredAt)
		must(s, "member.service", Create, spoken)
		s.at("2026-09-03 01:00")
		if err := tasks.TickAll(s.A.System(), s.Journal); err != nil {
			t.Fatal(err)
		}
		want := []flow.TaskState{flow.TaskMissed, flow.TaskDone, flow.TaskMissed, flow.TaskOpen} // June to September
		if got := states(s.tasksOf(s.key)); !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		if s.tasksOf(s.key)[1].EvidenceID == "" {
			t.Error("July has no evidence")
		}
	})
}

// Who comes when the period is half over is asked for from the next on, and who has
// no account manager is the department's.
func TestWhoIsAsked(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.founded(time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC))
		s.at("2026-09-01 01:00")
		s.at("2026-09-10 01:00")
		early := s.customer("早", "STRATEGIC")
		s.at("2026-09-20 01:00")
		late := w.Client.Customer.Create().SetName("晚").SetTierKey("KEY").SaveX(w.A.System())
		s.open()
		if len(s.tasksOf(early)) != 1 || len(s.tasksOf(late)) != 0 {
			t.Errorf("%d and %d tasks", len(s.tasksOf(early)), len(s.tasksOf(late)))
		}
		s.at("2026-10-01 01:00")
		got := s.last(late)
		if got.AssigneeID != "" || got.DepartmentID != s.A.Departments[flow.DepartmentExperienceManagement].ID {
			t.Errorf("the task is %+v", got)
		}
		if n := w.Client.Task.Query().CountX(w.B.System()); n != 0 {
			t.Errorf("%d tasks in another company", n)
		}
	})
}

// Nobody is asked for a past that was not theirs: a class had no customers for a while,
// or a customer came to it or to the company while nothing was opened.
func TestNotForThePast(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.founded(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))
		w.Client.Customer.UpdateOneID(s.key.ID).SetTierKey("ORDINARY").ExecX(w.A.System())
		plan := w.Client.EngagementPlan.Query().Where(engagementplan.CollectionClassEQ(flow.CollectionKey)).OnlyX(w.A.System())
		s.at("2026-04-01 01:00")
		s.at("2026-08-31 01:00") // nobody is of the class
		asked := w.Client.EngagementPlan.GetX(w.A.System(), plan.ID)
		if n := w.Client.Task.Query().Where(task.PlanID(plan.ID)).CountX(w.A.System()); n != 0 || asked.Version != plan.Version || !asked.UpdatedAt.Equal(plan.UpdatedAt) ||
			!optional.Value(asked.OpenedUntil).Equal(s.Clock.Now()) {
			t.Fatalf("%d tasks, the plan is %+v, was %+v", n, asked, plan)
		}
		// One comes to the class in the first half of September, one in the second, one of old.
		s.at("2026-09-10 09:00")
		tier := func(c *ent.Customer, key string) {
			t.Helper()
			c = w.Client.Customer.GetX(w.A.System(), c.ID)
			must(s, "management", customers.Update, customers.UpdateInput{ID: c.ID, ExpectedVersion: c.Version, TierKey: &key})
		}
		tier(s.key, "KEY")
		s.open()
		if got := s.of(plan, s.key); !slices.Equal(got, []string{"2026-09"}) {
			t.Errorf("the first is asked for %v", got)
		}
		s.Clock.Set(time.Date(2026, 9, 25, 1, 0, 0, 0, time.UTC))
		tier(s.general, "KEY")
		s.at("2026-11-03 01:00") // downtime
		if got := s.of(plan, s.key); !slices.Equal(got, []string{"2026-09", "2026-10", "2026-11"}) {
			t.Errorf("the first is asked for %v", got)
		}
		if got := s.of(plan, s.general); !slices.Equal(got, []string{"2026-10", "2026-11"}) {
			t.Errorf("the second is asked for %v", got)
		}
		// A tier that comes to a class has its customers asked for from now on.
		old := s.customer("老客户", "ORDINARY")
		s.founded(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))
		w.Client.Customer.UpdateOneID(old.ID).SetTierKey("KEY").ExecX(w.A.System())
		s.at("2026-12-02 01:00")
		if got := s.of(plan, old); !slices.Equal(got, []string{"2026-12"}) {
			t.Errorf("the third is asked for %v", got)
		}
	})
}

// What is changed of a plan while its tasks are opened stays: when, by whom and how often.
func TestChangedMeanwhile(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		read := w.Client.EngagementPlan.Query().FirstX(w.A.System())
		s.Clock.Advance(time.Minute)
		changed := must(s, "management", UpdatePlan, PlanUpdateInput{ID: read.ID, ExpectedVersion: read.Version, Name: ptr("改名")})
		s.Clock.Advance(time.Minute)
		if err := opened(w.A.System(), w.Journal, read); err != nil {
			t.Fatal(err)
		}
		got := w.Client.EngagementPlan.GetX(w.A.System(), read.ID)
		if got.Version != read.Version+1 || !got.UpdatedAt.Equal(changed.UpdatedAt) || got.UpdatedBy != w.A.Members["management"].ID || got.Name != "改名" ||
			!optional.Value(got.OpenedUntil).Equal(s.Clock.Now()) {
			t.Errorf("it is %+v, was changed to %+v", got, changed)
		}
	})
}

// of are the months in which the plan asks for the customer.
func (s *stage) of(plan *ent.EngagementPlan, c *ent.Customer) []string {
	months := []string{}
	for _, t := range s.tasksOf(c) {
		if t.PlanID == plan.ID {
			months = append(months, t.DueAt.Add(8*time.Hour).Format("2006-01"))
		}
	}
	return months
}

// Whom an import of facts has made is asked for once somebody works with them.
func TestOfHistory(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		quiet, spoken, changed := s.customer("甲", "KEY"), s.customer("乙", "KEY"), s.customer("丙", "KEY")
		w.Client.Customer.Update().Where(customer.IDIn(quiet.ID, spoken.ID, changed.ID)).SetFromHistory(true).ExecX(w.A.System())
		s.founded(time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC))
		s.at("2026-09-01 01:00")
		if len(s.tasksOf(quiet))+len(s.tasksOf(spoken))+len(s.tasksOf(changed)) != 0 || len(s.tasksOf(s.key)) != 1 {
			t.Fatal("they are asked for")
		}
		s.at("2026-09-02 09:00")
		in := s.visit(spoken)
		in.InDepth = nil
		must(s, "member.service", Create, in)
		changed = w.Client.Customer.GetX(w.A.System(), changed.ID)
		must(s, "management", customers.Update, customers.UpdateInput{ID: changed.ID, ExpectedVersion: changed.Version, Address: ptr("北京")})
		s.at("2026-09-03 01:00")
		if len(s.tasksOf(quiet)) != 0 || len(s.tasksOf(spoken)) != 1 || len(s.tasksOf(changed)) != 1 {
			t.Errorf("asked for: %d, %d, %d", len(s.tasksOf(quiet)), len(s.tasksOf(spoken)), len(s.tasksOf(changed)))
		}
	})
}

// No table is read whole to find them: all are entered by what the company has of it.
func TestPlanOfCustomers(t *testing.T) {
	s := on(t, apptest.NewWorld(t))
	ctx := s.A.System()
	plan := s.Client.EngagementPlan.Query().Where(engagementplan.CollectionClassEQ(flow.CollectionKey)).OnlyX(ctx)
	a := asking{plan: plan, rule: plan.Rules[0], span: period.Of(flow.PeriodMonth, s.Clock.Now(), time.UTC), opened: s.Clock.Now()}
	var sent *sql.Selector
	if _, err := a.next(ctx, s.Client, "cus_").Where(func(q *sql.Selector) { sent = q }).All(ctx); err != nil {
		t.Fatal(err)
	}
	query, args := sent.Query()
	rows, err := s.DB.SQL.QueryContext(ctx, "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	steps := 0
	for ; rows.Next(); steps++ {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(step, "SCAN") || strings.Contains(step, " USING ") && !strings.Contains(step, "tenant_id=?") {
			t.Errorf("%s: %s", query, step)
		}
	}
	if err := rows.Err(); err != nil || steps < 3 {
		t.Errorf("%d steps, %v", steps, err)
	}
}

// A talk that was written down while its task was opened, so that neither saw the
// other, ends it all the same: in the next look, and at the latest before it is missed.
func TestBetween(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.founded(time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC))
		s.at("2026-09-01 01:00")
		talk := func(at time.Time) typeid.ID {
			return w.Client.Interaction.Create().SetType(flow.InteractionVisit).SetDirection(flow.DirectionOutbound).SetCustomerID(s.key.ID).
				SetMemberID(s.A.Members["member.service"].ID).SetDepartmentID(s.A.Departments[flow.DepartmentService].ID).
				SetParticipantIds([]typeid.ID{}).SetTitle("拜访").SetOccurredAt(at).SetInDepth(true).SetNeeds("a").SetExpectations("b").SetOpinions("c").
				SetState(flow.InteractionRecorded).SaveX(w.A.System()).ID
		}
		open := s.last(s.key)
		id := talk(s.Clock.Now())
		zone := time.FixedZone("CST", 8*3600)
		plan := w.Client.EngagementPlan.GetX(w.A.System(), open.PlanID)
		a := asking{plan: plan, rule: plan.Rules[0], span: period.Of(flow.PeriodMonth, s.Clock.Now(), zone)}
		if err := a.again(w.A.System(), s.Journal, []*ent.Customer{s.key}); err != nil {
			t.Fatal(err)
		}
		if got := s.last(s.key); got.State != flow.TaskDone || got.EvidenceID != id {
			t.Fatalf("after it was opened it is %+v", got)
		}
		s.at("2026-10-01 01:00")
		id = talk(s.Clock.Now())
		s.at("2026-11-01 01:00")
		talk(time.Date(2026, 10, 20, 3, 0, 0, 0, time.UTC))
		if err := tasks.TickAll(s.A.System(), s.Journal, Evidence); err != nil {
			t.Fatal(err)
		}
		all := s.tasksOf(s.key)
		if len(all) != 3 || all[1].State != flow.TaskDone || all[1].EvidenceID != id {
			t.Fatalf("when it would be missed it is %v", states(all))
		}
		// What is written down after the period does not count.
		s.at("2026-12-01 01:00")
		talk(time.Date(2026, 11, 20, 3, 0, 0, 0, time.UTC))
		if err := tasks.TickAll(s.A.System(), s.Journal, Evidence); err != nil {
			t.Fatal(err)
		}
		if all := s.tasksOf(s.key); all[2].State != flow.TaskMissed {
			t.Errorf("written down too late: %v", states(all))
		}
	})
}

// Many customers are opened in lots; the number of statements of a lot does not
// depend on how many there are.
func TestLots(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	rows := make([]*ent.CustomerCreate, atOnce+50)
	for i := range rows {
		rows[i] = w.Client.Customer.Create().SetName(fmt.Sprintf("K%03d", i)).SetTierKey("KEY").SetDepartmentID(s.A.Departments[flow.DepartmentService].ID)
	}
	w.Client.Customer.CreateBulk(rows...).ExecX(w.A.System())
	s.founded(time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC))
	s.at("2026-09-01 01:00")
	if n := w.Client.Task.Query().CountX(w.A.System()); n != atOnce+51 {
		t.Errorf("%d tasks", n)
	}
}

// Assignees are reminded a working day before the end of the period.
func TestReminded(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	s.founded(time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC))
	s.at("2026-09-01 01:00")
	first := s.last(s.key)
	if at := optional.Value(first.NextTickAt); !at.Before(first.DueAt) || at.Before(first.DueAt.AddDate(0, 0, -5)) {
		t.Errorf("reminded at %s of what is due at %s", at, first.DueAt)
	}
}
