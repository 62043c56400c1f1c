package training

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Who came is fixed, assessed and closed; who fails is asked to train again, and is done
// when they pass (D2-79).
func TestD2_79_AssessedAndTrainedAgain(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		p := s.running()
		one := s.held(p, "agent.1", "agent.2")
		if one.State != flow.TrainingSessionHeld || s.record(one, "agent.3").State != flow.TrainingVoid {
			t.Fatalf("%s", one.State)
		}
		refused(s, "member.service", CloseSession, SessionCloseInput{ID: one.ID, ExpectedVersion: one.Version}, fault.Precondition("training.unassessed"), "")
		bad := func(who string, want error, field string, scores ...ScoreInput) {
			t.Helper()
			refused(s, who, Assess, AssessInput{ID: one.ID, ExpectedVersion: one.Version, Scores: scores}, want, field)
		}
		bad("member.service", fault.Input("", "input.out_of_range"), "scores.0.score", ScoreInput{s.member("agent.1"), 101})
		bad("member.service", fault.Input("", "training.not_attended"), "scores.0.memberId", ScoreInput{s.member("agent.3"), 50})
		bad("member.service", fault.Input("", "input.duplicate"), "scores.1.memberId", ScoreInput{s.member("agent.1"), 50}, ScoreInput{s.member("agent.1"), 60})
		bad("member.service", fault.Input("", "input.required"), "scores")
		bad("agent.1", fault.Forbidden(), "", ScoreInput{s.member("agent.1"), 100})
		one = s.assess(one, ScoreInput{s.member("agent.1"), 80}, ScoreInput{s.member("agent.2"), 49})
		passed, failed := s.record(one, "agent.1"), s.record(one, "agent.2")
		if !*passed.Passed || passed.ValidUntil != "2027-09-10" || !Valid(s.As("agent.1"), passed) || passed.Minutes != 120 || *passed.Score != 80 {
			t.Errorf("passed: %+v", passed)
		}
		if *failed.Passed || !failed.Wanting || failed.ValidUntil != "" || failed.AssessorID != s.member("member.service") {
			t.Errorf("failed: %+v", failed)
		}
		asked := s.tasks(failed.ID)
		if len(asked) != 1 || asked[0].Type != flow.TaskRetraining || asked[0].AssigneeID != s.member("agent.2") || asked[0].State != flow.TaskOpen {
			t.Fatalf("asked %+v", asked)
		}
		one = must(s, "member.service", CloseSession, SessionCloseInput{ID: one.ID, ExpectedVersion: one.Version})
		refused(s, "member.service", Assess, AssessInput{ID: one.ID, ExpectedVersion: one.Version, Scores: []ScoreInput{{s.member("agent.2"), 60}}}, fault.Precondition("transition.illegal"), "")
		again := must(s, "head.service", CreateSession, s.lesson(p))
		again = must(s, "head.service", Invite, InviteInput{ID: again.ID, ExpectedVersion: again.Version, Wanting: ptr(true)})
		if n := s.Client.TrainingRecord.Query().CountX(s.A.System()); n != 4 {
			t.Errorf("%d records: only who failed is asked", n)
		}
		s.enrol(again, "agent.2")
		s.Clock.Set(again.StartsAt)
		again = must(s, "member.service", Hold, HoldInput{ID: again.ID, ExpectedVersion: s.session(again.ID).Version, AttendedIDs: []typeid.ID{s.member("agent.2")}})
		s.assess(again, ScoreInput{s.member("agent.2"), 50})
		if was := s.record(one, "agent.2"); was.Wanting || was.SupersededAt == nil {
			t.Errorf("made good: %+v", was)
		}
		if asked := s.tasks(failed.ID); asked[0].State != flow.TaskDone {
			t.Errorf("the task is %s", asked[0].State)
		}
	})
}

// Points are corrected until the session is closed; a task that was for nothing is done.
func TestD2_79_Corrected(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	one := s.held(s.running(), "agent.1")
	s.assess(one, ScoreInput{s.member("agent.1"), 10})
	s.assess(one, ScoreInput{s.member("agent.1"), 70})
	r := s.record(one, "agent.1")
	if !*r.Passed || r.Wanting || s.tasks(r.ID)[0].State != flow.TaskDone {
		t.Errorf("%+v, %s", r, s.tasks(r.ID)[0].State)
	}
	if types := s.events(r.ID); types[len(types)-1] != "training_record.passed" || types[len(types)-2] != "training_record.failed" {
		t.Errorf("told %v", types)
	}
}

// Where coming is enough, who came has passed; who had a seat and did not come is absent.
func TestD2_79_AttendanceAlone(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		in := s.lesson(s.running())
		in.Assessment = nil
		one := must(s, "head.service", CreateSession, in)
		one = must(s, "head.service", Invite, InviteInput{ID: one.ID, ExpectedVersion: one.Version, Audience: ptr(true)})
		s.enrol(one, "agent.1")
		s.enrol(one, "agent.2")
		hold := HoldInput{ID: one.ID, ExpectedVersion: s.session(one.ID).Version, AttendedIDs: []typeid.ID{s.member("agent.1")}}
		refused(s, "member.service", Hold, hold, fault.Precondition("training.not_begun"), "")
		s.Clock.Set(one.StartsAt)
		hold.AttendedIDs = append(hold.AttendedIDs, s.member("staff"))
		refused(s, "member.service", Hold, hold, fault.Input("", "training.not_asked"), "attendedIds")
		hold.AttendedIDs = []typeid.ID{s.member("agent.1"), s.member("agent.2"), s.member("agent.3")}
		refused(s, "member.service", Hold, hold, fault.Input("", "training.full"), "attendedIds")
		refused(s, "agent.2", Hold, hold, fault.Forbidden(), "")
		hold.AttendedIDs = []typeid.ID{s.member("agent.1"), s.member("agent.3")}
		one = must(s, "member.service", Hold, hold)
		came, absent, walked := s.record(one, "agent.1"), s.record(one, "agent.2"), s.record(one, "agent.3")
		if !*came.Passed || absent.State != flow.TrainingAbsent || absent.Passed != nil || walked.State != flow.TrainingAttended || came.ValidUntil != "" {
			t.Errorf("%+v, %s, %s", came, absent.State, walked.State)
		}
		refused(s, "member.service", Assess, AssessInput{ID: one.ID, ExpectedVersion: one.Version, Scores: []ScoreInput{{s.member("agent.1"), 1}}}, fault.Precondition("training.not_scored"), "")
		r := must(s, "agent.1", Feedback, FeedbackInput{ID: came.ID, ExpectedVersion: came.Version, Score: 5, Comment: ptr("很实用")})
		if *r.Feedback != 5 || r.FeedbackComment != "很实用" {
			t.Errorf("%+v", r)
		}
		refused(s, "agent.1", Feedback, FeedbackInput{ID: r.ID, ExpectedVersion: r.Version, Score: 6}, fault.Input("", "input.out_of_range"), "score")
		refused(s, "head.service", Feedback, FeedbackInput{ID: r.ID, ExpectedVersion: r.Version, Score: 1}, fault.Forbidden(), "")
		refused(s, "agent.2", Feedback, FeedbackInput{ID: absent.ID, ExpectedVersion: absent.Version, Score: 1}, fault.Precondition("transition.illegal"), "")
		must(s, "member.service", CloseSession, SessionCloseInput{ID: one.ID, ExpectedVersion: one.Version})
		p := s.plan(one.PlanID)
		must(s, "management", ClosePlan, PlanEndInput{ID: p.ID, ExpectedVersion: p.Version, Result: "按计划完成"})
	})
}

// The code works once, while the session runs, for who was asked (D2-79).
func TestD2_79_Code(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		one := s.open(s.running())
		s.enrol(one, "agent.1")
		if Code(s.As("member.service"), one) != "" {
			t.Error("a code before it begins")
		}
		refused(s, "agent.1", CheckIn, CheckInInput{SessionID: one.ID, Code: codes(s.As("staff"), one)[0]}, fault.Precondition("training.code_not_running"), "")
		s.Clock.Set(one.StartsAt.Add(time.Minute))
		code := Code(s.As("member.service"), s.session(one.ID))
		if len(code) != 6 || Code(s.As("agent.1"), one) != "" {
			t.Fatalf("%q is shown", code)
		}
		refused(s, "agent.1", CheckIn, CheckInInput{SessionID: one.ID, Code: "1234567"}, fault.Input("", "training.code_wrong"), "code")
		refused(s, "staff", CheckIn, CheckInInput{SessionID: one.ID, Code: code}, fault.NotFound(), "sessionId")
		r := must(s, "agent.1", CheckIn, CheckInInput{SessionID: one.ID, Code: code})
		if r.State != flow.TrainingAttended || *r.Attendance != flow.AttendanceByCode {
			t.Errorf("%+v", r)
		}
		refused(s, "agent.1", CheckIn, CheckInInput{SessionID: one.ID, Code: code}, fault.Precondition("training.code_used"), "")
		is := must(s, "member.service", RenewCode, CodeRenewInput{ID: one.ID, ExpectedVersion: s.session(one.ID).Version})
		fresh := Code(s.As("member.service"), is)
		if fresh == code {
			t.Error("the code is the same")
		}
		refused(s, "agent.2", CheckIn, CheckInInput{SessionID: one.ID, Code: code}, fault.Input("", "training.code_wrong"), "code")
		must(s, "agent.2", CheckIn, CheckInInput{SessionID: one.ID, Code: fresh})
		refused(s, "agent.3", CheckIn, CheckInInput{SessionID: one.ID, Code: fresh}, fault.Precondition("training.full"), "")
		s.Clock.Set(one.EndsAt)
		refused(s, "agent.3", CheckIn, CheckInInput{SessionID: one.ID, Code: fresh}, fault.Precondition("training.code_not_running"), "")
		held := must(s, "member.service", Hold, HoldInput{ID: one.ID, ExpectedVersion: s.session(one.ID).Version})
		if n := s.record(held, "agent.2"); n.State != flow.TrainingAttended {
			t.Errorf("who checked in is %s", n.State)
		}
		for i := range guesses.Most {
			if err := Guess(s.As("agent.3"), s.Journal); err != nil {
				t.Fatalf("guess %d: %v", i, err)
			}
		}
		if err := Guess(s.As("agent.3"), s.Journal); fault.CodeOf(err) != fault.CodeRateLimited {
			t.Errorf("guessing on: %v", err)
		}
	})
}
