package progress

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/tasks"
	"heed/ent"
	"heed/ent/progressentry"
	"heed/ent/task"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// try runs a verb in a change of its own.
func try[I, O any](w *apptest.World, who string, verb func(context.Context, *ent.Tx, I) (O, error), in I) (O, error) {
	made, _, err := journal.Changed(w.As(who), w.Journal, func(ctx context.Context, tx *ent.Tx) (O, error) { return verb(ctx, tx, in) })
	return made, err
}

// refused runs what must fail with the error, and finds that nothing changed.
func refused[I, O any](t *testing.T, w *apptest.World, name, who string, verb func(context.Context, *ent.Tx, I) (O, error), in I, want *fault.Error) {
	t.Helper()
	before := w.Count(t)
	_, err := try(w, who, verb, in)
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != want.Code || f.Key != want.Key || f.Field != want.Field {
		t.Errorf("%s: %v, want %v", name, err, want)
	}
	if after := w.Count(t); !maps.Equal(before, after) {
		t.Errorf("%s: rows were %v, are %v", name, before, after)
	}
}

// handled is a requirement of the service department that its member works on, and
// that of sales assists.
func handled(t *testing.T, w *apptest.World, state flow.RequirementState) *ent.Requirement {
	t.Helper()
	sys := w.A.System()
	c := w.Client.Customer.Create().SetName("甲乙丙公司").SetTierKey("ORDINARY").SetDepartmentID(w.A.Departments[flow.DepartmentService].ID).SaveX(sys)
	now := w.Clock.Now()
	r := w.Client.Requirement.Create().SetCustomerID(c.ID).SetTitle("机器停机").SetOriginalText("机器每天下午停机").SetContent("机器停机").
		SetSource(flow.RequirementSourceVisit).SetCollectedAt(now).SetCategory(flow.RequirementCategoryProduct).SetUrgency(flow.UrgencyGeneral).
		SetLeadDepartmentID(w.A.Departments[flow.DepartmentService].ID).SetAssigneeID(w.A.Members["member.service"].ID).
		SetState(state).SetReceivedAt(now).SetDueAt(now.AddDate(1, 0, 0)).SaveX(sys)
	w.Client.RequirementDepartment.Create().SetRequirementID(r.ID).SetDepartmentID(w.A.Departments[flow.DepartmentSales].ID).ExecX(sys)
	return r
}

func ptr[T any](v T) *T { return &v }

// Progress is checked and written down, problems too, and whoever is to coordinate gets a
// task that names what it is about.
func TestD0_57(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := handled(t, w, flow.RequirementProcessing)
		logistics := w.A.Departments[flow.DepartmentLogistics].ID
		due := w.Clock.Now().Add(48 * time.Hour)
		e, err := try(w, "member.service", Add, AddInput{
			RequirementID: &r.ID, Kind: flow.ProgressCoordination, Text: "备件缺货", Problem: ptr("库存为零"), DepartmentID: &logistics, DueAt: &due,
		})
		if err != nil {
			t.Fatal(err)
		}
		asked, err := TaskOf(w.A.System(), w.Client, e.Unwrap())
		if err != nil || asked == nil || asked.Type != flow.TaskCoordination || asked.DepartmentID != logistics || asked.SubjectID != r.ID ||
			!asked.DueAt.Equal(due) || !slices.Contains(asked.ClauseIds, "D0-57") {
			t.Errorf("%v: the task is %+v", err, asked)
		}
		read := w.Client.ProgressEntry.GetX(w.A.System(), e.ID)
		if read.Problem != "库存为零" || read.AuthorID != w.A.Members["member.service"].ID || read.DepartmentID != logistics {
			t.Errorf("the entry is %+v", read)
		}
	})
}

// Departments that assist see a requirement and write of its progress; others do not.
func TestD0_58(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := handled(t, w, flow.RequirementProcessing)
		if _, err := try(w, "head.sales", Add, AddInput{RequirementID: &r.ID, Kind: flow.ProgressNote, Text: "已联系经销商"}); err != nil {
			t.Errorf("who assists: %v", err)
		}
		refused(t, w, "who does not", "staff", Add, AddInput{RequirementID: &r.ID, Kind: flow.ProgressNote, Text: "x"}, fault.NotFound().On("requirementId"))
		refused(t, w, "who only reads", "committee", Add, AddInput{RequirementID: &r.ID, Kind: flow.ProgressNote, Text: "x"}, fault.Forbidden())
		if n := w.Client.ProgressEntry.Query().Where(progressentry.RequirementID(r.ID)).CountX(w.As("head.sales")); n != 1 {
			t.Errorf("who assists reads %d entries", n)
		}
		if n := w.Client.ProgressEntry.Query().CountX(w.As("staff")); n != 0 {
			t.Errorf("others read %d entries", n)
		}
	})
}

// What an entry lacks is told, and nothing is written then.
func TestAddRefused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r, closed := handled(t, w, flow.RequirementProcessing), handled(t, w, flow.RequirementClosed)
		for name, c := range map[string]struct {
			in   AddInput
			want *fault.Error
		}{
			"of nothing":           {AddInput{Kind: flow.ProgressNote, Text: "x"}, fault.Input("requirementId", "progress.one_subject")},
			"of two":               {AddInput{RequirementID: &r.ID, ActionID: &r.ID, Kind: flow.ProgressNote, Text: "x"}, fault.Input("requirementId", "progress.one_subject")},
			"without words":        {AddInput{RequirementID: &r.ID, Kind: flow.ProgressNote, Text: " "}, fault.Input("text", "input.required")},
			"told by no way":       {AddInput{RequirementID: &r.ID, Kind: flow.ProgressCustomerNotice, Text: "x"}, fault.Input("channel", "progress.no_channel")},
			"a weekly check":       {AddInput{RequirementID: &r.ID, Kind: flow.ProgressWeeklyCheck, Text: "x"}, fault.Input("kind", "progress.weekly_check_by_task")},
			"asked of nobody":      {AddInput{RequirementID: &r.ID, Kind: flow.ProgressCoordination, Text: "x"}, fault.Input("departmentId", "progress.nobody_to_coordinate")},
			"asked by a note":      {AddInput{RequirementID: &r.ID, Kind: flow.ProgressNote, Text: "x", MemberID: ptr(w.A.Members["staff"].ID)}, fault.Input("departmentId", "progress.only_coordination")},
			"told a stranger":      {AddInput{RequirementID: &r.ID, Kind: flow.ProgressCustomerNotice, Text: "x", Channel: ptr(flow.ChannelPhone), CustomerID: &closed.CustomerID}, fault.NotFound().On("customerId")},
			"in the future":        {AddInput{RequirementID: &r.ID, Kind: flow.ProgressNote, Text: "x", At: ptr(w.Clock.Now().Add(time.Hour))}, fault.Input("at", "input.in_the_future")},
			"of what is closed":    {AddInput{RequirementID: &closed.ID, Kind: flow.ProgressNote, Text: "x"}, fault.Precondition("progress.not_open").On("requirementId")},
			"of what is not there": {AddInput{RequirementID: ptr(typeid.ID("req_none")), Kind: flow.ProgressNote, Text: "x"}, fault.NotFound().On("requirementId")},
		} {
			refused(t, w, name, "management", Add, c.in, c.want)
		}
	})
}

// Whoever's requirement was merged is told of its progress by customer.
func TestMergedCustomersAreTold(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r, merged := handled(t, w, flow.RequirementProcessing), handled(t, w, flow.RequirementMerged)
		w.Client.Requirement.UpdateOneID(merged.ID).SetMergedIntoID(r.ID).ExecX(w.A.System())
		e, err := try(w, "management", Add, AddInput{
			RequirementID: &r.ID, Kind: flow.ProgressCustomerNotice, Text: "已换件", Channel: ptr(flow.ChannelPhone), CustomerID: &merged.CustomerID,
		})
		if err != nil || e.CustomerID != merged.CustomerID {
			t.Fatalf("%v: %+v", err, e)
		}
		if is := w.Client.Requirement.GetX(w.A.System(), r.ID); is.CustomerToldAt != nil {
			t.Errorf("its own customer was told at %v", is.CustomerToldAt)
		}
	})
}

// Each week every owner of open requirements is asked for a check that covers all of
// them; who does not make it is named to the head and to the management.
func TestD0_62(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		one, two := handled(t, w, flow.RequirementProcessing), handled(t, w, flow.RequirementReceived)
		other := handled(t, w, flow.RequirementProcessing)
		w.Client.Requirement.UpdateOneID(other.ID).SetAssigneeID(w.A.Members["head.service"].ID).ExecX(w.A.System())
		open := func() {
			t.Helper()
			if err := OpenChecks(w.A.System(), w.Journal); err != nil {
				t.Fatal(err)
			}
		}
		monday := time.Date(2026, 10, 19, 0, 30, 0, 0, time.UTC) // 08:30 in Shanghai
		w.Clock.Set(monday)
		open()
		open()
		asked := w.Client.Task.Query().Where(task.TypeEQ(flow.TaskWeeklyCheck)).Order(task.ByDueAt()).AllX(w.A.System())
		if len(asked) != 2 || !asked[0].DueAt.Equal(time.Date(2026, 10, 23, 10, 0, 0, 0, time.UTC)) && !asked[0].DueAt.Equal(time.Date(2026, 10, 23, 9, 30, 0, 0, time.UTC)) {
			t.Fatalf("asked for %v", asked)
		}
		mine := asked[slices.IndexFunc(asked, func(a *ent.Task) bool { return a.AssigneeID == w.A.Members["member.service"].ID })]
		entry := func(r *ent.Requirement) CheckEntryInput {
			return CheckEntryInput{RequirementID: r.ID, Text: "按计划进行", Problem: ptr("备件未到")}
		}
		in := CheckInput{TaskID: mine.ID, ExpectedVersion: mine.Version, Entries: []CheckEntryInput{entry(one)}}
		refused(t, w, "one is missing", "member.service", Check, in, fault.Precondition("weekly_check.incomplete").On("entries"))
		in.Entries = []CheckEntryInput{entry(one), entry(two), entry(other)}
		refused(t, w, "one is another's", "member.service", Check, in, fault.Input("entries[2].requirementId", "weekly_check.not_theirs"))
		in.Entries = []CheckEntryInput{entry(one), entry(one)}
		refused(t, w, "one twice", "member.service", Check, in, fault.Input("entries[1].requirementId", "input.duplicate"))
		refused(t, w, "without a record", "member.service", tasks.Finish, tasks.FinishInput{ID: mine.ID, ExpectedVersion: mine.Version, Result: "x"},
			fault.Precondition("task.weekly_check_needs_record"))
		stays := fault.Precondition("task.weekly_check_stays")
		refused(t, w, "taken back", "management", tasks.Cancel, tasks.CancelInput{ID: mine.ID, ExpectedVersion: mine.Version, Reason: "太忙"}, stays)
		for name, in := range map[string]tasks.UpdateInput{
			"given away": {AssigneeID: ptr(w.A.Members["staff"].ID)}, "given to others": {DepartmentID: ptr(w.A.Departments[flow.DepartmentSales].ID)},
			"put off": {DueAt: ptr(mine.DueAt.AddDate(1, 0, 0))},
		} {
			in.ID, in.ExpectedVersion = mine.ID, mine.Version
			refused(t, w, name, "management", tasks.Update, in, stays)
		}
		if acts := tasks.Available(w.As("management"), mine); slices.Contains(acts, flow.TaskActCancel) {
			t.Errorf("management may %v", acts)
		}
		in.Entries = []CheckEntryInput{entry(one), entry(two)}
		done, err := try(w, "member.service", Check, in)
		if err != nil || done.State != flow.TaskDone {
			t.Fatalf("%v: %+v", err, done)
		}
		if n := w.Client.ProgressEntry.Query().Where(progressentry.KindEQ(flow.ProgressWeeklyCheck), progressentry.ProblemNEQ("")).CountX(w.A.System()); n != 2 {
			t.Errorf("%d entries", n)
		}
		lists := func() (all []*ent.Event) {
			t.Helper()
			if err := TellMissed(w.A.System(), w.Journal); err != nil {
				t.Fatal(err)
			}
			for _, e := range w.A.Events(t) {
				if e.Type == checksMissed {
					all = append(all, e)
				}
			}
			return all
		}
		if all := lists(); len(all) != 0 {
			t.Errorf("told before the week ends: %v", all)
		}
		w.Clock.Set(time.Date(2026, 10, 23, 11, 0, 0, 0, time.UTC))
		if err := tasks.TickAll(w.A.System(), w.Journal); err != nil {
			t.Fatal(err)
		}
		lists()
		all := lists()
		if len(all) != 1 || all[0].SubjectID != w.A.Departments[flow.DepartmentService].ID ||
			!slices.Contains(all[0].MemberIds, w.A.Members["head.service"].ID) || !slices.Contains(all[0].MemberIds, w.A.Members["management"].ID) {
			t.Errorf("told %v", all)
		}
		if missed := w.Client.Task.GetX(w.A.System(), other2(asked, mine)); missed.State != flow.TaskMissed {
			t.Errorf("it is %s", missed.State)
		}
	})
}

// Whoever belongs to no department is in the list of the management department.
func TestD0_62_WithoutADepartment(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		alone := w.A.Members["committee"].ID
		if w.A.Members["committee"].DepartmentID != "" {
			t.Fatal("the committee has a department")
		}
		for _, who := range []typeid.ID{alone, w.A.Members["management"].ID} {
			w.Client.Requirement.UpdateOneID(handled(t, w, flow.RequirementProcessing).ID).SetAssigneeID(who).ExecX(w.A.System())
		}
		w.Clock.Set(time.Date(2026, 10, 19, 0, 30, 0, 0, time.UTC))
		if err := OpenChecks(w.A.System(), w.Journal); err != nil {
			t.Fatal(err)
		}
		w.Clock.Set(time.Date(2026, 10, 23, 11, 0, 0, 0, time.UTC))
		var told []*ent.Event
		for range 2 {
			if err := TellMissed(w.A.System(), w.Journal); err != nil {
				t.Fatal(err)
			}
		}
		for _, e := range w.A.Events(t) {
			if e.Type == checksMissed {
				told = append(told, e)
			}
		}
		if len(told) != 1 || told[0].SubjectID != w.A.Departments[flow.DepartmentExperienceManagement].ID ||
			!slices.Contains(told[0].MemberIds, alone) || !slices.Contains(told[0].MemberIds, w.A.Members["management"].ID) {
			t.Errorf("told %v", told)
		}
	})
}

// Of more requirements than a check covers those are asked for that are due first: the
// check is never out of reach.
func TestD0_62_MoreThanOneCheckCovers(t *testing.T) {
	open := make([]typeid.ID, maxChecked+2)
	entries := make([]CheckEntryInput, len(open))
	for i := range open {
		open[i] = typeid.ID(fmt.Sprintf("req_%d", i))
		entries[i].RequirementID = open[i]
	}
	if err := covers(entries[:maxChecked], open); err != nil {
		t.Errorf("the first: %v", err)
	}
	var f *fault.Error
	if err := covers(entries[1:maxChecked+1], open); !errors.As(err, &f) || f.Key != "weekly_check.incomplete" {
		t.Errorf("without the first: %v", err)
	}
	if err := covers(entries[:maxChecked], open[1:]); !errors.As(err, &f) || f.Key != "weekly_check.not_theirs" {
		t.Errorf("with another's: %v", err)
	}
}

func other2(all []*ent.Task, not *ent.Task) typeid.ID {
	return all[slices.IndexFunc(all, func(t *ent.Task) bool { return t.ID != not.ID })].ID
}

// What a requirement's own customer was told the customers of what was merged into it are to be
// told too: a task asks for each, and ends when an entry says that they were (D0-38, D0-53).
func TestD0_38_OthersAreToldOfProgress(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		sys := w.A.System()
		r, merged := handled(t, w, flow.RequirementProcessing), handled(t, w, flow.RequirementMerged)
		w.Client.Requirement.UpdateOneID(merged.ID).SetMergedIntoID(r.ID).ExecX(sys)
		notice := AddInput{RequirementID: &r.ID, Kind: flow.ProgressCustomerNotice, Text: "已排产，下周发货", Channel: ptr(flow.ChannelPhone)}
		add := func(in AddInput) {
			t.Helper()
			if _, err := try(w, "member.service", Add, in); err != nil {
				t.Fatal(err)
			}
		}
		asked := func() []*ent.Task {
			return w.Client.Task.Query().Where(task.SubjectID(r.ID)).Order(task.ByID()).AllX(sys)
		}
		add(AddInput{RequirementID: &r.ID, Kind: flow.ProgressNote, Text: "已排产"})
		if all := asked(); len(all) != 0 {
			t.Errorf("nobody was told, and asked for is %v", all)
		}
		add(notice)
		add(notice)
		all := asked()
		if len(all) != 1 || all[0].CustomerID != merged.CustomerID || all[0].AssigneeID != w.A.Members["member.service"].ID || all[0].State != flow.TaskOpen {
			t.Fatalf("asked for is %v", all)
		}
		told := notice
		told.CustomerID, told.Text = &merged.CustomerID, "已告知排产"
		add(told)
		if all = asked(); len(all) != 1 || all[0].State != flow.TaskDone || all[0].Result != "" {
			t.Errorf("told, asked for is %v", all)
		}
		add(told) // nobody is asked any more
		if all = asked(); len(all) != 1 {
			t.Errorf("told again, asked for is %v", all)
		}
		add(notice)
		if all = asked(); len(all) != 2 || all[1].State != flow.TaskOpen || all[1].CustomerID != merged.CustomerID {
			t.Errorf("of the next progress asked for is %v", all)
		}
	})
}
