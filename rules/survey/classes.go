package survey

import (
	"fmt"
	"slices"

	"heed/rules/flow"
)

// classes are the answers to a question that its tests can tell apart, as what the
// tests say of them; first no answer at all. False: there are too many.
func (t *terms) classes(variable int, q *Question) ([][]bool, bool) {
	all := [][]bool{t.truths(variable, nil)}
	if len(t.tests[variable]) == 0 {
		return all, true // whatever it is, nobody looks
	}
	seen := map[string]bool{}
	add := func(a *Answer) bool {
		truths := t.truths(variable, a)
		if key := fmt.Sprint(truths); !seen[key] {
			seen[key] = true
			all = append(all, truths)
			return true
		}
		return false
	}
	switch {
	case q.Type == flow.QuestionMulti:
		return all, t.sets(q, add, func() bool { return len(all) <= MaxStates/10 && *t.work <= MaxWork })
	case q.Type == flow.QuestionSingle:
		for _, o := range q.Options {
			add(&Answer{Options: []string{o.Code}})
		}
	case q.Type.Counts():
		for _, n := range t.numbers(variable, q) {
			add(&Answer{Number: &n})
		}
	default:
		add(&Answer{Text: "x"})
	}
	return all, true
}

// sets adds the choices of several options. The tests only ask whether one of
// some is among them, so a choice is left alone when it tells nothing new.
func (t *terms) sets(q *Question, add func(*Answer) bool, few func() bool) bool {
	queue := [][]string{nil}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, o := range q.Options {
			if o.Exclusive {
				continue
			}
			chosen := append(slices.Clone(queue[0]), o.Code)
			if add(&Answer{Options: chosen}) {
				queue = append(queue, chosen)
			}
			if !few() {
				return false
			}
		}
	}
	for _, o := range q.Options {
		if o.Exclusive {
			add(&Answer{Options: []string{o.Code}})
		}
	}
	return true
}

// numbers are one of every stretch between the bounds that tests name, the bounds
// themselves, and the ends of the scale.
func (t *terms) numbers(variable int, q *Question) []float64 {
	least, most := q.bounds()
	points := []float64{least, most}
	for _, c := range t.tests[variable] {
		if c.Number != nil {
			points = append(points, *c.Number)
		}
	}
	slices.Sort(points)
	points = slices.Compact(points)
	var all []float64
	for i, p := range points {
		all = append(all, p)
		if q.Type == flow.QuestionNumber && i > 0 {
			all = append(all, points[i-1]+(p-points[i-1])/2)
		}
	}
	if q.Type != flow.QuestionNumber {
		all = nil
		for n := least; n <= most; n++ {
			all = append(all, n)
		}
	}
	return slices.DeleteFunc(all, func(n float64) bool { return n < least || n > most })
}
