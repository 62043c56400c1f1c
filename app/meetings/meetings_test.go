package meetings

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/eventdetail"
	"heed/ent/meeting"
	"heed/ent/meetingattendee"
	"heed/ent/task"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// stage is a world with meetings. It begins on Wednesday, 2026-09-09.
type stage struct {
	*apptest.World
	t *testing.T
}

func ptr[T any](v T) *T { return &v }

// try runs a verb in a change.
func try[In any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (*ent.Meeting, error), in In) (out *ent.Meeting, err error) {
	_, err = s.Journal.Change(s.As(who), func(ctx context.Context, tx *ent.Tx) (err error) {
		out, err = verb(ctx, tx, in)
		return err
	})
	return out, err
}

func must[In any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (*ent.Meeting, error), in In) *ent.Meeting {
	s.t.Helper()
	m, err := try(s, who, verb, in)
	if err != nil {
		s.t.Fatalf("%s: %v", who, err)
	}
	return m.Unwrap()
}

func (s *stage) id(name string) typeid.ID { return s.A.Members[name].ID }

// meeting is one that the management calls, a day ahead.
func (s *stage) meeting(in CreateInput) *ent.Meeting {
	s.t.Helper()
	if in.Type == "" {
		in.Type = flow.MeetingInternalSharing
	}
	if in.StartsAt.IsZero() {
		in.StartsAt = s.Clock.Now().Add(24 * time.Hour)
	}
	in.Title, in.MinutesLong = "内部沟通会", 60
	if in.AttendeeIDs == nil {
		in.AttendeeIDs = []typeid.ID{s.id("head.service"), s.id("staff")}
	}
	return must(s, "management", Create, in)
}

func (s *stage) read(id typeid.ID) *ent.Meeting { return s.Client.Meeting.GetX(s.A.System(), id) }

func (s *stage) series(of *ent.Meeting) []*ent.Meeting {
	return s.Client.Meeting.Query().Where(meeting.Or(meeting.ID(of.ID), meeting.SeriesID(of.ID))).Order(meeting.ByStartsAt()).AllX(s.A.System())
}

func (s *stage) last() *ent.Event {
	events := s.A.Events(s.t)
	return events[len(events)-1]
}

// D0-14: internal sharing meets at regular times, with an agenda and what it is about.
func TestD0_14(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		m := s.meeting(CreateInput{Recurrence: ptr("FREQ=WEEKLY;BYDAY=FR;COUNT=4"), Agenda: ptr("1. 本周需求\n2. 分工")})
		all := s.series(m)
		if len(all) != 4 || m.Recurrence != "FREQ=WEEKLY;BYDAY=FR;COUNT=4" || all[1].Recurrence != "" || all[3].Agenda != m.Agenda {
			t.Fatalf("the series is %+v", all)
		}
		for i, one := range all {
			if one.StartsAt.Weekday() != time.Friday || i > 0 && one.StartsAt.Sub(all[i-1].StartsAt) != 7*24*time.Hour || one.State != flow.MeetingPlanned {
				t.Errorf("%d is %+v", i, one)
			}
		}
		if n := s.Client.MeetingAttendee.Query().CountX(s.A.System()); n != 8 {
			t.Errorf("%d places", n)
		}
		e := s.last()
		if e.Type != "meeting.planned" || e.ToState != "PLANNED" || !slices.Equal(e.ClauseIds, []string{"D0-14"}) || !slices.Contains(e.MemberIds, s.id("staff")) {
			t.Errorf("the event is %+v", e)
		}
		// Who is asked reads it; who is not, and has no other right, does not.
		for who, want := range map[string]int{"staff": 4, "member.service": 0, "head.service": 4, "head.sales": 0, "auditor": 4} {
			if n := s.Client.Meeting.Query().CountX(s.As(who)); n != want {
				t.Errorf("%s reads %d", who, n)
			}
		}
		ics, err := Calendar(s.As("staff"), s.Client, all[2].ID, false)
		if err != nil || strings.Count(ics, "BEGIN:VEVENT") != 1 {
			t.Errorf("the file: %v %s", err, ics)
		}
		if ics, err = Calendar(s.As("staff"), s.Client, all[2].ID, true); err != nil || strings.Count(ics, "BEGIN:VEVENT") != 4 {
			t.Errorf("the file of the series: %v", err)
		}
		if _, err = Calendar(s.As("member.service"), s.Client, m.ID, true); fault.CodeOf(err) != fault.CodeNotFound {
			t.Errorf("another's file: %v", err)
		}
	})
}

// D0-67: a review has its lessons in the minutes, and what it decides is done by somebody.
func TestD0_67(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		m := s.meeting(CreateInput{Type: flow.MeetingMonitoringReview})
		if acts := Available(s.As("management"), m); slices.Contains(acts, flow.MeetingActHold) || !slices.Contains(acts, flow.MeetingActUpdate) {
			t.Errorf("before it begins: %v", acts)
		}
		s.Clock.Advance(25 * time.Hour)
		held := must(s, "management", Hold, HoldInput{m.ID, m.Version, []typeid.ID{s.id("staff")}})
		came := s.Client.MeetingAttendee.Query().Where(meetingattendee.Attended(true)).OnlyX(s.A.System())
		if held.State != flow.MeetingHeld || came.MemberID != s.id("staff") || s.Client.MeetingAttendee.Query().Where(meetingattendee.Attended(false)).CountX(s.A.System()) != 1 {
			t.Errorf("held: %+v", held)
		}
		due := s.Clock.Now().Add(72 * time.Hour)
		m = must(s, "management", Minutes, MinutesInput{
			ID: m.ID, ExpectedVersion: held.Version, Minutes: ptr("经验：早答复。"),
			Decisions: []DecisionInput{{Text: "整改流程\n细节", OwnerID: ptr(s.id("head.service")), DueAt: &due}, {Text: "周知"}},
		})
		if m.Minutes != "经验：早答复。" || len(m.Decisions) != 2 || m.Decisions[0].TaskID == "" || m.Decisions[1].TaskID != "" {
			t.Fatalf("minuted: %+v", m)
		}
		todo := s.Client.Task.Query().Where(task.ID(m.Decisions[0].TaskID)).OnlyX(s.A.System())
		if todo.Title != "整改流程" || todo.SubjectID != m.ID || todo.AssigneeID != s.id("head.service") || !todo.DueAt.Equal(due) ||
			todo.DepartmentID != s.A.Departments[flow.DepartmentService].ID || !slices.Equal(todo.ClauseIds, []string{"D0-67"}) {
			t.Errorf("the task is %+v", todo)
		}
		more := must(s, "management", Minutes, MinutesInput{ID: m.ID, ExpectedVersion: m.Version, Decisions: []DecisionInput{{Text: "再议", OwnerID: ptr(s.id("staff"))}}})
		if len(more.Decisions) != 3 || more.Minutes != m.Minutes || more.Decisions[0].TaskID != m.Decisions[0].TaskID || more.Decisions[2].TaskID == m.Decisions[0].TaskID {
			t.Errorf("more: %+v", more)
		}
	})
}

// A change of this and the following leaves those before and those held alone, and
// keeps the time of day where clocks are set.
func TestFollowing(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		w.Client.Tenant.UpdateOneID(w.A.ID).SetTimezone("Europe/Berlin").ExecX(w.A.System())
		w.Who.Changed(w.A.ID)
		berlin, _ := time.LoadLocation("Europe/Berlin")
		m := s.meeting(CreateInput{StartsAt: time.Date(2026, 10, 12, 9, 0, 0, 0, berlin), Recurrence: ptr("FREQ=WEEKLY;COUNT=4")})
		all := s.series(m)
		to := time.Date(2026, 10, 20, 10, 30, 0, 0, berlin)
		made := must(s, "management", Update, UpdateInput{
			ID: all[1].ID, ExpectedVersion: 1, Following: true, StartsAt: &to, Title: ptr("改期"), AttendeeIDs: []typeid.ID{s.id("committee")},
		})
		if made.ID != all[1].ID || !made.StartsAt.Equal(to) {
			t.Errorf("changed: %+v", made)
		}
		var got []string
		for _, one := range s.series(m) {
			got = append(got, one.Title+one.StartsAt.In(berlin).Format(" 01-02 15:04"))
		}
		if want := []string{"内部沟通会 10-12 09:00", "改期 10-20 10:30", "改期 10-27 10:30", "改期 11-03 10:30"}; !slices.Equal(got, want) {
			t.Errorf("the series is %v", got)
		}
		if n := s.Client.MeetingAttendee.Query().Where(meetingattendee.MemberID(s.id("committee"))).CountX(s.A.System()); n != 3 {
			t.Errorf("%d places of the committee", n)
		}
		if e := s.last(); e.Type != "meeting.updated" || !slices.Contains(e.MemberIds, s.id("staff")) || !slices.Contains(e.MemberIds, s.id("committee")) {
			t.Errorf("the event is %+v", e)
		}
		// Who is asked to one of them only is told of what changes them all, and who is asked no more.
		told := func() []typeid.ID {
			var says struct{ Tell []typeid.ID }
			if err := json.Unmarshal([]byte(s.Client.EventDetail.Query().Where(eventdetail.EventID(s.last().ID)).OnlyX(s.A.System()).Body), &says); err != nil {
				t.Fatal(err)
			}
			return says.Tell
		}
		has := func(names ...string) {
			t.Helper()
			got, members := told(), s.last().MemberIds
			if len(got) != len(names) {
				t.Errorf("told are %v, want %v", got, names)
			}
			for _, name := range names {
				if !slices.Contains(got, s.id(name)) || !slices.Contains(members, s.id(name)) {
					t.Errorf("%s is not told", name)
				}
			}
		}
		has("committee", "head.service", "staff")
		must(s, "management", Update, UpdateInput{ID: all[3].ID, ExpectedVersion: 2, AttendeeIDs: []typeid.ID{s.id("member.service")}})
		has("committee", "member.service")
		gone := must(s, "management", Cancel, CancelInput{ID: all[2].ID, ExpectedVersion: 2, Reason: "合并", Following: true})
		if gone.State != flow.MeetingCancelled || gone.Minutes != "合并" || s.read(all[3].ID).State != flow.MeetingCancelled || s.read(all[1].ID).State != flow.MeetingPlanned {
			t.Errorf("cancelled: %+v", gone)
		}
		has("committee", "member.service")
	})
}

// Refusals change nothing.
func TestGuards(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		m := s.meeting(CreateInput{})
		s.Clock.Advance(48 * time.Hour)
		held := must(s, "management", Hold, HoldInput{ID: m.ID, ExpectedVersion: 1})
		next := s.meeting(CreateInput{})
		theirs := w.B.Members["staff"].ID
		requirement := typeid.ID("req_00000000000000000000000000")
		create := func(who string, change func(*CreateInput)) func() error {
			in := CreateInput{Type: flow.MeetingOther, Title: "会", StartsAt: s.Clock.Now(), MinutesLong: 30}
			change(&in)
			return func() error { _, err := try(s, who, Create, in); return err }
		}
		rule := func(r string) func(*CreateInput) { return func(in *CreateInput) { in.Recurrence = &r } }
		update := func(who string, in UpdateInput) func() error {
			in.ID, in.ExpectedVersion = next.ID, next.Version
			return func() error { _, err := try(s, who, Update, in); return err }
		}
		minutes := func(in MinutesInput) func() error {
			in.ID, in.ExpectedVersion = held.ID, held.Version
			return func() error { _, err := try(s, "management", Minutes, in); return err }
		}
		crowd := make([]typeid.ID, MaxAttendees+1)
		for i := range crowd {
			crowd[i] = s.id("staff")
		}
		for name, test := range map[string]struct {
			want error
			try  func() error
		}{
			"a rule without end":      {fault.Input("recurrence", "recurrence.endless"), create("management", rule("FREQ=DAILY"))},
			"over a thousand":         {fault.Input("recurrence", "recurrence.too_many"), create("management", rule("FREQ=DAILY;COUNT=1001"))},
			"nonsense":                {fault.Input("recurrence", "recurrence.malformed"), create("management", rule("每周一"))},
			"no title":                {fault.Input("title", "input.required"), create("management", func(in *CreateInput) { in.Title = " " })},
			"no length":               {fault.Input("minutesLong", "input.out_of_range"), create("management", func(in *CreateInput) { in.MinutesLong = 0 })},
			"an unknown type":         {fault.Input("type", "input.unknown_key"), create("management", func(in *CreateInput) { in.Type = "PARTY" })},
			"long ago":                {fault.Input("startsAt", "input.long_ago"), create("management", func(in *CreateInput) { in.StartsAt = time.Time{} })},
			"another company's":       {fault.NotFound(), create("management", func(in *CreateInput) { in.AttendeeIDs = []typeid.ID{theirs} })},
			"a crowd":                 {fault.Input("attendeeIds", "input.too_many"), create("management", func(in *CreateInput) { in.AttendeeIDs = crowd })},
			"about nothing":           {fault.NotFound(), create("management", func(in *CreateInput) { in.RecordIDs = []typeid.ID{requirement} })},
			"about a member":          {fault.NotFound(), create("management", func(in *CreateInput) { in.RecordIDs = []typeid.ID{s.id("staff")} })},
			"of another department":   {fault.Forbidden(), create("head.service", func(in *CreateInput) { in.DepartmentID = &w.A.Departments[flow.DepartmentSales].ID })},
			"of the whole company":    {fault.Forbidden(), create("head.service", func(in *CreateInput) { in.DepartmentID = ptr(typeid.ID("")) })},
			"by staff":                {fault.Forbidden(), create("staff", func(*CreateInput) {})},
			"by the auditor":          {fault.Forbidden(), create("auditor", func(*CreateInput) {})},
			"changed by who is asked": {fault.Forbidden(), update("head.service", UpdateInput{Title: ptr("会")})},
			"not theirs":              {fault.NotFound(), update("head.sales", UpdateInput{Title: ptr("会")})},
			"nothing changed":         {fault.Input("", "input.empty_update"), update("management", UpdateInput{})},
			"held too soon": {fault.Precondition("meeting.not_yet"), func() error {
				_, err := try(s, "management", Hold, HoldInput{ID: next.ID, ExpectedVersion: 1})
				return err
			}},
			"minutes of what is to come": {fault.Precondition("transition.illegal"), func() error {
				_, err := try(s, "management", Minutes, MinutesInput{ID: next.ID, ExpectedVersion: 1, Minutes: ptr("会")})
				return err
			}},
			"cancelled when held": {fault.Precondition("transition.illegal"), func() error {
				_, err := try(s, "management", Cancel, CancelInput{ID: held.ID, ExpectedVersion: held.Version, Reason: "免"})
				return err
			}},
			"an old version": {fault.Conflict("version.conflict"), func() error {
				_, err := try(s, "management", Cancel, CancelInput{ID: next.ID, ExpectedVersion: 7, Reason: "免"})
				return err
			}},
			"no reason": {fault.Input("reason", "input.required"), func() error {
				_, err := try(s, "management", Cancel, CancelInput{ID: next.ID, ExpectedVersion: 1})
				return err
			}},
			"a date without an owner":     {fault.Input("", "meeting.due_without_owner"), minutes(MinutesInput{Decisions: []DecisionInput{{Text: "做", DueAt: ptr(s.Clock.Now().Add(time.Hour))}}})},
			"a date that has passed":      {fault.Input("", "input.in_the_past"), minutes(MinutesInput{Decisions: []DecisionInput{{Text: "做", OwnerID: ptr(s.id("staff")), DueAt: ptr(s.Clock.Now())}}})},
			"an owner of another company": {fault.NotFound(), minutes(MinutesInput{Decisions: []DecisionInput{{Text: "一", OwnerID: ptr(s.id("staff"))}, {Text: "做", OwnerID: &theirs}}})},
			"no minutes":                  {fault.Input("", "input.empty_update"), minutes(MinutesInput{})},
		} {
			before := w.Count(t)
			if err := test.try(); !errors.Is(err, test.want) {
				t.Errorf("%s: %v, want %v", name, err, test.want)
			}
			if !maps.Equal(before, w.Count(t)) {
				t.Errorf("%s: something changed", name)
			}
		}
	})
}

// Who is asked is told once, on the working day before; of a meeting that has been
// moved, again.
func TestRemind(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		monday := time.Date(2026, 9, 14, 2, 0, 0, 0, time.UTC)
		m := s.meeting(CreateInput{StartsAt: monday})
		gone := s.meeting(CreateInput{StartsAt: monday})
		must(s, "management", Cancel, CancelInput{ID: gone.ID, ExpectedVersion: 1, Reason: "免"})
		at := func(day, want int) {
			t.Helper()
			w.Clock.Set(time.Date(2026, 9, day, 0, 30, 0, 0, time.UTC))
			before := len(w.A.Events(t))
			for range 2 {
				if err := Remind(w.A.System(), w.Journal); err != nil {
					t.Fatal(err)
				}
			}
			if n := len(w.A.Events(t)) - before; n != want {
				t.Errorf("on the %d: %d reminders, want %d", day, n, want)
			}
		}
		at(10, 0)
		at(11, 1) // Friday
		if e := s.last(); e.Type != "meeting.due" || e.SubjectID != m.ID || !slices.Contains(e.MemberIds, s.id("staff")) {
			t.Errorf("the event is %+v", e)
		}
		at(12, 0)
		must(s, "management", Update, UpdateInput{ID: m.ID, ExpectedVersion: 1, StartsAt: ptr(monday.AddDate(0, 0, 2))})
		at(14, 0)
		at(15, 1)
		at(16, 0)
	})
}

// A list holds what the filter picks of what the viewer may read.
func TestFilter(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		one := s.meeting(CreateInput{Recurrence: ptr("FREQ=DAILY;COUNT=2")})
		s.meeting(CreateInput{Type: flow.MeetingCommittee, AttendeeIDs: []typeid.ID{s.id("committee")}, DepartmentID: &w.A.Departments[flow.DepartmentService].ID})
		for _, test := range []struct {
			who  string
			f    *Filter
			want int
		}{
			{"management", nil, 3},
			{"committee", &Filter{Mine: ptr(true)}, 1},
			{"staff", &Filter{Mine: ptr(true)}, 2},
			{"management", &Filter{Types: []flow.MeetingType{flow.MeetingCommittee}, States: []flow.MeetingState{flow.MeetingPlanned}}, 1},
			{"management", &Filter{SeriesID: &one.ID}, 2},
			{"management", &Filter{DepartmentID: &w.A.Departments[flow.DepartmentService].ID}, 1},
			{"management", &Filter{From: ptr(one.StartsAt.Add(time.Second))}, 1},
			{"management", &Filter{Until: ptr(one.StartsAt.Add(time.Second))}, 2},
		} {
			q, err := test.f.Apply(w.As(test.who), w.Client.Meeting.Query())
			if err != nil {
				t.Fatal(err)
			}
			if n := q.CountX(w.As(test.who)); n != test.want {
				t.Errorf("%s %+v: %d, want %d", test.who, test.f, n, test.want)
			}
		}
		if _, err := (&Filter{Types: make([]flow.MeetingType, maxChoices+1)}).Apply(w.As("management"), w.Client.Meeting.Query()); !errors.Is(err, fault.Input("", "input.too_many")) {
			t.Errorf("too many: %v", err)
		}
	})
}
