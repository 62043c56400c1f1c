package survey

import (
	"slices"

	"heed/rules/flow"
)

// goals are those of the modules, for questions that name none; what is left at
// the end serves every goal.
var goals = map[flow.SurveyModule][]flow.SurveyGoal{
	flow.ModuleBasic:      {flow.GoalProfile},
	flow.ModuleNeed:       {flow.GoalNeed},
	flow.ModuleHistory:    {flow.GoalSatisfaction},
	flow.ModuleRelation:   {flow.GoalProfile},
	flow.ModuleExpansion:  {flow.GoalExpansion},
	flow.ModuleSupplement: {flow.GoalProfile, flow.GoalSatisfaction, flow.GoalNeed, flow.GoalExpansion},
}

// OffGoal lists the questions that serve none of the goals (D3-06): they make a
// questionnaire longer, not better. What a question that serves one depends on
// serves it too.
func OffGoal(questions []Question, wanted []flow.SurveyGoal) []string {
	serves := make([]bool, len(questions))
	for i := len(questions) - 1; i >= 0; i-- {
		q := &questions[i]
		own := q.Goals
		if len(own) == 0 {
			own = goals[q.Module]
		}
		serves[i] = serves[i] || slices.ContainsFunc(own, func(g flow.SurveyGoal) bool { return slices.Contains(wanted, g) })
		if !serves[i] {
			continue
		}
		for _, c := range []*Condition{q.ShowIf, q.RequiredIf} {
			if c != nil {
				c.leaves(func(leaf *Condition) {
					if k := byCode(questions, leaf.Question); k >= 0 {
						serves[k] = true
					}
				})
			}
		}
	}
	off := []string{}
	for i := range questions {
		if !serves[i] {
			off = append(off, questions[i].Code)
		}
	}
	return off
}
