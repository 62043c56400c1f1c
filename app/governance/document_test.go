package governance

import (
	"context"
	"maps"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/governingdocument"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// What is published is told to those it is for, and each says once that they have read it.
func TestD2_81_Publicity(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		d := must(s, "head.service", Create, s.words())
		if d.State != flow.DocumentDraft || d.DepartmentID != s.department(flow.DepartmentService) {
			t.Fatalf("%+v", d)
		}
		d = must(s, "head.service", Update, UpdateInput{ID: d.ID, ExpectedVersion: d.Version, Fields: Fields{Channel: ptr(flow.ChannelNewsletter)}})
		refused(s, "agent.1", Acknowledge, of(d), fault.NotFound(), "") // a draft is read by who writes it
		refused(s, "head.service", Publish, of(d), fault.Forbidden(), "")
		d = must(s, "management", Publish, of(d))
		if d.State != flow.DocumentEffective || d.EffectiveAt == nil || d.Channel != flow.ChannelNewsletter {
			t.Fatalf("%+v", d)
		}
		if told := s.told(s.last(d.ID)); !maps.Equal(told, map[string]bool{"agent.1": true, "agent.2": true}) {
			t.Errorf("told %v", told)
		}
		must(s, "agent.1", Acknowledge, of(d))
		if e := s.last(d.ID); e.Type != "governing_document.acknowledged" || len(e.DepartmentIds) != 0 || !slices.Equal(e.MemberIds, []typeid.ID{s.member("agent.1")}) {
			t.Errorf("%+v", e)
		}
		refused(s, "agent.1", Acknowledge, of(d), fault.Precondition("document.acknowledged"), "")
		refused(s, "member.service", Acknowledge, of(d), fault.Precondition("document.not_asked"), "") // of another post
		refused(s, "auditor", Acknowledge, of(d), fault.Precondition("document.not_asked"), "")
		refused(s, "management", Update, UpdateInput{ID: d.ID, ExpectedVersion: d.Version, Fields: Fields{Title: ptr("x")}}, fault.Precondition("transition.illegal"), "")
		s.figures(d, 2, 1, "agent.1")
		d = must(s, "management", Retire, tenants.Reasoned{ID: d.ID, ExpectedVersion: d.Version, Reason: "另行发布"})
		if d.State != flow.DocumentRetired || d.EndReason != "另行发布" || d.EndedAt == nil {
			t.Errorf("%+v", d)
		}
		refused(s, "agent.2", Acknowledge, of(d), fault.Precondition("transition.illegal"), "")
		types := []string{}
		for _, e := range s.events(d.ID) {
			types = append(types, e.Type)
		}
		if want := []string{"governing_document.draft", "governing_document.updated", "governing_document.effective", "governing_document.begun", "governing_document.acknowledged", "governing_document.retired"}; !slices.Equal(types, want) {
			t.Errorf("told %v", types)
		}
	})
}

// figures are what a page of documents shows.
func (s *stage) figures(d *ent.GoverningDocument, size, acknowledged int, by string) {
	s.t.Helper()
	all := []*ent.GoverningDocument{d}
	for who, read := range map[string]bool{by: true, "staff": false} {
		ctx := s.As(who)
		sizes, err1 := AudienceSizes(ctx, s.Client, all)
		counts, err2 := Acknowledged(ctx, s.Client, all)
		mine, err3 := Mine(ctx, s.Client, all)
		if err1 != nil || err2 != nil || err3 != nil || sizes[d.ID] != size || counts[d.ID] != acknowledged || (mine[d.ID] != nil) != read {
			s.t.Errorf("%s: %v %v %v, %v %v %v", who, sizes, counts, mine, err1, err2, err3)
		}
	}
}

// The list of what is for oneself and not read yet, by department and post, on both databases.
func TestD2_81_Mine(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		all := map[string]CreateInput{}
		for name, change := range map[string]func(*CreateInput){
			"post":       func(in *CreateInput) { in.DepartmentIDs = nil },
			"department": func(in *CreateInput) { in.Posts = nil },
			"both":       func(*CreateInput) {},
			"everybody":  func(in *CreateInput) { in.Posts, in.DepartmentIDs = nil, nil },
			"sales": func(in *CreateInput) {
				in.Posts, in.DepartmentIDs = nil, []typeid.ID{s.department(flow.DepartmentSales)}
			},
			"next week": func(in *CreateInput) { in.PeriodStart = ptr(s.day(7)) },
		} {
			in := s.words()
			in.Title = ptr(name)
			change(&in)
			all[name] = in
			s.published(in)
		}
		mine := func(who string) (titles []string) {
			t.Helper()
			q, err := (&Filter{Mine: ptr(true)}).Apply(s.As(who), s.Client, s.Client.GoverningDocument.Query())
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range q.AllX(s.As(who)) {
				titles = append(titles, d.Title)
			}
			slices.Sort(titles)
			return titles
		}
		for who, want := range map[string][]string{
			"agent.1":        {"both", "department", "everybody", "post"},
			"member.service": {"department", "everybody"},
			"head.sales":     {"everybody", "sales"},
			"auditor":        {"everybody"},
		} {
			if got := mine(who); !slices.Equal(got, want) {
				t.Errorf("%s is asked to read %v, want %v", who, got, want)
			}
		}
		d := s.Client.GoverningDocument.Query().Where(governingdocument.Title("everybody")).OnlyX(s.A.System())
		must(s, "agent.1", Acknowledge, of(d))
		if got := mine("agent.1"); !slices.Equal(got, []string{"both", "department", "post"}) {
			t.Errorf("after reading one: %v", got)
		}
		later := s.Client.GoverningDocument.Query().Where(governingdocument.Title("next week")).OnlyX(s.A.System())
		refused(s, "agent.1", Acknowledge, of(later), fault.Precondition("document.not_begun"), "")
		if acts := Available(s.As("agent.1"), later); len(acts) != 0 {
			t.Errorf("before its period: %v", acts)
		}
		if acts := Available(s.As("agent.1"), d); !slices.Equal(acts, []flow.DocumentAct{flow.DocumentActAcknowledge}) {
			t.Errorf("in its period: %v", acts)
		}
	})
}

func TestDocumentRefused(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	bad := func(change func(*CreateInput), want error, field string) {
		t.Helper()
		in := s.words()
		change(&in)
		refused(s, "management", Create, in, want, field)
	}
	bad(func(in *CreateInput) { in.Kind = "LAW" }, fault.Input("", "input.unknown_key"), "kind")
	bad(func(in *CreateInput) { in.Channel = ptr(flow.PublicityChannel("TV")) }, fault.Input("", "input.unknown_key"), "channel")
	bad(func(in *CreateInput) { in.Title = ptr(" ") }, fault.Input("", "input.required"), "title")
	bad(func(in *CreateInput) { in.Body = nil }, fault.Input("", "input.required"), "body")
	bad(func(in *CreateInput) { in.PeriodStart = ptr("soon") }, fault.Input("", "sla.date_format"), "periodStart")
	bad(func(in *CreateInput) { in.PeriodEnd = ptr(s.day(-1)) }, fault.Input("", "document.period_ends_before"), "periodEnd")
	bad(func(in *CreateInput) { in.Posts = []string{post, post} }, fault.Input("", "input.duplicate"), "posts")
	bad(func(in *CreateInput) { in.Posts = make([]string, 101) }, fault.Input("", "input.too_many"), "posts")
	bad(func(in *CreateInput) { in.DepartmentIDs = []typeid.ID{"dep_none"} }, fault.NotFound(), "departmentIds")
	bad(func(in *CreateInput) { in.DepartmentID = ptr(typeid.ID("dep_none")) }, fault.NotFound(), "departmentId")
	for _, who := range []string{"staff", "member.service", "auditor", "committee", "admin", "integration"} {
		refused(s, who, Create, s.words(), fault.Forbidden(), "")
	}
	in := s.words()
	in.DepartmentID = ptr(s.department(flow.DepartmentSales))
	refused(s, "head.service", Create, in, fault.Forbidden(), "")

	d := must(s, "head.service", Create, s.words())
	refused(s, "head.service", Update, UpdateInput{ID: d.ID, ExpectedVersion: d.Version}, fault.Input("", "input.empty_update"), "")
	refused(s, "head.service", Update, UpdateInput{ID: d.ID, ExpectedVersion: 7, Fields: Fields{Title: ptr("x")}}, fault.Conflict("version.conflict"), "expectedVersion")
	refused(s, "head.sales", Update, UpdateInput{ID: d.ID, ExpectedVersion: d.Version, Fields: Fields{Title: ptr("x")}}, fault.NotFound(), "")
	refused(s, "management", Retire, tenants.Reasoned{ID: d.ID, ExpectedVersion: d.Version}, fault.Input("", "input.required"), "reason")
	s.Clock.Set(s.Clock.Now().AddDate(0, 0, 11))
	refused(s, "management", Publish, of(d), fault.Precondition("document.period_over"), "periodEnd")
	if acts := Available(s.As("management"), d); slices.Contains(acts, flow.DocumentActPublish) || !slices.Contains(acts, flow.DocumentActRetire) {
		t.Errorf("when its period is over: %v", acts)
	}
	must(s, "management", Retire, tenants.Reasoned{ID: d.ID, ExpectedVersion: d.Version, Reason: "未能按时发布"})
	for who, reads := range map[string]bool{"staff": false, "auditor": false, "agent.1": false, "management": true} {
		if got := s.Client.GoverningDocument.Query().Where(governingdocument.ID(d.ID)).ExistX(s.As(who)); got != reads {
			t.Errorf("%s reads what was never published: %v", who, got)
		}
	}
	for _, who := range []string{"a", "b"} {
		if n := s.Client.GoverningDocument.Query().CountX(map[string]context.Context{"a": s.A.System(), "b": s.B.System()}[who]); n != map[string]int{"a": 1, "b": 0}[who] {
			t.Errorf("%d documents of %s", n, who)
		}
	}
}

// Who has not read it is reminded once, three days before the end; then it is retired.
func TestD2_81_Tend(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		d := s.published(s.words())
		must(s, "agent.1", Acknowledge, of(d))
		begin := s.Clock.Now()
		at := func(day int) string {
			t.Helper()
			s.Clock.Set(begin.AddDate(0, 0, day))
			s.tend()
			s.tend()
			return s.last(d.ID).Type
		}
		if typ := at(6); typ != "governing_document.acknowledged" {
			t.Errorf("four days before: %s", typ)
		}
		if typ := at(7); typ != due {
			t.Errorf("three days before: %s", typ)
		}
		if told := s.told(s.last(d.ID)); !maps.Equal(told, map[string]bool{"agent.2": true}) {
			t.Errorf("reminded %v", told)
		}
		n := len(s.events(d.ID))
		at(10)
		if is := s.get(d.ID); len(s.events(d.ID)) != n || is.State != flow.DocumentEffective {
			t.Errorf("on the last day: %s, %d events", is.State, len(s.events(d.ID))-n)
		}
		if typ := at(11); typ != "governing_document.retired" || s.get(d.ID).State != flow.DocumentRetired || s.get(d.ID).EndReason != "" {
			t.Errorf("the day after: %s", typ)
		}
		if len(s.events(d.ID)) != n+1 {
			t.Errorf("retired more than once")
		}
	})
}

// Nobody is reminded of what all have read.
func TestAllHaveRead(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	d := s.published(s.words())
	must(s, "agent.1", Acknowledge, of(d))
	must(s, "agent.2", Acknowledge, of(d))
	s.Clock.Set(s.Clock.Now().AddDate(0, 0, 9))
	s.tend()
	if typ := s.last(d.ID).Type; typ == due {
		t.Error("reminded of what all have read")
	}
	s.Client.Member.UpdateOneID(s.member("member.service")).SetPost(post).ExecX(s.A.System()) // has the post since today
	s.tend()
	if told := s.told(s.last(d.ID)); !told["member.service"] || len(told) != 1 {
		t.Errorf("reminded %v", told)
	}
	heads := s.Client.Acknowledgement.Query().CountX(s.As("head.service"))
	own := s.Client.Acknowledgement.Query().CountX(s.As("agent.1"))
	none := s.Client.Acknowledgement.Query().CountX(s.As("head.sales"))
	if heads != 2 || own != 1 || none != 0 {
		t.Errorf("read by heads %d, themselves %d, others %d", heads, own, none)
	}
}

// Two who read at once are counted as two, and one who says it twice at once as one.
func TestAcknowledgedAtOnce(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		d := s.published(s.words())
		errs := make(chan error, 4)
		for _, who := range []string{"agent.1", "agent.2", "agent.1", "agent.2"} {
			ctx := s.As(who)
			go func() {
				_, _, err := journal.Changed(ctx, s.Journal, func(ctx context.Context, tx *ent.Tx) (*ent.GoverningDocument, error) {
					return Acknowledge(ctx, tx, of(d))
				})
				errs <- err
			}()
		}
		failed := 0
		for range 4 {
			if err := <-errs; err != nil {
				failed++
			}
		}
		if n := s.Client.Acknowledgement.Query().CountX(s.A.System()); n != 2 || failed != 2 {
			t.Errorf("%d acknowledgements, %d refused", n, failed)
		}
	})
}

// Who has left is of no audience.
func TestAudience(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	d := s.published(s.words())
	s.Client.Member.UpdateOneID(s.member("agent.2")).SetState(flow.MemberLeft).ExecX(s.A.System())
	s.figures(must(s, "agent.1", Acknowledge, of(d)), 1, 1, "agent.1")
	if n := s.Client.Member.Query().Where(audience(d).Members(s.A.System()), member.ID(s.member("agent.2"))).CountX(s.A.System()); n != 0 {
		t.Error("who has left is told")
	}
}

// Of what is published before its time people hear on its first day, once.
func TestD2_81_Begins(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		in := s.words()
		in.PeriodStart, in.PeriodEnd = ptr(s.day(5)), ptr(s.day(30))
		d := s.published(in)
		if typ := s.last(d.ID).Type; typ != "governing_document.effective" {
			t.Errorf("published: %s", typ)
		}
		begin := s.Clock.Now()
		for _, day := range []int{4, 5, 5, 6} {
			s.Clock.Set(begin.AddDate(0, 0, day))
			s.tend()
			want := 3 - max(0, 1-day/5)
			if n := len(s.events(d.ID)); n != want {
				t.Errorf("day %d: %d events, want %d", day, n, want)
			}
		}
		if typ := s.last(d.ID).Type; typ != "governing_document.begun" {
			t.Errorf("begun: %s", typ)
		}
		if told := s.told(s.last(d.ID)); !maps.Equal(told, map[string]bool{"agent.1": true, "agent.2": true}) {
			t.Errorf("told %v", told)
		}
	})
}
