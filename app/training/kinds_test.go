package training

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// broad is a plan that runs, of all topics and methods.
func (s *stage) broad() *SessionCreateInput {
	s.t.Helper()
	in := s.words()
	in.Topics, in.Methods = nil, nil
	for _, kind := range flow.TrainingTopicKind("").Values() {
		topic := TopicInput{Kind: flow.TrainingTopicKind(kind), Title: ptr("专题")}
		if topic.Kind == flow.TopicPostStandard {
			topic.Post = ptr(post)
		}
		in.Topics = append(in.Topics, topic)
	}
	for _, method := range flow.TrainingMethod("").Values() {
		in.Methods = append(in.Methods, flow.TrainingMethod(method))
	}
	p := must(s, "head.service", CreatePlan, in)
	p = must(s, "head.service", SubmitPlan, PlanSubmitInput{ID: p.ID, ExpectedVersion: p.Version})
	s.vote("head.hr", p.HrApprovalID, flow.DecisionApprove)
	s.vote("management", p.MdApprovalID, flow.DecisionApprove)
	lesson := s.lesson(p)
	return &lesson
}

// Each session of a day begins an hour after the one before.
func (in *SessionCreateInput) later() {
	in.StartsAt, in.EndsAt = ptr(in.StartsAt.Add(3*time.Hour)), ptr(in.EndsAt.Add(3*time.Hour))
}

func TestD0_75_Topics(t *testing.T) {
	s := on(t, apptest.NewWorld(t))
	in := s.broad()
	for _, kind := range flow.TrainingTopicKind("").Values() {
		in.Topic, in.Post = ptr(flow.TrainingTopicKind(kind)), ptr("")
		if *in.Topic == flow.TopicPostStandard {
			in.Post = ptr(post)
		}
		if one := must(s, "head.service", CreateSession, *in); one.Topic != *in.Topic {
			t.Errorf("%s: %s", kind, one.Topic)
		}
		in.later()
	}
}

func TestD0_76_Methods(t *testing.T) {
	s := on(t, apptest.NewWorld(t))
	in := s.broad()
	in.URL = ptr("https://learn.example/service")
	for _, method := range flow.TrainingMethod("").Values() {
		in.Method = ptr(flow.TrainingMethod(method))
		if one := must(s, "head.service", CreateSession, *in); one.Method != *in.Method || one.URL != *in.URL {
			t.Errorf("%s: %+v", method, one)
		}
		in.later()
	}
}

func TestD0_77_Trainers(t *testing.T) {
	s := on(t, apptest.NewWorld(t))
	in := s.broad()
	for _, kind := range flow.TrainerKind("").Values() {
		in.TrainerKind, in.TrainerID, in.TrainerName = ptr(flow.TrainerKind(kind)), ptr(typeid.ID("")), ptr("王教授")
		if *in.TrainerKind == flow.TrainerStaff {
			in.TrainerID, in.TrainerName = ptr(s.member("member.service")), ptr("")
		}
		if one := must(s, "head.service", CreateSession, *in); one.TrainerKind != *in.TrainerKind || one.TrainerName != *in.TrainerName || one.TrainerID != *in.TrainerID {
			t.Errorf("%s: %+v", kind, one)
		}
		in.later()
	}
}
