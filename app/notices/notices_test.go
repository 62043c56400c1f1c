package notices

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/tasks"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/notification"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func ptr[T any](v T) *T { return &v }

// stage is a world in which things happen and are told of.
type stage struct {
	*apptest.World
	t *testing.T
}

func (s *stage) id(name string) typeid.ID { return s.A.Members[name].ID }

func (s *stage) department(of flow.DepartmentType) typeid.ID { return s.A.Departments[of].ID }

// happens records an event by the member, the system when empty.
func (s *stage) happens(by string, e journal.Event) *ent.Event {
	s.t.Helper()
	ctx := s.A.System()
	if by != "" {
		ctx = s.As(by)
	}
	e.Kind = flow.EventDomain
	s.Change(s.t, ctx, func(ctx context.Context, _ *ent.Tx) error {
		journal.Record(ctx, e)
		return nil
	})
	return s.newest()
}

func (s *stage) newest() *ent.Event {
	events := s.A.Events(s.t)
	return events[len(events)-1]
}

// told makes the notices of the event, twice, and gives who got one.
func (s *stage) told(e *ent.Event) []string {
	s.t.Helper()
	for range 2 { // the second comes to the same
		s.Change(s.t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			_, err := Make(ctx, tx, e)
			return err
		})
	}
	var who []string
	for _, n := range s.Client.Notification.Query().Where(notification.DedupeKey(string(e.ID))).AllX(s.A.System()) {
		for name, m := range s.A.Members {
			if m.ID == n.MemberID {
				who = append(who, name)
			}
		}
	}
	slices.Sort(who)
	return who
}

func (s *stage) wantTold(e *ent.Event, want ...string) {
	s.t.Helper()
	if got := s.told(e); !slices.Equal(got, want) {
		s.t.Errorf("%s tells %v, want %v", e.Type, got, want)
	}
}

// requirement is one that the service department leads.
func (s *stage) requirement(by, assignee string) *ent.Requirement {
	s.t.Helper()
	var made *ent.Requirement
	s.Change(s.t, s.As("management"), func(ctx context.Context, tx *ent.Tx) error {
		c, err := tx.Customer.Create().SetName("客户").SetTierKey("ORDINARY").SetDepartmentID(s.department(flow.DepartmentService)).Save(ctx)
		if err != nil {
			return err
		}
		made, err = tx.Requirement.Create().SetCustomerID(c.ID).SetTitle("标题").SetOriginalText("原文").SetContent("原文").
			SetSource(flow.RequirementSourceVisit).SetCollectedAt(viewer.Now(ctx)).SetCategory(flow.RequirementCategoryService).
			SetUrgency(flow.UrgencyGeneral).SetLeadDepartmentID(s.department(flow.DepartmentService)).SetNumber("REQ-2026-00001").
			SetAssigneeID(s.id(assignee)).SetState(flow.RequirementReceived).SetDueAt(viewer.Now(ctx).Add(time.Hour)).SetGrams("").Save(ctx)
		return err
	})
	return made.Unwrap()
}

func (s *stage) about(r *ent.Requirement, typ string, more journal.Event) journal.Event {
	more.Type, more.Subject = typ, journal.Subject{Type: flow.SubjectRequirement, ID: r.ID, Number: *r.Number}
	more.Departments, more.Members = journal.RequirementRecord(r, nil)
	return more
}

// Who is told: those with a part in it, never who did it.
func TestWhom(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		r := s.requirement("management", "member.service")
		s.wantTold(s.happens("management", s.about(r, "requirement.received", journal.Event{Clauses: []string{"D0-45", "D0-48"}})), "head.service", "member.service")
		s.wantTold(s.happens("member.service", s.about(r, "requirement.received", journal.Event{})), "head.service")
		s.wantTold(s.happens("head.service", s.about(r, "requirement.assigned", journal.Event{Fields: []string{"assignee"}})), "member.service")
		s.wantTold(s.happens("head.service", s.about(r, "requirement.assigned", journal.Event{Fields: []string{"assistingDepartments"}})))
		s.wantTold(s.happens("member.service", s.about(r, "requirement.closed", journal.Event{})), "management")
		rated := s.happens("", s.about(r, "requirement.rated", journal.Event{Detail: map[string]any{"score": 2}}))
		s.wantTold(rated, "head.service", "member.service")
		for _, n := range s.Client.Notification.Query().Where(notification.DedupeKey(string(rated.ID))).AllX(s.A.System()) {
			if slices.Contains(slices.Collect(maps.Values(n.Params)), "2") {
				t.Errorf("the rating, which roles may hide, is in the notice: %v", n.Params)
			}
		}
		s.wantTold(s.happens("", s.about(r, "requirement.rated", journal.Event{Detail: map[string]any{"score": 4}})))
		s.wantTold(s.happens("", s.about(r, "requirement.updated", journal.Event{})))
		s.wantTold(s.happens("", journal.Event{Type: "calendar.data_missing", Subject: journal.Subject{Type: flow.SubjectTenant, ID: w.A.ID}, Detail: map[string]any{"year": 2027}}), "admin")
		s.wantTold(s.happens("", journal.Event{Type: "requirement.closed", Subject: journal.Subject{Type: flow.SubjectRequirement, ID: "req_00000000000000000000000000"}}))
	})
}

// Of a customer who is to be looked after first the head hears; where nobody heads the
// department, or there is none, the management department (D3-24).
func TestD3_24_Told(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		flagged := func(department typeid.ID) *ent.Event {
			c := w.Client.Customer.Create().SetName("客户").SetTierKey("ORDINARY").SetAccountManagerID(s.id("member.service"))
			if department != "" {
				c.SetDepartmentID(department)
			}
			is := c.SaveX(w.A.System())
			e := journal.Event{Type: "customer.flagged", Subject: journal.Subject{Type: flow.SubjectCustomer, ID: is.ID}, Clauses: []string{"D3-24"}}
			e.Departments, e.Members = journal.CustomerRecord(is)
			return s.happens("", e)
		}
		s.wantTold(flagged(s.department(flow.DepartmentService)), "head.service")
		s.wantTold(flagged(""), "management")
	})
}

// A clock tells of its requirement, and goes up. What it says was due is what the
// clock counted, whatever the requirement waits for when it is told.
func TestClocks(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		r := s.requirement("management", "member.service")
		event := func(typ string, detail map[string]any) *ent.Event {
			return s.happens("", s.about(r, typ, journal.Event{Detail: detail, Clauses: []string{"D0-48"}}))
		}
		tell := func(names ...string) map[string]any {
			ids := make([]typeid.ID, len(names))
			for i, name := range names {
				ids[i] = s.id(name)
			}
			return map[string]any{"dueAt": w.Clock.Now().Add(30 * time.Minute).In(time.FixedZone("", 8*3600)), "tell": ids}
		}
		s.wantTold(event("clock.warned", tell("member.service")), "member.service")
		s.wantTold(event("clock.breached", tell("head.service", "member.service")), "head.service", "member.service")
		s.wantTold(event("clock.breached", tell("staff"))) // staff may not read it
		s.wantTold(event("clock.escalated", nil))
		up := event("clock.escalated", tell("management"))
		w.Client.Requirement.UpdateOneID(r.ID).SetDueAt(database.Never).ExecX(w.A.System()) // answered meanwhile
		s.wantTold(up, "management")
		n := w.Client.Notification.Query().Where(notification.DedupeKey(string(up.ID))).OnlyX(w.A.System())
		if n.SubjectType != flow.SubjectRequirement || n.SubjectID != r.ID || n.Number != "REQ-2026-00001" || !slices.Equal(n.ClauseIds, []string{"D0-48"}) ||
			n.Params["dueAt"] != "2026-09-09T02:00:00Z" || len(n.Params) != 1 {
			t.Errorf("the notice is %+v", n)
		}
	})
}

// What happened long ago is no news.
func TestOld(t *testing.T) {
	w := apptest.NewWorld(t)
	s := &stage{w, t}
	r := s.requirement("management", "member.service")
	old, older := s.happens("management", s.about(r, "requirement.received", journal.Event{})), s.happens("management", s.about(r, "requirement.received", journal.Event{}))
	w.Clock.Advance(news)
	s.wantTold(old, "head.service", "member.service")
	w.Clock.Advance(time.Second)
	s.wantTold(older)
}

// Those who may not read it, or do not work here any more, are told nothing.
func TestNotTold(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		r := s.requirement("management", "member.service")
		w.Client.Member.UpdateOneID(s.id("head.service")).SetState(flow.MemberLeft).ExecX(w.A.System())
		s.wantTold(s.happens("management", s.about(r, "requirement.received", journal.Event{})), "member.service")
		for _, role := range w.Client.Role.Query().AllX(w.A.System()) {
			if role.Key == authz.DepartmentMember {
				w.Client.Role.UpdateOne(role).SetGrants([]flow.Grant{}).ExecX(w.A.System())
			}
		}
		w.Who.Changed(w.A.ID)
		s.wantTold(s.happens("management", s.about(r, "requirement.received", journal.Event{})))
	})
}

// A change of meetings is told to whom it names too: who was asked to a later one of the
// series, or is asked no more.
func TestMeetingsTellAll(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		m := w.Client.Meeting.Create().SetType(flow.MeetingInternalSharing).SetTitle("会").SetStartsAt(w.Clock.Now().Add(time.Hour)).SetMinutesLong(30).
			SetPlace("").SetAgenda("").SetDecisions([]flow.MeetingDecision{}).SetRecords([]flow.RecordRef{}).SetOrganizerID(s.id("management")).SaveX(w.A.System())
		w.Client.MeetingAttendee.Create().SetMeetingID(m.ID).SetMemberID(s.id("head.service")).ExecX(w.A.System())
		for _, typ := range []string{"meeting.updated", "meeting.cancelled"} {
			s.wantTold(s.happens("management", journal.Event{
				Type: typ, Subject: journal.Subject{Type: flow.SubjectMeeting, ID: m.ID},
				Detail: map[string]any{"tell": []typeid.ID{s.id("head.service"), s.id("staff")}},
			}), "head.service", "staff")
		}
		s.wantTold(s.happens("management", journal.Event{Type: "meeting.updated", Subject: journal.Subject{Type: flow.SubjectMeeting, ID: m.ID}}), "head.service")
	})
}

// Tasks and approvals tell their people.
func TestTasksAndApprovals(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		s.Change(t, s.As("head.service"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := tasks.Create(ctx, tx, tasks.CreateInput{Title: "回访", Type: ptr(flow.TaskReturnVisit), AssigneeID: ptr(s.id("member.service")), DueAt: ptr(w.Clock.Now().Add(time.Hour))})
			return err
		})
		s.wantTold(s.newest(), "member.service")
		w.Clock.Advance(2 * time.Hour)
		if err := tasks.TickAll(w.A.System(), w.Journal); err != nil {
			t.Fatal(err)
		}
		s.wantTold(s.newest(), "head.service", "member.service")

		var asked *ent.Approval
		s.Change(t, s.As("management"), func(ctx context.Context, tx *ent.Tx) (err error) {
			asked, err = tx.Approval.Create().SetKind(flow.ApprovalRejection).SetSubjectType(flow.SubjectRequirement).SetSubjectID("req_00000000000000000000000000").
				SetNumber("REQ-2026-00001").SetRequesterID(s.id("management")).SetSteps([]flow.ApprovalStep{
				{RoleKey: authz.Committee, Rule: flow.ApprovalAny}, {MemberIDs: []typeid.ID{s.id("head.sales"), s.id("management")}, Rule: flow.ApprovalAll},
			}).SetVotes([]flow.ApprovalVote{}).SetExpiresAt(viewer.Now(ctx).Add(time.Hour)).SetClauseIds([]string{}).Save(ctx)
			return err
		})
		event := func(by, typ string) *ent.Event {
			return s.happens(by, journal.Event{Type: typ, Subject: journal.Subject{Type: flow.SubjectApproval, ID: asked.ID}})
		}
		s.wantTold(event("management", "approval.pending"), "committee")
		w.Client.Approval.UpdateOneID(asked.ID).SetStep(1).ExecX(w.A.System())
		s.wantTold(event("management", "approval.pending"), "head.sales")
		s.wantTold(event("committee", "approval.rejected"), "management")
	})
}

// Members read their own notices and nobody else's.
func TestRead(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := &stage{w, t}
		r := s.requirement("management", "member.service")
		for range 3 {
			s.told(s.happens("management", s.about(r, "requirement.received", journal.Event{})))
			w.Clock.Advance(time.Minute)
		}
		me := s.As("member.service")
		all := w.Client.Notification.Query().Order(notification.ByPosition()).AllX(me)
		if len(all) != 3 || all[0].MemberID != s.id("member.service") || w.Client.Notification.Query().CountX(s.As("staff")) != 0 {
			t.Fatalf("one's own are %v", all)
		}
		unread := func(want int) {
			t.Helper()
			if n, err := Unread(me, w.Client); err != nil || n != want {
				t.Errorf("%d %v are unread, want %d", n, err, want)
			}
		}
		unread(3)
		run := func(ctx context.Context, in ReadInput) (n int, err error) {
			_, err = w.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
				n, err = Read(ctx, tx, in)
				return err
			})
			return n, err
		}
		for range 2 {
			if _, err := run(me, ReadInput{[]typeid.ID{all[0].ID, all[0].ID}}); err != nil {
				t.Error(err)
			}
			unread(2)
		}
		theirs := w.Client.Notification.Query().Where(notification.MemberID(s.id("head.service"))).FirstIDX(w.A.System())
		for name, test := range map[string]struct {
			ids  []typeid.ID
			want error
		}{
			"another's": {[]typeid.ID{all[1].ID, theirs}, fault.NotFound().On("ids")},
			"none":      {nil, fault.Input("ids", "input.required")},
			"many":      {make([]typeid.ID, 101), fault.Input("ids", "input.too_many")},
		} {
			if _, err := run(me, ReadInput{test.ids}); !errors.Is(err, test.want) {
				t.Errorf("%s: %v", name, err)
			}
			unread(2)
		}
		yes := true
		q, err := (&Filter{Unread: &yes}).Apply(me, w.Client.Notification.Query())
		if err != nil || q.CountX(me) != 2 {
			t.Errorf("the unread ones: %v", err)
		}
		w.Change(t, me, func(ctx context.Context, tx *ent.Tx) error {
			_, err := ReadAll(ctx, tx, ReadAllInput{Until: &all[1].CreatedAt})
			return err
		})
		unread(1)
		w.Change(t, me, func(ctx context.Context, tx *ent.Tx) error {
			_, err := ReadAll(ctx, tx, ReadAllInput{})
			return err
		})
		unread(0)
		if n, err := Unread(s.As("head.service"), w.Client); err != nil || n != 3 {
			t.Errorf("the head has %d unread, %v", n, err)
		}
	})
}

func TestPrefs(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		run := func(in PrefsInput) (m *ent.Member, err error) {
			_, err = w.Journal.Change(w.As("staff"), func(ctx context.Context, tx *ent.Tx) error {
				m, err = SetPrefs(ctx, tx, in)
				return err
			})
			return m, err
		}
		m, err := run(PrefsInput{Digest: ptr(flow.DigestDaily), QuietFrom: ptr("22:00"), QuietUntil: ptr("07:00"), Muted: []string{"task.open", "clock.warned", "task.open"}})
		want := flow.NoticePrefs{Digest: flow.DigestDaily, QuietFrom: "22:00", QuietUntil: "07:00", Muted: []string{"clock.warned", "task.open"}}
		if err != nil || m.NoticePrefs.Digest != want.Digest || m.NoticePrefs.QuietUntil != want.QuietUntil || !slices.Equal(m.NoticePrefs.Muted, want.Muted) {
			t.Fatalf("%v: %+v", err, m)
		}
		for name, test := range map[string]struct {
			in   PrefsInput
			want error
		}{
			"nothing":        {PrefsInput{}, fault.Input("", "input.empty_update")},
			"a digest":       {PrefsInput{Digest: ptr(flow.Digest("WEEKLY"))}, fault.Input("digest", "input.unknown_key")},
			"a type":         {PrefsInput{Muted: []string{"task.open", "dream"}}, fault.Input("muted", "input.unknown_key")},
			"many types":     {PrefsInput{Muted: make([]string, 101)}, fault.Input("muted", "input.too_many")},
			"one end":        {PrefsInput{QuietFrom: ptr("")}, fault.Input("quietFrom", "notice.quiet_hours")},
			"no time":        {PrefsInput{QuietFrom: ptr("noon")}, fault.Input("quietFrom", "notice.quiet_hours")},
			"no time at all": {PrefsInput{QuietFrom: ptr("07:00")}, fault.Input("quietFrom", "notice.quiet_hours")},
		} {
			before := w.Count(t)
			if _, err := run(test.in); !errors.Is(err, test.want) {
				t.Errorf("%s: %v", name, err)
			}
			if !maps.Equal(before, w.Count(t)) {
				t.Errorf("%s: something changed", name)
			}
		}
		if m, err = run(PrefsInput{QuietFrom: ptr(""), QuietUntil: ptr(""), Muted: []string{}}); err != nil || m.NoticePrefs.QuietFrom != "" || len(m.NoticePrefs.Muted) != 0 || m.NoticePrefs.Digest != flow.DigestDaily {
			t.Errorf("cleared: %v %+v", err, m)
		}
	})
}
