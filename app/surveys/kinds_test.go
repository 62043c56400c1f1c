package surveys

import (
	"encoding/json"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/rules/flow"
	"heed/rules/survey"
)

// said is one answer to a question of its type, and how it is read.
type saidOf struct {
	typ    flow.QuestionType
	answer survey.Answer
	value  string // as members read it; what is not chosen and no number
	text   string // in an export
}

func (k saidOf) code() string { return "of_" + strings.ToLower(string(k.typ)) }

var everyType = []saidOf{
	{flow.QuestionSingle, picked("", "ONE"), "", "其一"},
	{flow.QuestionMulti, survey.Answer{Options: []string{"ONE", "OTHER"}, OtherText: "上门"}, "", "其一; 其他; 上门"},
	{flow.QuestionText, written("", "一行"), "一行", "一行"},
	{flow.QuestionLongText, written("", "两行\n第二行"), "两行\n第二行", "两行\n第二行"},
	{flow.QuestionNumber, rated("", 12.5), "", "12.5"},
	{flow.QuestionRating, rated("", 4), "", "4"},
	{flow.QuestionNPS, rated("", 9), "", "9"},
	{flow.QuestionDate, survey.Answer{Date: "2026-11-26"}, "2026-11-26", "2026-11-26"},
	{flow.QuestionContact, written("", "13912345678"), "139****5678", "139****5678"},
}

// asking adds a question of every type to a questionnaire; the date is a key answer.
func asking(q *survey.Questionnaire) {
	for _, k := range everyType {
		one := survey.Question{Code: k.code(), Module: flow.ModuleSupplement, Type: k.typ, Text: survey.Text{ZhHans: string(k.typ)}, KeyAnswer: k.typ == flow.QuestionDate, Goals: []flow.SurveyGoal{flow.GoalSatisfaction}}
		switch k.typ { //nolint:exhaustive // those that need more
		case flow.QuestionSingle, flow.QuestionMulti:
			one.Options = []survey.Option{{Code: "ONE", Text: survey.Text{ZhHans: "其一"}}, {Code: "OTHER", Text: survey.Text{ZhHans: "其他"}, OtherText: true}}
		case flow.QuestionRating, flow.QuestionNPS:
			one.Scale = q.Questions[0].Scale
			if k.typ == flow.QuestionNPS {
				one.Scale = survey.Find(q.Questions, "recommend").Scale
			}
		}
		q.Questions = append(q.Questions, one)
	}
}

// Answers of every type are read by members, and stand in exports and in corrections.
func TestD3_12_EveryType(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.effective("experience", asking)
		inn := s.customer("旅店")
		c, answers := s.running("experience"), experience(4)
		for _, k := range everyType {
			k.answer.Question = k.code()
			answers = append(answers, k.answer)
		}
		r := s.submit(c, inn, false, answers...)
		read, err := ShownAnswers(s.As("member.service"), r)
		if err != nil {
			t.Fatal(err)
		}
		by := map[string]ShownAnswer{}
		for _, a := range read {
			by[a.Question] = a
		}
		var rows []map[string]string
		if err := json.Unmarshal([]byte(must(s, "management", given, ExportInput{CampaignID: c.ID, Format: ExportJSON}).Content), &rows); err != nil || len(rows) != 1 {
			t.Fatal(rows, err)
		}
		for _, k := range everyType {
			a, value, other := by[k.code()], "", ""
			if a.Value != nil {
				value = *a.Value
			}
			if a.OtherText != nil {
				other = *a.OtherText
			}
			if value != k.value || other != k.answer.OtherText || len(a.Options) != len(k.answer.Options) || (a.Number == nil) != (k.answer.Number == nil) || a.Number != nil && *a.Number != *k.answer.Number {
				t.Errorf("%s is read as %+v", k.typ, a)
			}
			if rows[0][k.code()] != k.text {
				t.Errorf("%s is given out as %q", k.typ, rows[0][k.code()])
			}
		}
		is := must(s, "member.service", Verify, VerifyInput{ID: r.ID, ExpectedVersion: r.Version, Corrections: []CorrectionInput{
			{survey.Answer{Question: "of_date", Date: "2026-11-27"}, "说错了"},
		}})
		if all := ShownCorrections(s.As("member.service"), is); len(all) != 1 || all[0].Was == nil || *all[0].Was != "2026-11-26" {
			t.Errorf("put right is %v", all)
		}
	})
}
