// Package paper is the question papers of trainings: questions as in questionnaires
// (rules/survey), with what is right and how many points it brings (D2-79).
package paper

import (
	"fmt"
	"slices"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/text"
	"heed/rules/typeid"
)

// The bounds of a paper.
const (
	MaxQuestions = survey.MaxQuestions
	MaxPoints    = 100 // of a question
	MaxTries     = 10
	MaxMinutes   = 480
)

// Paper is what those who came to a training are asked.
type Paper struct {
	Questions []survey.Question `json:"questions"`
	Keys      []Key             `json:"keys"` // one of each question, in their order
	Tries     int               `json:"tries"`
	Minutes   int               `json:"minutes,omitempty"` // for a try; 0 for any time
	Author    typeid.ID         `json:"author,omitempty"`  // who has written it, and does not write it again
}

// Key is what is right, and how many points it brings. Half an answer brings none.
type Key struct {
	Question string   `json:"question"`
	Points   int      `json:"points"`
	Options  []string `json:"options,omitempty"` // of a choice, all of them
	Number   *float64 `json:"number,omitempty"`
}

// Check brings a paper into shape; the error is the first thing that is wrong with it, on
// questions[i].…, tries or minutes. Errors: paper.type, paper.no_key, those of
// survey.Check, input.out_of_range.
func Check(p Paper) (Paper, error) {
	if err := within("tries", p.Tries, 1, MaxTries); err != nil {
		return p, err
	}
	if err := within("minutes", p.Minutes, 0, MaxMinutes); err != nil {
		return p, err
	}
	for i, q := range p.Questions {
		if q.Type != flow.QuestionSingle && q.Type != flow.QuestionMulti && q.Type != flow.QuestionNumber {
			return p, fault.Input(fmt.Sprintf("questions[%d].type", i), "paper.type").With("type", text.Clip(string(q.Type)))
		}
	}
	checked, faults := survey.Check(p.Questions)
	if err := faults.Err(); err != nil {
		return p, err
	}
	p.Questions = checked
	for i := range p.Questions {
		if err := p.Keys[i].check(fmt.Sprintf("questions[%d]", i), &p.Questions[i]); err != nil {
			return p, err
		}
	}
	return p, nil
}

func within(field string, n, least, most int) error {
	if n < least || n > most {
		return fault.Input(field, "input.out_of_range").With("min", least).With("max", most)
	}
	return nil
}

func (k *Key) check(at string, q *survey.Question) error {
	if err := within(at+".points", k.Points, 1, MaxPoints); err != nil {
		return err
	}
	if !q.Type.Chooses() {
		if k.Number == nil || len(k.Options) > 0 {
			return fault.Input(at+".number", "paper.no_key")
		}
		return nil
	}
	if len(k.Options) == 0 || k.Number != nil || q.Type == flow.QuestionSingle && len(k.Options) > 1 {
		return fault.Input(at+".right", "paper.no_key")
	}
	for i, code := range k.Options {
		switch {
		case slices.Contains(k.Options[:i], code):
			return fault.Input(at+".right", "input.duplicate").With("value", text.Clip(code))
		case !slices.ContainsFunc(q.Options, func(o survey.Option) bool { return o.Code == code }):
			return fault.Input(at+".right", "survey.unknown_option").With("code", q.Code).With("option", text.Clip(code))
		}
	}
	return nil
}

// Points are the most that a paper brings.
func (p *Paper) Points() int {
	total := 0
	for _, k := range p.Keys {
		total += k.Points
	}
	return total
}

// Mark gives the points of answers that survey.Validate has kept.
func (p *Paper) Mark(kept []survey.Answer) int {
	total := 0
	for _, k := range p.Keys {
		if i := slices.IndexFunc(kept, func(a survey.Answer) bool { return a.Question == k.Question }); i >= 0 && k.right(kept[i]) {
			total += k.Points
		}
	}
	return total
}

func (k *Key) right(a survey.Answer) bool {
	if k.Number != nil {
		return a.Number != nil && *a.Number == *k.Number
	}
	return len(a.Options) == len(k.Options) && !slices.ContainsFunc(a.Options, func(code string) bool { return !slices.Contains(k.Options, code) })
}
