package surveys

import (
	"errors"
	"testing"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
)

// What must not be sent to customers is refused, with all that is wrong at once.
func TestD3_16_Publish(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for name, c := range map[string]struct {
			change func(*survey.Questionnaire)
			field  string
			key    string
		}{
			"without a purpose":       {func(q *survey.Questionnaire) { q.Purpose = survey.Text{} }, "purpose.zh_Hans", "survey.notice_missing"},
			"without confidence":      {func(q *survey.Questionnaire) { q.Confidentiality.En = "" }, "confidentiality.en", "survey.notice_missing"},
			"too long":                {func(q *survey.Questionnaire) { q.Minutes = 12 }, "minutesReason", "survey.minutes_reason"},
			"too short":               {func(q *survey.Questionnaire) { q.Minutes = 2 }, "minutesReason", "survey.minutes_reason"},
			"without a goal":          {func(q *survey.Questionnaire) { q.Goals = nil }, "goals", "survey.no_goal"},
			"leading to the answer":   {func(q *survey.Questionnaire) { q.Questions[0].Text.ZhHans = "您一定很满意吧" }, "questions[0].text", "survey.leading"},
			"leading by instructions": {func(q *survey.Questionnaire) { q.Questions[1].Instruction.En = "Our excellent service" }, "questions[1].text", "survey.leading"},
		} {
			t.Run(name, func(t *testing.T) {
				s := s.in(t)
				d := s.draft("experience", c.change)
				err := refused(s, "management", SubmitTemplate, TemplateSubmitInput{ID: d.ID, ExpectedVersion: d.Version}, fault.Input("", c.key), c.field)
				var f *fault.Error
				if !errors.As(err, &f) {
					t.Fatal(err)
				}
				all, _ := f.Extra["faults"].([]Problem)
				shows(t, all, c.field, c.key)
				must(s, "management", RetireTemplate, TemplateRetireInput{ID: d.ID, ExpectedVersion: d.Version, Reason: "放弃"})
			})
		}
		d := s.draft("experience", func(q *survey.Questionnaire) { q.Minutes, q.MinutesReason = 12, "覆盖全部旅程" })
		for _, who := range []string{"head.service", "staff", "auditor", "committee"} {
			_ = refused(s, who, SubmitTemplate, TemplateSubmitInput{ID: d.ID, ExpectedVersion: d.Version}, fault.Forbidden(), "")
		}
		if is := s.inReview(d); is.State != flow.TemplateInReview { // with a reason it may be long
			t.Errorf("submitted is %s", is.State)
		}
	})
}

// A phrase that looks leading stays only if somebody says why.
func TestD3_64_Decided(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		d := s.draft("experience", func(q *survey.Questionnaire) { q.Questions[0].Text.ZhHans = "您一定很满意吧" })
		phrase := survey.Leading(d.Questionnaire.Questions)[0].Phrase
		decide := func(decisions ...DecisionInput) TemplateDecideInput {
			return TemplateDecideInput{ID: d.ID, ExpectedVersion: d.Version, Decisions: decisions}
		}
		code := d.Questionnaire.Questions[0].Code
		_ = refused(s, "management", DecideTemplate, decide(DecisionInput{code, "别的话", "保留"}), fault.Input("", "survey.no_such_phrase"), "decisions[0].phrase")
		_ = refused(s, "management", DecideTemplate, decide(DecisionInput{code, phrase, " "}), fault.Input("", "input.required"), "decisions[0].reason")
		_ = refused(s, "management", DecideTemplate, decide(make([]DecisionInput, maxDecisions+1)...), fault.Input("", "input.too_many"), "decisions")
		_ = refused(s, "head.service", DecideTemplate, decide(), fault.Forbidden(), "")
		d = must(s, "management", DecideTemplate, decide(DecisionInput{code, phrase, "引用客户原话"}))
		if same := must(s, "management", DecideTemplate, decide(DecisionInput{code, phrase, "引用客户原话"})); same.Version != d.Version {
			t.Errorf("the same decision counts: version %d", same.Version)
		}
		if is := s.inReview(d); is.State != flow.TemplateInReview {
			t.Errorf("decided on is %s", is.State)
		}
	})
}

const foreign = `{"title": "满意度", "pages": [{"name": "p1", "elements": [
	{"type": "rating", "name": "score", "title": "评分", "rateMax": 5},
	{"type": "comment", "name": "why", "title": "原因", "visibleIf": "{score} < 3"},
	{"type": "matrix", "name": "grid", "title": "表"}]}]}`

// A questionnaire of another tool is brought over; what cannot be is said.
func TestD3_14_SurveyJS(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		made := must(s, "management", DraftTemplate, TemplateDraftInput{Code: "foreign", Format: FormatSurveyJS, Document: []byte(foreign)})
		q := made.Template.Questionnaire
		if made.Template.Scenario != flow.ScenarioReturnVisit || len(q.Questions) != 2 || q.Questions[0].Type != flow.QuestionRating || q.Minutes < 1 {
			t.Errorf("brought over is of %s, with %d questions and %d minutes", made.Template.Scenario, len(q.Questions), q.Minutes)
		}
		if len(made.Notes) == 0 {
			t.Error("nothing is said of what was left out")
		}
		_ = refused(s, "management", SubmitTemplate, TemplateSubmitInput{ID: made.Template.ID, ExpectedVersion: 1}, fault.Input("", "survey.notice_missing"), "purpose.zh_Hans")
		before := s.Count(t)
		_, err := try(s, s.As("management"), DraftTemplate, TemplateDraftInput{Code: "broken", Format: FormatSurveyJS, Document: []byte(`{"pages": 7}`)})
		if fault.CodeOf(err) != fault.CodeBadUserInput {
			t.Errorf("what is no questionnaire: %v", err)
		}
		if after := s.Count(t); len(after) != len(before) || after["aaa.survey_templates"] != before["aaa.survey_templates"] {
			t.Error("refused, and it changed something")
		}
	})
}
