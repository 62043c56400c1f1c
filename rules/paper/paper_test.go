package paper

import (
	"errors"
	"testing"
	"time"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
)

func number(n float64) *float64 { return &n }

func said(s string) survey.Text { return survey.Text{ZhHans: s} }

func choice(code string, t flow.QuestionType) survey.Question {
	return survey.Question{Code: code, Module: flow.ModuleSupplement, Type: t, Text: said("先做什么？"), Options: []survey.Option{
		{Code: "a", Text: said("倾听")}, {Code: "b", Text: said("记录")}, {Code: "c", Text: said("争辩")},
	}}
}

func sample() Paper {
	return Paper{
		Questions: []survey.Question{
			choice("one", flow.QuestionSingle), choice("some", flow.QuestionMulti),
			{Code: "days", Module: flow.ModuleSupplement, Type: flow.QuestionNumber, Text: said("几个工作日内答复？")},
		},
		Keys:  []Key{{"one", 20, []string{"a"}, nil}, {"some", 50, []string{"a", "b"}, nil}, {"days", 30, nil, number(3)}},
		Tries: 2, Minutes: 30,
	}
}

func TestD2_79_Paper(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Paper)
		key    string
		field  string
	}{
		"as it is":             {func(*Paper) {}, "", ""},
		"no try":               {func(p *Paper) { p.Tries = 0 }, "input.out_of_range", "tries"},
		"too many tries":       {func(p *Paper) { p.Tries = MaxTries + 1 }, "input.out_of_range", "tries"},
		"negative time":        {func(p *Paper) { p.Minutes = -1 }, "input.out_of_range", "minutes"},
		"no questions":         {func(p *Paper) { p.Questions, p.Keys = nil, nil }, "survey.no_questions", "questions"},
		"text":                 {func(p *Paper) { p.Questions[0].Type = flow.QuestionText }, "paper.type", "questions[0].type"},
		"twice the same code":  {func(p *Paper) { p.Questions[1].Code = "one" }, "input.duplicate", "questions[1].code"},
		"no points":            {func(p *Paper) { p.Keys[0].Points = 0 }, "input.out_of_range", "questions[0].points"},
		"nothing right":        {func(p *Paper) { p.Keys[0].Options = nil }, "paper.no_key", "questions[0].right"},
		"two right of one":     {func(p *Paper) { p.Keys[0].Options = []string{"a", "b"} }, "paper.no_key", "questions[0].right"},
		"right twice":          {func(p *Paper) { p.Keys[1].Options = []string{"a", "a"} }, "input.duplicate", "questions[1].right"},
		"right is no option":   {func(p *Paper) { p.Keys[1].Options = []string{"z"} }, "survey.unknown_option", "questions[1].right"},
		"a choice by a number": {func(p *Paper) { p.Keys[0].Number = number(1) }, "paper.no_key", "questions[0].right"},
		"a number by nothing":  {func(p *Paper) { p.Keys[2].Number = nil }, "paper.no_key", "questions[2].number"},
	} {
		t.Run(name, func(t *testing.T) {
			p := sample()
			c.change(&p)
			_, err := Check(p)
			var f *fault.Error
			switch {
			case c.key == "" && err != nil:
				t.Errorf("refused: %v", err)
			case c.key != "" && (!errors.As(err, &f) || f.Key != c.key || f.Field != c.field):
				t.Errorf("%v, want %s on %s", err, c.key, c.field)
			}
		})
	}
}

// Points are for all that is right and nothing else: half an answer brings none.
func TestD2_79_Marks(t *testing.T) {
	p := sample()
	if p.Points() != 100 {
		t.Errorf("%d points", p.Points())
	}
	for want, answers := range map[int][]survey.Answer{
		0:   nil,
		20:  {{Question: "one", Options: []string{"a"}}, {Question: "some", Options: []string{"a"}}, {Question: "days", Number: number(2)}},
		50:  {{Question: "one", Options: []string{"b"}}, {Question: "some", Options: []string{"b", "a"}}},
		30:  {{Question: "days", Number: number(3)}, {Question: "some", Options: []string{"a", "b", "c"}}},
		100: {{Question: "one", Options: []string{"a"}}, {Question: "some", Options: []string{"a", "b"}}, {Question: "days", Number: number(3)}},
	} {
		if got := p.Mark(answers); got != want {
			t.Errorf("%v: %d points, want %d", answers, got, want)
		}
	}
}

func TestD2_79_Tries(t *testing.T) {
	p := sample()
	now := time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
	one := p.Begin(now)
	if !one.Running(now.Add(30*time.Minute)) || one.Running(now.Add(30*time.Minute+1)) {
		t.Error("half an hour is half an hour")
	}
	one.HandedIn, one.Points = &now, 40
	if one.Running(now) {
		t.Error("it is handed in twice")
	}
	p.Minutes = 0
	two := p.Begin(now)
	if !two.Running(now.AddDate(1, 0, 0)) {
		t.Error("no time is any time")
	}
	if best := Best([]Try{one, two}); best != 40 || Best(nil) != 0 {
		t.Errorf("the best is %d", best)
	}
}
