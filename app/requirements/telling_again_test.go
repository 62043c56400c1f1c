package requirements

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/clocks"
	"heed/app/tasks"
	"heed/ent"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// states are those of the tasks, the oldest first.
func states(of []*ent.Task) []flow.TaskState {
	all := make([]flow.TaskState, len(of))
	for i, t := range of {
		all[i] = t.State
	}
	return all
}

// stands fails the test unless the tasks of telling the customer stand like this.
func (s *stage) stands(when string, r *ent.Requirement, c *ent.Customer, want ...flow.TaskState) {
	s.t.Helper()
	if got := states(s.telling(r)[c.ID]); !slices.Equal(got, want) {
		s.t.Errorf("%s: it stands %v, want %v", when, got, want)
	}
}

// says writes down that the requirement's customer was told of the progress.
func (s *stage) says(r *ent.Requirement, customer typeid.ID, at time.Time) {
	s.t.Helper()
	s.n++
	p := ProgressTold{EntryID: typeid.ID(fmt.Sprintf("pro_%d", s.n)), Kind: flow.ProgressCustomerNotice, Customer: customer, At: at}
	if customer == r.CustomerID {
		p.ToldAt = &at
	}
	s.Change(s.t, s.As(management), func(ctx context.Context, tx *ent.Tx) error {
		held, err := Hold(ctx, tx, r.ID)
		if err != nil {
			return err
		}
		return Progressed(ctx, tx, held[0], p)
	})
}

// The first answer is told to the others, whose clocks ended with the merge (D0-38).
func TestD0_38_OthersAreToldTheFirstAnswer(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.received(flow.UrgencyGeneral)
		s.mergedOf(s.key, r, "head.sales", flow.DepartmentSales)
		r = must(s, management, RecordResponse, s.responseInput(r.ID, s.read(r.ID).Version))
		of := s.telling(r)[s.key.ID]
		if len(of) != 1 || of[0].AssigneeID != s.member("head.sales") || of[0].State != flow.TaskOpen ||
			!of[0].DueAt.Equal(*clocks.WorkingDaysAfter(s.A.System(), s.Clock.Now(), 3)) {
			t.Errorf("asked for is %v", of)
		}
		third := s.customer(w.A, "第三家", "ORDINARY")
		s.mergedOf(third, r, "", flow.DepartmentService)
		s.stands("merged after the answer", r, third, flow.TaskOpen)
		s.stands("asked for before", r, s.key, flow.TaskOpen)
	})
}

// A result takes back what asked for less, and is told by an entry that came after it (D0-38).
func TestD0_38_TheResultIsTold(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementProcessing, flow.UrgencyGeneral)
		s.mergedOf(s.key, r, "", flow.DepartmentService)
		before := s.Clock.Now()
		s.Clock.Advance(time.Hour)
		s.says(r, r.CustomerID, s.Clock.Now())
		s.says(r, s.key.ID, before)
		s.stands("told something before", r, s.key, flow.TaskOpen)
		s.Clock.Advance(time.Hour)
		told := s.Clock.Now()
		s.Clock.Advance(time.Hour)
		r = s.deliver(r)
		s.stands("with a result", r, s.key, flow.TaskCancelled, flow.TaskOpen)
		s.says(r, s.key.ID, told)
		s.stands("told the progress, written late", r, s.key, flow.TaskCancelled, flow.TaskOpen)
		s.says(r, s.key.ID, s.Clock.Now())
		s.stands("told the result", r, s.key, flow.TaskCancelled, flow.TaskDone)
		if of := s.telling(r)[s.key.ID]; of[0].Result == "" || of[1].Result != "" {
			t.Errorf("the results are %q and %q", of[0].Result, of[1].Result)
		}
	})
}

// Merged again after a merge was undone, the customer is to be told again; who was told is not
// because another one comes (D0-38).
func TestD0_38_MergedAgain(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementProcessing, flow.UrgencyGeneral)
		third := s.customer(w.A, "第三家", "ORDINARY")
		s.mergedOf(third, r, "head.sales", flow.DepartmentSales)
		r = s.deliver(r)
		own := s.telling(r)[third.ID][0]
		must(s, "head.sales", tasks.Finish, tasks.FinishInput{ID: own.ID, ExpectedVersion: own.Version, Result: "已告知"})
		one := s.mergedOf(s.key, r, "", flow.DepartmentService)
		s.stands("merged", r, s.key, flow.TaskOpen)
		s.unmerged(one)
		s.stands("undone", r, s.key, flow.TaskCancelled)
		s.Clock.Advance(time.Second)
		s.merged(one, r)
		s.stands("merged again", r, s.key, flow.TaskCancelled, flow.TaskOpen)
		s.stands("who was told", r, third, flow.TaskDone)
	})
}

// What is merged on asks for nothing any more: its customers hear of the other (D0-38).
func TestD0_38_MergedOn(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementProcessing, flow.UrgencyGeneral)
		third := s.customer(w.A, "第三家", "ORDINARY")
		middle := s.of(s.key, "", flow.DepartmentService)
		s.mergedOf(third, middle, "", flow.DepartmentService)
		middle = must(s, management, RecordResponse, s.responseInput(middle.ID, s.read(middle.ID).Version))
		s.stands("answered", middle, third, flow.TaskOpen)
		middle = s.merged(middle, r)
		r = s.deliver(r)
		s.stands("merged on", middle, third, flow.TaskCancelled)
		s.stands("delivered", r, third, flow.TaskOpen)
		open := s.Client.Task.Query().Where(task.CustomerID(third.ID), task.StateIn(flow.TaskOpen, flow.TaskInProgress)).CountX(s.A.System())
		if of := s.telling(middle)[third.ID]; open != 1 || of[0].Result == "" {
			t.Errorf("%d are open, taken back because of %q", open, of[0].Result)
		}
		s.unmerged(middle)
		s.stands("the merge was undone", middle, third, flow.TaskCancelled, flow.TaskOpen)
		s.stands("of the other", r, third, flow.TaskCancelled)
	})
}

// Of more customers than are told one by one somebody is asked to tell the rest (D0-38).
func TestD0_38_TheRestIsToldToo(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s, sys := newStage(t, w), w.A.System()
		r := s.at(flow.RequirementProcessing, flow.UrgencyGeneral)
		in := s.input(flow.UrgencyGeneral)
		for i := range MaxToTell + 6 {
			in.CustomerID = s.customer(w.A, fmt.Sprintf("第%d家", i), "ORDINARY").ID
			m := must(s, management, Create, in)
			w.Client.Requirement.UpdateOneID(m.ID).SetState(flow.RequirementMerged).SetMergedIntoID(r.ID).ExecX(sys)
		}
		r = s.deliver(r)
		of := s.telling(r)
		rest := of[""]
		if len(of) != MaxToTell || len(rest) != 1 || !strings.Contains(rest[0].Title, " 7 ") || rest[0].AssigneeID != s.member("head.service") {
			t.Fatalf("asked for are %d, and of the rest %v", len(of), rest)
		}
		told, err := CustomersToTell(s.As(management), w.Client, r)
		if err != nil || len(told) != MaxToTell {
			t.Fatalf("told are %d, %v", len(told), err)
		}
		for _, c := range told[1:] {
			if len(of[c.ID]) != 1 {
				t.Errorf("of %s asked for is %v", c.Name, of[c.ID])
			}
		}
	})
}
