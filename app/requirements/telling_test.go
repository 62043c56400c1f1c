package requirements

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/clocks"
	"heed/app/tasks"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// mergedOf is a requirement of the customer in the state, merged into the other; who is
// responsible for it works in the department.
func (s *stage) mergedOf(c *ent.Customer, into *ent.Requirement, who string, department flow.DepartmentType) *ent.Requirement {
	s.t.Helper()
	return s.merged(s.of(c, who, department), into)
}

func (s *stage) merged(r, into *ent.Requirement) *ent.Requirement {
	s.t.Helper()
	return must(s, management, Merge, MergeInput{ID: r.ID, ExpectedVersion: s.read(r.ID).Version, IntoID: into.ID})
}

func (s *stage) of(c *ent.Customer, who string, department flow.DepartmentType) *ent.Requirement {
	s.t.Helper()
	in := s.input(flow.UrgencyGeneral)
	in.CustomerID, in.LeadDepartmentID = c.ID, &s.A.Departments[department].ID
	r := must(s, management, Create, in)
	r = must(s, management, Receive, ReceiveInput{r.ID, r.Version})
	if who != "" {
		r = must(s, management, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, AssigneeID: ptr(s.member(who))})
	}
	return r
}

// telling are the tasks that ask for customers to be told of the requirement, by customer.
func (s *stage) telling(r *ent.Requirement) map[typeid.ID][]*ent.Task {
	s.t.Helper()
	of := map[typeid.ID][]*ent.Task{}
	for _, t := range s.Client.Task.Query().Where(task.SubjectID(r.ID)).Order(task.ByID()).AllX(s.A.System()) {
		of[t.CustomerID] = append(of[t.CustomerID], t)
	}
	return of
}

func (s *stage) deliver(r *ent.Requirement) *ent.Requirement {
	s.t.Helper()
	return must(s, management, Deliver, s.deliverInput(r.ID, s.read(r.ID).Version))
}

// With a result each customer whose requirement was merged into it is to be told by somebody, once,
// also when it is delivered again (D0-38).
func TestD0_38_OthersAreToldTheResult(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		third := s.customer(w.A, "第三家", "ORDINARY")
		r := s.at(flow.RequirementProcessing, flow.UrgencyGeneral)
		s.mergedOf(s.ordinary, r, "", flow.DepartmentService) // its own customer hears of it anyway
		one := s.of(s.key, "head.sales", flow.DepartmentSales)
		s.mergedOf(third, one, "", flow.DepartmentService)
		s.merged(one, r)
		s.mergedOf(s.key, r, "", flow.DepartmentService) // of the same customer
		if of := s.telling(r); len(of) != 0 {
			t.Errorf("before there is a result asked for is %v", of)
		}
		r = s.deliver(r)
		of := s.telling(r)
		if len(of) != 2 || len(of[s.key.ID]) != 1 || len(of[third.ID]) != 1 {
			t.Fatalf("asked for is %v", of)
		}
		sales, own := of[s.key.ID][0], of[third.ID][0]
		due := clocks.WorkingDaysAfter(s.A.System(), s.Clock.Now(), 3)
		if sales.AssigneeID != s.member("head.sales") || sales.DepartmentID != s.A.Departments[flow.DepartmentSales].ID || sales.State != flow.TaskOpen ||
			sales.Type != flow.TaskCoordination || !strings.Contains(sales.Title, *r.Number) || !slices.Equal(sales.ClauseIds, []string{"D0-38", "D0-53"}) || !sales.DueAt.Equal(*due) {
			t.Errorf("of whom its own person tells it is %v", sales)
		}
		if own.AssigneeID != s.member("head.service") || own.DepartmentID != r.LeadDepartmentID {
			t.Errorf("of whom nobody is responsible it is %v", own)
		}
		events := s.A.Events(t)
		if last := events[len(events)-3:]; last[0].Type != "requirement.feedback" || last[1].Type != "task.open" || last[2].Type != "task.open" {
			t.Errorf("told is %v", last)
		}
		// Delivered again: who is still to be told is told the newest result; who knows the first hears of the second.
		must(s, "head.sales", tasks.Finish, tasks.FinishInput{ID: sales.ID, ExpectedVersion: sales.Version, Result: "已电话告知"})
		r = must(s, management, Reopen, ReopenInput{r.ID, r.Version, "又坏了"})
		r = s.deliver(r)
		if of := s.telling(r); len(of) != 2 || len(of[third.ID]) != 1 || len(of[s.key.ID]) != 2 || of[s.key.ID][1].State != flow.TaskOpen {
			t.Errorf("delivered again, asked for is %v", of)
		}
		r = must(s, management, Reopen, ReopenInput{r.ID, r.Version, "还是坏的"})
		r = s.deliver(r)
		if of := s.telling(r); len(of[third.ID]) != 1 || len(of[s.key.ID]) != 2 {
			t.Errorf("delivered a third time, asked for is %v", of)
		}
	})
}

// Who has left tells nobody; what is merged into what is delivered already is asked for then, and
// no more once the merge is undone (D0-38).
func TestD0_38_WhoTellsOthers(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementProcessing, flow.UrgencyGeneral)
		s.mergedOf(s.key, r, "head.sales", flow.DepartmentSales)
		w.Client.Member.UpdateOneID(s.member("head.sales")).SetState(flow.MemberLeft).ExecX(s.A.System())
		r = s.deliver(r)
		if of := s.telling(r)[s.key.ID]; len(of) != 1 || of[0].AssigneeID != r.AssigneeID || of[0].DepartmentID != r.LeadDepartmentID {
			t.Errorf("asked for is %v", of)
		}
		third := s.customer(w.A, "第三家", "ORDINARY")
		merged := s.mergedOf(third, r, "", flow.DepartmentService)
		of := s.telling(r)
		if len(of[third.ID]) != 1 || len(of[s.key.ID]) != 1 {
			t.Fatalf("merged late, asked for is %v", of)
		}
		must(s, management, Unmerge, UnmergeInput{merged.ID, merged.Version, "两回事"})
		if !slices.ContainsFunc(s.A.Events(t), func(e *ent.Event) bool { return e.Type == "task.cancelled" && e.SubjectID == of[third.ID][0].ID }) {
			t.Error("nobody is told that it is taken back")
		}
		of = s.telling(r)
		if of[third.ID][0].State != flow.TaskCancelled || of[third.ID][0].Result == "" || of[s.key.ID][0].State != flow.TaskOpen {
			t.Errorf("the merge undone, asked for is %v", of)
		}
		// Not told in time it is a fact.
		s.Clock.Set(of[s.key.ID][0].DueAt.Add(time.Second))
		if _, err := w.Journal.Change(s.A.System(), func(ctx context.Context, tx *ent.Tx) error { return tasks.Tick(ctx, tx, of[s.key.ID][0].ID) }); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Journal.Change(s.A.System(), func(ctx context.Context, tx *ent.Tx) error { return tasks.Tick(ctx, tx, of[s.key.ID][0].ID) }); err != nil {
			t.Fatal(err)
		}
		if got := s.telling(r)[s.key.ID][0].State; got != flow.TaskMissed {
			t.Errorf("after its time it is %s", got)
		}
	})
}

// What is not taken up is told to the others too (D0-38).
func TestD0_38_OthersAreToldTheRejection(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.received(flow.UrgencyGeneral)
		s.mergedOf(s.key, r, "", flow.DepartmentService)
		if err := s.verbs()[flow.RequirementActReject](s.As(management), r.ID, s.read(r.ID).Version); err != nil {
			t.Fatal(err)
		}
		if of := s.telling(r); len(of) != 1 || len(of[s.key.ID]) != 1 || of[s.key.ID][0].AssigneeID != s.member("head.service") {
			t.Errorf("asked for is %v", of)
		}
	})
}

// The others are asked for in as many statements, however many they are.
func TestOthersInFewStatements(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		statements := func(others int) int64 {
			t.Helper()
			r := s.at(flow.RequirementProcessing, flow.UrgencyGeneral)
			for range others {
				s.mergedOf(s.customer(w.A, "又一家", "ORDINARY"), r, "member.service", flow.DepartmentService)
			}
			ctx, n := database.WithStatements(s.As(management))
			if _, err := try(w, ctx, Deliver, s.deliverInput(r.ID, r.Version)); err != nil {
				t.Fatal(err)
			}
			return n.Count()
		}
		if one, five := statements(1), statements(5); one != five {
			t.Errorf("%d statements for one customer, %d for five", one, five)
		}
	})
}
