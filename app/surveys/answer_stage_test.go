package surveys

import (
	"context"
	"testing"

	"heed/ent"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/viewer"
)

// desk is the desk of who has no account.
func (s *stage) desk() *Desk {
	return &Desk{Client: s.Client, Journal: s.Journal, Company: s.Who.AsSystem}
}

// guest is a request of somebody who has a link.
func (s *stage) guest() context.Context { return viewer.WithAddress(s.Context(), "192.0.2.7") }

// secret is what the letter to a customer held.
func (s *stage) secret(c *ent.SurveyCampaign, of *ent.Customer) string {
	s.t.Helper()
	secret := s.post.secrets[s.invitation(c, of).ID]
	if secret == "" {
		s.t.Fatalf("%s has no letter", of.Name)
	}
	return secret
}

// submit has a customer fill in the questionnaire at its link.
func (s *stage) submit(c *ent.SurveyCampaign, of *ent.Customer, urgent bool, answers ...survey.Answer) *ent.SurveyResponse {
	s.t.Helper()
	if _, _, err := s.desk().Submit(s.guest(), s.secret(c, of), answers, urgent); err != nil {
		s.t.Fatal(err)
	}
	return s.response(s.invitation(c, of))
}

// experience is a purchase that was rated so on the whole.
func experience(overall float64) []survey.Answer {
	answers := []survey.Answer{rated("overall", overall), rated("recommend", 8)}
	if overall <= 2 {
		answers = append(answers, written("improve", "送货晚了三天，没人通知"))
	}
	return answers
}

// old is a customer of years, who says everything that must be said.
func old(satisfaction float64, more ...survey.Answer) []survey.Answer {
	return append([]survey.Answer{
		written("customer_name", "山间旅店有限公司"), picked("customer_kind", string(flow.CustomerCompany)), picked("industry", string(flow.IndustryRetail)),
		picked("cooperation_band", string(flow.CooperationY1To3)), written("contact_name", "李雷"), written("contact_title", "采购经理"),
		written("contact_phone", "13912345678"), written("address", "杭州市西湖区一号"), picked("size", string(flow.SizeLT50)),
		written("cooperation_length", "两年"), written("cooperation_products", "床品，洗护"), rated("satisfaction", satisfaction),
		written("dissatisfaction", "报价单经常出错，需要反复核对"),
	}, more...)
}

// fresh is a new customer, who says everything that must be said.
func fresh(more ...survey.Answer) []survey.Answer {
	return append([]survey.Answer{
		written("customer_name", "新店"), picked("customer_kind", string(flow.CustomerIndividual)), picked("cooperation_band", string(flow.CooperationNew)),
		written("contact_name", "韩梅"), written("contact_phone", "13912345679"),
	}, more...)
}

// path is the codes of the questions that are asked.
func path(v *Visit) map[string]bool {
	all := map[string]bool{}
	for _, step := range v.Asked() {
		all[step.Code] = true
	}
	return all
}

// shows tells whether a fault is among those that an error carries.
func shows(t *testing.T, all []Problem, field, code string) {
	t.Helper()
	for _, p := range all {
		if p.Field == field && p.Code == code && p.Message != "" {
			return
		}
	}
	t.Errorf("%s on %s is not among %v", code, field, all)
}

func rated(question string, n float64) survey.Answer {
	return survey.Answer{Question: question, Number: &n}
}

func picked(question string, o ...string) survey.Answer {
	return survey.Answer{Question: question, Options: o}
}

func written(question, text string) survey.Answer {
	return survey.Answer{Question: question, Text: text}
}
