package training

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
)

// questions are a paper of a hundred points in two tries of half an hour.
func questions() *PaperInput {
	options := []PaperOptionInput{{"a", "倾听"}, {"b", "记录"}, {"c", "争辩"}}
	return &PaperInput{Tries: 2, Minutes: ptr(30), Questions: []PaperQuestionInput{
		{Code: "first", Type: flow.QuestionSingle, Text: "先做什么？", Options: options, Points: 40, Right: []string{"a"}},
		{Code: "then", Type: flow.QuestionMulti, Text: "可以做什么？", Options: options, Points: 40, Right: []string{"a", "b"}},
		{Code: "days", Type: flow.QuestionNumber, Text: "几个工作日内答复？", Points: 20, Number: ptr(3.0)},
	}}
}

// written is a session with a paper, held, to which these came.
func (s *stage) written(names ...string) *ent.TrainingSession {
	s.t.Helper()
	p := s.running()
	in := s.lesson(p)
	in.Paper = questions()
	one := must(s, "head.service", CreateSession, in)
	one = must(s, "head.service", Invite, InviteInput{ID: one.ID, ExpectedVersion: one.Version, Audience: ptr(true)})
	hold := HoldInput{ID: one.ID}
	for _, name := range names {
		s.enrol(one, name)
		hold.AttendedIDs = append(hold.AttendedIDs, s.member(name))
	}
	s.Clock.Set(one.StartsAt)
	hold.ExpectedVersion = s.session(one.ID).Version
	return must(s, "member.service", Hold, hold)
}

func (s *stage) begin(of *ent.TrainingSession, name string) *ent.TrainingRecord {
	s.t.Helper()
	r := s.record(of, name)
	return must(s, name, BeginPaper, RecordInput{ID: r.ID, ExpectedVersion: r.Version})
}

func (s *stage) handIn(r *ent.TrainingRecord, name string, answers ...survey.Answer) *ent.TrainingRecord {
	s.t.Helper()
	return must(s, name, HandIn, HandInInput{ID: r.ID, ExpectedVersion: r.Version, Answers: answers})
}

var (
	first = survey.Answer{Question: "first", Options: []string{"a"}}
	then  = survey.Answer{Question: "then", Options: []string{"b", "a"}}
)

// A paper is written by who came, in its time, as often as it allows; enough points pass,
// the last try without them fails (D2-79).
func TestD2_79_PaperWritten(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		one := s.written("agent.1", "agent.2")
		r := s.begin(one, "agent.1")
		if asked, err := Questions(s.As("agent.1"), s.Client, r); err != nil || len(asked) != 3 {
			t.Fatalf("asked %v, %v", asked, err)
		}
		if asked, err := Questions(s.As("head.service"), s.Client, r); err != nil || len(asked) != 0 {
			t.Errorf("the head is asked %v, %v", asked, err)
		}
		in := RecordInput{ID: r.ID, ExpectedVersion: r.Version}
		refused(s, "agent.1", BeginPaper, in, fault.Precondition("training.paper_running"), "")
		refused(s, "head.service", HandIn, HandInInput{ID: r.ID, ExpectedVersion: r.Version}, fault.Forbidden(), "")
		refused(s, "agent.2", HandIn, HandInInput{ID: r.ID, ExpectedVersion: r.Version}, fault.Forbidden(), "")
		refused(s, "agent.1", HandIn, HandInInput{ID: r.ID, ExpectedVersion: r.Version - 1}, fault.Conflict("version.conflict"), "expectedVersion")
		for want, answers := range map[*fault.Error][]survey.Answer{
			fault.Input("", "survey.unknown_question"): {{Question: "last", Text: "x"}},
			fault.Input("", "survey.one_option"):       {{Question: "first", Options: []string{"a", "b"}}},
			fault.Input("", "survey.unknown_option"):   {{Question: "first", Options: []string{"z"}}},
			fault.Input("", "survey.wrong_type"):       {{Question: "days", Text: "three"}},
		} {
			field := map[string]string{"survey.unknown_question": "answers[0].question", "survey.wrong_type": "answers[0]", "survey.unknown_option": "answers[0].options[0]"}[want.Key]
			if field == "" {
				field = "answers[0].options"
			}
			refused(s, "agent.1", HandIn, HandInInput{ID: r.ID, ExpectedVersion: r.Version, Answers: answers}, want, field)
		}
		s.Clock.Advance(30*time.Minute + time.Second)
		refused(s, "agent.1", HandIn, HandInInput{ID: r.ID, ExpectedVersion: r.Version, Answers: []survey.Answer{first, then}}, fault.Precondition("training.paper_late"), "")
		r = s.handIn(s.begin(one, "agent.1"), "agent.1", first)
		if r.Passed == nil || *r.Passed || *r.Score != 40 || *r.Scale != 100 || !r.Wanting || len(s.tasks(r.ID)) != 1 {
			t.Fatalf("%+v", r)
		}
		refused(s, "agent.1", BeginPaper, RecordInput{ID: r.ID, ExpectedVersion: r.Version}, fault.Precondition("training.paper_tries"), "")

		two := s.handIn(s.begin(one, "agent.2"), "agent.2")
		if two.Passed != nil {
			t.Fatalf("one try of two: %+v", two)
		}
		two = s.handIn(s.begin(one, "agent.2"), "agent.2", first, then)
		if !*two.Passed || *two.Score != 80 || two.AssessorID != "" || two.CertificateNumber == nil {
			t.Errorf("%+v", two)
		}
		refused(s, "agent.2", BeginPaper, RecordInput{ID: two.ID, ExpectedVersion: two.Version}, fault.Precondition("training.paper_passed"), "")
		refused(s, "member.service", Assess, AssessInput{ID: one.ID, ExpectedVersion: s.session(one.ID).Version, Scores: []ScoreInput{{s.member("agent.2"), 10}}},
			fault.Precondition("training.score_given"), "scores.0.memberId")
		if types := s.events(two.ID); types[len(types)-1] != "training_record.passed" || types[len(types)-2] != "training_record.handed_in" || types[len(types)-3] != "training_record.writing" {
			t.Errorf("told %v", types)
		}
	})
}

// Who has tries left and does not use them has failed when the session is closed; who never
// wrote, or writes now, is waited for.
func TestD2_79_PaperGivenUp(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		one := s.written("agent.1", "agent.2")
		s.handIn(s.begin(one, "agent.1"), "agent.1", first)
		closing := func() SessionCloseInput {
			return SessionCloseInput{ID: one.ID, ExpectedVersion: s.session(one.ID).Version}
		}
		refused(s, "member.service", CloseSession, closing(), fault.Precondition("training.unassessed"), "")
		s.begin(one, "agent.2")
		refused(s, "member.service", CloseSession, closing(), fault.Precondition("training.unassessed"), "")
		s.Clock.Advance(time.Hour)
		must(s, "member.service", CloseSession, closing())
		r := s.record(one, "agent.1")
		if *r.Passed || *r.Score != 40 {
			t.Errorf("%+v", r)
		}
		if r = s.record(one, "agent.2"); *r.Passed || *r.Score != 0 || !r.Wanting {
			t.Errorf("what was not handed in: %+v", r)
		}
		refused(s, "agent.2", HandIn, HandInInput{ID: r.ID, ExpectedVersion: r.Version}, fault.Precondition("training.paper_closed"), "")
	})
}

// What is wrong with a paper is said where it stands; who comes sees no answers.
func TestD2_79_PaperChecked(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		p := s.running()
		for field, c := range map[string]struct {
			want   *fault.Error
			change func(*SessionCreateInput)
		}{
			"assessment.scale":         {fault.Input("", "training.paper_scale"), func(in *SessionCreateInput) { in.Assessment.Scale = 90 }},
			"paper.tries":              {fault.Input("", "input.out_of_range"), func(in *SessionCreateInput) { in.Paper.Tries = 0 }},
			"paper.questions[0].right": {fault.Input("", "paper.no_key"), func(in *SessionCreateInput) { in.Paper.Questions[0].Right = nil }},
			"paper.questions[2].type":  {fault.Input("", "paper.type"), func(in *SessionCreateInput) { in.Paper.Questions[2].Type = flow.QuestionDate }},
			"paper.questions[1].text":  {fault.Input("", "input.required"), func(in *SessionCreateInput) { in.Paper.Questions[1].Text = " " }},
		} {
			in := s.lesson(p)
			in.Paper = questions()
			c.change(&in)
			refused(s, "head.service", CreateSession, in, c.want, field)
		}
		in := s.lesson(p)
		in.Paper = questions()
		one := must(s, "head.service", CreateSession, in)
		if shown := PaperOf(s.As("agent.1"), one); shown.Points != 100 || shown.Tries != 2 || len(shown.Questions) != 0 {
			t.Errorf("who comes sees %+v", shown)
		}
		if shown := PaperOf(s.As("member.service"), one); len(shown.Questions) != 3 || shown.Questions[0].Right[0] != "a" {
			t.Errorf("the trainer sees %+v", shown)
		}
		one = must(s, "head.service", UpdateSession, SessionUpdateInput{ID: one.ID, ExpectedVersion: one.Version, SessionFields: SessionFields{Paper: &PaperInput{}}})
		if one.Paper != nil || PaperOf(s.As("member.service"), one) != nil {
			t.Error("it is not taken away")
		}
		one = must(s, "head.service", Invite, InviteInput{ID: one.ID, ExpectedVersion: one.Version, Audience: ptr(true)})
		refused(s, "head.service", UpdateSession, SessionUpdateInput{ID: one.ID, ExpectedVersion: one.Version, SessionFields: SessionFields{Paper: questions()}},
			fault.Precondition("training.fixed"), "")
		s.enrol(one, "agent.1")
		s.Clock.Set(one.StartsAt)
		must(s, "member.service", Hold, HoldInput{ID: one.ID, ExpectedVersion: s.session(one.ID).Version, AttendedIDs: []typeid.ID{s.member("agent.1")}})
		r := s.record(one, "agent.1")
		refused(s, "agent.1", BeginPaper, RecordInput{ID: r.ID, ExpectedVersion: r.Version}, fault.Precondition("training.no_paper"), "")
	})
}

// Who knows what is right does not write the paper; points given by hand are not put right
// by it; nobody lists themselves as there (D2-79).
func TestD2_79_NobodyAssessesThemselves(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		in := s.lesson(s.running())
		in.Paper, in.Capacity = questions(), ptr(4)
		one := must(s, "head.service", CreateSession, in)
		one = must(s, "head.service", Invite, InviteInput{ID: one.ID, ExpectedVersion: one.Version, MemberIDs: []typeid.ID{s.member("head.service"), s.member("agent.1")}})
		s.enrol(one, "head.service")
		s.enrol(one, "agent.1")
		s.Clock.Set(one.StartsAt)
		hold := HoldInput{ID: one.ID, ExpectedVersion: s.session(one.ID).Version, AttendedIDs: []typeid.ID{s.member("head.service"), s.member("agent.1")}}
		refused(s, "head.service", Hold, hold, fault.Input("", "training.own_attendance"), "attendedIds")
		must(s, "member.service", Hold, hold)
		r := s.record(one, "head.service")
		refused(s, "head.service", BeginPaper, RecordInput{ID: r.ID, ExpectedVersion: r.Version}, fault.Precondition("training.paper_known"), "")
		if shown := PaperOf(s.As("management"), s.session(one.ID)); len(shown.Questions) != 0 {
			t.Error("who neither wrote nor gives it knows what is right")
		}
		s.assess(one, ScoreInput{s.member("agent.1"), 20})
		s.assess(one, ScoreInput{s.member("agent.1"), 30})
		r = s.record(one, "agent.1")
		if n := len(s.tasks(r.ID)); n != 1 {
			t.Errorf("%d tasks for one who failed", n)
		}
		refused(s, "agent.1", BeginPaper, RecordInput{ID: r.ID, ExpectedVersion: r.Version}, fault.Precondition("training.paper_assessed"), "")
		if acts := AvailableRecord(s.As("agent.1"), r); slices.Contains(acts, flow.TrainingRecordActWrite) {
			t.Errorf("offered %v", acts)
		}
	})
}
