package survey

import (
	"encoding/binary"
)

// walk goes through the questions of a cone in their order. A state is what is left
// of all conditions yet to come; ways that leave the same are one from there on,
// however they came about.
type walk struct {
	*terms
	questions []Question
	cone      cone
	order     []int // variables: facts, numbered from the end of the questions, then questions
	classed   map[int][][]bool
	start     []int         // all conditions: of a question whether it is shown, whether required, its jumps
	first     []int         // of each place in the order: its first condition
	named     map[int][]int // by variable: the conditions that look at it
	tangled   bool
}

func newWalk(questions []Question, c cone, work *int) *walk {
	w := &walk{terms: newTerms(work), questions: questions, cone: c, classed: map[int][][]bool{}, named: map[int][]int{}}
	places := map[string]int{}
	for i := range questions {
		places[questions[i].Code] = i
	}
	var inOrder []int
	for i := range c.target + 1 {
		if c.in[i] {
			inOrder = append(inOrder, i)
		}
	}
	used := map[int]bool{}
	variable := func(leaf *Condition) int {
		if leaf.Fact == "" {
			return places[leaf.Question]
		}
		for k, f := range factNames {
			if f == string(leaf.Fact) {
				used[len(questions)+k] = true
				return len(questions) + k
			}
		}
		return -1
	}
	var bounds []int
	take := func(condition *Condition, without int) {
		at := len(w.start)
		if condition == nil {
			w.start = append(w.start, without)
			return
		}
		w.start = append(w.start, w.read(condition, variable))
		condition.leaves(func(leaf *Condition) { v := variable(leaf); w.named[v] = append(w.named[v], at) })
	}
	for _, i := range inOrder {
		q := &questions[i]
		bounds = append(bounds, len(w.start))
		take(q.ShowIf, always)
		if q.Required {
			w.start = append(w.start, always)
		} else {
			take(q.RequiredIf, never)
		}
		if c.jumps[i] {
			for k := range q.Jumps {
				take(q.Jumps[k].If, always)
			}
		}
	}
	for k := range factNames {
		if used[len(questions)+k] {
			w.order, w.first = append(w.order, len(questions)+k), append(w.first, 0)
		}
	}
	w.order, w.first = append(w.order, inOrder...), append(w.first, bounds...)
	for _, v := range w.order {
		if v >= len(questions) {
			w.classed[v] = [][]bool{{false}, {true}}
			continue
		}
		classes, ok := w.classes(v, &questions[v])
		w.classed[v], w.tangled = classes, w.tangled || !ok
	}
	return w
}

// run looks at every state, place by place.
func (w *walk) run() reached {
	r := reached{taken: make([]bool, len(w.questions[w.cone.target].Jumps)), tangled: w.tangled}
	layers := make([]map[string]bool, len(w.order)+1)
	for i := range layers {
		layers[i] = map[string]bool{}
	}
	layers[0][spell(w.start)] = true
	for at := 0; at < len(w.order) && !r.tangled; at++ {
		for key := range layers[at] {
			r.states++
			w.step(at, unspell(key), layers, &r)
			if r.tangled = r.states > MaxStates || *w.work > MaxWork; r.tangled {
				break
			}
		}
		layers[at] = nil
	}
	return r
}

// step leads a state on: by every class of answers when the question is asked, by
// none when it is not.
func (w *walk) step(at int, left []int, layers []map[string]bool, r *reached) {
	v := w.order[at]
	target, fact := v == w.cone.target, v >= len(w.questions)
	r.arrived = r.arrived || target
	if !fact && left[0] != always {
		layers[at+1][w.after(at, at+1, left, 0)] = true
		return
	}
	r.asked = r.asked || target
	classes := w.classed[v]
	for class := range classes {
		if !fact && class == 0 && left[1] == always && len(classes) > 1 {
			continue // it cannot be left out
		}
		to := at + 1
		if !fact && w.cone.jumps[v] {
			for k, j := range w.questions[v].Jumps {
				if w.given(left[2+k], v, class, classes[class]) == always {
					to = w.place(j.To, at)
					if target {
						r.taken[k] = true
					}
					break
				}
			}
		}
		layers[to][w.after(at, to, left, class)] = true
	}
}

// place is where in the order a jump lands: at the question, or at the next after
// it that matters.
func (w *walk) place(code string, at int) int {
	if code == End {
		return len(w.order)
	}
	question := byCode(w.questions, code)
	for at++; at < len(w.order) && w.order[at] < question; at++ {
	}
	return at
}

// after is what is left when the variable at a place is of a class and those
// between there and where it goes on were not asked.
func (w *walk) after(at, to int, left []int, class int) string {
	if to >= len(w.order) {
		return ""
	}
	next, skip := append([]int{}, left[w.first[to]-w.first[at]:]...), w.first[to]
	*w.work += 1 + len(next)/8
	for ; at < to; at, class = at+1, 0 {
		v := w.order[at]
		for _, slot := range w.named[v] {
			if slot >= skip {
				*w.work++
				next[slot-skip] = w.given(next[slot-skip], v, class, w.classed[v][class])
			}
		}
	}
	return spell(next)
}

// spell writes a state as a key; unspell reads it.
func spell(state []int) string {
	b := make([]byte, 0, 4*len(state))
	for _, s := range state {
		b = binary.LittleEndian.AppendUint32(b, uint32(s))
	}
	return string(b)
}

func unspell(key string) []int {
	state := make([]int, 0, len(key)/4)
	for b := []byte(key); len(b) >= 4; b = b[4:] {
		state = append(state, int(binary.LittleEndian.Uint32(b)))
	}
	return state
}
