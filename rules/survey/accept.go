package survey

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
)

// accept cleans one answer; nil and no fault when nothing was filled in.
func (q *Question) accept(i int, a Answer) (*Answer, *fault.Error) {
	at := fmt.Sprintf("answers[%d]", i)
	if a.empty() {
		return nil, nil
	}
	if !q.fits(a) {
		return nil, fault.Input(at, "survey.wrong_type").With("code", q.Code).With("type", q.Type)
	}
	kept, err := &Answer{Question: q.Code}, error(nil)
	switch {
	case q.Type.Chooses():
		err = q.choose(at, a, kept)
	case q.Type.Counts():
		kept.Number, err = a.Number, q.count(at, *a.Number)
	case q.Type.Writes():
		kept.Text, err = q.write(at+".text", a.Text)
	case q.Type == flow.QuestionDate:
		kept.Date, err = date(at+".date", a.Date)
	}
	var wrong *fault.Error
	if errors.As(err, &wrong) {
		return nil, wrong
	}
	return kept, nil
}

// empty tells that nothing was filled in: blanks are nothing.
func (a *Answer) empty() bool {
	return len(a.Options) == 0 && a.Number == nil && strings.TrimSpace(a.OtherText+a.Text+a.Date) == ""
}

// fits tells whether the places filled in are those of the question's type.
func (q *Question) fits(a Answer) bool {
	blank := func(s string) bool { return strings.TrimSpace(s) == "" }
	chosen := len(a.Options) > 0 || !blank(a.OtherText)
	return (!chosen || q.Type.Chooses()) &&
		(a.Number == nil || q.Type.Counts()) &&
		(blank(a.Text) || q.Type.Writes()) &&
		(blank(a.Date) || q.Type == flow.QuestionDate)
}

func (q *Question) choose(at string, a Answer, kept *Answer) error {
	if q.Type == flow.QuestionSingle && len(a.Options) > 1 {
		return fault.Input(at+".options", "survey.one_option").With("code", q.Code)
	}
	alone := ""
	for i, code := range a.Options {
		field := fmt.Sprintf("%s.options[%d]", at, i)
		j := slices.IndexFunc(q.Options, func(o Option) bool { return o.Code == code })
		switch {
		case j < 0:
			return fault.Input(field, "survey.unknown_option").With("code", q.Code).With("option", text.Clip(code))
		case slices.Contains(a.Options[:i], code):
			return fault.Input(field, "input.duplicate").With("value", code)
		case q.Options[j].Exclusive:
			alone = code
		}
	}
	if alone != "" && len(a.Options) > 1 {
		return fault.Input(at+".options", "survey.exclusive_option").With("code", q.Code).With("option", alone)
	}
	other, err := text.Line(at+".otherText", a.OtherText, 0, MaxOther)
	if err == nil && other != "" && !q.asksWhich(a.Options) {
		err = fault.Input(at+".otherText", "survey.other_without_option").With("code", q.Code)
	}
	for _, o := range q.Options { // in the order of the question
		if slices.Contains(a.Options, o.Code) {
			kept.Options = append(kept.Options, o.Code)
		}
	}
	kept.OtherText = other
	return err
}

func (q *Question) count(at string, n float64) error {
	least, most := q.bounds()
	switch {
	case math.IsNaN(n) || math.IsInf(n, 0):
		return fault.Input(at+".number", "survey.not_a_number").With("code", q.Code)
	case n < least || n > most:
		return fault.Input(at+".number", "survey.off_scale").With("code", q.Code).With("min", least).With("max", most)
	case q.Type != flow.QuestionNumber && n != math.Trunc(n):
		return fault.Input(at+".number", "survey.whole_number").With("code", q.Code)
	}
	return nil
}

// bounds is from where to where an answer may go.
func (q *Question) bounds() (least, most float64) {
	switch {
	case q.Type == flow.QuestionNPS:
		return 0, 10
	case q.Scale != nil:
		return q.Scale.Min, q.Scale.Max
	default:
		return -MaxMagnitude, MaxMagnitude
	}
}

// longest is how many characters an answer may have.
func (q *Question) longest() int {
	switch {
	case q.MaxLength > 0:
		return q.MaxLength
	case q.Type == flow.QuestionLongText:
		return MaxLines
	default:
		return MaxLine
	}
}

func (q *Question) write(at, s string) (string, error) {
	switch q.Type {
	case flow.QuestionLongText:
		return text.Lines(at, s, 1, q.longest())
	case flow.QuestionContact:
		return q.reach(at, s)
	default:
		return text.Line(at, s, 1, q.longest())
	}
}

func date(at, s string) (string, error) {
	s = strings.TrimSpace(s)
	if on, err := time.Parse(time.DateOnly, s); err != nil || on.Year() < 1 || on.Year() > 9998 {
		return "", fault.Input(at, "sla.date_format").With("value", text.Clip(s))
	}
	return s, nil
}
