package survey

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"heed/rules/flow"
)

// random makes a questionnaire that is right, of questions of every type with
// conditions and jumps.
func random(r *rand.Rand, n int, types ...flow.QuestionType) []Question {
	if len(types) == 0 {
		for _, t := range flow.QuestionType("").Values() {
			types = append(types, flow.QuestionType(t))
		}
	}
	all := make([]Question, n)
	for i := range all {
		q := ask(fmt.Sprintf("q%d", i), types[r.IntN(len(types))])
		q.Required = r.IntN(4) == 0
		if q.Type == flow.QuestionMulti && r.IntN(2) == 0 {
			q.Options[1].Exclusive = true
		}
		if i > 0 && r.IntN(2) == 0 {
			q.ShowIf = randomCondition(r, all[:i], 3)
		}
		if i > 0 && r.IntN(4) == 0 {
			q.RequiredIf = randomCondition(r, all[:i], 2)
		}
		all[i] = q
		for i+1 < n && r.IntN(3) == 0 {
			to := i + 1 + r.IntN(n-i)
			j := Jump{To: End}
			if to < n {
				j.To = fmt.Sprintf("q%d", to)
			}
			if r.IntN(4) > 0 {
				j.If = randomCondition(r, all[:i+1], 2)
			}
			all[i].Jumps = append(all[i].Jumps, j)
		}
	}
	return all
}

func randomCondition(r *rand.Rand, before []Question, depth int) *Condition {
	if depth > 1 {
		some := func() []Condition {
			return []Condition{*randomCondition(r, before, depth-1), *randomCondition(r, before, depth-1)}
		}
		switch r.IntN(5) {
		case 0:
			return &Condition{All: some()}
		case 1:
			return &Condition{Any: some()}
		case 2:
			return &Condition{Not: randomCondition(r, before, depth-1)}
		}
	}
	if r.IntN(8) == 0 {
		return &Condition{Fact: flow.FactCooperationExists}
	}
	q := before[r.IntN(len(before))]
	c := Condition{Question: q.Code, Is: flow.TestAnswered}
	switch kind := r.IntN(4); {
	case kind == 0:
		c.Is = flow.TestEmpty
	case kind > 1 && q.Type.Chooses():
		c.Is, c.Options = flow.TestOneOf, []string{string(rune('a' + r.IntN(3)))}
		if kind == 3 {
			c.Is = flow.TestNoneOf
		}
	case kind > 1 && q.Type.Counts():
		c.Is, c.Number = flow.TestAtLeast, num(float64(r.IntN(5)))
		if kind == 3 {
			c.Is = flow.TestAtMost
		}
	}
	return &c
}

// randomAnswer is right, or wrong in some way, or of another type.
func randomAnswer(r *rand.Rand, q Question) Answer {
	a, t := Answer{Question: q.Code}, q.Type
	if r.IntN(10) == 0 {
		t = flow.QuestionType(t.Values()[r.IntN(len(t.Values()))])
	}
	switch {
	case t.Chooses():
		for range 1 + r.IntN(2) {
			a.Options = append(a.Options, string(rune('a'+r.IntN(4))))
		}
		if r.IntN(4) == 0 {
			a.OtherText = " x "
		}
	case t.Counts():
		a.Number = num(float64(r.IntN(14)-1) / float64(1+r.IntN(2)))
	case t == flow.QuestionDate:
		a.Date = fmt.Sprintf("2026-02-%02d", 1+r.IntN(31))
	default:
		a.Text = []string{"13800000000", "a@b.cn", " ", "x\ny", "\u202e", "مرحبا 👍🏽", "e\u0301"}[r.IntN(7)]
	}
	return a
}

// lawful checks what holds of every questionnaire and all answers.
func lawful(t *testing.T, questions []Question, given []Answer, facts Facts) {
	t.Helper()
	steps := Path(questions, given, facts)
	kept, problems := Validate(questions, given, facts, false)
	asked := codes(steps)
	for i, s := range steps {
		if i > 0 && s.Index <= steps[i-1].Index {
			t.Fatalf("the path goes back: %v", asked)
		}
		if q := questions[s.Index]; q.ShowIf != nil {
			counts := answers{}
			for k := range kept {
				counts[kept[k].Question] = &kept[k]
			}
			for k := s.Index; k < len(questions); k++ { // what comes later is not known yet
				delete(counts, questions[k].Code)
			}
			if !q.ShowIf.holds(counts, facts) {
				t.Fatalf("%s is hidden, and asked", s.Code)
			}
		}
	}
	for _, a := range kept {
		if !slices.Contains(asked, a.Question) {
			t.Fatalf("the answer to %s is kept, which is not asked", a.Question)
		}
	}
	if again := Path(questions, kept, facts); !reflect.DeepEqual(again, steps) {
		t.Fatalf("what is dropped changes the path: %v, then %v", asked, codes(again))
	}
	again, more := Validate(questions, kept, facts, false)
	if !reflect.DeepEqual(again, kept) || len(more) > 0 {
		t.Fatalf("kept %v, then %v with %v", kept, again, more)
	}
	final, wrong := Validate(questions, given, facts, true)
	if !reflect.DeepEqual(final, kept) || len(wrong) < len(problems) {
		t.Fatalf("final answers are kept otherwise: %v and %v", kept, final)
	}
	for _, p := range wrong {
		if p.Fault.Key == "survey.required" && !slices.Contains(asked, p.Question) {
			t.Fatalf("%s is required, and not asked", p.Question)
		}
	}
}

func TestProperties(t *testing.T) {
	for seed := range uint64(1000) {
		once(t, seed)
	}
}

func once(t *testing.T, seed uint64) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 3))
	questions := random(r, 1+r.IntN(12))
	var given []Answer
	for _, q := range questions {
		if r.IntN(4) > 0 {
			given = append(given, randomAnswer(r, q))
		}
	}
	r.Shuffle(len(given), func(i, j int) { given[i], given[j] = given[j], given[i] })
	facts := Facts{flow.FactCooperationExists: r.IntN(2) == 0}
	lawful(t, questions, given, facts)

	// An answer to a question that is not asked changes nothing, whatever it is.
	asked := codes(Path(questions, given, facts))
	without := slices.DeleteFunc(slices.Clone(given), func(a Answer) bool { return !slices.Contains(asked, a.Question) })
	if got := codes(Path(questions, without, facts)); !slices.Equal(got, asked) {
		t.Fatalf("seed %d: %v, without hidden answers %v", seed, asked, got)
	}
}

func FuzzPath(f *testing.F) {
	for seed := range uint64(8) {
		f.Add(seed, "q1", "a", "text", 2.0)
	}
	f.Fuzz(func(t *testing.T, seed uint64, code, option, text string, n float64) {
		once(t, seed)
		questions := random(rand.New(rand.NewPCG(seed, 3)), 8)
		lawful(t, questions, []Answer{
			{Question: code, Options: []string{option}, OtherText: text},
			{Question: "q0", Text: text},
			{Question: "q1", Number: &n},
			{Question: "q2", Options: []string{"a", option}},
			{Question: "q3", Date: text},
		}, nil)
	})
}

// The search for questions that nobody is asked finds what trying all answers finds.
func TestReachIsExact(t *testing.T) {
	dead := 0
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 4))
		questions := random(r, 5, flow.QuestionSingle, flow.QuestionMulti, flow.QuestionRating, flow.QuestionText)
		asked := map[string]bool{}
		for _, fact := range []bool{false, true} {
			try(questions, 0, nil, Facts{flow.FactCooperationExists: fact}, asked)
		}
		work := 0
		for i := range questions {
			got := reach(questions, i, &work)
			if got.tangled || got.asked != asked[questions[i].Code] {
				t.Fatalf("seed %d: %s is reached: %v, tried: %v", seed, questions[i].Code, got.asked, asked[questions[i].Code])
			}
			if !got.asked {
				dead++
			}
		}
	}
	if dead == 0 {
		t.Error("the examples hold no question that nobody is asked")
	}
}

// try fills in questions one by one in every way that makes a difference.
func try(questions []Question, i int, given []Answer, facts Facts, asked map[string]bool) {
	if i == len(questions) {
		if _, problems := Validate(questions, given, facts, true); len(problems) == 0 {
			for _, c := range codes(Path(questions, given, facts)) {
				asked[c] = true
			}
		}
		return
	}
	q := questions[i]
	ways := []Answer{{}}
	if slices.Contains(codes(Path(questions, given, facts)), q.Code) {
		switch q.Type {
		case flow.QuestionSingle:
			ways = append(ways, pick(q.Code, "a"), pick(q.Code, "b"), Answer{Question: q.Code, Options: []string{"c"}, OtherText: "x"})
		case flow.QuestionMulti:
			for set := 1; set < 8; set++ {
				a := Answer{Question: q.Code}
				for k, o := range q.Options {
					if set>>k&1 == 1 {
						a.Options = append(a.Options, o.Code)
					}
				}
				if set&4 != 0 {
					a.OtherText = "x"
				}
				ways = append(ways, a)
			}
		case flow.QuestionRating:
			for n := 1.0; n <= 5; n++ {
				ways = append(ways, rate(q.Code, n))
			}
		default:
			ways = append(ways, write(q.Code, "x"))
		}
	}
	for _, a := range ways {
		next := slices.Clone(given)
		if a.Question != "" {
			next = append(next, a)
		}
		try(questions, i+1, next, facts, asked)
	}
}
