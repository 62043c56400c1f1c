package survey

import (
	"fmt"

	"heed/rules/fault"
	"heed/rules/text"
)

// Problem is what is wrong with the answer to a question, or with its absence.
type Problem struct {
	Question string
	Fault    *fault.Error // on answers[i].…, or on answers for what is missing
}

// Validate keeps of what was filled in what counts: answers to questions that are
// asked, in the order of the questions, cleaned. What is wrong is left out and
// said. Final answers must be complete too: every required question answered,
// every "other" told which. What was kept is kept the same again.
// Problems: survey.unknown_question, survey.wrong_type, survey.one_option,
// survey.unknown_option, survey.exclusive_option, survey.other_without_option,
// survey.off_scale, survey.whole_number, survey.not_a_number, sla.date_format,
// input.malformed_phone, input.malformed_email, survey.not_a_contact, input.malformed_text,
// input.too_long, input.duplicate; when final survey.required, survey.other_text.
func Validate(questions []Question, given []Answer, facts Facts, final bool) ([]Answer, []Problem) {
	_, kept, problems := pass(questions, given, facts, final)
	return kept, problems
}

// answered finds the answer of each question. Of several the first counts.
func answered(questions []Question, given []Answer) (map[string]int, []Problem) {
	at, problems := map[string]int{}, []Problem{}
	for i, a := range given {
		field := fmt.Sprintf("answers[%d].question", i)
		switch _, twice := at[a.Question]; {
		case byCode(questions, a.Question) < 0:
			problems = append(problems, Problem{a.Question, fault.Input(field, "survey.unknown_question").With("code", text.Clip(a.Question))})
		case twice:
			problems = append(problems, Problem{a.Question, fault.Input(field, "input.duplicate").With("value", a.Question)})
		default:
			at[a.Question] = i
		}
	}
	return at, problems
}

func missing(code string) Problem {
	return Problem{code, fault.Input("answers", "survey.required").With("code", code)}
}

// complete tells what a final answer lacks.
func (q *Question) complete(i int, a *Answer) *fault.Error {
	if a.OtherText == "" && q.asksWhich(a.Options) {
		return fault.Input(fmt.Sprintf("answers[%d].otherText", i), "survey.other_text").With("code", q.Code)
	}
	return nil
}

// asksWhich tells whether one of the options chosen asks for a text.
func (q *Question) asksWhich(codes []string) bool {
	for _, o := range q.Options {
		for _, c := range codes {
			if o.OtherText && o.Code == c {
				return true
			}
		}
	}
	return false
}
