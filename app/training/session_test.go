package training

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

func TestSessionRefused(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	draft := must(s, "head.service", CreatePlan, s.words())
	refused(s, "head.service", CreateSession, s.lesson(draft), fault.Precondition("transition.illegal"), "")
	p := s.running()
	bad := func(change func(*SessionCreateInput), want error, field string) {
		t.Helper()
		in := s.lesson(p)
		change(&in)
		refused(s, "head.service", CreateSession, in, want, field)
	}
	now := s.Clock.Now()
	bad(func(in *SessionCreateInput) { in.StartsAt = &now }, fault.Input("", "training.starts_in_past"), "startsAt")
	bad(func(in *SessionCreateInput) { in.EndsAt = in.StartsAt }, fault.Input("", "training.ends_before"), "endsAt")
	bad(func(in *SessionCreateInput) { in.EndsAt = ptr(in.StartsAt.Add(25 * time.Hour)) }, fault.Input("", "training.too_long"), "endsAt")
	bad(func(in *SessionCreateInput) {
		in.StartsAt, in.EndsAt = ptr(now.AddDate(2, 0, 0)), ptr(now.AddDate(2, 0, 0).Add(time.Hour))
	}, fault.Input("", "training.out_of_period"), "startsAt")
	bad(func(in *SessionCreateInput) { in.Method = ptr(flow.TrainingExternal) }, fault.Input("", "training.method_not_planned"), "method")
	bad(func(in *SessionCreateInput) { in.Topic = ptr(flow.TopicPolicy) }, fault.Input("", "training.topic_not_planned"), "topic")
	bad(func(in *SessionCreateInput) { in.Post = ptr("销售") }, fault.Input("", "training.topic_not_planned"), "topic")
	bad(func(in *SessionCreateInput) { in.TrainerID = nil }, fault.Input("", "training.no_trainer"), "trainerName")
	bad(func(in *SessionCreateInput) { in.Place = nil }, fault.Input("", "training.no_place"), "place")
	bad(func(in *SessionCreateInput) { in.URL = ptr("ftp://x") }, fault.Input("", "training.url"), "url")
	bad(func(in *SessionCreateInput) { in.Capacity = ptr(0) }, fault.Input("", "input.out_of_range"), "capacity")
	bad(func(in *SessionCreateInput) { in.Assessment.PassScore = 101 }, fault.Input("", "input.out_of_range"), "assessment.passScore")
	bad(func(in *SessionCreateInput) { in.TrainerID = ptr(typeid.ID("mem_none")) }, fault.NotFound(), "trainerId")
	bad(func(in *SessionCreateInput) { in.PlanID = "trp_none" }, fault.NotFound(), "planId")
	refused(s, "agent.1", CreateSession, s.lesson(p), fault.Forbidden(), "")
	refused(s, "head.sales", CreateSession, s.lesson(p), fault.NotFound(), "planId")
	must(s, "head.service", CreateSession, s.lesson(p))
	bad(func(in *SessionCreateInput) { in.EndsAt = ptr(in.StartsAt.Add(time.Hour)) }, fault.Precondition("training.trainer_busy"), "trainerId")
	refused(s, "management", ClosePlan, PlanEndInput{ID: p.ID, ExpectedVersion: p.Version, Result: "完成"}, fault.Precondition("training.sessions_open"), "")
}

// Seats are given in turn; who waits longest gets the one that becomes free (D0-74).
func TestD0_74_SeatsAndQueue(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		one := s.open(s.running())
		if one.State != flow.TrainingSessionOpen {
			t.Fatalf("%s", one.State)
		}
		first, second, third := s.enrol(one, "agent.1"), s.enrol(one, "agent.2"), s.enrol(one, "agent.3")
		if first.State != flow.TrainingEnrolled || second.State != flow.TrainingEnrolled || third.State != flow.TrainingWaiting {
			t.Fatalf("%s, %s, %s", first.State, second.State, third.State)
		}
		if is := s.session(one.ID); is.SeatsTaken != 2 || is.Waiting != 1 {
			t.Errorf("%d seats, %d wait", is.SeatsTaken, is.Waiting)
		}
		refused(s, "agent.1", Enrol, RecordInput{ID: first.ID, ExpectedVersion: first.Version}, fault.Precondition("transition.illegal"), "")
		refused(s, "agent.2", Decline, RecordInput{ID: first.ID, ExpectedVersion: first.Version}, fault.Forbidden(), "")
		refused(s, "staff", Decline, RecordInput{ID: first.ID, ExpectedVersion: first.Version}, fault.NotFound(), "")
		must(s, "head.service", Decline, RecordInput{ID: first.ID, ExpectedVersion: first.Version})
		if is := s.record(one, "agent.3"); is.State != flow.TrainingEnrolled || is.QueuedAt != nil {
			t.Errorf("the queue: %s", is.State)
		}
		if is := s.session(one.ID); is.SeatsTaken != 2 || is.Waiting != 0 {
			t.Errorf("%d seats, %d wait", is.SeatsTaken, is.Waiting)
		}
		if types := s.events(third.ID); types[len(types)-1] != "training_record.seated" {
			t.Errorf("told %v", types)
		}
		is := s.session(one.ID)
		refused(s, "head.service", UpdateSession, SessionUpdateInput{ID: is.ID, ExpectedVersion: is.Version, SessionFields: SessionFields{Capacity: ptr(1)}},
			fault.Input("", "training.seats_taken"), "capacity")
		refused(s, "head.service", UpdateSession, SessionUpdateInput{ID: is.ID, ExpectedVersion: is.Version, SessionFields: SessionFields{Assessment: &AssessmentInput{}}},
			fault.Precondition("training.fixed"), "")
		again := s.enrol(one, "agent.1")
		if again.State != flow.TrainingWaiting {
			t.Errorf("a third: %s", again.State)
		}
		is = must(s, "head.service", UpdateSession, SessionUpdateInput{ID: is.ID, ExpectedVersion: s.session(is.ID).Version, SessionFields: SessionFields{Capacity: ptr(3)}})
		if r := s.record(one, "agent.1"); r.State != flow.TrainingEnrolled || is.SeatsTaken != 3 {
			t.Errorf("with another seat: %s, %d taken", r.State, is.SeatsTaken)
		}
		s.Clock.Set(one.StartsAt)
		late := s.record(one, "agent.2")
		refused(s, "agent.2", Decline, RecordInput{ID: late.ID, ExpectedVersion: late.Version}, fault.Precondition("training.begun"), "")
		refused(s, "head.service", Invite, InviteInput{ID: one.ID, ExpectedVersion: s.session(one.ID).Version, Audience: ptr(true)}, fault.Precondition("training.begun"), "")
	})
}

// Nobody is at two sessions at a time; those who come are told of a move, and of the end.
func TestSessionsBeside(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	p := s.running()
	one := s.open(p)
	in := s.lesson(p)
	in.TrainerID, in.TrainerKind, in.TrainerName = ptr(typeid.ID("")), ptr(flow.TrainerExpert), ptr("王教授")
	other := must(s, "head.service", CreateSession, in)
	other = must(s, "head.service", Invite, InviteInput{ID: other.ID, ExpectedVersion: other.Version, MemberIDs: []typeid.ID{s.member("agent.1"), s.member("member.service")}})
	s.enrol(one, "agent.1")
	r := s.record(other, "agent.1")
	refused(s, "agent.1", Enrol, RecordInput{ID: r.ID, ExpectedVersion: r.Version}, fault.Precondition("training.members_busy"), "")
	teaches := s.record(other, "member.service")
	refused(s, "member.service", Enrol, RecordInput{ID: teaches.ID, ExpectedVersion: teaches.Version}, fault.Precondition("training.members_busy"), "")
	later := other.StartsAt.Add(48 * time.Hour)
	must(s, "head.service", UpdateSession, SessionUpdateInput{ID: other.ID, ExpectedVersion: other.Version, SessionFields: SessionFields{StartsAt: &later, EndsAt: ptr(later.Add(time.Hour))}})
	s.toldOf(other.ID, "training_session.updated", "agent.1", "member.service")
	s.enrol(other, "agent.1")
	moved := s.session(other.ID)
	refused(s, "head.service", UpdateSession, SessionUpdateInput{ID: moved.ID, ExpectedVersion: moved.Version, SessionFields: SessionFields{StartsAt: &one.StartsAt, EndsAt: &one.EndsAt}},
		fault.Precondition("training.members_busy"), "")
	gone := must(s, "head.service", CancelSession, SessionCancelInput{ID: moved.ID, ExpectedVersion: moved.Version, Reason: "讲师生病"})
	s.toldOf(other.ID, "training_session.cancelled", "agent.1", "member.service")
	if r := s.record(other, "agent.1"); gone.State != flow.TrainingSessionCancelled || r.State != flow.TrainingVoid || gone.SeatsTaken != 0 {
		t.Errorf("%s, %s", gone.State, r.State)
	}
	refused(s, "head.service", Invite, InviteInput{ID: one.ID, ExpectedVersion: s.session(one.ID).Version, Audience: ptr(true)}, fault.Precondition("training.nobody_to_ask"), "")
	refused(s, "head.service", Invite, InviteInput{ID: one.ID, ExpectedVersion: s.session(one.ID).Version, MemberIDs: []typeid.ID{"mem_none"}}, fault.NotFound(), "memberIds")
}
