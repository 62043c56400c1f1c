package training

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// What was learnt before a standard took effect is outdated also when it is assessed after;
// correcting a result makes nothing outdated good (D2-78).
func TestD2_78_AssessedLate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		first := s.effective(1, post)
		one := s.held(s.running(), "agent.1")
		s.Clock.Advance(48 * time.Hour)
		s.effective(2, post)
		one = s.assess(one, ScoreInput{s.member("agent.1"), 70})
		r := s.record(one, "agent.1")
		if len(one.Standards) != 1 || one.Standards[0].StandardID != first.ID || r.OutdatedAt == nil || !r.Wanting || len(s.tasks(r.ID)) != 1 {
			t.Fatalf("taught %+v, %+v", one.Standards, r)
		}
		s.assess(one, ScoreInput{s.member("agent.1"), 90})
		if r := s.record(one, "agent.1"); !r.Wanting || s.tasks(r.ID)[0].State != flow.TaskOpen || *r.Score != 90 {
			t.Errorf("corrected: %+v, %s", r, s.tasks(r.ID)[0].State)
		}
	})
}

// An older session that is assessed after a newer one asks for nothing (D2-79).
func TestD2_79_AssessedOutOfTurn(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	p := s.running()
	old := s.held(p, "agent.1")
	s.Clock.Advance(time.Hour)
	recent := s.held(p, "agent.1")
	s.assess(recent, ScoreInput{s.member("agent.1"), 90})
	s.assess(old, ScoreInput{s.member("agent.1"), 10})
	r := s.record(old, "agent.1")
	if r.Wanting || r.SupersededAt == nil || len(s.tasks(r.ID)) != 0 || *r.Passed {
		t.Errorf("%+v", r)
	}
	if !Valid(s.As("agent.1"), s.record(recent, "agent.1")) {
		t.Error("the newer pass holds")
	}
}

// A record that failed, was corrected and then runs out asks once more (D2-79).
func TestD2_79_AskedForEachCause(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	one := s.held(s.running(), "agent.1")
	s.assess(one, ScoreInput{s.member("agent.1"), 10})
	s.assess(one, ScoreInput{s.member("agent.1"), 90})
	s.Clock.Set(s.Clock.Now().AddDate(0, 0, 340))
	if err := Expire(s.A.System(), s.Journal); err != nil {
		t.Fatal(err)
	}
	if asked := s.tasks(s.record(one, "agent.1").ID); len(asked) != 2 {
		t.Errorf("%d tasks", len(asked))
	}
}

// Who waits takes a seat that stayed free; who has left gets none; what somebody came to is
// not called off; nobody plans in others' plans (D0-74).
func TestD0_74_Edges(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		p := s.running()
		one := s.open(p)
		s.enrol(one, "agent.1")
		s.enrol(one, "agent.2")
		s.enrol(one, "agent.3")
		s.Client.Member.UpdateOneID(s.member("agent.3")).SetState(flow.MemberLeft).ExecX(s.A.System())
		gone := s.record(one, "agent.2")
		must(s, "agent.2", Decline, RecordInput{ID: gone.ID, ExpectedVersion: gone.Version})
		if r := s.record(one, "agent.3"); r.State != flow.TrainingWaiting {
			t.Errorf("who has left is %s", r.State)
		}
		s.Client.Member.UpdateOneID(s.member("agent.3")).SetState(flow.MemberActive).ExecX(s.A.System())
		s.enrol(one, "agent.3")
		if is := s.session(one.ID); is.SeatsTaken != 2 || is.Waiting != 0 {
			t.Errorf("%d seats, %d wait", is.SeatsTaken, is.Waiting)
		}
		refused(s, "head.service", UpdateSession, SessionUpdateInput{ID: one.ID, ExpectedVersion: s.session(one.ID).Version, SessionFields: SessionFields{TrainerID: ptr(s.member("agent.1"))}},
			fault.Precondition("training.trainer_busy"), "trainerId")
		must(s, "head.service", Invite, InviteInput{ID: one.ID, ExpectedVersion: s.session(one.ID).Version, MemberIDs: []typeid.ID{s.A.Members["head.sales"].ID}})
		in := s.lesson(p)
		in.DepartmentID = ptr(s.department(flow.DepartmentSales))
		refused(s, "head.sales", CreateSession, in, fault.Forbidden(), "")
		s.Clock.Set(one.StartsAt)
		must(s, "agent.1", CheckIn, CheckInInput{SessionID: one.ID, Code: Code(s.As("member.service"), s.session(one.ID))})
		refused(s, "head.service", CancelSession, SessionCancelInput{ID: one.ID, ExpectedVersion: s.session(one.ID).Version, Reason: "x"}, fault.Precondition("training.begun"), "")
	})
}
