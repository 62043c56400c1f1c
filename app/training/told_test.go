package training

import (
	"encoding/json"
	"maps"
	"reflect"
	"testing"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent/eventdetail"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// detail is what the newest event of the type about the record tells beside its name.
func (s *stage) detail(id typeid.ID, typ string) (told map[string]any) {
	s.t.Helper()
	for _, e := range s.A.Events(s.t) {
		if e.SubjectID == id && e.Type == typ {
			body := s.Client.EventDetail.Query().Where(eventdetail.EventID(e.ID)).OnlyX(s.A.System()).Body
			told = nil
			if err := json.Unmarshal([]byte(body), &told); err != nil {
				s.t.Fatal(err)
			}
		}
	}
	return told
}

// The journal tells in numbers what the figures of trainings are counted from: of whom, of
// which plan, as of which post; and no words of anybody.
func TestToldInNumbers(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	p := s.running()
	is := s.detail(p.ID, "training_plan.running")
	want := map[string]any{
		"periodStart": p.PeriodStart, "periodEnd": p.PeriodEnd, "posts": []any{post}, "departments": []any{string(s.department(flow.DepartmentService))},
	}
	if !reflect.DeepEqual(is, want) {
		t.Errorf("the plan: %v, want %v", is, want)
	}
	one := s.held(p, "agent.1", "agent.2")
	s.assess(one, ScoreInput{s.member("agent.1"), 80}, ScoreInput{s.member("agent.2"), 49})
	r := s.record(one, "agent.1")
	must(s, "agent.1", Feedback, FeedbackInput{ID: r.ID, ExpectedVersion: r.Version, Score: 4, Comment: ptr("很实用")})
	for who, all := range map[string]map[string]map[string]any{
		"agent.1": {
			"training_record.attended": {"attendedAt": one.StartsAt.UTC().Format("2006-01-02T15:04:05Z"), "minutes": 120.0},
			"training_record.passed":   {"score": 80.0, "scale": 100.0},
			"training_record.feedback": {"feedback": 4.0},
		},
		"agent.2": {"training_record.failed": {"score": 49.0, "scale": 100.0}, "training_record.invited": {}},
	} {
		for typ, want := range all {
			r := s.record(one, who)
			maps.Copy(want, map[string]any{"session": string(one.ID), "plan": string(p.ID), "member": string(r.MemberID), "post": post})
			if is := s.detail(r.ID, typ); !reflect.DeepEqual(is, want) {
				t.Errorf("%s of %s: %v, want %v", typ, who, is, want)
			}
		}
	}
	failed := s.record(one, "agent.2")
	if is := s.detail(s.tasks(failed.ID)[0].ID, "task.open"); is["subject"] != string(failed.ID) {
		t.Errorf("the task: %v", is)
	}
	m := s.Client.Member.GetX(s.A.System(), s.member("agent.1"))
	if is := s.detail(m.ID, "member.created"); is["post"] != post {
		t.Errorf("the member: %v", is)
	}
	must(s, "admin", tenants.UpdateMember, tenants.MemberUpdateInput{ID: m.ID, ExpectedVersion: m.Version, Post: ptr("班长")})
	if is := s.detail(m.ID, "member.updated"); is["post"] != "班长" {
		t.Errorf("the member in another post: %v", is)
	}
}
