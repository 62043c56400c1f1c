package engagement

import (
	"slices"
	"strings"
	"testing"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/apptest"
	"heed/app/requirements"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/eventdetail"
	"heed/ent/interaction"
	"heed/ent/slaclock"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
)

// A visit, face to face, is written down with who took part, and needs, expectations
// and opinions apart; no event holds what was said.
func TestD0_07(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		in := s.visit(s.key)
		in.ContactID, in.ParticipantIDs = &s.person.ID, []typeid.ID{s.A.Members["head.service"].ID}
		in.OccurredAt = s.Clock.Now().Add(-90 * time.Minute)
		made := must(s, "member.service", Create, in).Unwrap()
		if made.State != flow.InteractionRecorded || made.Needs != "门要轻一些" || made.Expectations != "春天之前" || made.Opinions != "把手很好" ||
			made.MemberID != s.A.Members["member.service"].ID || made.DepartmentID != s.A.Departments[flow.DepartmentService].ID ||
			made.ContactID != s.person.ID || len(made.ParticipantIds) != 1 || !made.InDepth {
			t.Errorf("made is %+v", made)
		}
		changed := must(s, "head.service", Update, UpdateInput{
			ID: made.ID, ExpectedVersion: made.Version, Opinions: ptr("把手太高"), ContactID: ptr(typeid.ID("")), ServicePhase: ptr(flow.ServiceAfterSale),
		})
		if changed.Opinions != "把手太高" || changed.ContactID != "" || optional.Value(changed.ServicePhase) != flow.ServiceAfterSale || changed.Version != 2 {
			t.Errorf("changed is %+v", changed)
		}
		same := must(s, "head.service", Update, UpdateInput{ID: made.ID, ExpectedVersion: changed.Version, Opinions: ptr("把手太高")})
		if same.Version != changed.Version {
			t.Error("a change to what already is counts")
		}
		if got := s.events(made.ID); !slices.Equal(got, []string{"interaction.recorded", "interaction.updated"}) {
			t.Errorf("events: %v", got)
		}
		for _, e := range w.A.Events(t) {
			for _, d := range w.Client.EventDetail.Query().Where(eventdetail.EventID(e.ID)).AllX(w.A.System()) {
				for _, fact := range []string{`"customer":"` + string(s.key.ID) + `"`, `"inDepth":true`, `"occurredAt":"` + made.OccurredAt.Format(time.RFC3339) + `"`} {
					if e.SubjectID == made.ID && !strings.Contains(d.Body, fact) {
						t.Errorf("%s does not tell %s: %s", e.Type, fact, d.Body)
					}
				}
				for _, words := range []string{"把手", "门要轻", "春天"} {
					if strings.Contains(d.Body, words) {
						t.Errorf("%s holds %s", e.Type, d.Body)
					}
				}
			}
		}
	})
}

// By telephone and mail questions are answered and what is said is kept.
func TestD0_08(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		in := CreateInput{
			Type: flow.InteractionPhone, Direction: flow.DirectionInbound, CustomerID: s.general.ID, Title: "来电", OccurredAt: s.Clock.Now(),
			Question: ptr("何时送货？"), Reply: ptr("明天"), ReplyChannel: ptr(flow.ChannelPhone), Opinions: ptr("送货太慢"),
		}
		called := must(s, "member.service", Create, in)
		if called.State != flow.InteractionReplied || called.Reply != "明天" || called.RepliedAt == nil || called.RepliedByID != s.A.Members["member.service"].ID {
			t.Errorf("answered at once: %+v", called)
		}
		in.Type, in.Reply, in.ReplyChannel = flow.InteractionEmail, nil, nil
		if mailed := must(s, "member.service", Create, in); mailed.State != flow.InteractionOpen || mailed.Question != "何时送货？" {
			t.Errorf("not answered: %+v", mailed)
		}
	})
}

// An inquiry waits for its reply; it is answered once.
func TestD1_64(t *testing.T) { waits(t, flow.InteractionInquiry, "D1-64") }

// A suggestion is answered as well.
func TestD1_67(t *testing.T) { waits(t, flow.InteractionSuggestion, "D1-67") }

func waits(t *testing.T, typ flow.InteractionType, clause string) {
	t.Helper()
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		in := CreateInput{Type: typ, Direction: flow.DirectionInbound, CustomerID: s.general.ID, Title: "来函", OccurredAt: s.Clock.Now(), Question: ptr("能否周末送货？")}
		made := must(s, "member.service", Create, in).Unwrap()
		if made.State != flow.InteractionOpen || made.RepliedAt != nil {
			t.Fatalf("made is %+v", made)
		}
		reply := ReplyInput{ID: made.ID, ExpectedVersion: made.Version, Reply: "可以", Channel: flow.ChannelPhone}
		refused(s, "member.service", Update, UpdateInput{ID: made.ID, ExpectedVersion: made.Version, Question: ptr("")}, fault.Input("", "interaction.question_missing"), "question")
		early := reply
		early.RepliedAt = ptr(made.OccurredAt.Add(-time.Second))
		refused(s, "member.service", Reply, early, fault.Input("", "interaction.reply_early"), "repliedAt")
		none := reply
		none.Reply = " "
		refused(s, "member.service", Reply, none, fault.Input("", "input.required"), "reply")
		refused(s, "staff", Reply, reply, fault.NotFound(), "")
		refused(s, "auditor", Reply, reply, fault.Forbidden(), "")
		if acts := Available(s.As("member.service"), made); !slices.Equal(acts, []flow.InteractionAct{flow.InteractionActUpdate, flow.InteractionActReply, flow.InteractionActDraft}) {
			t.Errorf("acts: %v", acts)
		}
		done := must(s, "member.service", Reply, reply)
		if done.State != flow.InteractionReplied || done.Reply != "可以" || done.RepliedAt == nil {
			t.Errorf("answered is %+v", done)
		}
		reply.ExpectedVersion = done.Version
		refused(s, "member.service", Reply, reply, fault.Precondition("transition.illegal"), "")
		if got := s.events(made.ID); !slices.Equal(got, []string{"interaction.open", "interaction.replied"}) {
			t.Errorf("events: %v", got)
		}
		for _, e := range w.A.Events(t) {
			if e.SubjectID == made.ID && !slices.Contains(e.ClauseIds, clause) {
				t.Errorf("%s answers to %v", e.Type, e.ClauseIds)
			}
		}
	})
}

// Who asked at another time than was written down waits since then.
func TestReplyClockMoves(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		in := CreateInput{
			Type: flow.InteractionInquiry, Direction: flow.DirectionInbound, CustomerID: s.general.ID, Title: "来函", OccurredAt: s.Clock.Now(), Question: ptr("能否周末送货？"),
		}
		earlier := s.Clock.Now().Add(-26 * time.Hour)
		made := must(s, "member.service", Create, in).Unwrap()
		clock := func() *ent.SlaClock {
			return w.Client.SlaClock.Query().Where(slaclock.InteractionID(made.ID)).OnlyX(w.A.System())
		}
		was := clock()
		titled := must(s, "member.service", Update, UpdateInput{ID: made.ID, ExpectedVersion: made.Version, Title: ptr("来函二")}).Unwrap()
		if now := clock(); now.Version != was.Version {
			t.Error("a title moves the clock")
		}
		refused(s, "member.service", Update, UpdateInput{ID: made.ID, ExpectedVersion: titled.Version, OccurredAt: ptr(s.Clock.Now().Add(time.Hour))}, fault.Input("", "input.in_the_future"), "occurredAt")
		must(s, "member.service", Update, UpdateInput{ID: made.ID, ExpectedVersion: titled.Version, OccurredAt: &earlier})
		now := clock()
		if !now.StartedAt.Equal(earlier) || !now.DueAt.Before(was.DueAt) || now.DueAt.Before(earlier) || !optional.Value(now.NextTickAt).Before(optional.Value(was.NextTickAt)) {
			t.Errorf("the clock is %+v, was %+v", now, was)
		}
		if got := s.events(made.ID); !slices.Equal(got, []string{"interaction.open", "interaction.updated", "interaction.updated", "clock.recomputed"}) {
			t.Fatalf("events: %v", got)
		}
		events := w.A.Events(t)
		detail := w.Client.EventDetail.Query().Where(eventdetail.EventID(events[len(events)-1].ID)).OnlyX(w.A.System())
		for _, fact := range []string{`"oldDueAt":"` + was.DueAt.Format(time.RFC3339), `"newDueAt":"` + now.DueAt.Format(time.RFC3339)} {
			if !strings.Contains(detail.Body, fact) {
				t.Errorf("it tells %s", detail.Body)
			}
		}
		if !slices.Contains(events[len(events)-1].ClauseIds, "D0-08") {
			t.Errorf("it answers to %v", events[len(events)-1].ClauseIds)
		}
	})
}

// What is wrong is refused with one error, and changes nothing.
func TestCreateRefused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		stranger := w.Client.Customer.Create().SetName("B").SetTierKey("KEY").SaveX(w.B.System())
		other := w.Client.Contact.Create().SetCustomerID(s.general.ID).SetName("Bob").SaveX(w.A.System())
		gone := w.Client.Contact.Create().SetCustomerID(s.key.ID).SetName("x").SetErasedAt(s.Clock.Now()).SaveX(w.A.System())
		for name, c := range map[string]struct {
			who   string
			spoil func(*CreateInput)
			want  error
			field string
		}{
			"the future":             {"management", func(in *CreateInput) { in.OccurredAt = s.Clock.Now().Add(time.Hour) }, fault.Input("", "input.in_the_future"), "occurredAt"},
			"long ago":               {"management", func(in *CreateInput) { in.OccurredAt = time.Time{} }, fault.Input("", "input.long_ago"), "occurredAt"},
			"no title":               {"management", func(in *CreateInput) { in.Title = " " }, fault.Input("", "input.required"), "title"},
			"another type":           {"management", func(in *CreateInput) { in.Type = "PARTY" }, fault.Input("", "input.unknown_key"), "type"},
			"a contact of another":   {"management", func(in *CreateInput) { in.ContactID = &other.ID }, fault.NotFound(), "contactId"},
			"an erased contact":      {"management", func(in *CreateInput) { in.ContactID = &gone.ID }, fault.Precondition("contact.erased"), "contactId"},
			"a department":           {"management", func(in *CreateInput) { in.ParticipantIDs = []typeid.ID{s.A.Departments[flow.DepartmentService].ID} }, fault.NotFound(), "participantIds"},
			"twice":                  {"management", func(in *CreateInput) { in.ParticipantIDs = []typeid.ID{s.person.ID, s.person.ID} }, fault.Input("", "input.duplicate"), "participantIds"},
			"too many":               {"management", func(in *CreateInput) { in.ParticipantIDs = make([]typeid.ID, 101) }, fault.Input("", "input.too_many"), "participantIds"},
			"another company's":      {"management", func(in *CreateInput) { in.CustomerID = stranger.ID }, fault.NotFound(), "customerId"},
			"a reply by no way":      {"management", func(in *CreateInput) { in.Question, in.Reply = ptr("?"), ptr("!") }, fault.Input("", "interaction.reply_channel"), "replyChannel"},
			"a reply to nothing":     {"management", func(in *CreateInput) { in.Reply, in.ReplyChannel = ptr("!"), ptr(flow.ChannelPhone) }, fault.Input("", "interaction.question_missing"), "question"},
			"a suggestion of none":   {"management", func(in *CreateInput) { in.Type = flow.InteractionSuggestion }, fault.Input("", "interaction.question_missing"), "question"},
			"of another department":  {"member.service", func(in *CreateInput) { in.MemberID = &s.A.Members["head.sales"].ID }, fault.Forbidden(), ""},
			"not the staff's":        {"staff", func(*CreateInput) {}, fault.NotFound(), "customerId"},
			"the auditor writes not": {"auditor", func(*CreateInput) {}, fault.Forbidden(), ""},
		} {
			t.Run(name, func(t *testing.T) {
				in := s.visit(s.key)
				c.spoil(&in)
				refused(s, c.who, Create, in, c.want, c.field)
			})
		}
	})
}

// The list shows what the viewer may read, filtered.
func TestFilter(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		visit := must(s, "member.service", Create, s.visit(s.key))
		call := s.visit(s.general)
		call.Type, call.InDepth, call.OccurredAt, call.Question = flow.InteractionPhone, nil, s.Clock.Now().Add(-48*time.Hour), ptr("?")
		called := must(s, "management", Create, call)
		for name, c := range map[string]struct {
			who  string
			f    *Filter
			want []typeid.ID
		}{
			"all":            {"management", nil, []typeid.ID{visit.ID, called.ID}},
			"of a customer":  {"management", &Filter{CustomerID: &s.key.ID}, []typeid.ID{visit.ID}},
			"of a type":      {"management", &Filter{Types: []flow.InteractionType{flow.InteractionPhone}}, []typeid.ID{called.ID}},
			"waiting":        {"management", &Filter{States: []flow.InteractionState{flow.InteractionOpen}}, []typeid.ID{called.ID}},
			"in depth":       {"management", &Filter{InDepth: ptr(true)}, []typeid.ID{visit.ID}},
			"of a member":    {"management", &Filter{MemberID: &s.A.Members["member.service"].ID}, []typeid.ID{visit.ID}},
			"of the service": {"management", &Filter{DepartmentID: &s.A.Departments[flow.DepartmentService].ID}, []typeid.ID{visit.ID}},
			"mine":           {"management", &Filter{Mine: ptr(true)}, []typeid.ID{called.ID}},
			"of a period":    {"management", &Filter{OccurredFrom: ptr(s.Clock.Now().Add(-time.Hour)), OccurredUntil: ptr(s.Clock.Now().Add(time.Hour))}, []typeid.ID{visit.ID}},
			"the head's":     {"head.service", nil, []typeid.ID{visit.ID}},
			"nobody's":       {"head.sales", nil, nil},
		} {
			t.Run(name, func(t *testing.T) {
				ctx := s.As(c.who)
				q, err := c.f.Apply(ctx, w.Client.Interaction.Query())
				if err != nil {
					t.Fatal(err)
				}
				got := q.Order(interaction.ByOccurredAt(sql.OrderDesc())).IDsX(ctx)
				if !slices.Equal(got, c.want) {
					t.Errorf("%v, want %v", got, c.want)
				}
			})
		}
	})
}

// A requirement is drawn from an interaction in one step and both lead to each other.
func TestDraftRequirement(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		made := must(s, "member.service", Create, s.visit(s.key)).Unwrap()
		draft := DraftInput{ID: made.ID, ExpectedVersion: made.Version, Category: flow.RequirementCategoryProduct}
		r := must(s, "member.service", DraftRequirement, draft)
		if r.State != flow.RequirementDraft || r.OriginalText != made.Needs || r.Source != flow.RequirementSourceVisit || optional.Value(r.Channel) != flow.ChannelVisit ||
			r.CustomerID != made.CustomerID || !r.CollectedAt.Equal(made.OccurredAt) || optional.Value(r.OriginType) != flow.SubjectInteraction || r.OriginID != made.ID ||
			r.Expectation != made.Expectations || r.Title != made.Title || r.Urgency != flow.UrgencyGeneral {
			t.Errorf("drawn is %+v", r)
		}
		in := s.visit(s.key)
		in.Needs = nil
		empty := must(s, "member.service", Create, in)
		draft.ID, draft.ExpectedVersion = empty.ID, empty.Version
		refused(s, "member.service", DraftRequirement, draft, fault.Input("", "interaction.needs_missing"), "originalText")
		refused(s, "staff", DraftRequirement, draft, fault.NotFound(), "")
		refused(s, "auditor", DraftRequirement, draft, fault.Forbidden(), "")
		draft.ExpectedVersion = 7
		refused(s, "member.service", DraftRequirement, draft, fault.Conflict("version.conflict"), "expectedVersion")
		for _, typ := range flow.InteractionType("").Values() {
			if sources[flow.InteractionType(typ)].source == "" {
				t.Errorf("%s is no source", typ)
			}
		}
	})
}

// Any employee tells what they heard of a customer's need, with two fields.
func TestD0_13(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		mine := w.Client.Customer.Create().SetName("C").SetTierKey("ORDINARY").SetAccountManagerID(s.A.Members["staff"].ID).SaveX(w.A.System())
		text := " 司机听说锁很紧\n是后门 "
		r := must(s, "staff", requirements.Hint, requirements.HintInput{CustomerID: mine.ID, Text: text})
		if r.State != flow.RequirementDraft || r.Source != flow.RequirementSourceEmployee || r.OriginalText != text || r.Title != "司机听说锁很紧" ||
			r.CollectedByID != s.A.Members["staff"].ID || r.Category != flow.RequirementCategoryOther || r.OriginID != "" {
			t.Errorf("the hint is %+v", r)
		}
		events := w.A.Events(t)
		if last := events[len(events)-1]; last.Type != "requirement.draft" || !slices.Contains(last.ClauseIds, "D0-13") {
			t.Errorf("the event is %+v", last)
		}
		long := must(s, "staff", requirements.Hint, requirements.HintInput{CustomerID: mine.ID, Text: strings.Repeat("锁", 90)})
		if n := len([]rune(long.Title)); n != 60 {
			t.Errorf("a title of %d characters", n)
		}
		refused(s, "staff", requirements.Hint, requirements.HintInput{CustomerID: mine.ID, Text: " "}, fault.Input("", "input.required"), "text")
		// Whoever the customer is: it need not be theirs, and it stays hidden.
		about := must(s, "staff", requirements.Hint, requirements.HintInput{CustomerID: s.key.ID, Text: "x"})
		if about.CustomerID != s.key.ID || w.Client.Customer.Query().Where(customer.ID(s.key.ID)).ExistX(s.As("staff")) {
			t.Errorf("about another's customer: %+v", about)
		}
		theirs := w.Client.Customer.Create().SetName("B").SetTierKey("ORDINARY").SaveX(w.B.System())
		refused(s, "staff", requirements.Hint, requirements.HintInput{CustomerID: theirs.ID, Text: "x"}, fault.NotFound(), "customerId")
		refused(s, "staff", requirements.Hint, requirements.HintInput{CustomerID: "cus_00000000000000000000000000", Text: "x"}, fault.NotFound(), "customerId")
		refused(s, "auditor", requirements.Hint, requirements.HintInput{CustomerID: mine.ID, Text: "x"}, fault.Forbidden(), "")
	})
}
