package survey

import (
	"strconv"

	"heed/rules/flow"
)

// meaning says a comparison of SurveyJS in ours. There what is not answered is
// unlike everything and neither more nor less than anything; so <> is the negation
// of =, while > and < want an answer.
func (e *expression) meaning(i int, name, sign string, values []string, list bool) (*Condition, bool) {
	q := &e.out.Questions[i]
	test := func(is flow.AnswerTest) *Condition { return &Condition{Question: q.Code, Is: is} }
	switch {
	case sign == "empty":
		return test(flow.TestEmpty), true
	case sign == "notempty":
		return test(flow.TestAnswered), true
	case q.Type.Counts() && !list:
		n, err := strconv.ParseFloat(values[0], 64)
		if err != nil || !finite(n) {
			return nil, false
		}
		return measure(test, sign, n)
	case !q.Type.Chooses():
		return nil, false
	}
	codes := make([]string, len(values))
	for k, v := range values {
		c, ok := e.values[name][v]
		if !ok {
			return nil, false
		}
		codes[k] = c
	}
	single := q.Type == flow.QuestionSingle
	among := func(codes ...string) *Condition {
		c := test(flow.TestOneOf)
		c.Options = codes
		return c
	}
	switch {
	case sign == "=" && single && !list, sign == "anyof":
		return among(codes...), true
	case sign == "<>" && single && !list, sign == "noneof", sign == "notcontains" && len(codes) == 1:
		return &Condition{Not: among(codes...)}, true
	case (sign == "contains" || sign == "allof") && !single:
		all := &Condition{}
		for _, c := range codes {
			all.All = append(all.All, *among(c))
		}
		if len(codes) == 1 {
			return &all.All[0], true
		}
		return all, true
	default:
		return nil, false
	}
}

// measure compares a number.
func measure(test func(flow.AnswerTest) *Condition, sign string, n float64) (*Condition, bool) {
	least, most := test(flow.TestAtLeast), test(flow.TestAtMost)
	least.Number, most.Number = &n, &n
	answered := *test(flow.TestAnswered)
	switch sign {
	case ">=":
		return least, true
	case "<=":
		return most, true
	case ">":
		return &Condition{All: []Condition{answered, {Not: most}}}, true
	case "<":
		return &Condition{All: []Condition{answered, {Not: least}}}, true
	case "=":
		return &Condition{All: []Condition{*least, *most}}, true
	case "<>":
		return &Condition{Not: &Condition{All: []Condition{*least, *most}}}, true
	default:
		return nil, false
	}
}
