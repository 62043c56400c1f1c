package surveys

import (
	"time"

	"heed/ent"
	"heed/ent/opportunity"
	"heed/ent/requirement"
	"heed/ent/surveyresponse"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
)

// answer lets the customers do something with their letters: of a hundred, so many answer
// up to the first number, begin up to the second, look at it up to the third, then decline,
// come back, and are taken back; the others are silent.
func (s *simulation) answer(answers, begins, looks, declines, bounces, revokes int) {
	pause := 12 * time.Hour / time.Duration(s.size)
	s.each(func(i *ent.SurveyInvitation) {
		s.Clock.Advance(pause)
		switch n := s.rng.IntN(100); {
		case n < answers:
			s.fill(i)
		case n < begins:
			s.save(s.secretOf(i), s.words()[:6])
		case n < looks:
			s.open(s.secretOf(i))
		case n < declines:
			if err := s.desk().OptOut(s.guest(), s.secretOf(i)); err != nil {
				s.t.Fatal(err)
			}
			s.declined++
		case n < bounces:
			if i.State != flow.InvitationSent {
				return // what was opened arrived
			}
			must(s.stage, "member.service", BounceInvitation, InvitationReasonInput{i.ID, i.Version, "退回"})
			s.bounced++
		case n < revokes:
			must(s.stage, "member.service", RevokeInvitation, InvitationReasonInput{i.ID, i.Version, "误发"})
			s.revoked++
		}
	}, flow.InvitationSent, flow.InvitationOpened)
	p := s.progress(s.campaign)
	if p.Completed != s.completed || p.OptedOut != s.declined || p.Bounced != s.bounced || p.Revoked != s.revoked || p.Responses != s.completed {
		s.t.Errorf("%d answered, %d declined, %d came back, %d were taken back; it gets on %+v", s.completed, s.declined, s.bounced, s.revoked, p)
	}
}

// secretOf is what the letter held.
func (s *simulation) secretOf(i *ent.SurveyInvitation) string {
	link, err := LinkOf(s.A.System(), s.Client, i.ID)
	if err != nil || link == nil {
		s.t.Fatalf("%s has no link: %v", i.ID, err)
	}
	return link.Secret
}

func (s *simulation) open(secret string) {
	of, v, err := s.desk().Look(s.guest(), secret)
	if err == nil {
		err = s.desk().Opened(of, v)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *simulation) save(secret string, answers []survey.Answer) {
	if _, _, problems, err := s.desk().Save(s.guest(), secret, answers); err != nil || len(problems) > 0 {
		s.t.Fatalf("%v, %v", problems, err)
	}
}

// fill opens the link, goes through the questionnaire in two parts, and submits it.
func (s *simulation) fill(i *ent.SurveyInvitation) {
	secret, words := s.secretOf(i), s.words()
	s.open(secret)
	half := len(words) / 2
	s.save(secret, words[:half])
	s.Clock.Advance(time.Millisecond)
	s.save(secret, words[half:])
	if _, _, err := s.desk().Submit(s.guest(), secret, nil, s.rng.IntN(25) == 0); err != nil {
		s.t.Fatal(err)
	}
	s.completed++
}

// words are what a customer answers: one of years, whose plans may be large, or a new one.
func (s *simulation) words() []survey.Answer {
	switch s.rng.IntN(4) {
	case 0:
		return fresh(picked("budget", string(flow.BudgetLT5W)), picked("core_concerns", string(flow.ConcernCostEfficiency)))
	case 1:
		return old(float64(1+s.rng.IntN(2)), plans()...)
	default:
		return old(float64(1+s.rng.IntN(5)), picked("channel", string(flow.ChannelVisit)))
	}
}

// plans are answers that bring needs: five drafts with what dissatisfies.
func plans() []survey.Answer {
	return []survey.Answer{
		written("pain_point", "客房布草洗涤后发黄，客人投诉"), picked("core_concerns", string(flow.ConcernCostEfficiency)), picked("budget", string(flow.BudgetW5To20)),
		picked("decision", string(flow.DecideM1To3)), picked("expansion_plans", string(flow.ExpansionNewLine)),
		written("expansion_support", "需要样品试用"), written("anything_else", "希望有专属客服"),
	}
}

// tidySome puts some responses right and in order, and has some of what is made of them
// planned.
func (s *simulation) tidySome() {
	const most = 40
	some := s.Client.SurveyResponse.Query().Where(surveyresponse.CampaignID(s.campaign.ID), surveyresponse.StateEQ(flow.ResponseSubmitted)).
		WithTemplate().Order(surveyresponse.ByID()).Limit(20 * most).AllX(s.A.System())
	tidied := 0
	for _, r := range some {
		if len(r.Drafts) != len(all()) || tidied == most {
			continue
		}
		in := VerifyInput{ID: r.ID, ExpectedVersion: r.Version, Verified: []string{"contact_phone", "pain_point", "dissatisfaction"}}
		if tidied%2 == 0 {
			in.Corrections = []CorrectionInput{{written("dissatisfaction", "更正：报价单经常出错"), "核对"}}
		}
		is := must(s.stage, "member.service", Verify, in)
		must(s.stage, "head.service", Tidy, TidyInput{ID: is.ID, ExpectedVersion: is.Version, Proposals: all(), Tags: []TagInput{{flow.TagGroupFeature, "LINEN"}}})
		tidied++
	}
	var made []typeid.ID
	for n, q := range s.Client.Requirement.Query().Where(requirement.OriginTypeEQ(flow.SubjectSurveyResponse)).AllX(s.A.System()) {
		if n%3 == 0 {
			made = append(made, q.ID)
		}
	}
	s.Client.Requirement.Update().Where(requirement.IDIn(made...)).SetState(flow.RequirementPlanned).SetPlannedAt(s.Clock.Now()).ExecX(s.A.System())
	for n, o := range s.Client.Opportunity.Query().Where(opportunity.ResponseIDNotNil()).AllX(s.A.System()) {
		if n%4 == 0 {
			o.Update().SetState(flow.OpportunityTrial).SetConvertedAt(s.Clock.Now()).ExecX(s.A.System())
		}
	}
	if tidied == 0 || len(made) == 0 {
		s.t.Errorf("%d are tidied, %d needs planned", tidied, len(made))
	}
}
