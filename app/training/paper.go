package training

import (
	"context"
	"errors"
	"slices"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/optional"
	"heed/rules/paper"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// PaperOptionInput is a choice of a question.
type PaperOptionInput struct{ Code, Text string }

// PaperQuestionInput is a question with what is right.
type PaperQuestionInput struct {
	Code    string
	Type    flow.QuestionType
	Text    string
	Options []PaperOptionInput
	Points  int
	Right   []string // of a choice
	Number  *float64
}

// PaperInput is a question paper; without questions it takes one away.
type PaperInput struct {
	Questions []PaperQuestionInput
	Tries     int
	Minutes   *int
}

// paper is what is kept of it; what is wrong is refused, on paper.….
func (in *PaperInput) paper(ctx context.Context) (*paper.Paper, error) {
	if len(in.Questions) == 0 {
		return nil, nil //nolint:nilnil // no paper, no error
	}
	locale := tenants.ConfigFrom(ctx).Tenant.Locale
	p := paper.Paper{Tries: in.Tries, Minutes: optional.Value(in.Minutes), Author: viewer.From(ctx).Member}
	for _, q := range in.Questions {
		one := survey.Question{Code: q.Code, Module: flow.ModuleSupplement, Type: q.Type, Text: said(locale, q.Text)}
		for _, o := range q.Options {
			one.Options = append(one.Options, survey.Option{Code: o.Code, Text: said(locale, o.Text)})
		}
		p.Questions = append(p.Questions, one)
		p.Keys = append(p.Keys, paper.Key{Question: q.Code, Points: q.Points, Options: q.Right, Number: q.Number})
	}
	p, err := paper.Check(p)
	var f *fault.Error
	if errors.As(err, &f) {
		return nil, f.On("paper." + f.Field)
	}
	return &p, err
}

// said is a text in the company's language, which all its people read.
func said(locale label.Locale, s string) survey.Text {
	switch locale {
	case label.ZhHant:
		return survey.Text{ZhHant: s}
	case label.En:
		return survey.Text{En: s}
	case label.ZhHans:
	}
	return survey.Text{ZhHans: s}
}

// marked refuses a paper that does not bring the session's points.
func (c *checks) marked(p *paper.Paper, scale int) {
	if p != nil && p.Points() != scale {
		c.Fail(fault.Input("assessment.scale", "training.paper_scale").With("n", p.Points()).With("scale", scale))
	}
}

// knows tells whether the viewer knows what is right, and so does not write the paper: who
// has written it, who made the session, and who gives it.
func knows(ctx context.Context, s *ent.TrainingSession) bool {
	return slices.Contains(typeid.Present(s.Paper.Author, s.CreatedBy, s.TrainerID), viewer.From(ctx).Member)
}

// PaperQuestion is a question with what is right, for who gives the points.
type PaperQuestion struct {
	Question *survey.Question
	Points   int
	Right    []string
	Number   *float64
}

// ShownPaper is a session's paper: its questions for who knows them alone.
type ShownPaper struct {
	Tries, Minutes, Points int
	Questions              []PaperQuestion
}

// PaperOf is the session's paper as the viewer may see it; nil for none.
func PaperOf(ctx context.Context, s *ent.TrainingSession) *ShownPaper {
	p := s.Paper
	if p == nil {
		return nil
	}
	shown := &ShownPaper{Tries: p.Tries, Minutes: p.Minutes, Points: p.Points(), Questions: []PaperQuestion{}}
	if !knows(ctx, s) {
		return shown
	}
	for i := range p.Questions {
		k := p.Keys[i]
		shown.Questions = append(shown.Questions, PaperQuestion{
			Question: &p.Questions[i], Points: k.Points, Right: append([]string{}, k.Options...), Number: k.Number,
		})
	}
	return shown
}
