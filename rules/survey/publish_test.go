package survey

import (
	"slices"
	"strings"
	"testing"

	"heed/rules/flow"
	"heed/rules/label"
)

func TestD3_16_Publishable(t *testing.T) {
	leads := "您是否認為我們的產品很好？"
	for name, c := range map[string]struct {
		change    func(*Questionnaire)
		decisions []Decision
		want      string
	}{
		"right":                 {func(*Questionnaire) {}, nil, ""},
		"no purpose":            {func(q *Questionnaire) { q.Purpose = Text{} }, nil, "purpose.zh_Hans survey.notice_missing, purpose.zh_Hant survey.notice_missing, purpose.en survey.notice_missing"},
		"no promise in one":     {func(q *Questionnaire) { q.Confidentiality.En = "" }, nil, "confidentiality.en survey.notice_missing"},
		"as long as may be":     {func(q *Questionnaire) { q.Minutes = 60; q.MinutesReason = "a census" }, nil, ""},
		"longer":                {func(q *Questionnaire) { q.Minutes = 61; q.MinutesReason = "a census" }, nil, "minutes input.out_of_range"},
		"no length":             {func(q *Questionnaire) { q.Minutes = 0; q.MinutesReason = "?" }, nil, "minutes input.out_of_range"},
		"nine without a reason": {func(q *Questionnaire) { q.Minutes = 9 }, nil, "minutesReason survey.minutes_reason"},
		"four without a reason": {func(q *Questionnaire) { q.Minutes, q.MinutesReason = 4, " " }, nil, "minutesReason survey.minutes_reason"},
		"five":                  {func(q *Questionnaire) { q.Minutes = 5 }, nil, ""},
		"no goal":               {func(q *Questionnaire) { q.Goals = nil }, nil, "goals survey.no_goal"},
		"a wrong question":      {func(q *Questionnaire) { q.Questions[0].Text = Text{} }, nil, "questions[0].text input.required"},
		"a module twice":        {func(q *Questionnaire) { q.Sections[1].Module = flow.ModuleBasic }, nil, "sections[1].module input.duplicate"},
		"leading":               {func(q *Questionnaire) { q.Questions[0].Text.ZhHant = leads }, nil, "questions[0].text survey.leading"},
		"leading, decided": {
			func(q *Questionnaire) { q.Questions[0].Text.ZhHant = leads },
			[]Decision{{"customer_name", "是否認為我們的產品很好", "引用客戶原話"}},
			"",
		},
		"leading, decided without a reason": {
			func(q *Questionnaire) { q.Questions[0].Text.ZhHant = leads },
			[]Decision{{"customer_name", "是否認為我們的產品很好", " "}},
			"questions[0].text survey.leading",
		},
		"leading, decided on other words": {
			func(q *Questionnaire) { q.Questions[0].Text.ZhHant = leads },
			[]Decision{{"customer_name", "是否認為我們的服務很好", "x"}},
			"questions[0].text survey.leading",
		},
	} {
		t.Run(name, func(t *testing.T) {
			q := Standard()
			c.change(&q)
			if got := faults(Publishable(q, c.decisions)); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestD3_64_Leading(t *testing.T) {
	for said, want := range map[string]bool{
		"您是否认为我们的产品很好？":                               true, // the document's own example
		"您是否認為我們的產品很好？":                               true,
		"您对我们的产品功能整体评价如何？":                            false, // and its neutral wording
		"您對我們的產品功能整體評價如何？":                            false,
		"難道您不滿意嗎？":                                    true,
		"您一定很满意我们的服务吧？":                               true,
		"大家都认为我们的价格合理，您呢？":                            true,
		"您不觉得交付很快吗？":                                  true,
		"我们优质的服务对您有多重要？":                              true,
		"您是否有以下业务拓展计划？":                               false,
		"您对交付时间有多满意？":                                 false,
		"Don't you think that our products are good?": true,
		"Do you agree that delivery is quick?":        true,
		"Do you think our products are excellent?":    true,
		"How great is our service?":                   true,
		"Everyone likes our app. Do you?":             true,
		"How satisfied are you with our products?":    false,
		"What do you think of our products?":          false,
		"How likely are you to recommend us?":         false,
	} {
		q := ask("q", "TEXT")
		q.Text = Text{ZhHans: said}
		if said[0] < 128 {
			q.Text = Text{En: said}
		}
		hits := Leading([]Question{q})
		if len(hits) > 0 != want {
			t.Errorf("%s: %v", said, hits)
		}
		for _, h := range hits {
			if h.Question != "q" || !strings.Contains(said, h.Phrase) || (h.Locale == label.En) != (said[0] < 128) {
				t.Errorf("%s: %+v", said, h)
			}
		}
	}
}

func TestD3_06_OffGoal(t *testing.T) {
	questions := []Question{
		ask("profile", "SINGLE", func(q *Question) { q.Module = flow.ModuleBasic }),
		ask("gate", "SINGLE", func(q *Question) { q.Module = flow.ModuleBasic }),
		ask("need", "TEXT", when(test("gate", flow.TestOneOf, "a"))),
		ask("own", "TEXT", func(q *Question) { q.Goals = []flow.SurveyGoal{flow.GoalExpansion} }),
		ask("rest", "TEXT", func(q *Question) { q.Module = flow.ModuleSupplement }),
	}
	if got := OffGoal(questions, []flow.SurveyGoal{flow.GoalNeed}); !slices.Equal(got, []string{"profile", "own"}) {
		t.Error(got)
	}
	if got := OffGoal(questions, nil); len(got) != len(questions) {
		t.Error(got)
	}
}

func TestD3_15_Minutes(t *testing.T) {
	if got := Minutes(nil); got != 1 {
		t.Error(got)
	}
	short, long := Seconds([]Question{ask("q", "SINGLE")}), Seconds([]Question{ask("q", "LONG_TEXT")})
	if short <= 0 || long <= short {
		t.Errorf("%d, %d", short, long)
	}
	if got := Minutes(Standard().Questions); got < LeastMinutes || got > MostMinutes {
		t.Errorf("the standard questionnaire takes %d minutes", got)
	}
}

func TestD3_14_Languages(t *testing.T) {
	both := Text{ZhHant: "繁", En: "en"}
	for l, want := range map[label.Locale]string{label.ZhHans: "繁", label.ZhHant: "繁", label.En: "en", "": "繁", "fr": "繁"} {
		if got := both.In(l); got != want {
			t.Errorf("%s: %s", l, got)
		}
	}
	if (Text{En: "en"}).In(label.ZhHant) != "en" || (Text{ZhHans: "简"}).In(label.En) != "简" || (Text{}).In(label.En) != "" {
		t.Error("what is said in one language is read in it")
	}
	q := Standard()
	q.Questions[0].Text.En = ""
	if got := Untranslated(q); !slices.Equal(got, []string{"questions[0].text.en"}) {
		t.Error(got)
	}
}
