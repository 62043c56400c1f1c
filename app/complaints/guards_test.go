package complaints

import (
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/clocks"
	"heed/app/customers"
	"heed/app/progress"
	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/counter"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// A complaint has the four facts and a promise that lies ahead; what is wrong with it has one
// error and changes nothing.
func TestD2_57_CreateRefused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		foreign := w.Client.Customer.Create().SetName("Foreign").SetTierKey("KEY").SaveX(w.B.System())
		other := w.Client.Customer.Create().SetName("海港公司").SetTierKey("KEY").SetDepartmentID(s.department(flow.DepartmentService)).SaveX(w.A.System())
		contact := w.Client.Contact.Create().SetCustomerID(other.ID).SetName("李").SaveX(w.A.System())
		for name, c := range map[string]struct {
			change func(*CreateInput)
			want   error
			field  string
		}{
			"no name":                  {func(in *CreateInput) { in.ComplainantName = ptr(" ") }, fault.Input("", "complaint.no_name"), "complainantName"},
			"no way to reach them":     {func(in *CreateInput) { in.Phone = nil }, fault.Input("", "complaint.no_contact"), "phone"},
			"no telephone number":      {func(in *CreateInput) { in.Phone = ptr("一二三") }, fault.Input("", "input.malformed_phone"), "phone"},
			"no address":               {func(in *CreateInput) { in.Email = ptr("nobody") }, fault.Input("", "input.malformed_email"), "email"},
			"no words":                 {func(in *CreateInput) { in.Content = " " }, fault.Input("", "input.required"), "content"},
			"too many words":           {func(in *CreateInput) { in.Content = strings.Repeat("锁", maxWords+1) }, fault.Input("", "input.too_long"), "content"},
			"not yet complained":       {func(in *CreateInput) { in.ComplainedAt = s.Clock.Now().Add(time.Hour) }, fault.Input("", "input.in_the_future"), "complainedAt"},
			"long ago":                 {func(in *CreateInput) { in.ComplainedAt = longAgo.Add(-time.Hour) }, fault.Input("", "input.long_ago"), "complainedAt"},
			"promised for the past":    {func(in *CreateInput) { in.PromisedAt = s.Clock.Now() }, fault.Input("", "complaint.promise_in_the_past"), "promisedAt"},
			"promised for another age": {func(in *CreateInput) { in.PromisedAt = s.Clock.Now().AddDate(2, 0, 0) }, fault.Input("", "complaint.promise_too_far"), "promisedAt"},
			"an unknown way":           {func(in *CreateInput) { in.Channel = "PIGEON" }, fault.Input("", "input.unknown_key"), "channel"},
			"of another company":       {func(in *CreateInput) { in.CustomerID = &foreign.ID }, fault.NotFound(), "customerId"},
			"of two customers":         {func(in *CreateInput) { in.ContactID = &contact.ID }, fault.Input("", "complaint.of_other_customer"), "contactId"},
			"a department of nobody":   {func(in *CreateInput) { in.OwnerDepartmentID = ptr(typeid.ID("dep_0")) }, fault.NotFound(), "ownerDepartmentId"},
			"a member of nobody":       {func(in *CreateInput) { in.AssigneeID = ptr(typeid.ID("mem_0")) }, fault.NotFound(), "assigneeId"},
			"a touchpoint of nobody":   {func(in *CreateInput) { in.TouchpointID = ptr(typeid.ID("tpt_0")) }, fault.NotFound(), "touchpointId"},
		} {
			in := s.told()
			c.change(&in)
			t.Run(name, func(*testing.T) { refused(s, "member.service", Create, in, c.want, c.field) })
		}
		refused(s, "auditor", Create, s.told(), fault.Forbidden(), "")
		known := s.told()
		known.CustomerID, known.ContactID, known.ComplainantName, known.Channel = nil, &contact.ID, nil, flow.ChannelPost
		made := must(s, "member.service", Create, known)
		if made.CustomerID != other.ID || made.ComplainantName != "李" || made.Acknowledgement != nil {
			t.Errorf("made is %+v", made)
		}
		if k := s.clock(made, sla.ClockComplaintAck); k.State != sla.ClockRunning || !k.DueAt.Before(made.PromisedAt) || !made.DueAt.Equal(k.DueAt) {
			t.Errorf("by post, its acknowledgement is %s, due %s; the complaint %s", k.State, k.DueAt, made.DueAt)
		}
	})
}

// Every act on every state: what the table leaves out is refused by every verb and changes
// nothing.
func TestIllegalActs(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.replied()
		c = must(s, "member.service", Close, CloseInput{ID: c.ID, ExpectedVersion: c.Version, Outcome: flow.OutcomeAccepted})
		illegal, id, v := fault.Precondition("transition.illegal"), c.ID, c.Version
		refused(s, "management", Triage, TriageInput{ID: id, ExpectedVersion: v, Nature: flow.ComplaintOfPrice, Severity: flow.SeverityGeneral, Reason: ptr("x")}, illegal, "")
		refused(s, "management", Investigate, InvestigateInput{ID: id, ExpectedVersion: v}, illegal, "")
		refused(s, "management", Process, s.investigation(c), illegal, "")
		refused(s, "management", Reply, ReplyInput{ID: id, ExpectedVersion: v, Decision: "x", Channel: flow.ChannelPhone}, illegal, "")
		refused(s, "management", Withdraw, WithdrawInput{ID: id, ExpectedVersion: v, Statement: "x"}, illegal, "")
		refused(s, "management", Assign, AssignInput{ID: id, ExpectedVersion: v, AssigneeID: ptr(typeid.ID(""))}, illegal, "")
		refused(s, "management", Pause, PauseInput{ID: id, ExpectedVersion: v, Reason: sla.PauseWaitingCustomer}, illegal, "")
		refused(s, "management", Escalate, EscalateInput{ID: id, ExpectedVersion: v, Reason: "x"}, illegal, "")
		refused(s, "management", Plan, PlanInput{ID: id, ExpectedVersion: v, Steps: s.steps(1)}, illegal, "")
		refused(s, "management", StepDone, StepDoneInput{ID: id, ExpectedVersion: v, Step: 1}, fault.Precondition("complaint.steps_not_processing"), "")
		refused(s, "member.service", Acknowledge, AcknowledgeInput{ID: id, ExpectedVersion: v, Channel: flow.ChannelPhone}, illegal, "")
		refused(s, "member.service", Update, UpdateInput{ID: id, ExpectedVersion: v, Product: ptr("x")}, illegal, "")
		refused(s, "member.service", Update, UpdateInput{ID: id, ExpectedVersion: v - 1, Product: ptr("x")}, fault.Conflict("version.conflict"), "expectedVersion")
		refused(s, "staff", Update, UpdateInput{ID: id, ExpectedVersion: v, Product: ptr("x")}, fault.Forbidden(), "")
		refused(s, "member.service", AddProgress, progress.AddInput{ComplaintID: &id, Kind: flow.ProgressNote, Text: "x"}, fault.Precondition("progress.not_open"), "complaintId")
	})
}

// What was assessed is assessed anew with a reason, by who decides; the path may change, and
// the clock with it.
func TestD2_59_TriagedAgain(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.triaged(flow.SeverityGeneral)
		again := TriageInput{ID: c.ID, ExpectedVersion: c.Version, Nature: flow.ComplaintOfQuality, Severity: flow.SeverityMajor, Reason: ptr("多批次")}
		refused(s, "member.service", Triage, again, fault.Forbidden(), "")
		none := again
		none.Reason = nil
		refused(s, "head.service", Triage, none, fault.Input("", "complaint.triage_reason"), "reason")
		past := again
		past.PromisedAt = ptr(s.Clock.Now().Add(-time.Hour))
		refused(s, "head.service", Triage, past, fault.Input("", "complaint.promise_in_the_past"), "promisedAt")
		c = must(s, "head.service", Triage, again)
		if *c.Path != flow.PathJoint || !s.clock(c, sla.ClockComplaintResolution).DueAt.Equal(c.PromisedAt) || len(c.Triages) != 2 {
			t.Errorf("major now: %+v", c)
		}
		c = must(s, "management", FormGroup, GroupInput{ID: c.ID, ExpectedVersion: c.Version, LeaderID: s.member("head.sales"), Members: s.both()})
		back := TriageInput{ID: c.ID, ExpectedVersion: c.Version, Nature: flow.ComplaintOfQuality, Severity: flow.SeverityGeneral, Reason: ptr("仅一件"), PromisedAt: ptr(s.Clock.Now().Add(24 * time.Hour))}
		refused(s, "head.sales", Triage, back, fault.Forbidden(), "") // leads the group, and is of another department
		c = must(s, "management", Triage, back)
		if *c.Path != flow.PathDirect || c.GroupID != "" || !c.DueAt.Equal(s.Clock.Now().Add(24*time.Hour)) {
			t.Errorf("general again: %+v", c)
		}
		if got := s.events(c.ID); !slices.Contains(got, "clock.recomputed") || !slices.Contains(got, "complaint.handed_over") {
			t.Errorf("events %v", got)
		}
	})
}

// A pause moves the deadline, never what was promised to the customer.
func TestD2_58_PausesKeepThePromise(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.received()
		c = must(s, "member.service", Pause, PauseInput{ID: c.ID, ExpectedVersion: c.Version, Reason: sla.PauseWaitingCustomer})
		s.Clock.Advance(48 * time.Hour)
		c = must(s, "member.service", Resume, ResumeInput{ID: c.ID, ExpectedVersion: c.Version})
		if want := time.Date(2026, 11, 9, 2, 0, 0, 0, time.UTC); !c.DueAt.Equal(want) { // two working days later, over the week-end: as promised
			t.Errorf("due %s, want %s", c.DueAt, want)
		}
		c = must(s, "member.service", Pause, PauseInput{ID: c.ID, ExpectedVersion: c.Version, Reason: sla.PauseForceMajeure})
		s.Clock.Advance(72 * time.Hour)
		c = must(s, "member.service", Resume, ResumeInput{ID: c.ID, ExpectedVersion: c.Version})
		if !c.DueAt.Equal(c.PromisedAt) {
			t.Errorf("due %s, promised %s", c.DueAt, c.PromisedAt)
		}
		refused(s, "member.service", Resume, ResumeInput{ID: c.ID, ExpectedVersion: c.Version}, fault.Precondition("sla.clock_not_paused"), "")
	})
}

// What was promised passes while the clock waits: the complaint is overdue then, and the
// pause is over.
func TestD2_58_PromiseBrokenInAPause(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.received()
		c = must(s, "member.service", Pause, PauseInput{ID: c.ID, ExpectedVersion: c.Version, Reason: sla.PauseWaitingCustomer})
		if !c.DueAt.Equal(c.PromisedAt) {
			t.Errorf("paused it is due %s, promised %s", c.DueAt, c.PromisedAt)
		}
		s.Clock.Set(c.PromisedAt.Add(time.Minute))
		for range 2 {
			if err := clocks.Tick(s.A.System(), w.Journal); err != nil {
				t.Fatal(err)
			}
		}
		k := s.clock(c, sla.ClockComplaintResolution)
		if k.State != sla.ClockBreached || k.BreachedAt == nil || !k.BreachedAt.Equal(c.PromisedAt) || !k.DueAt.Equal(c.PromisedAt) {
			t.Errorf("the clock is %+v", k)
		}
		if n := slices.DeleteFunc(s.events(c.ID), func(typ string) bool { return typ != "clock.breached" }); len(n) != 1 {
			t.Errorf("told %v", n)
		}
		if late := w.Client.Complaint.Query().Where(overdue(s.Clock.Now())).CountX(s.A.System()); late != 1 {
			t.Errorf("%d are overdue", late)
		}
		refused(s, "member.service", Resume, ResumeInput{ID: c.ID, ExpectedVersion: c.Version}, fault.Precondition("sla.clock_not_paused"), "")
		all, err := clocks.Figures(s.A.System(), w.Client)
		kept := w.Client.Counter.Query().Where(counter.Name(clocks.ResolutionsDue), counter.AmountNEQ(0)).OnlyX(s.A.System())
		if day := c.PromisedAt.In(time.FixedZone("", 8*3600)).Format(time.DateOnly); err != nil || kept.Bucket != day || kept.Amount != 1 ||
			all[clocks.Figure{Name: clocks.ResolutionsDue, Bucket: day}] != 1 {
			t.Errorf("kept %+v, counted %v, %v", kept, all, err)
		}
	})
}

// The silence towards a customer is told to who works on it, then to the head; a word to the
// customer ends it.
func TestD2_64_Silence(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.triaged(flow.SeverityGeneral)
		silences := func() (n int) {
			for _, typ := range s.events(c.ID) {
				if typ == "complaint.silent" {
					n++
				}
			}
			return n
		}
		watch := func(want int) {
			t.Helper()
			ctx, err := w.Who.AsSystem(w.Context(), w.A.ID)
			if err != nil {
				t.Fatal(err)
			}
			if err := TellSilence(ctx, w.Journal); err != nil {
				t.Fatal(err)
			}
			if got := silences(); got != want {
				t.Errorf("%s: told %d times, want %d", s.Clock.Now(), got, want)
			}
		}
		watch(0)
		s.Clock.Advance(72*time.Hour + time.Minute) // three working days
		watch(1)
		watch(1)
		s.Clock.Advance(24 * time.Hour)
		watch(2)
		s.Clock.Advance(30 * 24 * time.Hour)
		watch(2) // all know
		s.notice(c)
		if again := s.again(c); again.SilenceTold != 0 || again.SilenceAt == nil || !again.CustomerToldAt.Equal(s.Clock.Now()) {
			t.Errorf("after a word: %+v", again)
		}
		s.Clock.Advance(7 * 24 * time.Hour)
		watch(3)
	})
}

// Requirements are drawn from complaints, whose customer is known.
func TestD0_11_Drawn(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		in := s.told()
		in.CustomerID = nil
		nobody := must(s, "member.service", Create, in)
		draw := DraftInput{ComplaintID: nobody.ID, Title: "打得开的锁", Category: flow.RequirementCategoryProduct, Urgency: flow.UrgencyGeneral}
		refused(s, "member.service", DraftRequirement, draw, fault.Precondition("complaint.no_customer"), "complaintId")
		must(s, "member.service", Update, UpdateInput{ID: nobody.ID, ExpectedVersion: 1, Links: Links{CustomerID: &s.inn.ID}})
		r := must(s, "member.service", DraftRequirement, draw)
		if r.CustomerID != s.inn.ID || r.OriginalText != nobody.Content || r.Source != flow.RequirementSourceComplaint || r.OriginID != nobody.ID {
			t.Errorf("drawn is %+v", r)
		}
		refused(s, "head.sales", DraftRequirement, draw, fault.NotFound(), "complaintId")
	})
}

// How a complainant is reached is sealed, shown masked, and in clear with a reason that is
// kept; when it is over nothing of them need stay.
func TestD2_08_Complainants(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		in := s.told()
		in.Email, in.OtherContact = ptr("wang@inn.example"), ptr("南京路 1 号")
		c := must(s, "member.service", Create, in)
		masked, err := Masked(s.As("auditor"), c)
		if err != nil || masked != (Reach{Phone: "138****8000", Email: "w***@i***.example"}) {
			t.Errorf("masked %+v, %v", masked, err)
		}
		refused(s, "auditor", Reveal, RevealInput{ID: c.ID, Reason: "回电"}, fault.Forbidden(), "")
		refused(s, "member.service", Reveal, RevealInput{ID: c.ID, Reason: " "}, fault.Input("", "input.required"), "reason")
		clear, err := ReachOf(s.As("member.service"), must(s, "member.service", Reveal, RevealInput{ID: c.ID, Reason: "回电"}))
		if err != nil || clear != (Reach{Phone: "13800138000", Email: "wang@inn.example", Other: "南京路 1 号"}) {
			t.Errorf("in clear %+v, %v", clear, err)
		}
		erase := EraseInput{ID: c.ID, ExpectedVersion: c.Version, Reason: "本人要求"}
		refused(s, "management", Erase, erase, fault.Precondition("complaint.still_open"), "")
		c = must(s, "member.service", Withdraw, WithdrawInput{ID: c.ID, ExpectedVersion: c.Version, Statement: "王女士说已修好"})
		erase.ExpectedVersion = c.Version
		refused(s, "head.service", Erase, erase, fault.Forbidden(), "")
		c = must(s, "management", Erase, erase)
		if c.ErasedAt == nil || c.ComplainantName != "" || Words(c) != "" || len(c.Phone)+len(c.Email)+len(c.Reach) > 0 || c.Withdrawal != nil {
			t.Errorf("erased is %+v", c)
		}
		for _, secret := range []string{"王女士", "打不开", "13800138000", "wang@inn", "南京路"} {
			if strings.Contains(w.Dump(t), secret) {
				t.Errorf("%s is still kept", secret)
			}
		}
	})
}

// Who complains on a page is promised an answer by the deadline and answers the reply at the
// link: accepting ends what a department handled, not accepting takes it up again.
func TestD1_44_ByTheirOwnHand(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		form := must(s, "management", CreateForm, FormInput{Name: ptr("官网"), Channel: ptr(flow.ChannelWeb), DepartmentID: ptr(s.department(flow.DepartmentService))})
		submit := SubmitInput{Form: form, Intake: flow.IntakePage, Locale: "en", ComplainantName: "Ms Wang", Reach: Reach{Email: "wang@inn.example"}, Content: "It does not open"}
		sent, err := try(s, w.A.System(), Submit, submit)
		if err != nil {
			t.Fatal(err)
		}
		c := sent.Complaint
		if c.Intake != flow.IntakePage || c.Acknowledgement == nil || !c.Acknowledgement.Automatic || c.PromiseConfirmed || !c.DueAt.Equal(c.PromisedAt) || sent.Link == nil {
			t.Errorf("sent is %+v", c)
		}
		link, err := Linked(w.Context(), w.Client, sent.Link.Secret)
		if err != nil || link.SubjectID != c.ID {
			t.Errorf("the link leads to %+v, %v", link, err)
		}
		accepted := AnswerInput{ID: c.ID, Accepted: true, Score: ptr(5)}
		answer := func(in AnswerInput) (*ent.Complaint, error) { return try(s, w.A.System(), Answer, in) }
		if _, err := answer(accepted); !saysKey(err, "complaint.not_in_feedback") {
			t.Errorf("answered before the reply: %v", err)
		}
		s.handle(c)
		if _, err := answer(AnswerInput{ID: c.ID}); !saysKey(err, "complaint.reopen_reason") {
			t.Errorf("not accepted without a word: %v", err)
		}
		again, err := answer(AnswerInput{ID: c.ID, Comment: "Still shut"})
		if err != nil || again.State != flow.ComplaintProcessing || again.ReopenCount != 1 || !again.Reopenings[0].ByCustomer {
			t.Errorf("not accepted: %+v, %v", again, err)
		}
		must(s, "head.service", Reply, ReplyInput{ID: c.ID, ExpectedVersion: again.Version, Decision: "Replaced", Channel: flow.ChannelEmail})
		done, err := answer(accepted)
		if err != nil || done.State != flow.ComplaintClosed || *done.Outcome != flow.OutcomeAccepted || !done.Answer.ByCustomer {
			t.Errorf("accepted: %+v, %v", done, err)
		}
		if _, err := answer(accepted); !saysKey(err, "complaint.not_in_feedback") {
			t.Errorf("answered twice: %v", err)
		}
		for name, change := range map[string]func(*SubmitInput){
			"complaint.no_name": func(in *SubmitInput) { in.ComplainantName = "" }, "complaint.no_contact": func(in *SubmitInput) { in.Reach = Reach{} },
			"input.required": func(in *SubmitInput) { in.Content = "" },
		} {
			in := submit
			change(&in)
			before := w.Dump(t)
			if _, err := try(s, w.A.System(), Submit, in); !saysKey(err, name) {
				t.Errorf("%v, want %s", err, name)
			}
			if w.Dump(t) != before {
				t.Errorf("%s changed something", name)
			}
		}
	})
}

// handle takes a received complaint to the customer's word.
func (s *stage) handle(c *ent.Complaint) *ent.Complaint {
	s.t.Helper()
	c = must(s, "head.service", Triage, TriageInput{ID: c.ID, ExpectedVersion: c.Version, Nature: flow.ComplaintOfQuality, Severity: flow.SeverityGeneral})
	c = must(s, "head.service", Assign, AssignInput{ID: c.ID, ExpectedVersion: c.Version, AssigneeID: ptr(s.member("member.service"))})
	c = must(s, "member.service", Investigate, InvestigateInput{ID: c.ID, ExpectedVersion: c.Version})
	c = must(s, "member.service", Process, s.investigation(c))
	return must(s, "member.service", Reply, ReplyInput{ID: c.ID, ExpectedVersion: c.Version, Decision: "Replaced", Channel: flow.ChannelEmail})
}

// Who was erased as a contact is gone from the complaints too.
func TestD2_08_ContactsOfComplaints(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		contact := w.Client.Contact.Create().SetCustomerID(s.inn.ID).SetName("李先生").SaveX(w.A.System())
		in := s.told()
		in.ContactID, in.ComplainantName = &contact.ID, nil
		c := must(s, "member.service", Create, in)
		c = s.handle(c)
		must(s, "member.service", RenewLink, LinkInput{ID: c.ID})
		link, err := StatusLink(w.A.System(), w.Client, c.ID)
		if err != nil || link == nil {
			t.Fatalf("the link is %v, %v", link, err)
		}
		must(s, "management", customers.EraseContact, customers.EraseInput{ID: contact.ID, ExpectedVersion: contact.Version, Reason: "本人要求"})
		if c = s.again(c); c.ComplainantName != "" || Words(c) != "" || len(c.Phone) > 0 || c.ErasedAt == nil || c.State != flow.ComplaintFeedback {
			t.Errorf("after the contact was erased: %+v", c)
		}
		if _, err := Linked(w.Context(), w.Client, link.Secret); fault.CodeOf(err) != fault.CodeNotFound {
			t.Errorf("the link of who was erased: %v", err)
		}
		if _, err := try(s, w.A.System(), Answer, AnswerInput{ID: c.ID, Accepted: true}); fault.CodeOf(err) != fault.CodeNotFound {
			t.Errorf("who was erased answers: %v", err)
		}
		refused(s, "member.service", RenewLink, LinkInput{ID: c.ID}, fault.Precondition("contact.erased"), "")
		refused(s, "member.service", Reopen, ReopenInput{ID: c.ID, ExpectedVersion: c.Version, Reason: "x"}, fault.Precondition("contact.erased"), "")
	})
}

// Who is in the group reads the complaint and works on it, wherever they belong; everybody
// else of another department does not find it.
func TestD2_62_WhoReads(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.triaged(flow.SeverityMajor)
		reads := func(want bool, names ...string) {
			t.Helper()
			for _, name := range names {
				if there := w.Client.Complaint.Query().Where(complaint.ID(c.ID)).ExistX(s.As(name)); there != want {
					t.Errorf("%s reads it: %t, want %t", name, there, want)
				}
			}
		}
		acts := func(name string, want ...flow.ComplaintAct) {
			t.Helper()
			got, err := Available(s.As(name), w.Client, []*ent.Complaint{s.again(c)})
			if err != nil || !slices.Equal(got[c.ID], want) {
				t.Errorf("%s may %v, %v, want %v", name, got[c.ID], err, want)
			}
		}
		reads(true, "head.service", "member.service", "management", "committee", "auditor", "admin")
		reads(false, "head.sales", "staff")
		if n := w.Client.Complaint.Query().CountX(w.B.As("management")); n != 0 {
			t.Errorf("another company reads %d", n)
		}
		c = must(s, "management", FormGroup, GroupInput{ID: c.ID, ExpectedVersion: c.Version, LeaderID: s.member("head.sales"), Members: s.both()})
		reads(true, "head.sales")
		acts("head.sales", flow.ComplaintActWithdraw, flow.ComplaintActUpdate, flow.ComplaintActAssign, flow.ComplaintActPause)
		acts("auditor")
		acts("committee")
		c = must(s, "management", Investigate, InvestigateInput{ID: c.ID, ExpectedVersion: c.Version})
		acts("head.sales", flow.ComplaintActProcess, flow.ComplaintActWithdraw, flow.ComplaintActUpdate, flow.ComplaintActAssign, flow.ComplaintActPause)
		acts("member.service", flow.ComplaintActUpdate, flow.ComplaintActAssign, flow.ComplaintActPause)
		acts("head.service", flow.ComplaintActUpdate, flow.ComplaintActAssign, flow.ComplaintActPause)
		must(s, "head.sales", AddProgress, progress.AddInput{ComplaintID: &c.ID, Kind: flow.ProgressNote, Text: "已联系厂家"})
	})
}
