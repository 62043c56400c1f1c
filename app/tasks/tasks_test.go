package tasks

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/task"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// A task goes its way: each step is one event that its people see.
func TestLife(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		made := s.task("head.service", "member.service", 72*time.Hour)
		if made.State != flow.TaskOpen || made.Type != flow.TaskGeneral || made.Priority != flow.PriorityNormal ||
			made.DepartmentID != *s.department(flow.DepartmentService) || made.NextTickAt == nil {
			t.Fatalf("made is %+v", made)
		}
		begun := must(s, "member.service", Start, StartInput{made.ID, made.Version})
		done := must(s, "member.service", Finish, FinishInput{begun.ID, begun.Version, " 客户满意 "})
		if done.State != flow.TaskDone || done.Result != "客户满意" || done.EndedAt == nil || done.NextTickAt != nil {
			t.Errorf("done is %+v", done)
		}
		if got := s.newest(3); !slices.Equal(got, []string{"task.open", "task.in_progress", "task.done"}) {
			t.Errorf("events: %v", got)
		}
		events := w.A.Events(t)
		last := events[len(events)-1]
		if last.FromState != "IN_PROGRESS" || last.ToState != "DONE" || !slices.Contains(last.MemberIds, *s.member("member.service")) ||
			!slices.Contains(last.DepartmentIds, *s.department(flow.DepartmentService)) {
			t.Errorf("the event is %+v", last)
		}
		other := s.task("head.service", "member.service", time.Hour)
		if gone := must(s, "head.service", Cancel, CancelInput{other.ID, other.Version, "不再需要"}); gone.State != flow.TaskCancelled || gone.Result != "不再需要" {
			t.Errorf("cancelled is %+v", gone)
		}
		alone := must(s, "staff", Create, CreateInput{Title: "自己的事"})
		if alone.AssigneeID != *s.member("staff") || !alone.DueAt.Equal(database.Never) || alone.NextTickAt != nil {
			t.Errorf("one's own is %+v", alone)
		}
	})
}

// What is changed is told; those who lose a task too.
func TestUpdate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		made := s.task("management", "member.service", 72*time.Hour)
		same := must(s, "management", Update, UpdateInput{ID: made.ID, ExpectedVersion: made.Version, Title: ptr("电话回访"), Priority: ptr(flow.PriorityHigh), DueAt: &time.Time{}})
		if same.Title != "电话回访" || same.Priority != flow.PriorityHigh || !same.DueAt.Equal(database.Never) || same.NextTickAt != nil {
			t.Errorf("changed is %+v", same)
		}
		moved := must(s, "management", Update, UpdateInput{ID: made.ID, ExpectedVersion: same.Version, AssigneeID: s.member("head.sales"), DepartmentID: ptr(typeid.ID(""))})
		if moved.AssigneeID != *s.member("head.sales") || moved.DepartmentID != *s.department(flow.DepartmentSales) {
			t.Errorf("given away is %+v", moved)
		}
		if got := s.newest(2); !slices.Equal(got, []string{"task.updated", "task.assigned"}) {
			t.Errorf("events: %v", got)
		}
		events := w.A.Events(t)
		if last := events[len(events)-1]; !slices.Contains(last.MemberIds, *s.member("member.service")) || !slices.Equal(last.Fields, []string{"assignee", "department"}) {
			t.Errorf("the event is %+v", last)
		}
	})
}

// Who may do what with a task that the head of the service department asks of
// its member: "y" may, "f" is forbidden, "n" is not found.
func TestRoles(t *testing.T) {
	const table = `
	role           START UPDATE CANCEL
	admin          f     f      f
	committee      f     f      f
	management     y     y      y
	head.service   y     y      y
	member.service y     f      f
	head.sales     n     n      n
	staff          n     n      n
	auditor        f     f      f
	integration    f     f      f`
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for _, line := range strings.Split(strings.TrimSpace(table), "\n")[1:] {
			row := strings.Fields(line)
			for i, act := range []flow.TaskAct{flow.TaskActStart, flow.TaskActUpdate, flow.TaskActCancel} {
				made := s.task("head.service", "member.service", 72*time.Hour)
				before := w.Count(t)
				var err error
				switch act {
				case flow.TaskActStart:
					_, err = try(w, s.As(row[0]), Start, StartInput{made.ID, made.Version})
				case flow.TaskActUpdate:
					_, err = try(w, s.As(row[0]), Update, UpdateInput{ID: made.ID, ExpectedVersion: made.Version, Title: ptr("另一件")})
				default:
					_, err = try(w, s.As(row[0]), Cancel, CancelInput{made.ID, made.Version, "原因"})
				}
				want := map[string]fault.Code{"y": fault.CodeInternal, "f": fault.CodeForbidden, "n": fault.CodeNotFound}[row[i+1]]
				if row[i+1] == "y" && err != nil || err != nil && fault.CodeOf(err) != want || row[i+1] != "y" && err == nil {
					t.Errorf("%s %s: %v", row[0], act, err)
				}
				if err != nil && !maps.Equal(before, w.Count(t)) {
					t.Errorf("%s %s: refused, and something changed", row[0], act)
				}
				if acts := Available(s.As(row[0]), made); slices.Contains(acts, act) != (err == nil) || slices.Contains(acts, flow.TaskActMiss) {
					t.Errorf("%s sees %v", row[0], acts)
				}
			}
		}
	})
}

// Refusals change nothing.
func TestGuards(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		made := s.task("management", "member.service", 72*time.Hour)
		done := must(s, "management", Finish, FinishInput{s.task("management", "staff", time.Hour).ID, 1, "好"})
		const lost typeid.ID = "mem_00000000000000000000000000"
		theirs := w.B.Members["staff"].ID
		create := func(who string, in CreateInput) func() error {
			return func() error { _, err := try(w, s.As(who), Create, in); return err }
		}
		update := func(who string, in UpdateInput) func() error {
			if in.ID == "" {
				in.ID, in.ExpectedVersion = made.ID, made.Version
			}
			return func() error { _, err := try(w, s.As(who), Update, in); return err }
		}
		for name, test := range map[string]struct {
			want error
			try  func() error
		}{
			"no title":             {fault.Input("title", "input.required"), create("management", CreateInput{Title: " "})},
			"a long title":         {fault.Input("title", "input.too_long"), create("management", CreateInput{Title: strings.Repeat("字", 201)})},
			"a past due time":      {fault.Input("dueAt", "input.in_the_past"), create("management", CreateInput{Title: "事", DueAt: ptr(w.Clock.Now())})},
			"an unknown type":      {fault.Input("type", "input.unknown_key"), create("management", CreateInput{Title: "事", Type: ptr(flow.TaskType("DREAM"))})},
			"an unknown priority":  {fault.Input("priority", "input.unknown_key"), update("management", UpdateInput{Priority: ptr(flow.Priority("SOON"))})},
			"nobody there":         {fault.NotFound().On("assigneeId"), create("management", CreateInput{Title: "事", AssigneeID: ptr(lost)})},
			"another company's":    {fault.NotFound().On("assigneeId"), create("management", CreateInput{Title: "事", AssigneeID: &theirs})},
			"no department":        {fault.NotFound().On("departmentId"), create("management", CreateInput{Title: "事", DepartmentID: ptr(lost)})},
			"no subject":           {fault.NotFound().On("subjectId"), create("management", CreateInput{Title: "事", SubjectID: ptr(lost)})},
			"of another":           {fault.Forbidden(), create("staff", CreateInput{Title: "事", AssigneeID: s.member("head.service")})},
			"of other departments": {fault.Forbidden(), create("head.service", CreateInput{Title: "事", DepartmentID: s.department(flow.DepartmentSales)})},
			"by the auditor":       {fault.Forbidden(), create("auditor", CreateInput{Title: "事"})},
			"nothing changed":      {fault.Input("", "input.empty_update"), update("management", UpdateInput{})},
			"given to nobody":      {fault.Precondition("task.nobody"), update("management", UpdateInput{AssigneeID: ptr(typeid.ID("")), DepartmentID: ptr(typeid.ID(""))})},
			"an old version":       {fault.Conflict("version.conflict"), update("management", UpdateInput{ID: made.ID, ExpectedVersion: 7, Title: ptr("事")})},
			"ended": {fault.Precondition("transition.illegal"), func() error {
				_, err := try(w, s.As("management"), Start, StartInput{done.ID, done.Version})
				return err
			}},
			"changed when ended": {fault.Precondition("transition.illegal"), update("management", UpdateInput{ID: done.ID, ExpectedVersion: done.Version, Title: ptr("事")})},
			"no result": {fault.Input("result", "input.required"), func() error {
				_, err := try(w, s.As("management"), Finish, FinishInput{made.ID, made.Version, " "})
				return err
			}},
			"no reason": {fault.Input("reason", "input.required"), func() error {
				_, err := try(w, s.As("management"), Cancel, CancelInput{made.ID, made.Version, ""})
				return err
			}},
		} {
			before := w.Count(t)
			err := test.try()
			if !errors.Is(err, test.want) {
				t.Errorf("%s: %v, want %v", name, err, test.want)
			}
			if !maps.Equal(before, w.Count(t)) {
				t.Errorf("%s: something changed", name)
			}
		}
	})
}

// What is opened for a key is opened once.
func TestOpenOnce(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		in := OpenInput{Type: flow.TaskFollowUp, Title: "跟进", AssigneeID: *s.member("staff"), Clauses: []string{"D3-24"}, Key: "follow:1"}
		first, err := try(w, w.A.System(), Open, in)
		if err != nil {
			t.Fatal(err)
		}
		before := w.Count(t)
		second, err := try(w, w.A.System(), Open, in)
		if err != nil || second.ID != first.ID || !maps.Equal(before, w.Count(t)) {
			t.Errorf("again: %v, %+v", err, second)
		}
		theirs, err := try(w, w.B.System(), Open, OpenInput{Type: flow.TaskFollowUp, Title: "跟进", AssigneeID: w.B.Members["staff"].ID, Key: "follow:1"})
		if err != nil || theirs.ID == first.ID {
			t.Errorf("another company: %v", err)
		}
	})
}

// The calendar reminds once, a working day before, and misses what is not done;
// what was not looked at for days comes to the same.
func TestTick(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		due := w.Clock.Now().Add(5 * 24 * time.Hour) // Monday
		made := must(s, "management", Create, CreateInput{Title: "回访", AssigneeID: s.member("staff"), DueAt: &due})
		ended := s.task("management", "staff", 5*24*time.Hour)
		must(s, "management", Cancel, CancelInput{ended.ID, ended.Version, "免"})
		tick := func(want ...string) {
			t.Helper()
			before := len(w.A.Events(t))
			for range 2 { // the second finds nothing
				if err := TickAll(w.A.System(), w.Journal); err != nil {
					t.Fatal(err)
				}
			}
			var got []string
			for _, e := range w.A.Events(t)[before:] {
				got = append(got, e.Type)
			}
			if !slices.Equal(got, want) {
				t.Errorf("at %s: %v, want %v", w.Clock.Now(), got, want)
			}
		}
		tick()
		w.Clock.Set(due.Add(-72*time.Hour - time.Second))
		tick()
		w.Clock.Set(due.Add(-72 * time.Hour)) // Friday at the same time
		tick("task.due")
		w.Clock.Set(due.Add(-time.Second))
		tick()
		w.Clock.Set(due.Add(48 * time.Hour))
		tick("task.missed")
		missed := w.Client.Task.GetX(w.A.System(), made.ID)
		if missed.State != flow.TaskMissed || missed.EndedAt == nil || !missed.EndedAt.Equal(due) || missed.NextTickAt != nil {
			t.Errorf("missed is %+v", missed)
		}
		if _, err := try(w, s.As("management"), Cancel, CancelInput{missed.ID, missed.Version, "免"}); !errors.Is(err, fault.Precondition("transition.illegal")) {
			t.Errorf("a missed task is cancelled: %v", err)
		}
	})
}

// A task that fails is told, and holds up no other, whichever comes first.
func TestTickGoesOn(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		var all []*ent.Task
		for range 3 {
			all = append(all, s.task("management", "staff", time.Hour))
		}
		for _, stuck := range []int{0, 2} { // ended, and yet its time comes
			w.Client.Task.UpdateOneID(all[stuck].ID).SetState(flow.TaskDone).ExecX(w.A.System())
		}
		w.Clock.Advance(time.Hour)
		err := TickAll(w.A.System(), w.Journal)
		if !errors.Is(err, fault.Precondition("transition.illegal")) || !strings.Contains(err.Error(), string(all[0].ID)) || !strings.Contains(err.Error(), string(all[2].ID)) {
			t.Errorf("the error is %v", err)
		}
		for i, want := range []flow.TaskState{flow.TaskDone, flow.TaskMissed, flow.TaskDone} {
			if got := w.Client.Task.GetX(w.A.System(), all[i].ID); got.State != want {
				t.Errorf("task %d is %s, want %s", i, got.State, want)
			}
		}
	})
}

// A list holds what the filter picks of what the viewer may read.
func TestFilter(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		visit := must(s, "management", Create, CreateInput{Title: "visit", Type: ptr(flow.TaskExecVisit), AssigneeID: s.member("member.service"), DueAt: ptr(w.Clock.Now().Add(time.Hour))})
		sales := must(s, "management", Create, CreateInput{Title: "sales", DepartmentID: s.department(flow.DepartmentSales)})
		mine := must(s, "staff", Create, CreateInput{Title: "mine", DueAt: ptr(w.Clock.Now().Add(48 * time.Hour))})
		done := must(s, "management", Finish, FinishInput{s.task("management", "member.service", time.Minute).ID, 1, "好"})
		w.Clock.Advance(2 * time.Hour)
		names := map[typeid.ID]string{visit.ID: "visit", sales.ID: "sales", mine.ID: "mine", done.ID: "done"}
		for _, test := range []struct {
			who    string
			filter *Filter
			want   string
		}{
			{"management", nil, "done mine sales visit"},
			{"staff", nil, "mine"},
			{"head.service", nil, "done visit"},
			{"head.sales", nil, "sales"},
			{"management", &Filter{States: []flow.TaskState{flow.TaskOpen}, Types: []flow.TaskType{flow.TaskGeneral}}, "mine sales"},
			{"management", &Filter{AssigneeID: s.member("member.service")}, "done visit"},
			{"management", &Filter{DepartmentID: s.department(flow.DepartmentSales)}, "sales"},
			{"management", &Filter{Mine: ptr(true)}, "done sales visit"},
			{"management", &Filter{Overdue: ptr(true)}, "visit"},
			{"management", &Filter{Overdue: ptr(false)}, "done mine sales"},
			{"management", &Filter{DueBefore: ptr(w.Clock.Now().Add(100 * time.Hour))}, "done mine visit"},
			{"management", &Filter{SubjectID: &visit.ID}, ""},
		} {
			q, err := test.filter.Apply(w.As(test.who), w.Client.Task.Query())
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, id := range q.IDsX(w.As(test.who)) {
				got = append(got, names[id])
			}
			slices.Sort(got)
			if strings.Join(got, " ") != test.want {
				t.Errorf("%s %+v: %v, want %s", test.who, test.filter, got, test.want)
			}
		}
		long := &Filter{States: make([]flow.TaskState, MaxFilterValues+1)}
		if _, err := long.Apply(w.As("management"), w.Client.Task.Query()); !errors.Is(err, fault.Input("filter.states", "input.too_many")) {
			t.Errorf("a long list: %v", err)
		}
	})
}

// A suspended company's tasks stay as they are.
func TestSuspended(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	made := s.task("management", "staff", time.Hour)
	w.Client.Tenant.UpdateOneID(w.A.ID).SetState(flow.TenantSuspended).ExecX(w.A.System())
	w.Who.Changed(w.A.ID)
	if _, err := try(w, w.As("staff"), Start, StartInput{made.ID, made.Version}); !errors.Is(err, fault.Precondition("tenant.suspended")) {
		t.Errorf("begun: %v", err)
	}
	if acts := Available(w.As("staff"), made); len(acts) > 0 {
		t.Errorf("open to staff: %v", acts)
	}
	if n := w.Client.Task.Query().Where(task.StateEQ(flow.TaskOpen)).CountX(w.A.System()); n != 1 {
		t.Errorf("%d are open", n)
	}
}
