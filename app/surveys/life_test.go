package surveys

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/survey"
)

// guess is some answer to a question; now and then none, or one that is none.
func guess(r *rand.Rand, q *survey.Question) (survey.Answer, bool) {
	a := survey.Answer{Question: q.Code}
	switch {
	case r.IntN(10) == 0:
		return a, false
	case q.Type == flow.QuestionContact:
		a.Text = fmt.Sprintf("1391234%04d", r.IntN(10000))
		if q.Code == "contact_email" {
			a.Text = fmt.Sprintf("p%d@inn.example", r.IntN(99))
		}
	case q.Type.Counts():
		n := q.Scale.Min + float64(r.IntN(int(q.Scale.Max-q.Scale.Min)+2)) // beyond its end at times
		a.Number = &n
	case len(q.Options) > 0:
		for _, o := range q.Options {
			if len(a.Options) == 0 || q.Type == flow.QuestionMulti && r.IntN(2) == 0 {
				a.Options = append(a.Options[:0:0], append(a.Options, o.Code)...)
			}
			if q.Type == flow.QuestionSingle && r.IntN(2) == 0 {
				a.Options = []string{q.Options[r.IntN(len(q.Options))].Code}
			}
		}
		a.OtherText = "其他"
		for _, o := range q.Options {
			if o.OtherText && len(a.Options) > 0 && a.Options[len(a.Options)-1] == o.Code {
				return a, true
			}
		}
		a.OtherText = ""
	default:
		a.Text = "说明" + fmt.Sprint(r.IntN(9))
	}
	return a, true
}

// live lets a customer do something with the letter; whether it can be done is the desk's to say.
func (s *stage) live(r *rand.Rand, c *ent.SurveyCampaign, of *ent.Customer, questions []survey.Question) {
	s.t.Helper()
	s.Clock.Advance(time.Duration(r.IntN(1800)) * time.Second)
	i := s.invitation(c, of)
	secret, answers := s.post.secrets[i.ID], []survey.Answer{}
	for k := range questions {
		if a, ok := guess(r, &questions[k]); ok {
			answers = append(answers, a)
		}
	}
	switch n := r.IntN(12); {
	case n == 0:
		_, _ = try(s, s.As("member.service"), RevokeInvitation, InvitationReasonInput{i.ID, i.Version, "误发"})
	case n == 1:
		_, _ = try(s, s.As("member.service"), BounceInvitation, InvitationReasonInput{i.ID, i.Version, "退回"})
	case n == 2:
		_ = s.desk().OptOut(s.guest(), secret)
	case n < 5:
		_, _, _, _ = s.desk().Save(s.guest(), secret, answers[:r.IntN(len(answers)+1)])
	default:
		if _, _, err := s.desk().Submit(s.guest(), secret, answers, r.IntN(3) == 0); err != nil { // what was wrong is said better
			sat := float64(1 + r.IntN(5))
			if _, _, err := s.desk().Submit(s.guest(), secret, append(old(sat), answers[:r.IntN(2)]...), r.IntN(3) == 0); err == nil && r.IntN(2) == 0 {
				s.correctSome(r, i)
			}
		}
	}
}

func (s *stage) correctSome(r *rand.Rand, i *ent.SurveyInvitation) {
	s.t.Helper()
	is := s.response(i)
	must(s, "member.service", Verify, VerifyInput{
		ID: is.ID, ExpectedVersion: is.Version, Verified: []string{"contact_phone", "pain_point"},
		Corrections: []CorrectionInput{{written("dissatisfaction", "更正"+fmt.Sprint(r.IntN(9))), "核对"}},
	})
}

// Whatever happens in a campaign, its figures are those of a recount.
func TestD3_32_Results(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s, r := on(t, w), rand.New(rand.NewPCG(32, 7))
		var of []*ent.Customer
		for i := range 55 {
			of = append(of, s.customer(fmt.Sprint("店", i)))
		}
		s.late(of[3])
		c := s.running("standard")
		questions := s.template(c.TemplateID).Questionnaire.Questions
		for _, one := range of {
			s.live(r, c, one, questions)
		}
		s.Clock.Set(s.at(14, 9))
		s.tick()
		for _, one := range of[:20] {
			s.live(r, c, one, questions)
		}
		is := s.recounted(c)
		if is.Responses < 25 || is.Progress.Reminded == 0 || is.Progress.OptedOut == 0 || is.Progress.Bounced == 0 || is.Warnings == 0 || len(is.Needs) < 4 {
			t.Errorf("too little happened: %d responses, %+v", is.Responses, is.Progress)
		}
		c = s.close(c.ID)
		after := s.recounted(c)
		if p := after.Progress; p.Pending+p.Sent+p.Opened != 0 || after.Responses != is.Responses {
			t.Errorf("at its end it gets on: %+v", p)
		}
		left := 0
		for _, d := range after.DropOff {
			left += d.Count
		}
		if left == 0 {
			t.Error("nobody left")
		}
		for _, m := range after.Modules {
			if v := m.Fill.Value(); v != nil && (*v < 0 || *v > 1) {
				t.Errorf("%s is filled in by %v", m.Module, m.Fill)
			}
		}
		if all := after.Shown("en"); len(all) != len(questions) || all[1].Distribution[0].Label != "Company" {
			t.Errorf("shown are %d", len(all))
		}
	})
}

// What changed is told against the campaign of the program before, of those who answered both.
func TestD3_31_Change(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn, shop, bar := s.customer("旅店"), s.customer("商店"), s.customer("酒吧")
		first := s.running("experience")
		s.submit(first, inn, false, experience(2)...)
		s.submit(first, shop, false, experience(4)...)
		s.close(first.ID)
		s.Clock.Advance(24 * time.Hour)
		second := s.running("experience")
		s.submit(second, inn, false, experience(4)...)
		now := s.submit(second, bar, false, experience(5)...)
		is, err := ResultsOf(s.As("management"), s.Client, second.ID)
		if err != nil || is.Change.Customers != 1 || *is.Change.Change != 2 || *is.Change.Before != 3 || *is.Change.Now != 4.5 {
			t.Errorf("it changed by %+v, %v", is.Change, err)
		}
		// Beside a response stands what the customer had answered before.
		last := s.response(s.invitation(second, inn))
		before, err := PreviousOf(s.As("member.service"), s.Client, []*ent.SurveyResponse{last, now})
		if err != nil || len(before) != 1 || before[last.ID].ID != s.response(s.invitation(first, inn)).ID {
			t.Errorf("before it stands %v, %v", before, err)
		}
	})
}
