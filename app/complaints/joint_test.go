package complaints

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/clocks"
	"heed/app/groups"
	"heed/app/requirements"
	"heed/app/tenants"
	"heed/ent/finding"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// Nobody of one department makes themselves the leader of joint handling, takes its group
// away, or ends it by withdrawing; its leader does, and a major one leaves its finding.
func TestD2_62_NoSingleDepartment(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.triaged(flow.SeverityMajor)
		c = must(s, "management", FormGroup, GroupInput{ID: c.ID, ExpectedVersion: c.Version, LeaderID: s.member("head.sales"), Members: s.both()})
		before := c.GroupID
		c = must(s, "management", FormGroup, GroupInput{ID: c.ID, ExpectedVersion: c.Version, LeaderID: s.member("member.service"), Members: s.both()})
		if w.Client.WorkGroup.GetX(s.A.System(), before).Active || !w.Client.WorkGroup.GetX(s.A.System(), c.GroupID).Active {
			t.Error("the group that was replaced is at work, or the new one is not")
		}
		g := w.Client.WorkGroup.GetX(s.A.System(), c.GroupID)
		mine := groups.UpdateInput{ID: g.ID, ExpectedVersion: g.Version, LeaderID: ptr(s.member("head.sales"))}
		refused(s, "head.sales", groups.Update, mine, fault.Forbidden(), "")
		refused(s, "head.sales", groups.Update, groups.UpdateInput{ID: g.ID, ExpectedVersion: g.Version, Members: s.both()}, fault.Forbidden(), "")
		refused(s, "management", groups.Retire, groups.RetireInput{ID: g.ID, ExpectedVersion: g.Version}, fault.Precondition("work_group.handles_complaint"), "")
		g = must(s, "management", groups.Update, mine)

		back := WithdrawInput{ID: c.ID, ExpectedVersion: c.Version, Statement: "不再追究"}
		for _, name := range []string{"member.service", "head.service"} {
			refused(s, name, Withdraw, back, fault.Forbidden(), "")
		}
		c = must(s, "head.sales", Withdraw, back)
		if n := w.Client.Finding.Query().Where(finding.SubjectID(c.ID), finding.SeverityEQ(flow.SeverityMajor)).CountX(s.A.System()); n != 1 {
			t.Errorf("%d findings are left", n)
		}
		must(s, "management", groups.Retire, groups.RetireInput{ID: g.ID, ExpectedVersion: g.Version})
	})
}

// The clocks of joint handling speak to its leader, and its steps are done by its members.
func TestD2_63_Leader(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.grouped()
		c = must(s, "management", Investigate, InvestigateInput{ID: c.ID, ExpectedVersion: c.Version})
		in := s.investigation(c)
		in.Steps = append(s.steps(1), requirements.PlanStepInput{Text: "换货", OwnerID: s.member("management"), DueAt: s.Clock.Now().AddDate(0, 0, 2)})
		refused(s, "head.sales", Process, in, fault.Input("", "complaint.step_owner"), "steps[1].ownerId")
		in.Steps = s.steps(1)
		c = must(s, "head.sales", Process, in)
		s.Clock.Set(c.PromisedAt.Add(time.Minute))
		if err := clocks.Tick(s.A.System(), w.Journal); err != nil {
			t.Fatal(err)
		}
		var told []typeid.ID
		for _, e := range w.A.Events(t) {
			if e.SubjectID == c.ID && e.Type == "clock.breached" {
				told = append(told, e.MemberIds...)
			}
		}
		if !slices.Contains(told, s.member("head.sales")) {
			t.Errorf("a breach is told to %v", told)
		}
	})
}

// A link at which the customer answers is given by who could close the complaint too.
func TestD2_61_LinkOfTheCustomer(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.replied()
		c = must(s, "head.service", Reopen, ReopenInput{ID: c.ID, ExpectedVersion: c.Version, Reason: "仍打不开"})
		in := s.told()
		in.AssigneeID = ptr(s.member("head.service"))
		other := must(s, "member.service", Create, in)
		refused(s, "member.service", RenewLink, LinkInput{ID: other.ID}, fault.Forbidden(), "")
		must(s, "head.service", RenewLink, LinkInput{ID: other.ID})
		must(s, "member.service", RenewLink, LinkInput{ID: c.ID}) // works on it
	})
}

// Taken up again, a complaint has a promise that nobody has told the customer yet; a member
// does, once.
func TestD2_58_PromiseAfterReopening(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.replied()
		later := func(days int) *time.Time { return ptr(s.Clock.Now().AddDate(0, 0, days)) }
		refused(s, "member.service", Update, UpdateInput{ID: c.ID, ExpectedVersion: c.Version, PromisedAt: later(1)}, fault.Precondition("complaint.promise_confirmed"), "promisedAt")
		if _, err := try(s, w.A.System(), Answer, AnswerInput{ID: c.ID, Comment: "没有换", Score: ptr(1)}); err != nil {
			t.Fatal(err)
		}
		c = s.again(c)
		if got := c.Reopenings[0]; got.Score == nil || *got.Score != 1 || got.Reply == nil || got.Reply.Decision != "更换并道歉" || c.Reply != nil {
			t.Errorf("taken up again: %+v, replied %v", got, c.Reply)
		}
		refused(s, "member.service", Update, UpdateInput{ID: c.ID, ExpectedVersion: c.Version, PromisedAt: later(-1)}, fault.Input("", "complaint.promise_in_the_past"), "promisedAt")
		c = must(s, "member.service", Update, UpdateInput{ID: c.ID, ExpectedVersion: c.Version, PromisedAt: later(1)})
		if !c.PromiseConfirmed || !c.PromisedAt.Equal(*later(1)) || !c.DueAt.Equal(*later(1)) || !s.clock(c, sla.ClockComplaintResolution).DueAt.Equal(*later(1)) {
			t.Errorf("promised is %+v", c)
		}
	})
}

// Whose complaint it is brings the deadline of their tier, as soon as it is known.
func TestD2_60_DeadlineOfTheTier(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		must(s, "admin", tenants.CreatePolicy, tenants.PolicyInput{
			Name: ptr("重点客户"), Kind: ptr(sla.ClockComplaintResolution), TierKey: ptr("KEY"), Amount: ptr(2), Unit: ptr(sla.UnitHour),
		})
		in := s.told()
		in.CustomerID = nil
		c := must(s, "member.service", Create, in)
		soon := c.ReceivedAt.Add(2 * time.Hour)
		if c.DueAt.Equal(soon) {
			t.Fatalf("due %s before it is known whose it is", c.DueAt)
		}
		c = must(s, "member.service", Update, UpdateInput{ID: c.ID, ExpectedVersion: c.Version, Links: Links{CustomerID: &s.inn.ID}})
		if !c.DueAt.Equal(soon) || !s.clock(c, sla.ClockComplaintResolution).DueAt.Equal(soon) {
			t.Errorf("due %s, want %s", c.DueAt, soon)
		}
	})
}

// A page of a department that is gone goes to the one that serves customers, and where
// nobody heads that, the management department hears of it.
func TestD1_44_NobodyThere(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		form := must(s, "management", CreateForm, FormInput{Name: ptr("物流"), Channel: ptr(flow.ChannelWeb), DepartmentID: ptr(s.department(flow.DepartmentLogistics))})
		gone := w.Client.Department.GetX(s.A.System(), s.department(flow.DepartmentLogistics))
		must(s, "admin", tenants.UpdateDepartment, tenants.DepartmentUpdateInput{ID: gone.ID, ExpectedVersion: gone.Version, Active: ptr(false)})
		sent, err := try(s, w.A.System(), Submit, SubmitInput{
			Form: form, Intake: flow.IntakePage, Locale: "zh_Hans", ComplainantName: "王女士", Reach: Reach{Phone: "13800138000"}, Content: "没有送到",
			HappenedAt: ptr(s.Clock.Now().AddDate(0, 0, -60)),
		})
		if err != nil {
			t.Fatal(err)
		}
		c := sent.Complaint
		if c.OwnerDepartmentID != s.department(flow.DepartmentService) || !c.ComplainedAt.Equal(s.Clock.Now()) || c.HappenedOn != "2026-09-03" {
			t.Errorf("sent is %+v", c)
		}
		s.Client.Member.UpdateOneID(s.member("head.service")).SetIsDepartmentHead(false).ExecX(s.A.System())
		if told := s.notified(c.ID)["complaint.received"]; !slices.Equal(told, []string{"management"}) {
			t.Errorf("told %v", told)
		}
	})
}
