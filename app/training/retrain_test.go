package training

import (
	"strconv"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// effective is a standard of the post that takes effect now, of a touchpoint of its own.
func (s *stage) effective(edition int, post string) *ent.TouchpointStandard {
	s.t.Helper()
	sys := s.A.System()
	t := s.Client.Touchpoint.Create().SetName("热线 " + post + strconv.Itoa(edition)).SetJourneyStage(flow.StageAfterSales).SetState(flow.TouchpointConfirmed).
		SetDepartmentID(s.department(flow.DepartmentService)).SaveX(sys)
	return s.Client.TouchpointStandard.Create().SetTouchpointID(t.ID).SetDepartmentID(t.DepartmentID).SetEdition(edition).SetServiceStandard("三十秒内接听").
		SetOperatingProcedure("问候、确认、解决").SetItems([]flow.StandardItem{}).SetPost(post).SetState(flow.StandardEffective).SetEffectiveAt(viewer.Now(sys)).SaveX(sys)
}

// A new standard of the post outdates what was learnt of it, and demands training again
// by a day; the next session teaches the new one (D2-78).
func TestD2_78_NewStandard(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		first := s.effective(1, post)
		p := s.running()
		one := s.held(p, "agent.1", "agent.2")
		if len(one.Standards) != 1 || one.Standards[0].StandardID != first.ID {
			t.Fatalf("taught %+v", one.Standards)
		}
		s.assess(one, ScoreInput{s.member("agent.1"), 90}, ScoreInput{s.member("agent.2"), 90})
		s.Client.Member.UpdateOneID(s.member("agent.2")).SetPost("班长").ExecX(s.A.System())
		s.Clock.Advance(24 * 3600e9)
		other := s.effective(1, "销售")
		if err := Outdate(s.A.System(), s.Journal, other.ID); err != nil {
			t.Fatal(err)
		}
		if r := s.record(one, "agent.1"); r.OutdatedAt != nil {
			t.Error("a standard of another post")
		}
		next := s.effective(2, post)
		for range 2 { // an event that comes twice does it once
			if err := Outdate(s.A.System(), s.Journal, next.ID); err != nil {
				t.Fatal(err)
			}
		}
		r, moved := s.record(one, "agent.1"), s.record(one, "agent.2")
		if r.OutdatedAt == nil || r.OutdatingStandardID != next.ID || !r.Wanting || Valid(s.As("agent.1"), r) {
			t.Errorf("%+v", r)
		}
		if moved.OutdatedAt == nil || moved.Wanting || len(s.tasks(moved.ID)) != 0 {
			t.Errorf("who has another post is asked: %+v", moved)
		}
		asked := s.tasks(r.ID)
		if len(asked) != 1 || asked[0].DueAt.Sub(s.Clock.Now()).Hours() < 24*(retrainDays-1) {
			t.Fatalf("%+v", asked)
		}
		if n := strings.Count(strings.Join(s.events(r.ID), " "), "training_record.outdated"); n != 1 {
			t.Errorf("told %d times", n)
		}
		again := s.open(p)
		s.enrol(again, "agent.1")
		s.Clock.Set(again.StartsAt)
		again = must(s, "member.service", Hold, HoldInput{ID: again.ID, ExpectedVersion: s.session(again.ID).Version, AttendedIDs: typeid.Present(s.member("agent.1"))})
		s.assess(again, ScoreInput{s.member("agent.1"), 60})
		if s.tasks(r.ID)[0].State != flow.TaskDone || !Valid(s.As("agent.1"), s.record(again, "agent.1")) || len(again.Standards) != 2 {
			t.Errorf("%s, %+v", s.tasks(r.ID)[0].State, again.Standards)
		}
	})
}

// What runs out is asked for ahead, once, of who works here (D2-79).
func TestD2_79_RunsOut(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		one := s.held(s.running(), "agent.1", "agent.2")
		s.assess(one, ScoreInput{s.member("agent.1"), 90}, ScoreInput{s.member("agent.2"), 90})
		s.Client.Member.UpdateOneID(s.member("agent.2")).SetState(flow.MemberLeft).ExecX(s.A.System())
		for _, days := range []int{300, 40, 1} {
			s.Clock.Set(s.Clock.Now().AddDate(0, 0, days))
			if err := Expire(s.A.System(), s.Journal); err != nil {
				t.Fatal(err)
			}
			r := s.record(one, "agent.1")
			if asked := s.tasks(r.ID); r.Wanting != (days < 300) || len(asked) != map[int]int{300: 0, 40: 1, 1: 1}[days] {
				t.Errorf("after %d days: %v, %d tasks", days, r.Wanting, len(asked))
			}
		}
		r := s.record(one, "agent.1")
		if due := s.tasks(r.ID)[0].DueAt; due.Format("2006-01-02T15") != "2027-09-10T16" { // midnight in Shanghai
			t.Errorf("due %v", due)
		}
		if s.record(one, "agent.2").Wanting {
			t.Error("who has left is asked")
		}
		if !Valid(s.As("agent.1"), r) {
			t.Error("it has not run out yet")
		}
	})
}

// Who comes is reminded on the working day before, once.
func TestReminded(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	one := s.open(s.running())
	s.enrol(one, "agent.1")
	for range 2 {
		if err := Remind(s.A.System(), s.Journal); err != nil {
			t.Fatal(err)
		}
	}
	if n := strings.Count(strings.Join(s.events(one.ID), " "), due); n != 1 {
		t.Errorf("reminded %d times", n)
	}
	file, err := Calendar(s.As("agent.1"), s.Client, one.ID)
	if err != nil || !strings.Contains(file, "SUMMARY:客服标准") || strings.Contains(file, "agent.1") {
		t.Errorf("%s, %v", file, err)
	}
	if _, err := Calendar(s.As("staff"), s.Client, one.ID); err == nil {
		t.Error("who is not asked reads it")
	}
}
