package surveys

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/satisfactionrating"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
)

// reread is a response as it stands.
func (s *stage) reread(r *ent.SurveyResponse) *ent.SurveyResponse {
	return s.response(s.Client.SurveyInvitation.GetX(s.A.System(), r.InvitationID))
}

// Key answers are checked with the customer, and put right beside what had been said.
func TestD3_20_Verify(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn := s.customer("旅店")
		r := s.submit(s.running("standard"), inn, false, old(2, written("pain_point", "客房布草洗涤后发黄，客人投诉"))...)
		correct := func(a survey.Answer, reason string) []CorrectionInput { return []CorrectionInput{{a, reason}} }
		for name, k := range map[string]struct {
			who   string
			in    VerifyInput
			want  error
			field string
		}{
			"nothing":               {"member.service", VerifyInput{}, fault.Input("", "input.required"), "verified"},
			"what is no key":        {"member.service", VerifyInput{Verified: []string{"pain_point", "address"}}, fault.Input("", "response.not_key"), "verified[1]"},
			"what is not there":     {"member.service", VerifyInput{Verified: []string{"unheard"}}, fault.Input("", "response.not_key"), "verified[0]"},
			"right what is no key":  {"member.service", VerifyInput{Corrections: correct(written("address", "x"), "x")}, fault.Input("", "response.not_key"), "corrections[0].answer.question"},
			"without a reason":      {"member.service", VerifyInput{Corrections: correct(written("pain_point", "x"), " ")}, fault.Input("", "input.required"), "corrections[0].reason"},
			"by no way there is":    {"member.service", VerifyInput{Corrections: correct(written("contact_phone", "none"), "x")}, fault.Input("", "input.malformed_phone"), "corrections[0].answer"},
			"too much":              {"member.service", VerifyInput{Verified: make([]string, survey.MaxQuestions+1)}, fault.Input("", "input.too_many"), "verified"},
			"as another department": {"head.sales", VerifyInput{Verified: []string{"pain_point"}}, fault.NotFound(), ""},
			"as the committee":      {"committee", VerifyInput{Verified: []string{"pain_point"}}, fault.Forbidden(), ""},
			"as staff":              {"staff", VerifyInput{Verified: []string{"pain_point"}}, fault.Forbidden(), ""},
			"as an auditor":         {"auditor", VerifyInput{Verified: []string{"pain_point"}}, fault.Forbidden(), ""},
		} {
			t.Run(name, func(t *testing.T) {
				k.in.ID, k.in.ExpectedVersion = r.ID, r.Version
				_ = refused(s.in(t), k.who, Verify, k.in, k.want, k.field)
			})
		}
		s.Clock.Advance(time.Hour)
		is := must(s, "member.service", Verify, VerifyInput{
			ID: r.ID, ExpectedVersion: r.Version, Verified: []string{"pain_point"}, Corrections: correct(written("contact_phone", "13700001111"), "号码已换"),
		})
		if is.State != flow.ResponseVerifying || is.VerifiedAt != nil || len(is.Checked) != 2 {
			t.Errorf("in part it is %v", is)
		}
		is = must(s, "head.service", Verify, VerifyInput{
			ID: r.ID, ExpectedVersion: is.Version, Corrections: correct(written("dissatisfaction", "报价单出错三次"), "客户补充"),
		})
		if is.VerifiedAt == nil || is.VerifiedBy != s.member("head.service") || is.State != flow.ResponseVerifying {
			t.Errorf("verified is %v", is)
		}
		is = s.reread(is)
		answers, err := AnswersOf(s.As("member.service"), is)
		if err != nil {
			t.Fatal(err)
		}
		for code, want := range map[string]string{"contact_phone": "13700001111", "dissatisfaction": "报价单出错三次", "pain_point": "客房布草洗涤后发黄，客人投诉"} {
			if i := slices.IndexFunc(answers, func(a survey.Answer) bool { return a.Question == code }); i < 0 || answers[i].Text != want {
				t.Errorf("%s is %v", code, answers)
			}
		}
		said := ShownCorrections(s.As("member.service"), is)
		if len(said) != 2 || said[0].Question != "contact_phone" || said[0].Was != nil || said[1].Reason != "客户补充" || said[1].Was == nil || *said[1].Was != "报价单经常出错，需要反复核对" {
			t.Errorf("what had been said is %v", said)
		}
		// What is made of the words is made of those that are right.
		if all := ShownProposals(is); len(all) != 2 || *all[1].Text != "报价单出错三次" || all[1].Kind != survey.DraftComplaint {
			t.Errorf("proposed is %v", all)
		}
		if got := s.events(r.ID); !slices.Equal(got[2:], []string{"survey_response.verifying", "survey_response.verified"}) {
			t.Errorf("events: %v", got)
		}
	})
}

// The figures of a campaign go with what is right.
func TestD3_20_Figures(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.effective("experience", func(q *survey.Questionnaire) {
			for i := range q.Questions {
				q.Questions[i].KeyAnswer = q.Questions[i].Code == "overall" || q.Questions[i].Code == "recommend"
			}
		})
		inn, shop := s.customer("旅店"), s.customer("商店")
		c := s.running("experience")
		r := s.submit(c, inn, false, experience(3)...)
		s.submit(c, shop, false, experience(5)...)
		is := must(s, "member.service", Verify, VerifyInput{ID: r.ID, ExpectedVersion: r.Version, Corrections: []CorrectionInput{
			{rated("overall", 4), "点错了"}, {rated("recommend", 10), "点错了"},
		}})
		if *is.Score != 4 || *is.Recommend != 10 || len(is.Tags) != 1 || is.Tags[0].Code != string(flow.TagSatisfied) {
			t.Errorf("put right is %v", is)
		}
		s.recounted(c)
		results, err := ResultsOf(s.As("management"), s.Client, c.ID)
		if err != nil || *results.Mean != 4.5 || *results.NPS != 50 || results.Responses != 2 {
			t.Fatalf("it comes to %v, %v", results, err)
		}
		if len(results.Needs) != 1 || results.Needs[0].Tag.Code != string(flow.TagSatisfied) || results.Needs[0].Count != 2 {
			t.Errorf("tagged are %v", results.Needs)
		}
		_ = refused(s, "member.service", Verify, VerifyInput{ID: r.ID, ExpectedVersion: is.Version, Corrections: []CorrectionInput{{rated("overall", 9), "x"}}}, fault.Input("", "survey.off_scale"), "corrections[0].answer")
		is = must(s, "member.service", Verify, VerifyInput{ID: r.ID, ExpectedVersion: is.Version, Corrections: []CorrectionInput{{rated("overall", 2), "听错了"}}})
		if !is.Warning || is.Priority != flow.UrgencyImportant || *is.Score != 2 || !s.again(inn).FollowUp || len(s.tasks(r.ID, flow.TaskFollowUp)) != 1 {
			t.Errorf("put right downwards is %v of %v", is, s.again(inn))
		}
		if all := s.Client.SatisfactionRating.Query().Where(satisfactionrating.SubjectID(r.ID)).AllX(s.A.System()); len(all) != 1 || all[0].Score != 2 {
			t.Errorf("the customer's ratings are %v", all)
		}
		if n := s.recounted(c).Warnings; n != 1 {
			t.Errorf("warned of are %d", n)
		}
	})
}

// What was not asked is not put right.
func TestD3_51_NotAsked(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn := s.customer("旅店")
		r := s.submit(s.running("standard"), inn, false, fresh()...)
		_ = refused(s, "member.service", Verify, VerifyInput{ID: r.ID, ExpectedVersion: r.Version, Corrections: []CorrectionInput{
			{written("dissatisfaction", "报价单出错三次"), "补充"},
		}}, fault.Input("", "response.not_asked"), "corrections[0].answer")
	})
}
