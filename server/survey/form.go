package survey

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"heed/rules/fault"
	"heed/rules/flow"
	rules "heed/rules/survey"
)

func parse(r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
			return fault.New(fault.CodePayloadTooLarge, "request.body_too_large").With("max", maxBody)
		}
		return fault.Input("", "input.malformed").Because(err)
	}
	return nil
}

// field is the name of a question's field in the form.
func field(code string) string { return "q." + code }

// given are the answers of a form: to the questions of the module that it showed.
func given(form url.Values, questions []rules.Question, module flow.SurveyModule) []rules.Answer {
	var answers []rules.Answer
	for _, q := range questions {
		if q.Module != module || !slices.Contains(form["shown"], q.Code) {
			continue
		}
		a, said := rules.Answer{Question: q.Code}, form[field(q.Code)]
		first := strings.TrimSpace(form.Get(field(q.Code)))
		switch q.Type {
		case flow.QuestionSingle, flow.QuestionMulti:
			a.Options = said
			if other := form.Get(field(q.Code) + ".other"); asksWhich(q, said) {
				a.OtherText = other
			}
		case flow.QuestionNumber, flow.QuestionRating, flow.QuestionNPS:
			if n, err := strconv.ParseFloat(first, 64); err == nil {
				a.Number = &n
			} else {
				a.Text = first // which is no number, and is said to be none
			}
		case flow.QuestionDate:
			a.Date = first
		case flow.QuestionText, flow.QuestionLongText, flow.QuestionContact:
			a.Text = form.Get(field(q.Code))
		}
		answers = append(answers, a)
	}
	return answers
}

// asksWhich tells whether one of the options asks for a text: what stands beside another is
// left over from before.
func asksWhich(q rules.Question, chosen []string) bool {
	return slices.ContainsFunc(q.Options, func(o rules.Option) bool { return o.OtherText && slices.Contains(chosen, o.Code) })
}
