package survey

import (
	"maps"
	"slices"

	"heed/rules/flow"
)

// Tally is what many people have answered to one question.
type Tally struct {
	Question string
	Shown    int             // people who were asked
	Answered int             // people who answered
	Options  map[string]int  // people who chose it
	Numbers  map[float64]int // people who said it
}

// Count begins tallies of all questions.
func Count(questions []Question) []Tally {
	all := make([]Tally, len(questions))
	for i := range all {
		all[i] = Tally{Question: questions[i].Code, Options: map[string]int{}, Numbers: map[float64]int{}}
	}
	return all
}

// Add counts the answers of one person into the tallies of these questions.
func Add(tallies []Tally, questions []Question, answers []Answer, facts Facts) {
	steps, kept, _ := pass(questions, answers, facts, false)
	for _, s := range steps {
		tallies[s.Index].Shown++
	}
	for _, a := range kept {
		t := &tallies[byCode(questions, a.Question)]
		t.Answered++
		for _, o := range a.Options {
			t.Options[o]++
		}
		if a.Number != nil {
			t.Numbers[*a.Number]++
		}
	}
}

// Share is how many of those who answered have said one thing.
type Share struct {
	Code  string // of an option; "" for a number
	Value float64
	Count int
	Share float64 // of those who answered; several choices add up to more than 1
}

// Distribution is the tally by options, in the order of the question and those
// that nobody chose too; or by numbers, every step of a scale too.
func Distribution(q Question, t Tally) []Share {
	shares := []Share{}
	part := func(n int) float64 {
		if t.Answered == 0 {
			return 0
		}
		return float64(n) / float64(t.Answered)
	}
	for _, o := range q.Options {
		shares = append(shares, Share{Code: o.Code, Count: t.Options[o.Code], Share: part(t.Options[o.Code])})
	}
	if !q.Type.Counts() {
		return shares
	}
	values := slices.Sorted(maps.Keys(t.Numbers))
	if q.Type != flow.QuestionNumber {
		values = nil
		least, most := q.bounds()
		for n := least; n <= most && n < least+MaxScale+1; n++ {
			values = append(values, n)
		}
	}
	for _, n := range values {
		shares = append(shares, Share{Value: n, Count: t.Numbers[n], Share: part(t.Numbers[n])})
	}
	return shares
}

// Mean is the average of the numbers; false when nobody said one.
func (t Tally) Mean() (float64, bool) {
	sum, n := 0.0, 0
	for _, v := range slices.Sorted(maps.Keys(t.Numbers)) { // in order: sums of floats depend on it
		sum, n = sum+v*float64(t.Numbers[v]), n+t.Numbers[v]
	}
	if n == 0 {
		return 0, false
	}
	return sum / float64(n), true
}

// NPS is the share of those who say nine or ten minus that of those who say six or
// less, -100 to 100 (A15); false when nobody said anything.
func (t Tally) NPS() (float64, bool) {
	promote, detract, n := 0, 0, 0
	for v, count := range t.Numbers {
		n += count
		if v >= 9 {
			promote += count
		}
		if v <= 6 {
			detract += count
		}
	}
	if n == 0 {
		return 0, false
	}
	return 100 * float64(promote-detract) / float64(n), true
}

// Fill is how many answered of those who were asked (D3-32).
type Fill struct{ Answered, Shown int }

// Rate is the share; false when nobody was asked.
func (f Fill) Rate() (float64, bool) {
	if f.Shown == 0 {
		return 0, false
	}
	return float64(f.Answered) / float64(f.Shown), true
}

// Fill is that of the question.
func (t Tally) Fill() Fill { return Fill{t.Answered, t.Shown} }

// Fills is that of the modules.
func Fills(questions []Question, tallies []Tally) map[flow.SurveyModule]Fill {
	all := map[flow.SurveyModule]Fill{}
	for i := range questions {
		f := all[questions[i].Module]
		all[questions[i].Module] = Fill{f.Answered + tallies[i].Answered, f.Shown + tallies[i].Shown}
	}
	return all
}
