package survey

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"heed/rules/flow"
)

func TestNobodyIsAsked(t *testing.T) {
	a, b := test("g", flow.TestOneOf, "a"), test("g", flow.TestOneOf, "b")
	g := ask("g", "SINGLE")
	for _, c := range []struct {
		name      string
		questions []Question
		want      string
	}{
		{"one option is not another", []Question{g, ask("x", "TEXT", when(every(a, b)))}, "questions[1].showIf survey.never_shown"},
		{"of several both may be", []Question{ask("g", "MULTI"), ask("x", "TEXT", when(every(a, b)))}, ""},
		{"an exclusive one goes alone", []Question{ask("g", "MULTI", func(q *Question) { q.Options[0].Exclusive = true }), ask("x", "TEXT", when(every(a, b)))}, "questions[1].showIf survey.never_shown"},
		{"more than the scale", []Question{ask("r", "RATING"), ask("x", "TEXT", when(measured("r", flow.TestAtLeast, 6)))}, "questions[1].showIf survey.never_shown"},
		{"between two whole numbers", []Question{ask("r", "RATING"), ask("x", "TEXT", when(every(measured("r", flow.TestAtLeast, 2.1), measured("r", flow.TestAtMost, 2.9))))}, "questions[1].showIf survey.never_shown"},
		{"of a number something lies between", []Question{ask("r", "NUMBER"), ask("x", "TEXT", when(every(measured("r", flow.TestAtLeast, 2.1), measured("r", flow.TestAtMost, 2.9))))}, ""},
		{"low and high", []Question{ask("r", "NUMBER"), ask("x", "TEXT", when(every(measured("r", flow.TestAtLeast, 3), measured("r", flow.TestAtMost, 2))))}, "questions[1].showIf survey.never_shown"},
		{"hidden with its trigger", []Question{g, ask("x", "SINGLE", when(a)), ask("y", "TEXT", when(every(b, test("x", flow.TestAnswered))))}, "questions[2].showIf survey.never_shown"},
		{"and what hangs on it", []Question{g, ask("x", "TEXT", when(every(a, b))), ask("y", "TEXT", when(test("x", flow.TestAnswered)))}, "questions[1].showIf survey.never_shown, questions[2].showIf survey.never_shown"},
		{"what must be answered is not left empty", []Question{ask("g", "SINGLE", required), ask("x", "TEXT", when(test("g", flow.TestEmpty)))}, "questions[1].showIf survey.never_shown"},
		{"what may be left empty is", []Question{g, ask("x", "TEXT", when(test("g", flow.TestEmpty)))}, ""},
		{"always jumped over", []Question{ask("g", "SINGLE", jump("z")), ask("x", "TEXT"), ask("z", "TEXT")}, "questions[1] survey.never_reached"},
		{"behind the end", []Question{ask("g", "SINGLE", jump(End)), ask("x", "TEXT")}, "questions[1] survey.never_reached"},
		{"jumped over in two ways", []Question{ask("g", "SINGLE", required, jump("z", a), jump("z", not(a))), ask("x", "TEXT"), ask("z", "TEXT")}, "questions[1] survey.never_reached"},
		{"a jump that another takes", []Question{ask("g", "SINGLE", jump("y"), jump("z")), ask("x", "TEXT"), ask("y", "TEXT"), ask("z", "TEXT")}, "questions[0].jumps[1] survey.jump_never, questions[1] survey.never_reached"},
		{"a jump that never holds", []Question{ask("g", "SINGLE", jump("z", every(a, b))), ask("x", "TEXT"), ask("z", "TEXT")}, "questions[0].jumps[0] survey.jump_never"},
		{"shown only to those who jumped away", []Question{ask("g", "SINGLE", jump("z", a)), ask("x", "TEXT", when(a)), ask("z", "TEXT")}, "questions[1].showIf survey.never_shown"},
		{"a fact and its contrary", []Question{g, ask("x", "TEXT", when(every(Condition{Fact: flow.FactCooperationExists}, not(Condition{Fact: flow.FactCooperationExists}))))}, "questions[1].showIf survey.never_shown"},
		{"two facts", []Question{g, ask("x", "TEXT", when(every(Condition{Fact: flow.FactCooperationExists}, not(Condition{Fact: flow.FactAskRelationOfNew}))))}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, got := Check(c.questions); faults(got) != c.want {
				t.Errorf("%s, want %s", faults(got), c.want)
			}
		})
	}
}

// A question of many options, each with one of its own that follows, is a common
// thing: no question depends on what the others are about.
func TestManyFollowUps(t *testing.T) {
	all := []Question{ask("brands", "MULTI", func(q *Question) {
		q.Options = nil
		for i := range MaxOptions {
			q.Options = append(q.Options, Option{Code: fmt.Sprintf("b%d", i), Text: Text{En: "B"}})
		}
	})}
	for i := range MaxOptions {
		all = append(all, ask(fmt.Sprintf("why%d", i), "TEXT", when(test("brands", flow.TestOneOf, fmt.Sprintf("b%d", i)))))
	}
	if _, f := Check(all); f.Err() != nil {
		t.Error(f)
	}
}

// entangled is as many questions as may be, each shown by what some before it
// have, with jumps among them.
func entangled(seed uint64, look int) []Question {
	r := rand.New(rand.NewPCG(seed, 1))
	all := make([]Question, MaxQuestions)
	for i := range all {
		all[i] = ask(fmt.Sprintf("q%d", i), "SINGLE")
		if i > look {
			c := Condition{}
			for range 4 {
				one := test(fmt.Sprintf("q%d", i-1-r.IntN(look)), flow.TestOneOf, string(rune('a'+r.IntN(3))))
				if r.IntN(2) == 0 {
					one = not(one)
				}
				c.Any = append(c.Any, one)
			}
			all[i].ShowIf = &c
		}
		if i+5 < len(all) && r.IntN(4) == 0 {
			c := test(all[i].Code, flow.TestOneOf, "b")
			all[i].Jumps = []Jump{{If: &c, To: fmt.Sprintf("q%d", i+2+r.IntN(3))}}
		}
	}
	return all
}

// A hundred questions that depend on each other are either seen through or refused
// as too entangled, after so many states: what it costs is bounded.
func TestEntangledIsBounded(t *testing.T) {
	seen, refused := 0, 0
	for seed := range uint64(2) {
		for _, look := range []int{3, 8, 60} {
			questions, work, states := entangled(seed, look), 0, 0
			for i := range questions {
				r := reach(questions, i, &work)
				if states += r.states; r.tangled {
					refused++
					break
				}
				seen++
			}
			if states > MaxQuestions*(MaxStates+1) || work > 2*MaxWork {
				t.Errorf("seed %d, look %d: %d states, %d of work", seed, look, states, work)
			}
			t.Logf("seed %d, look %d: %d states, %d of work", seed, look, states, work)
		}
	}
	if seen == 0 || refused == 0 {
		t.Errorf("%d seen through, %d refused: the example says nothing", seen, refused)
	}
	if _, f := Check(entangled(1, 60)); len(f) == 0 || f[len(f)-1].Key != "survey.entangled" {
		t.Errorf("%v", f)
	}
}
