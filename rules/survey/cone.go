package survey

import "slices"

// cone is what decides whether one question is asked: the questions that its
// conditions look at, those that theirs look at, and those whose jumps lead over
// one of them. All else can be left out of sight.
type cone struct {
	target int
	in     []bool // by question
	jumps  []bool // its jumps matter too
}

func newCone(questions []Question, target int) cone {
	c := cone{target, make([]bool, len(questions)), make([]bool, len(questions))}
	places := map[string]int{}
	for i := range questions {
		places[questions[i].Code] = i
	}
	c.in[target], c.jumps[target] = true, true
	for grown := true; grown; {
		grown = false
		look := func(condition *Condition) {
			if condition == nil {
				return
			}
			condition.leaves(func(leaf *Condition) {
				if i, ok := places[leaf.Question]; ok && leaf.Fact == "" && !c.in[i] {
					c.in[i], grown = true, true
				}
			})
		}
		for i := range target + 1 {
			q := &questions[i]
			if !c.jumps[i] && c.over(questions, i, places) {
				c.in[i], c.jumps[i], grown = true, true, true
			}
			if c.in[i] {
				look(q.ShowIf)
				look(q.RequiredIf) // what must be answered is not left empty
			}
			if c.jumps[i] {
				for k := range q.Jumps {
					look(q.Jumps[k].If)
				}
			}
		}
	}
	return c
}

// over tells whether a jump of the question leads over one of the cone.
func (c *cone) over(questions []Question, i int, places map[string]int) bool {
	for _, j := range questions[i].Jumps {
		to := len(questions)
		if j.To != End {
			to = places[j.To]
		}
		if slices.Contains(c.in[i+1:min(to, c.target+1)], true) {
			return true
		}
	}
	return false
}
