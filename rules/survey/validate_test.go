package survey

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"heed/rules/flow"
)

func TestValidate(t *testing.T) {
	bounded := func(q *Question) { q.Scale = &Scale{Min: 0, Max: 2.5} }
	alone := func(q *Question) { q.Options[1].Exclusive = true }
	short := func(q *Question) { q.MaxLength = 3 }
	mapped := func(target flow.SurveyTarget) func(*Question) {
		return func(q *Question) { q.MapsTo = []flow.SurveyTarget{target} }
	}
	for _, c := range []struct {
		name     string
		question Question
		given    Answer
		want     string // kept, in JSON, without the question; or the problem and its field
		final    string // when final
	}{
		{"single", ask("q", "SINGLE"), pick("q", "a"), `"options":["a"]`, ""},
		{"single, two", ask("q", "SINGLE"), pick("q", "a", "b"), "survey.one_option answers[0].options", ""},
		{"single, unknown", ask("q", "SINGLE"), pick("q", "x"), "survey.unknown_option answers[0].options[0]", ""},
		{"single, other", ask("q", "SINGLE"), Answer{Question: "q", Options: []string{"c"}, OtherText: " 光伏 "}, `"options":["c"],"otherText":"光伏"`, ""},
		{"single, other not told", ask("q", "SINGLE"), pick("q", "c"), `"options":["c"]`, "survey.other_text answers[0].otherText"},
		{"single, other without its option", ask("q", "SINGLE"), Answer{Question: "q", Options: []string{"a"}, OtherText: "x"}, "survey.other_without_option answers[0].otherText", ""},
		{"other without any", ask("q", "MULTI"), Answer{Question: "q", OtherText: "x"}, "survey.other_without_option answers[0].otherText", ""},
		{"other too long", ask("q", "MULTI"), Answer{Question: "q", Options: []string{"c"}, OtherText: strings.Repeat("x", MaxOther+1)}, "input.too_long answers[0].otherText", ""},
		{"multi in the order of the question", ask("q", "MULTI"), pick("q", "b", "a"), `"options":["a","b"]`, ""},
		{"multi twice", ask("q", "MULTI"), pick("q", "a", "a"), "input.duplicate answers[0].options[1]", ""},
		{"exclusive alone", ask("q", "MULTI", alone), pick("q", "b"), `"options":["b"]`, ""},
		{"exclusive with others", ask("q", "MULTI", alone), pick("q", "b", "a"), "survey.exclusive_option answers[0].options", ""},
		{"no options", ask("q", "MULTI"), Answer{Question: "q", Options: []string{}}, "", ""},
		{"text", ask("q", "TEXT"), write("q", "  Ärger "), `"text":"Ärger"`, ""},
		{"text of blanks", ask("q", "TEXT"), write("q", " \u3000"), "", ""},
		{"text of two lines", ask("q", "TEXT"), write("q", "a\nb"), "input.malformed_text answers[0].text", ""},
		{"long text", ask("q", "LONG_TEXT"), write("q", "a\r\nb"), `"text":"a\nb"`, ""},
		{"long text too long", ask("q", "LONG_TEXT"), write("q", strings.Repeat("长", MaxLines+1)), "input.too_long answers[0].text", ""},
		{"its own length", ask("q", "TEXT", short), write("q", "abcd"), "input.too_long answers[0].text", ""},
		{"four bytes count one", ask("q", "TEXT", short), write("q", "𠮷👍🏽"), `"text":"𠮷👍🏽"`, ""},
		{"right to left", ask("q", "TEXT"), write("q", "שלום مرحبا\u200f!"), "\"text\":\"שלום مرحبا\u200f!\"", ""},
		{"turned round", ask("q", "TEXT"), write("q", "a\u202eb"), "input.malformed_text answers[0].text", ""},
		{"broken", ask("q", "TEXT"), write("q", "a\xff"), "input.malformed_text answers[0].text", ""},
		{"number", ask("q", "NUMBER"), rate("q", -1.5), `"number":-1.5`, ""},
		{"number in bounds", ask("q", "NUMBER", bounded), rate("q", 2.5), `"number":2.5`, ""},
		{"number out of bounds", ask("q", "NUMBER", bounded), rate("q", 2.6), "survey.off_scale answers[0].number", ""},
		{"no number", ask("q", "NUMBER"), rate("q", math.NaN()), "survey.not_a_number answers[0].number", ""},
		{"rating", ask("q", "RATING"), rate("q", 5), `"number":5`, ""},
		{"rating off", ask("q", "RATING"), rate("q", 0), "survey.off_scale answers[0].number", ""},
		{"rating between", ask("q", "RATING"), rate("q", 2.5), "survey.whole_number answers[0].number", ""},
		{"nps zero", ask("q", "NPS"), rate("q", 0), `"number":0`, ""},
		{"nps off", ask("q", "NPS"), rate("q", 11), "survey.off_scale answers[0].number", ""},
		{"date", ask("q", "DATE"), Answer{Question: "q", Date: "2024-02-29"}, `"date":"2024-02-29"`, ""},
		{"no date", ask("q", "DATE"), Answer{Question: "q", Date: "2026-02-29"}, "sla.date_format answers[0].date", ""},
		{"phone", ask("q", "CONTACT", mapped(flow.TargetContactPhone)), write("q", "＋86 (755) 8888-6666"), `"text":"＋86 (755) 8888-6666"`, ""},
		{"no phone", ask("q", "CONTACT", mapped(flow.TargetContactPhone)), write("q", "a@b.cn"), "input.malformed_phone answers[0].text", ""},
		{"e-mail", ask("q", "CONTACT", mapped(flow.TargetContactEmail)), write("q", "li.na@例子.cn"), `"text":"li.na@例子.cn"`, ""},
		{"no e-mail", ask("q", "CONTACT", mapped(flow.TargetContactEmail)), write("q", "li.na@localhost"), "input.malformed_email answers[0].text", ""},
		{"either", ask("q", "CONTACT"), write("q", "13800000000"), `"text":"13800000000"`, ""},
		{"neither", ask("q", "CONTACT"), write("q", "on the moon"), "survey.not_a_contact answers[0].text", ""},
		{"text for a number", ask("q", "NUMBER"), write("q", "3"), "survey.wrong_type answers[0]", ""},
		{"number for a text", ask("q", "TEXT"), rate("q", 3), "survey.wrong_type answers[0]", ""},
		{"option for a date", ask("q", "DATE"), pick("q", "a"), "survey.wrong_type answers[0]", ""},
		{"two in one", ask("q", "TEXT"), Answer{Question: "q", Text: "x", Number: num(1)}, "survey.wrong_type answers[0]", ""},
		{"unknown question", ask("q", "TEXT"), write("p", "x"), "survey.unknown_question answers[0].question", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, final := range []bool{false, true} {
				kept, problems := Validate([]Question{c.question}, []Answer{c.given}, nil, final)
				want := c.want
				if final && c.final != "" {
					want = c.final
				}
				got := ""
				if len(problems) > 0 {
					got = problems[0].Fault.Key + " " + problems[0].Fault.Field
				} else if len(kept) > 0 {
					raw, err := json.Marshal(kept[0])
					if err != nil {
						t.Fatal(err)
					}
					got = strings.TrimSuffix(strings.TrimPrefix(string(raw), `{"question":"q",`), "}")
				}
				if got != want {
					t.Errorf("final %v: %s, want %s", final, got, want)
				}
			}
		})
	}
}

func TestValidateFinal(t *testing.T) {
	questions := []Question{ask("q", "TEXT", required), ask("r", "RATING", required), ask("s", "SINGLE")}
	if kept, problems := Validate(questions, []Answer{write("q", "x")}, nil, false); len(kept) != 1 || len(problems) != 0 {
		t.Errorf("what is there is right: %v %v", kept, problems)
	}
	_, problems := Validate(questions, []Answer{write("q", "x"), write("q", "y"), rate("r", 9)}, nil, true)
	if got := spoken(problems); got != "q input.duplicate, r survey.off_scale" {
		t.Error(got) // a wrong answer is not called missing too
	}
	_, problems = Validate(questions, nil, nil, true)
	if got := spoken(problems); got != "q survey.required, r survey.required" {
		t.Error(got)
	}
}
