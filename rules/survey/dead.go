package survey

import (
	"fmt"

	"heed/rules/fault"
)

// search finds questions that nobody can ever be asked, and jumps that nobody can
// ever take: a wish of the author that does not come true. It is exact, and tries
// no answers one by one (cone, walk). What would take more than MaxStates is
// refused: nobody would see through it either.
func (f *Faults) search(questions []Question) {
	work := 0
	for i := range questions {
		at, r := fmt.Sprintf("questions[%d]", i), reach(questions, i, &work)
		switch {
		case r.tangled:
			f.add(fault.Input(at, "survey.entangled").With("code", questions[i].Code))
			return
		case !r.arrived:
			f.add(fault.Input(at, "survey.never_reached").With("code", questions[i].Code))
		case !r.asked:
			f.add(fault.Input(at+".showIf", "survey.never_shown").With("code", questions[i].Code))
		default:
			for k, taken := range r.taken {
				if !taken {
					f.add(fault.Input(fmt.Sprintf("%s.jumps[%d]", at, k), "survey.jump_never").With("code", questions[i].Code))
				}
			}
		}
	}
}

// reached is what can happen to one question.
type reached struct {
	arrived bool   // some way leads to it that does not jump over it
	asked   bool   // its ShowIf holds on one of them
	taken   []bool // by jump
	states  int    // that were looked at
	tangled bool   // there are too many
}

func reach(questions []Question, target int, work *int) reached {
	c := newCone(questions, target)
	w := newWalk(questions, c, work)
	return w.run()
}
