package requirements

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/approval"
	"heed/ent/database"
	"heed/ent/task"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// ofKey is a received requirement of a key customer.
func (s *stage) ofKey() *ent.Requirement {
	s.t.Helper()
	in := s.input(flow.UrgencyGeneral)
	in.CustomerID = s.key.ID
	r := must(s, management, Create, in)
	return must(s, management, Receive, ReceiveInput{r.ID, r.Version})
}

func (s *stage) rejection(r *ent.Requirement) RejectInput {
	return RejectInput{r.ID, r.Version, "与标准冲突", nil, nil}
}

// asked is the requirement with what others are asked about it.
func (s *stage) asked(r *ent.Requirement) (*ent.Requirement, *ent.Approval) {
	s.t.Helper()
	r = s.read(r.ID)
	a, err := s.Client.Approval.Get(s.A.System(), r.PendingApprovalID)
	if err != nil {
		s.t.Fatal(err)
	}
	return r, a
}

func (s *stage) vote(who string, a *ent.Approval, d flow.Decision) error {
	return only(try(s.World, s.As(who), Consequences.Vote, tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: d, Comment: ptr("已核对")}))
}

// give gives a member of company A another role.
func (s *stage) give(who string, keys ...string) {
	s.t.Helper()
	s.Change(s.t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
		m, err := tx.Member.Get(ctx, s.member(who))
		if err != nil {
			return err
		}
		_, err = tenants.UpdateMemberRoles(ctx, tx, tenants.MemberRolesUpdateInput{ID: m.ID, ExpectedVersion: m.Version, RoleKeys: keys})
		return err
	})
	s.Who.Changed(s.A.ID)
}

// types are the newest n events' types, the oldest first.
func (s *stage) types(n int) []string {
	s.t.Helper()
	var all []string
	events := s.A.Events(s.t)
	for _, e := range events[len(events)-n:] {
		all = append(all, e.Type)
	}
	return all
}

// A key customer's requirement is rejected by two: who asks, and who agrees. The
// words are those of who asked.
func TestRejectionByTwo(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.ofKey()
		in := s.rejection(r)
		after := must(s, "head.service", Reject, in)
		if after.State != flow.RequirementReceived || after.Version != r.Version+1 || after.Rejection != nil || after.PendingApprovalID == "" {
			t.Fatalf("asked, it is %v", after)
		}
		if got := s.types(2); !slices.Equal(got, []string{"approval.pending", "requirement.rejection_pending"}) {
			t.Errorf("told %v", got)
		}
		_, a := s.asked(r)
		events := s.A.Events(t)
		e := events[len(events)-2]
		if e.SubjectID != a.ID || e.Number != *r.Number || e.ToState != "PENDING" || !slices.Contains(e.MemberIds, s.member(management)) ||
			!slices.Contains(e.MemberIds, s.member("head.service")) || !slices.Equal(e.ClauseIds, []string{"D0-45"}) || !slices.Contains(e.DepartmentIds, r.LeadDepartmentID) {
			t.Errorf("the event is %v", e)
		}
		if a.Steps[0].RoleKey != authz.Management || a.RequesterID != s.member("head.service") || a.SubjectID != r.ID || a.Reason != in.Reason ||
			!a.ExpiresAt.Equal(s.Clock.Now().Add(14*24*time.Hour)) {
			t.Errorf("the approval is %v", a)
		}
		s.refused("asked twice", after, fault.Precondition("approval.already_pending"), func() error {
			return only(try(w, s.As(management), Reject, s.rejection(after)))
		})
		s.refused("one's own", after, fault.New(fault.CodeForbidden, "approval.own_request"), func() error { return s.vote("head.service", a, flow.DecisionApprove) })
		s.refused("the committee, which is not asked", after, fault.New(fault.CodeForbidden, "approval.not_asked"), func() error { return s.vote("committee", a, flow.DecisionApprove) })
		s.refused("another department", after, fault.NotFound(), func() error { return s.vote("head.sales", a, flow.DecisionApprove) })
		s.refused("who may not vote", after, fault.Forbidden(), func() error { return s.vote("member.service", a, flow.DecisionApprove) })

		s.Clock.Advance(time.Hour)
		if err := s.vote(management, a, flow.DecisionApprove); err != nil {
			t.Fatal(err)
		}
		if got := s.types(2); !slices.Equal(got, []string{"requirement.rejected", "task.open"}) {
			t.Errorf("told %v", got)
		}
		done := s.read(r.ID)
		want := flow.Rejection{Reason: in.Reason, At: s.Clock.Now(), ByID: s.member("head.service")}
		if done.State != flow.RequirementRejected || done.PendingApprovalID != "" || !done.DueAt.Equal(database.Never) || *done.Rejection != want {
			t.Errorf("rejected, it is %v, %v", done, done.Rejection)
		}
		if c := s.clocks(done); c[0].State != sla.ClockCancelled {
			t.Errorf("its clock is %v", c)
		}
		events = s.A.Events(t)
		last := events[len(events)-2]
		if last.ActorID != s.member(management) || last.FromState != "RECEIVED" || last.ToState != "REJECTED" || !slices.Equal(last.ClauseIds, []string{"D0-45"}) {
			t.Errorf("the event is %v", last)
		}
		a = s.Client.Approval.GetX(s.A.System(), a.ID)
		if a.State != flow.ApprovalApproved || a.DecidedAt == nil || a.PendingKey != nil || len(a.Votes) != 1 || a.Votes[0].MemberID != s.member(management) {
			t.Errorf("the approval is %v", a)
		}
		s.refused("voted again", done, fault.Precondition("transition.illegal"), func() error { return s.vote(management, a, flow.DecisionApprove) })
		counts(t, s)
	})
}

// Whom it asks: the management department, or the committee when the requester is
// all of it, or nobody.
func TestWhoAgreesToARejection(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		one := s.ofKey()
		must(s, management, Reject, s.rejection(one))
		after, a := s.asked(one)
		if a.Steps[0].RoleKey != authz.Committee {
			t.Fatalf("it asks %v", a.Steps)
		}
		s.refused("the requester in another role", after, fault.New(fault.CodeForbidden, "approval.own_request"), func() error {
			return s.vote(management, a, flow.DecisionApprove)
		})
		s.refused("no reason", after, fault.Input("comment", "approval.comment"), func() error {
			return only(try(w, s.As("committee"), Consequences.Vote, tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: flow.DecisionReject, Comment: ptr(" ")}))
		})
		if err := s.vote("committee", a, flow.DecisionReject); err != nil {
			t.Fatal(err)
		}
		kept := s.read(one.ID)
		if kept.State != flow.RequirementReceived || kept.PendingApprovalID != "" || kept.Rejection != nil {
			t.Errorf("not rejected, it is %v", kept)
		}
		if got := s.types(2); !slices.Equal(got, []string{"approval.rejected", "requirement.rejection_ended"}) {
			t.Errorf("told %v", got)
		}

		// Another one in the management department is asked first, as soon as they are in it.
		s.give("auditor", authz.Management)
		must(s, management, Reject, s.rejection(kept))
		_, a = s.asked(one)
		if a.Steps[0].RoleKey != authz.Management {
			t.Errorf("it asks %v", a.Steps)
		}
		s.give("auditor", authz.Auditor)
		s.give("committee", authz.Management) // and who comes later, too
		if err := s.vote("committee", a, flow.DecisionApprove); err != nil {
			t.Errorf("who has the role now: %v", err)
		}

		two := s.ofKey()
		s.give("committee", authz.Staff)
		s.refused("nobody", two, fault.Precondition("approval.nobody_to_ask"), func() error {
			return only(try(w, s.As(management), Reject, s.rejection(two)))
		})
	})
}

// What moves on meanwhile is not rejected: planning, merging and rejecting for
// another reason withdraw what was asked, and a vote that comes too late is refused.
func TestMovedOnMeanwhile(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		for name, act := range map[string]func(r *ent.Requirement) error{
			"merged": func(r *ent.Requirement) error {
				return s.verbs()[flow.RequirementActMerge](s.As(management), r.ID, r.Version)
			},
			"planned": func(r *ent.Requirement) error {
				if err := s.verbs()[flow.RequirementActAnalyze](s.As(management), r.ID, r.Version); err != nil {
					return err
				}
				return s.verbs()[flow.RequirementActPlan](s.As(management), r.ID, r.Version+1)
			},
			"no longer a key customer's": func(r *ent.Requirement) error {
				w.Change(t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
					return tx.Customer.UpdateOneID(s.key.ID).SetTierKey("ORDINARY").Exec(ctx)
				})
				defer w.Change(t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
					return tx.Customer.UpdateOneID(s.key.ID).SetTierKey("KEY").Exec(ctx)
				})
				in := s.rejection(r)
				in.ToldAt, in.Channel = ptr(s.Clock.Now()), ptr(flow.ChannelPhone)
				return only(try(w, s.As(management), Reject, in))
			},
		} {
			one := s.ofKey()
			r, a := s.asked(must(s, "head.service", Reject, s.rejection(one)))
			if err := act(r); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			r, a = s.read(r.ID), s.Client.Approval.GetX(s.A.System(), a.ID)
			if a.State != flow.ApprovalWithdrawn || a.PendingKey != nil || r.PendingApprovalID != "" {
				t.Errorf("%s: the approval is %v, the requirement %v", name, a, r)
			}
			if got := s.types(3); !slices.Contains(got, "approval.withdrawn") {
				t.Errorf("%s: told %v", name, got)
			}
			s.refused(name, r, fault.Precondition("transition.illegal"), func() error { return s.vote(management, a, flow.DecisionApprove) })
		}

		// Should it ever move on without a word, the vote is refused; who asked takes it back.
		r, a := s.asked(must(s, "head.service", Reject, s.rejection(s.ofKey())))
		w.Change(t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.Requirement.UpdateOneID(r.ID).SetState(flow.RequirementPlanned).Exec(ctx)
		})
		r = s.read(r.ID)
		s.refused("too late", r, fault.Precondition("approval.subject_moved"), func() error { return s.vote(management, a, flow.DecisionApprove) })
		withdraw := func(who string) error {
			return only(try(w, s.As(who), Consequences.Withdraw, tasks.WithdrawInput{ID: a.ID, ExpectedVersion: a.Version}))
		}
		s.refused("withdrawn by another", r, fault.New(fault.CodeForbidden, "approval.not_own"), func() error { return withdraw(management) })
		if err := withdraw("head.service"); err != nil {
			t.Fatal(err)
		}
		if got := s.read(r.ID); got.PendingApprovalID != "" || got.State != flow.RequirementPlanned {
			t.Errorf("taken back, it is %v", got)
		}
	})
}

// Two who vote at once decide once, and what is merged meanwhile is not rejected too.
func TestVotesTogether(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		s.give("auditor", authz.Management)
		s.target()
		for range 8 {
			r, a := s.asked(must(s, "head.service", Reject, s.rejection(s.ofKey())))
			one, two, three := s.As(management), s.As("auditor"), s.As("head.service")
			in := tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: flow.DecisionApprove}
			errs := make([]error, 3)
			var wg sync.WaitGroup
			wg.Go(func() { errs[0] = only(try(w, one, Consequences.Vote, in)) })
			wg.Go(func() { errs[1] = only(try(w, two, Consequences.Vote, in)) })
			wg.Go(func() {
				errs[2] = only(try(w, three, Merge, MergeInput{ID: r.ID, ExpectedVersion: r.Version, IntoID: s.targetID}))
			})
			wg.Wait()
			done := 0
			for _, err := range errs {
				if err == nil {
					done++
				} else if code := fault.CodeOf(err); code != fault.CodeConflict && code != fault.CodeFailedPrecondition {
					t.Errorf("%v", err)
				}
			}
			got, ended := s.read(r.ID), s.Client.Approval.Query().Where(approval.ID(a.ID)).OnlyX(s.A.System())
			merged := errs[2] == nil
			if done != 1 || got.PendingApprovalID != "" || (got.State == flow.RequirementMerged) != merged || (ended.State == flow.ApprovalApproved) == merged {
				t.Errorf("%d have decided: %s, %s: %v", done, got.State, ended.State, errs)
			}
		}
		counts(t, s)
	})
}

// Nobody decides: after 14 days the request is over, and the requirement goes on.
func TestRejectionExpires(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r, a := s.asked(must(s, "head.service", Reject, s.rejection(s.ofKey())))
		expire := func() {
			t.Helper()
			if err := Consequences.Expire(s.A.System(), w.Journal); err != nil {
				t.Fatal(err)
			}
		}
		s.Clock.Set(a.ExpiresAt.Add(-time.Microsecond))
		told := s.told()
		expire()
		if s.told() != told {
			t.Error("it is over before its time")
		}
		s.Clock.Set(a.ExpiresAt)
		s.refused("a vote after its time", r, fault.Precondition("approval.expired"), func() error { return s.vote(management, a, flow.DecisionApprove) })
		expire()
		expire()
		if got := s.types(2); s.told() != told+2 || !slices.Equal(got, []string{"approval.expired", "requirement.rejection_ended"}) {
			t.Errorf("told %v", got)
		}
		if e := s.lastEvent(); e.ActorID != typeid.ID("") {
			t.Errorf("it was done by %s", e.ActorID)
		}
		r = s.read(r.ID)
		if r.PendingApprovalID != "" || r.State != flow.RequirementReceived || s.Client.Approval.GetX(s.A.System(), a.ID).State != flow.ApprovalExpired {
			t.Errorf("after its time it is %v", r)
		}
		must(s, "head.service", Reject, s.rejection(r)) // it can be asked again
	})
}

// The customer is told of a rejection after others agreed: a task asks the assignee,
// or the head, and what they write down ends it.
func TestRejectionIsTold(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		approved := func(r *ent.Requirement, in RejectInput) *ent.Requirement {
			t.Helper()
			_, a := s.asked(must(s, "head.service", Reject, in))
			if n := w.Client.Task.Query().CountX(s.A.System()); s.read(r.ID).Rejection != nil || n > 0 && w.Client.Task.Query().Where(task.SubjectID(r.ID)).ExistX(s.A.System()) {
				t.Errorf("somebody is to tell before it is approved")
			}
			if err := s.vote(management, a, flow.DecisionApprove); err != nil {
				t.Fatal(err)
			}
			return s.read(r.ID)
		}
		asked := func(r *ent.Requirement) *ent.Task {
			t.Helper()
			return w.Client.Task.Query().Where(task.SubjectID(r.ID)).OnlyX(s.A.System())
		}
		tell := func(who string, r *ent.Requirement, change func(in *TellRejectionInput)) func() error {
			in := TellRejectionInput{r.ID, r.Version, s.Clock.Now(), flow.ChannelPhone}
			if change != nil {
				change(&in)
			}
			return func() error { return only(try(w, s.As(who), TellRejection, in)) }
		}
		r := s.ofKey()
		r = approved(r, s.rejection(r))
		of := asked(r)
		if of.State != flow.TaskOpen || of.Type != flow.TaskCoordination || of.AssigneeID != s.member("head.service") || of.DepartmentID != r.LeadDepartmentID ||
			of.CreatedBy != "" || !slices.Equal(of.ClauseIds, []string{"D0-45"}) || of.CustomerID != r.CustomerID || !strings.HasSuffix(of.Title, *r.Number) {
			t.Errorf("the task is %v", of)
		}
		if r.State != flow.RequirementRejected || r.Rejection.ToldAt != nil || r.Rejection.Channel != nil || !slices.Equal(s.available(s.As("head.service"), r), []flow.RequirementAct{flow.RequirementActTell}) {
			t.Errorf("approved, it is %v", r)
		}
		s.refused("another department", r, fault.NotFound(), tell("head.sales", r, nil))
		s.refused("a member who is not asked", r, fault.Forbidden(), tell("member.service", r, nil))
		s.refused("another version", r, fault.Conflict("version.conflict").On("expectedVersion"), tell("head.service", r, func(in *TellRejectionInput) { in.ExpectedVersion++ }))
		s.refused("in the future", r, fault.Input("toldAt", "input.in_the_future"), tell("head.service", r, func(in *TellRejectionInput) { in.ToldAt = s.Clock.Now().Add(time.Hour) }))
		s.refused("at no time", r, fault.Input("toldAt", "requirement.told_missing"), tell("head.service", r, func(in *TellRejectionInput) { in.ToldAt = time.Time{} }))
		s.refused("by no way", r, fault.Input("channel", "input.unknown_key"), tell("head.service", r, func(in *TellRejectionInput) { in.Channel = "" }))

		s.Clock.Advance(time.Hour)
		at := s.Clock.Now().Add(-time.Minute)
		after := must(s, "head.service", TellRejection, TellRejectionInput{r.ID, r.Version, at, flow.ChannelVisit})
		if after.State != flow.RequirementRejected || after.Version != r.Version+1 || !after.Rejection.ToldAt.Equal(at) || *after.Rejection.Channel != flow.ChannelVisit ||
			after.Rejection.Reason != r.Rejection.Reason || !after.Rejection.At.Equal(r.Rejection.At) || after.Rejection.ByID != r.Rejection.ByID {
			t.Errorf("told, it is %v", after.Rejection)
		}
		if got := s.types(2); !slices.Equal(got, []string{"requirement.rejection_told", "task.done"}) {
			t.Errorf("told %v", got)
		}
		if of = asked(r); of.State != flow.TaskDone || of.Result == "" || of.EndedAt == nil {
			t.Errorf("the task is %v", of)
		}
		if acts := s.available(s.As("head.service"), after); len(acts) > 0 {
			t.Errorf("told, it may %v", acts)
		}
		s.refused("told again", after, fault.Precondition("requirement.rejection_already_told"), tell("head.service", after, nil))

		// The assignee is asked first. A task that was ended by hand keeps nobody from writing it down.
		r = s.ofKey()
		r = must(s, management, Assign, AssignInput{ID: r.ID, ExpectedVersion: r.Version, AssigneeID: ptr(s.member("member.service"))})
		r = approved(r, s.rejection(r))
		of = asked(r)
		if of.AssigneeID != s.member("member.service") {
			t.Errorf("%s is asked", of.AssigneeID)
		}
		if _, err := try(w, s.As("member.service"), tasks.Finish, tasks.FinishInput{ID: of.ID, ExpectedVersion: of.Version, Result: "已电话告知"}); err != nil {
			t.Fatal(err)
		}
		must(s, "member.service", TellRejection, TellRejectionInput{r.ID, r.Version, at, flow.ChannelPhone})
		if is := asked(r); is.Result != "已电话告知" {
			t.Errorf("the task is %v", is)
		}

		// Who says that the customer knows already asks nobody to tell.
		r = s.ofKey()
		in := s.rejection(r)
		in.ToldAt = &at
		s.refused("told by no way", r, fault.Input("channel", "input.required"), func() error { return only(try(w, s.As("head.service"), Reject, in)) })
		in.Channel = ptr(flow.ChannelPhone)
		r = approved(r, in)
		if !r.Rejection.ToldAt.Equal(at) || w.Client.Task.Query().Where(task.SubjectID(r.ID)).ExistX(s.A.System()) {
			t.Errorf("known already, it is %v", r.Rejection)
		}
		s.refused("known already", r, fault.Precondition("requirement.rejection_already_told"), tell("head.service", r, nil))
	})
}
