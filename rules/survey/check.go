package survey

import (
	"fmt"
	"regexp"
	"slices"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
)

// code is what questions and options are known by.
var code = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,39}$`)

// Check brings questions into shape and finds what is wrong with them, on
// questions[i].…: what each of them is made of, what its conditions, jumps, targets
// and tags speak of, and, when all that is right, questions that nobody is ever
// asked. Those it gives are good to keep only when there are no faults.
func Check(questions []Question) ([]Question, Faults) {
	var f Faults
	if len(questions) == 0 {
		f.add(fault.Input("questions", "survey.no_questions"))
	}
	if len(questions) > MaxQuestions {
		f.add(fault.Input("questions", "input.too_many").With("max", MaxQuestions))
		return questions, f // the rest would cost what the bound is there to save
	}
	cleaned, seen := slices.Clone(questions), map[string]bool{}
	for i := range cleaned {
		at, q := fmt.Sprintf("questions[%d]", i), &cleaned[i]
		f.key(at+".code", q.Code, seen)
		f.question(at, q)
		f.target(at, q)
		f.tags(at, q)
		f.conditions(at, cleaned, i)
	}
	if len(f) == 0 {
		f.search(cleaned)
	}
	return cleaned, f
}

// key refuses a code that is none, or was there before.
func (f *Faults) key(at, k string, seen map[string]bool) {
	switch {
	case !code.MatchString(k) || k == End:
		f.add(fault.Input(at, "survey.code"))
	case seen[k]:
		f.add(fault.Input(at, "input.duplicate").With("value", k))
	}
	seen[k] = true
}

// known refuses a constant that is none.
func known[T flow.Enum](f *Faults, at string, values ...T) {
	for i, v := range values {
		if !slices.Contains(v.Values(), string(v)) {
			f.add(fault.Input(at, "input.unknown_key").With("value", text.Clip(string(v))))
		}
		if slices.Contains(values[:i], v) {
			f.add(fault.Input(at, "input.duplicate").With("value", v))
		}
	}
}

// within refuses a number out of its bounds.
func (f *Faults) within(at string, n, least, most int) {
	if n < least || n > most {
		f.add(fault.Input(at, "input.out_of_range").With("min", least).With("max", most))
	}
}

func (f *Faults) question(at string, q *Question) {
	known(f, at+".module", q.Module)
	known(f, at+".type", q.Type)
	known(f, at+".goals", q.Goals...)
	f.within(at+".number", q.Number, 0, MaxQuestions)
	q.Text = f.clean(at+".text", q.Text, true, false, MaxWords)
	q.Instruction = f.clean(at+".instruction", q.Instruction, false, true, MaxHelp)
	longest := MaxLine
	if q.Type == flow.QuestionLongText {
		longest = MaxLines
	}
	if !q.Type.Writes() && (q.MaxLength != 0 || q.MinLengthHint != 0) {
		f.add(fault.Input(at+".maxLength", "survey.length_of_no_text"))
	}
	f.within(at+".maxLength", q.MaxLength, 0, longest)
	f.within(at+".minLengthHint", q.MinLengthHint, 0, q.longest())
	if len(q.Clauses) > MaxTargets {
		f.add(fault.Input(at+".clauses", "input.too_many").With("max", MaxTargets))
	}
	for i, c := range q.Clauses {
		if _, err := text.Line(fmt.Sprintf("%s.clauses[%d]", at, i), c, 1, 20); err != nil {
			f.add(err)
		}
	}
	f.options(at+".options", q)
	f.scale(at+".scale", q)
}

func (f *Faults) options(at string, q *Question) {
	switch choice := q.Type.Chooses(); {
	case !choice && len(q.Options) > 0:
		f.add(fault.Input(at, "form.options_of_no_choice"))
	case choice && len(q.Options) == 0:
		f.add(fault.Input(at, "form.no_options"))
	case len(q.Options) > MaxOptions:
		f.add(fault.Input(at, "input.too_many").With("max", MaxOptions))
		return
	}
	q.Options = slices.Clone(q.Options)
	seen, others := map[string]bool{}, 0
	for i := range q.Options {
		o, at := &q.Options[i], fmt.Sprintf("%s[%d]", at, i)
		f.key(at+".code", o.Code, seen)
		o.Text = f.clean(at+".text", o.Text, true, false, MaxChoice)
		if o.Exclusive && q.Type == flow.QuestionSingle {
			f.add(fault.Input(at+".exclusive", "survey.exclusive_of_single"))
		}
		if o.OtherText {
			if others++; others > 1 {
				f.add(fault.Input(at+".otherText", "survey.two_others"))
			}
		}
	}
}
