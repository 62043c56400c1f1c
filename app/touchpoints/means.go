package touchpoints

import (
	"math"

	"heed/ent"
	"heed/rules/typeid"
)

// means are the scores of a touchpoint, added up: each department counts once.
type means struct{ n, need, behaviour, decision int }

// of are the averages, to two places.
func (m means) of() (need, behaviour, decision float64) {
	mean := func(sum int) float64 { return math.Round(float64(sum)/float64(m.n)*100) / 100 }
	return mean(m.need), mean(m.behaviour), mean(m.decision)
}

// average adds the scores of a round up, by touchpoint.
func average(scores []*ent.TouchpointScore) map[typeid.ID]means {
	all := map[typeid.ID]means{}
	for _, s := range scores {
		m := all[s.TouchpointID]
		m.n++
		m.need += s.NeedRelevance
		m.behaviour += s.BehaviourFit
		m.decision += s.DecisionImpact
		all[s.TouchpointID] = m
	}
	return all
}
