package survey

import (
	"slices"
	"strings"
	"testing"

	"heed/rules/flow"
)

func num(n float64) *float64 { return &n }

// ask makes a question that is right.
func ask(code string, kind flow.QuestionType, change ...func(*Question)) Question {
	q := Question{Code: code, Module: flow.ModuleNeed, Type: kind, Text: Text{En: code}}
	if kind.Chooses() {
		q.Options = []Option{{Code: "a", Text: Text{En: "A"}}, {Code: "b", Text: Text{En: "B"}}, {Code: "c", Text: Text{En: "C"}, OtherText: true}}
	}
	if kind == flow.QuestionRating {
		q.Scale = &Scale{Min: 1, Max: 5}
	}
	for _, c := range change {
		c(&q)
	}
	return q
}

func when(c Condition) func(*Question)       { return func(q *Question) { q.ShowIf = &c } }
func requiredIf(c Condition) func(*Question) { return func(q *Question) { q.RequiredIf = &c } }
func required(q *Question)                   { q.Required = true }
func jump(to string, c ...Condition) func(*Question) {
	return func(q *Question) {
		j := Jump{To: to}
		if len(c) > 0 {
			j.If = &c[0]
		}
		q.Jumps = append(q.Jumps, j)
	}
}

func test(question string, is flow.AnswerTest, options ...string) Condition {
	return Condition{Question: question, Is: is, Options: options}
}

func measured(question string, is flow.AnswerTest, n float64) Condition {
	return Condition{Question: question, Is: is, Number: &n}
}

func not(c Condition) Condition                { return Condition{Not: &c} }
func every(c ...Condition) Condition           { return Condition{All: c} }
func either(c ...Condition) Condition          { return Condition{Any: c} }
func pick(question string, o ...string) Answer { return Answer{Question: question, Options: o} }
func write(question, s string) Answer          { return Answer{Question: question, Text: s} }
func rate(question string, n float64) Answer   { return Answer{Question: question, Number: &n} }

func said(steps []Step) string {
	all := codes(steps)
	for i, s := range steps {
		if s.Required {
			all[i] += "!"
		}
	}
	return strings.Join(all, " ")
}

func TestConditions(t *testing.T) {
	questions := []Question{ask("s", "SINGLE"), ask("m", "MULTI"), ask("t", "TEXT"), ask("n", "NUMBER"), ask("r", "RATING"), ask("p", "NPS"), ask("d", "DATE")}
	full := []Answer{pick("s", "a"), pick("m", "a", "b"), write("t", "x"), rate("n", 2.5), rate("r", 3), rate("p", 9), {Question: "d", Date: "2026-11-26"}}
	for _, c := range []struct {
		name       string
		condition  Condition
		full, none bool // on full answers, on none
	}{
		{"answered", test("s", flow.TestAnswered), true, false},
		{"empty", test("s", flow.TestEmpty), false, true},
		{"text answered", test("t", flow.TestAnswered), true, false},
		{"date answered", test("d", flow.TestAnswered), true, false},
		{"one of", test("s", flow.TestOneOf, "b", "a"), true, false},
		{"one of others", test("s", flow.TestOneOf, "b"), false, false},
		{"several, one of", test("m", flow.TestOneOf, "b", "c"), true, false},
		{"none of", test("s", flow.TestNoneOf, "b"), true, false},
		{"none of, chosen", test("s", flow.TestNoneOf, "a"), false, false},
		{"several, none of", test("m", flow.TestNoneOf, "c"), true, false},
		{"not one of", not(test("s", flow.TestOneOf, "a")), false, true},
		{"at least", measured("n", flow.TestAtLeast, 2.5), true, false},
		{"at least more", measured("n", flow.TestAtLeast, 2.6), false, false},
		{"at most", measured("n", flow.TestAtMost, 2.5), true, false},
		{"at most less", measured("r", flow.TestAtMost, 2), false, false},
		{"promoters", measured("p", flow.TestAtLeast, 9), true, false},
		{"all", every(test("s", flow.TestAnswered), measured("r", flow.TestAtLeast, 3)), true, false},
		{"all but one", every(test("s", flow.TestAnswered), measured("r", flow.TestAtLeast, 4)), false, false},
		{"any", either(measured("r", flow.TestAtLeast, 4), test("s", flow.TestAnswered)), true, false},
		{"none of any", either(measured("r", flow.TestAtLeast, 4), test("s", flow.TestEmpty)), false, true},
		{"a fact", Condition{Fact: flow.FactAskRelationOfNew}, true, true},
		{"no fact", Condition{Fact: flow.FactCooperationExists}, false, false},
		{"an unknown test", test("s", "LIKES"), false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := append(slices.Clone(questions), ask("z", "TEXT", when(c.condition)))
			facts := Facts{flow.FactAskRelationOfNew: true}
			for given, want := range map[int]bool{len(full): c.full, 0: c.none} {
				steps := Path(all, full[:given], facts)
				if got := steps[len(steps)-1].Code == "z"; got != want {
					t.Errorf("on %d answers %v, want %v", given, got, want)
				}
			}
		})
	}
}

// What others got wrong: a question that is hidden and required cannot be
// submitted; one of several triggers wins; what hangs on a hidden question shows.
func TestKnownBugs(t *testing.T) {
	gate := test("gate", flow.TestOneOf, "a")
	for _, c := range []struct {
		name      string
		questions []Question
		given     []Answer
		want      string
		problems  string
	}{
		{
			"a hidden question is never required",
			[]Question{ask("gate", "SINGLE"), ask("x", "TEXT", when(gate), required)},
			[]Answer{pick("gate", "b")},
			"gate", "",
		},
		{
			"a shown one is",
			[]Question{ask("gate", "SINGLE"), ask("x", "TEXT", when(gate), required)},
			[]Answer{pick("gate", "a")},
			"gate x!", "x survey.required",
		},
		{
			"one of two triggers is enough",
			[]Question{ask("gate", "SINGLE"), ask("two", "SINGLE"), ask("x", "TEXT", when(either(gate, test("two", flow.TestOneOf, "b"))))},
			[]Answer{pick("gate", "b"), pick("two", "b")},
			"gate two x", "",
		},
		{
			"both triggers are wanted",
			[]Question{ask("gate", "SINGLE"), ask("two", "SINGLE"), ask("x", "TEXT", when(every(gate, test("two", flow.TestOneOf, "b"))))},
			[]Answer{pick("gate", "b"), pick("two", "b")},
			"gate two", "",
		},
		{
			"a chain is hidden with its first",
			[]Question{ask("gate", "SINGLE"), ask("x", "SINGLE", when(gate)), ask("y", "TEXT", when(test("x", flow.TestNoneOf, "b")), required), ask("z", "TEXT", when(test("y", flow.TestAnswered)))},
			[]Answer{pick("gate", "b"), pick("x", "a"), write("y", "old"), write("z", "older")},
			"gate", "",
		},
		{
			"and comes back with it",
			[]Question{ask("gate", "SINGLE"), ask("x", "SINGLE", when(gate)), ask("y", "TEXT", when(test("x", flow.TestNoneOf, "b")), required), ask("z", "TEXT", when(test("y", flow.TestAnswered)))},
			[]Answer{pick("gate", "a"), pick("x", "a"), write("y", "old")},
			"gate x y! z", "",
		},
		{
			"what was jumped over does not count",
			[]Question{ask("gate", "SINGLE", jump("z", gate)), ask("x", "SINGLE", required), ask("z", "TEXT", requiredIf(test("x", flow.TestAnswered)))},
			[]Answer{pick("gate", "a"), pick("x", "a")},
			"gate z", "",
		},
		{
			"a hidden question leads nowhere",
			[]Question{ask("gate", "SINGLE"), ask("x", "TEXT", when(gate), jump(End)), ask("z", "TEXT")},
			[]Answer{pick("gate", "b")},
			"gate z", "",
		},
		{
			"a jump without a condition",
			[]Question{ask("x", "TEXT", jump(End)), ask("z", "TEXT", required)},
			nil, "x", "",
		},
		{
			"the first jump that holds is taken",
			[]Question{ask("gate", "SINGLE", jump("y", gate), jump("z")), ask("x", "TEXT"), ask("y", "TEXT"), ask("z", "TEXT")},
			[]Answer{pick("gate", "a")},
			"gate y z", "",
		},
		{
			"a jump to a question that is hidden goes on behind it",
			[]Question{ask("gate", "SINGLE", jump("y")), ask("x", "TEXT"), ask("y", "TEXT", when(gate)), ask("z", "TEXT")},
			[]Answer{pick("gate", "b")},
			"gate z", "",
		},
		{
			"an answer that is none triggers nothing",
			[]Question{ask("gate", "SINGLE"), ask("x", "TEXT", when(gate))},
			[]Answer{pick("gate", "a", "b")},
			"gate", "gate survey.one_option",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := said(Path(c.questions, c.given, nil)); got != c.want {
				t.Errorf("the path is %s, want %s", got, c.want)
			}
			kept, problems := Validate(c.questions, c.given, nil, true)
			if got := spoken(problems); got != c.problems {
				t.Errorf("problems %q, want %q", got, c.problems)
			}
			for _, a := range kept {
				if !slices.Contains(codes(Path(c.questions, c.given, nil)), a.Question) {
					t.Errorf("the answer to %s is kept", a.Question)
				}
			}
		})
	}
}

func spoken(problems []Problem) string {
	var all []string
	for _, p := range problems {
		all = append(all, p.Question+" "+p.Fault.Key)
	}
	return strings.Join(all, ", ")
}
