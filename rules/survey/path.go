package survey

// Step is a question that is asked.
type Step struct {
	Index    int // in the questionnaire
	Code     string
	Required bool
}

// Path lists the questions that a person who has given these answers is asked:
// one pass forward, so it ends. A question is asked if no jump leads over it and
// its ShowIf holds of the answers to questions that were asked. What is not asked
// is not required, leads nowhere, and its answer counts nowhere; an answer that is
// none (Validate) does not count either.
func Path(questions []Question, given []Answer, facts Facts) []Step {
	steps, _, _ := pass(questions, given, facts, false)
	return steps
}

// pass walks the questions once. It gives the steps, the answers that count, in
// the order of the questions, and what is wrong with those given.
func pass(questions []Question, given []Answer, facts Facts, final bool) ([]Step, []Answer, []Problem) {
	at, problems := answered(questions, given)
	steps, kept, counts, to := []Step{}, []Answer{}, answers{}, ""
	for i := range questions {
		q := &questions[i]
		if to != "" && to != q.Code {
			continue // jumped over
		}
		to = ""
		if q.ShowIf != nil && !q.ShowIf.holds(counts, facts) {
			continue
		}
		step, said := Step{Index: i, Code: q.Code, Required: q.Required || q.RequiredIf != nil && q.RequiredIf.holds(counts, facts)}, false
		if j, ok := at[q.Code]; ok {
			answer, wrong := q.accept(j, given[j])
			if answer != nil {
				kept = append(kept, *answer)
				counts[q.Code] = answer
				if final {
					wrong = q.complete(j, answer)
				}
			}
			if wrong != nil {
				problems = append(problems, Problem{q.Code, wrong})
				said = true
			}
		}
		if final && step.Required && counts[q.Code] == nil && !said {
			problems = append(problems, missing(q.Code))
		}
		steps = append(steps, step)
		to = q.next(counts, facts)
	}
	return steps, kept, problems
}

// next is where the first jump that holds leads, "" for the next question.
func (q *Question) next(counts answers, facts Facts) string {
	for _, j := range q.Jumps {
		if j.If == nil || j.If.holds(counts, facts) {
			return j.To
		}
	}
	return ""
}
