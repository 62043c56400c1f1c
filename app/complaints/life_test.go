package complaints

import (
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/progress"
	"heed/ent"
	"heed/ent/finding"
	"heed/ent/satisfactionrating"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/sla"
)

// A general complaint is handled by the department within its deadline, replied to, and
// closed when the customer accepts.
func TestD2_60_Direct(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.received()
		if c.Number != "CMP-2026-00001" || c.State != flow.ComplaintReceived || c.Version != 1 || c.Acknowledgement == nil || !c.PromiseConfirmed ||
			c.OwnerDepartmentID != s.department(flow.DepartmentService) || c.Intake != flow.IntakeMember {
			t.Errorf("received is %+v", c)
		}
		if k := s.clock(c, sla.ClockComplaintAck); k.State != sla.ClockMet {
			t.Errorf("heard by telephone, its acknowledgement is %s", k.State)
		}
		resolution := s.clock(c, sla.ClockComplaintResolution)
		if want := time.Date(2026, 11, 5, 2, 0, 0, 0, time.UTC); !resolution.DueAt.Equal(want) || !c.DueAt.Equal(want) { // three working days, before the promise
			t.Errorf("due %s and %s, want %s", resolution.DueAt, c.DueAt, want)
		}
		c = must(s, "member.service", Triage, TriageInput{ID: c.ID, ExpectedVersion: 1, Nature: flow.ComplaintOfQuality, Severity: flow.SeverityGeneral})
		if *c.Path != flow.PathDirect || c.Level != flow.LevelDepartment || c.HandedOverAt != nil || len(c.Triages) != 1 {
			t.Errorf("triaged is %+v", c)
		}
		c = must(s, "member.service", Investigate, InvestigateInput{ID: c.ID, ExpectedVersion: c.Version})
		c = must(s, "member.service", Process, s.investigation(c))
		if *c.RootCause != flow.RootCauseProduct || c.Investigation.Cause != "锁舌过长" || len(c.Measures) != 1 {
			t.Errorf("processing is %+v", c)
		}
		s.Clock.Advance(time.Hour)
		c = must(s, "member.service", Reply, ReplyInput{ID: c.ID, ExpectedVersion: c.Version, Decision: "更换并道歉", Channel: flow.ChannelPhone})
		if k := s.clock(c, sla.ClockComplaintResolution); k.State != sla.ClockMet || c.NoReplyAt == nil || !c.CustomerToldAt.Equal(s.Clock.Now()) {
			t.Errorf("after the reply the clock is %s, complaint %+v", k.State, c)
		}
		c = must(s, "member.service", Close, CloseInput{ID: c.ID, ExpectedVersion: c.Version, Outcome: flow.OutcomeAccepted, Score: ptr(4), Comment: ptr("还行")})
		if c.State != flow.ComplaintClosed || *c.Outcome != flow.OutcomeAccepted || c.Answer.Acceptance != flow.AcceptanceYes || c.ClosedAt == nil {
			t.Errorf("closed is %+v", c)
		}
		rating := w.Client.SatisfactionRating.Query().Where(satisfactionrating.SubjectID(c.ID)).OnlyX(w.A.System())
		if rating.Score != 4 || rating.ByCustomer || c.RatingID != rating.ID {
			t.Errorf("rating is %+v", rating)
		}
		want := []string{
			"complaint.received", "complaint.acknowledged", "complaint.triaged", "complaint.investigating", "complaint.processing",
			"complaint.feedback", "complaint.closed",
		}
		if got := s.events(c.ID); !slices.Equal(got, want) {
			t.Errorf("events %v, want %v", got, want)
		}
		for _, d := range w.Client.EventDetail.Query().AllX(w.A.System()) {
			for _, secret := range []string{"王女士", "13800138000", "打不开", "还行"} {
				if strings.Contains(d.Body, secret) {
					t.Errorf("an event holds %s", d.Body)
				}
			}
		}
		if n := w.Client.Finding.Query().CountX(w.A.System()); n != 0 {
			t.Errorf("a general complaint left %d findings", n)
		}
	})
}

// A major complaint goes to the management department and a group of several departments;
// no single department ends it, and it leaves a finding.
func TestD2_62_Joint(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.triaged(flow.SeverityMajor)
		if *c.Path != flow.PathJoint || c.Level != flow.LevelManagement || c.HandedOverAt == nil {
			t.Errorf("triaged is %+v", c)
		}
		if due := s.clock(c, sla.ClockComplaintResolution).DueAt; !due.Equal(c.PromisedAt) { // ten working days lie behind the promise
			t.Errorf("due %s, promised %s", due, c.PromisedAt)
		}
		begin := InvestigateInput{ID: c.ID, ExpectedVersion: c.Version}
		refused(s, "member.service", Investigate, begin, fault.Forbidden(), "")
		refused(s, "head.service", Investigate, begin, fault.Forbidden(), "")
		refused(s, "management", Investigate, begin, fault.Precondition("complaint.no_group"), "")
		form := GroupInput{ID: c.ID, ExpectedVersion: c.Version, LeaderID: s.member("head.sales"), Members: s.both()}
		refused(s, "head.service", FormGroup, form, fault.Forbidden(), "")
		alone := form
		alone.Members = alone.Members[:1]
		refused(s, "management", FormGroup, alone, fault.Precondition("work_group.one_department"), "members")
		c = must(s, "management", FormGroup, form)
		c = must(s, "management", Investigate, InvestigateInput{ID: c.ID, ExpectedVersion: c.Version})
		in := s.investigation(c)
		refused(s, "head.service", Process, in, fault.Forbidden(), "")
		refused(s, "head.sales", Process, in, fault.Precondition("complaint.no_plan"), "steps")
		in.Steps = s.steps(1)
		c = must(s, "head.sales", Process, in)
		reply := ReplyInput{ID: c.ID, ExpectedVersion: c.Version, Decision: "全部更换", Channel: flow.ChannelVisit}
		refused(s, "head.sales", Reply, reply, fault.Precondition("complaint.steps_open"), "")
		c = must(s, "member.service", StepDone, StepDoneInput{ID: c.ID, ExpectedVersion: c.Version, Step: 1})
		reply.ExpectedVersion = c.Version
		refused(s, "head.service", Reply, reply, fault.Forbidden(), "")
		c = must(s, "head.sales", Reply, reply)
		end := CloseInput{ID: c.ID, ExpectedVersion: c.Version, Outcome: flow.OutcomeAccepted}
		refused(s, "head.service", Close, end, fault.Forbidden(), "")
		refused(s, "member.service", Close, end, fault.Forbidden(), "")
		c = must(s, "head.sales", Close, end)
		left := w.Client.Finding.Query().Where(finding.SubjectID(c.ID)).OnlyX(w.A.System())
		if left.Source != flow.FindingComplaint || left.Severity != flow.SeverityMajor || optional.Value(left.RootCauseClass) != flow.RootCauseProduct ||
			left.DepartmentID != c.OwnerDepartmentID {
			t.Errorf("left is %+v", left)
		}
	})
}

// A complaint that came up to the committee is replied to by its decision.
func TestD2_62_Committee(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.jointly()
		refused(s, "committee", Decide, DecideInput{ID: c.ID, ExpectedVersion: c.Version, Decision: "退款"}, fault.Precondition("complaint.not_escalated"), "")
		up := EscalateInput{ID: c.ID, ExpectedVersion: c.Version, Reason: "金额超出权限"}
		refused(s, "head.sales", Escalate, up, fault.Forbidden(), "")
		none := up
		none.Reason = " "
		refused(s, "management", Escalate, none, fault.Input("", "complaint.escalation_reason"), "reason")
		c = must(s, "management", Escalate, up)
		up.ExpectedVersion = c.Version
		refused(s, "management", Escalate, up, fault.Precondition("complaint.escalated"), "")
		c = must(s, "head.sales", StepWaive, StepWaiveInput{ID: c.ID, ExpectedVersion: c.Version, Step: 1, Reason: "改为退款"})
		reply := ReplyInput{ID: c.ID, ExpectedVersion: c.Version, Decision: "退款", Channel: flow.ChannelPhone}
		refused(s, "head.sales", Reply, reply, fault.Precondition("complaint.no_committee_decision"), "")
		refused(s, "management", Decide, DecideInput{ID: c.ID, ExpectedVersion: c.Version, Decision: "退款"}, fault.Forbidden(), "")
		c = must(s, "committee", Decide, DecideInput{ID: c.ID, ExpectedVersion: c.Version, Decision: "退款"})
		reply.ExpectedVersion = c.Version
		c = must(s, "head.sales", Reply, reply)
		if c.State != flow.ComplaintFeedback || c.Decision.Text != "退款" {
			t.Errorf("replied is %+v", c)
		}
	})
}

// What the customer does not accept is taken up again; the second time the management
// department has it, the third the committee.
func TestD2_61_Reopened(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.replied()
		refused(s, "member.service", Reopen, ReopenInput{ID: c.ID, ExpectedVersion: c.Version}, fault.Input("", "complaint.reopen_reason"), "reason")
		for round, want := range []flow.ComplaintLevel{flow.LevelDepartment, flow.LevelManagement, flow.LevelCommittee} {
			c = must(s, "member.service", Reopen, ReopenInput{ID: c.ID, ExpectedVersion: c.Version, Reason: "又打不开"})
			if c.State != flow.ComplaintProcessing || c.ReopenCount != round+1 || c.Level != want || c.Reply != nil || len(c.Reopenings) != round+1 {
				t.Errorf("round %d: %+v", round+1, c)
			}
			if k := s.clock(c, sla.ClockComplaintResolution); k.State != sla.ClockRunning || !k.StartedAt.Equal(s.Clock.Now()) {
				t.Errorf("round %d: the clock is %s since %s", round+1, k.State, k.StartedAt)
			}
			moved := must(s, "head.service", Assign, AssignInput{ID: c.ID, ExpectedVersion: c.Version, AssigneeID: ptr(s.member("head.service"))})
			if !moved.DueAt.Equal(c.DueAt) || !moved.PromisedAt.Equal(moved.DueAt) { // by the deadline: the promise before has passed
				t.Errorf("round %d: due %s, promised %s", round+1, moved.DueAt, moved.PromisedAt)
			}
			c = must(s, "head.service", Assign, AssignInput{ID: c.ID, ExpectedVersion: moved.Version, AssigneeID: ptr(s.member("member.service"))})
			if n := s.escalations(c); want != flow.LevelDepartment && n != round {
				t.Errorf("round %d: told of going up %d times", round+1, n)
			}
			if want == flow.LevelCommittee {
				c = must(s, "committee", Decide, DecideInput{ID: c.ID, ExpectedVersion: c.Version, Decision: "换新"})
			}
			c = must(s, "member.service", Reply, ReplyInput{ID: c.ID, ExpectedVersion: c.Version, Decision: "换新", Channel: flow.ChannelPhone})
			s.Clock.Advance(time.Hour)
		}
		c = must(s, "member.service", Close, CloseInput{ID: c.ID, ExpectedVersion: c.Version, Outcome: flow.OutcomeAccepted})
		refused(s, "member.service", Reopen, ReopenInput{ID: c.ID, ExpectedVersion: c.Version, Reason: "又"}, fault.Forbidden(), "")
		s.Clock.Advance(91 * 24 * time.Hour)
		refused(s, "head.service", Reopen, ReopenInput{ID: c.ID, ExpectedVersion: c.Version, Reason: "又"}, fault.Precondition("complaint.reopen_too_late"), "")
	})
}

// Without the customer's word a complaint ends after two questions and the working days that
// the company waits; otherwise only the management department says that it is over.
func TestD2_61_WithoutReply(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.replied()
		end := func() CloseInput {
			return CloseInput{ID: c.ID, ExpectedVersion: s.again(c).Version, Outcome: flow.OutcomeNoReply}
		}
		refused(s, "member.service", Close, end(), fault.Precondition("complaint.attempts_missing"), "")
		s.notice(c)
		refused(s, "member.service", Close, end(), fault.Precondition("complaint.attempts_missing"), "")
		s.notice(c)
		refused(s, "member.service", Close, end(), fault.Precondition("complaint.no_reply_too_soon"), "")
		s.Clock.Set(c.NoReplyAt.Add(time.Minute))
		scored := end()
		scored.Score = ptr(5)
		refused(s, "member.service", Close, scored, fault.Input("", "complaint.score_without_reply"), "score")
		if closed := must(s, "member.service", Close, end()); closed.Answer.Acceptance != flow.AcceptanceNoReply {
			t.Errorf("closed is %+v", closed)
		}
		other := s.replied()
		dispute := CloseInput{ID: other.ID, ExpectedVersion: other.Version, Outcome: flow.OutcomeDispute, Note: ptr("转消协")}
		refused(s, "member.service", Close, dispute, fault.Forbidden(), "")
		silent := dispute
		silent.Note = nil
		refused(s, "management", Close, silent, fault.Input("", "complaint.note_missing"), "note")
		must(s, "management", Close, dispute)
	})
}

// Of the same customer and class of cause, what comes within 90 days after a closing recurs.
func TestD2_67_Recurrence(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		first := s.replied()
		first = must(s, "member.service", Close, CloseInput{ID: first.ID, ExpectedVersion: first.Version, Outcome: flow.OutcomeAccepted})
		s.Clock.Advance(89 * 24 * time.Hour)
		if again := s.processing(); again.RecurrenceOfID != first.ID {
			t.Errorf("recurs of %q, want %s", again.RecurrenceOfID, first.ID)
		}
		s.Clock.Advance(2 * 24 * time.Hour)
		if later := s.processing(); later.RecurrenceOfID != "" {
			t.Errorf("after 91 days it recurs of %s", later.RecurrenceOfID)
		}
	})
}

// escalations is how often it was told that the complaint went up.
func (s *stage) escalations(c *ent.Complaint) (n int) {
	for _, typ := range s.events(c.ID) {
		if typ == "complaint.escalated" {
			n++
		}
	}
	return n
}

// A new promise counts though the deadline comes first, also when another deadline fits
// later; a notice of before the reply is no question about it.
func TestD2_58_NewPromise(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.received()
		nearer := s.Clock.Now().AddDate(0, 0, 5)
		c = must(s, "head.service", Triage, TriageInput{ID: c.ID, ExpectedVersion: c.Version, Nature: flow.ComplaintOfPrice, Severity: flow.SeverityGeneral, PromisedAt: &nearer})
		c = must(s, "head.service", Triage, TriageInput{ID: c.ID, ExpectedVersion: c.Version, Nature: flow.ComplaintOfPrice, Severity: flow.SeverityMajor, Reason: ptr("多批次")})
		if !c.DueAt.Equal(nearer) || !c.PromisedAt.Equal(nearer) {
			t.Errorf("due %s, promised %s, want %s", c.DueAt, c.PromisedAt, nearer)
		}
		other := s.replied()
		must(s, "member.service", AddProgress, progress.AddInput{
			ComplaintID: &other.ID, Kind: flow.ProgressCustomerNotice, Text: "上周", Channel: ptr(flow.ChannelPhone), At: ptr(s.Clock.Now().Add(-24 * time.Hour)),
		})
		if got := s.again(other); got.Attempts != 0 {
			t.Errorf("asked %d times", got.Attempts)
		}
	})
}
