package main

import (
	"context"
	"fmt"

	"heed/rules/flow"
)

// surveyLinks are how many customers are asked by the campaign that is answered.
var surveyLinks = map[string]int{"full": 60_000, "small": 12_000}

// surveyRows makes a campaign that runs, by the company's standard questionnaire, with new
// customers whose letters went out; the links are told by their number.
const surveyRows = `WITH made AS (
		SELECT n, 'cus_0' || substr(md5($1 || 'guest' || n), 1, 25) AS customer, 'con_0' || substr(md5($1 || 'guest' || n), 1, 25) AS contact,
			'siv_0' || substr(md5($1 || 'guest' || n), 1, 25) AS invitation, 'tok_0' || substr(md5($1 || 'guest' || n), 1, 25) AS token
		FROM generate_series(1, $3::int) n
	), whose AS (
		SELECT min(id) AS department FROM departments WHERE tenant_id = $1
	), campaign AS (
		INSERT INTO survey_campaigns (id, tenant_id, created_at, updated_at, name, program, goals, contacts, audience, sampling, channels, opens_at, closes_at, state,
			audience_size, invited, prepared_at, template_id, department_id, owner_id)
		SELECT 'scp_0' || substr(md5($1 || 'campaign'), 1, 25), $1, now(), now(), '万人问卷', 'SPECIAL', '[]', '[]', '{}', '{}', '["EMAIL"]', now(), now() + interval '30 days', 'RUNNING',
			$3, $3, now(), (SELECT id FROM survey_templates WHERE tenant_id = $1 AND code = 'standard' AND state = 'EFFECTIVE'), department, $2
		FROM whose
		RETURNING id, department_id
	), customers AS (
		INSERT INTO customers (id, tenant_id, created_at, updated_at, name, tier_key, department_id, account_manager_id)
		SELECT customer, $1, now(), now(), '问卷客户 ' || n, 'ORDINARY', department, $2 FROM made, whose
	), contacts AS (
		INSERT INTO contacts (id, tenant_id, created_at, updated_at, name, customer_id) SELECT contact, $1, now(), now(), '联系人', customer FROM made
	), links AS (
		INSERT INTO token_directory (id, hash, kind, company_id, subject_id, created_at, expires_at)
		SELECT token, sha256(convert_to('bench-' || lpad(n::text, 37, '0'), 'UTF8')), 'SURVEY', $1, invitation, now(), now() + interval '30 days' FROM made
	)
	INSERT INTO survey_invitations (id, tenant_id, created_at, updated_at, channel, state, sent_at, campaign_id, customer_id, contact_id, department_id, member_id)
	SELECT invitation, $1, now(), now(), 'EMAIL', 'SENT', now(), campaign.id, customer, contact, campaign.department_id, $2 FROM made, campaign`

// surveyLink is the n-th link, from 1.
func surveyLink(n int) string { return fmt.Sprintf("bench-%037d", n) }

const (
	documentSave   = `mutation($in: SurveyAnswerSaveInput!) { surveyAnswerSave(input: $in) { form { asked { code required } answers { question } } problems { field code message } } }`
	documentSubmit = `mutation($in: SurveySubmitInput!) { surveySubmit(input: $in) { submittedAt } }`
)

// surveyWorks are answers as they come from telephones: one question after the other is
// kept, or a whole questionnaire is submitted, each by a customer of its own. One of ten
// customers is unhappy, which flags them and opens a task.
func surveyWorks(ctx context.Context, s *sample, size string) ([]work, error) {
	c, links := s.companies[0], surveyLinks[size]
	if _, err := s.db.ExecContext(ctx, surveyRows, string(c.id), string(c.member), links); err != nil {
		return nil, err
	}
	if _, err := s.db.ExecContext(ctx, "VACUUM (ANALYZE) customers, contacts, token_directory, survey_campaigns, survey_invitations"); err != nil {
		return nil, err
	}
	const kept = 2000
	public := func(document string, in map[string]any) task {
		r := graphql(c, document, map[string]any{"in": in})
		r.token = nil
		return task{heed: r}
	}
	save, submit := work{name: "survey: an answer is kept"}, work{name: "survey: a questionnaire is submitted", once: true}
	for n := 1; n <= links; n++ {
		answers := newcomer
		if n%10 == 0 {
			answers = unhappy
		}
		if n <= kept {
			save.tasks = append(save.tasks, public(documentSave, map[string]any{"token": surveyLink(n), "answers": answers[n%len(answers) : n%len(answers)+1]}))
		} else {
			submit.tasks = append(submit.tasks, public(documentSubmit, map[string]any{"token": surveyLink(n), "answers": answers}))
		}
	}
	return []work{save, submit}, nil
}

type surveyAnswer map[string]any

// newcomer is a new customer's questionnaire, unhappy that of one who has bought for years.
var (
	newcomer = []surveyAnswer{
		{"question": "customer_name", "text": "新店"},
		{"question": "customer_kind", "options": []any{flow.CustomerIndividual}},
		{"question": "cooperation_band", "options": []any{flow.CooperationNew}},
		{"question": "contact_name", "text": "韩梅"},
		{"question": "contact_phone", "text": "13912345679"},
		{"question": "core_concerns", "options": []any{flow.ConcernCostEfficiency}},
		{"question": "pain_point", "text": "送来的货物经常与订单不符，希望先核对再发货"},
		{"question": "budget", "options": []any{flow.BudgetW5To20}},
	}
	unhappy = []surveyAnswer{
		{"question": "customer_name", "text": "山间旅店有限公司"},
		{"question": "customer_kind", "options": []any{flow.CustomerCompany}},
		{"question": "industry", "options": []any{flow.IndustryRetail}},
		{"question": "cooperation_band", "options": []any{flow.CooperationY1To3}},
		{"question": "contact_name", "text": "李雷"},
		{"question": "contact_title", "text": "采购经理"},
		{"question": "contact_phone", "text": "13912345678"},
		{"question": "address", "text": "杭州市西湖区一号"},
		{"question": "size", "options": []any{flow.SizeLT50}},
		{"question": "cooperation_length", "text": "两年"},
		{"question": "cooperation_products", "text": "床品，洗护"},
		{"question": "satisfaction", "number": 2},
		{"question": "dissatisfaction", "text": "报价单经常出错，需要反复核对"},
	}
)
