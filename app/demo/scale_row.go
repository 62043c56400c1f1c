package demo

import (
	"encoding/json"
	"math/rand/v2"
	"time"

	"heed/rules/flow"
	"heed/rules/typeid"
)

// row is the requirement in the order of requirementColumns.
func (s *scaled) row(rng *rand.Rand, l *line, grams string) ([]any, error) {
	var assignee, into typeid.ID
	if _, planned := l.reached[flow.RequirementPlanned]; planned {
		assignee = s.member
	}
	if l.into != nil {
		into = l.into.id
	}
	row := []any{
		l.id, s.tenant, s.member, s.member, orNull(l.number), l.customer, l.title, l.content, l.content,
		string(flow.RequirementSourceCallEmail), string(flow.ChannelPhone), s.member, string(l.need.category), string(l.urgency),
		string(l.need.nature), l.need.hope, s.departments[l.need.lead], assignee, string(l.state), into, grams,
		l.at, l.changed, l.at, orNever(l.reached[flow.RequirementReceived]), l.due, orNever(l.reached[flow.RequirementClosed]), l.version, 0,
	}
	for _, child := range s.children(rng, l) {
		if child == nil {
			row = append(row, nil)
			continue
		}
		text, err := json.Marshal(child)
		if err != nil {
			return nil, err
		}
		row = append(row, string(text))
	}
	return row, nil
}

// children are the assessments, the plans, the response, the result, the
// outcome and the rejection: what the states that were reached demand.
func (s *scaled) children(rng *rand.Rand, l *line) [7]any {
	var all [7]any
	if planned, ok := l.reached[flow.RequirementPlanned]; ok {
		all[0], all[1] = s.feasibility(rng, planned), s.value(rng, planned)
		step := flow.PlanStep{Text: l.need.steps[0], OwnerID: s.member, DueAt: planned.Add(24 * time.Hour)}
		if told, ok := l.reached[flow.RequirementFeedback]; ok {
			step.DoneAt = &told
			all[4] = flow.Result{Text: l.need.result, ToldAt: told, Channel: flow.ChannelPhone}
		}
		all[2] = []flow.PlanRevision{{Number: 1, Steps: []flow.PlanStep{step}, MadeAt: planned, AuthorID: s.member}}
	}
	if !l.answered.IsZero() {
		all[3] = s.response(rng, l)
	}
	if closed, ok := l.reached[flow.RequirementClosed]; ok {
		outcome := flow.Outcome{At: closed, ByID: s.member, NoReply: true}
		if rating := 3 + rng.IntN(3); rng.IntN(4) > 0 {
			outcome.Rating, outcome.NoReply = &rating, false
		}
		all[5] = outcome
	}
	if at, ok := l.reached[flow.RequirementRejected]; ok {
		all[6] = flow.Rejection{Reason: pick(rng, refusals), ToldAt: &at, Channel: new(flow.ChannelPhone), At: at, ByID: s.member}
	}
	return all
}

func (s *scaled) feasibility(rng *rand.Rand, at time.Time) flow.FeasibilityAssessment {
	return flow.FeasibilityAssessment{
		Technical: factor(rng, technical), Economic: factor(rng, economic), Time: factor(rng, timely),
		Conclusion: flow.FeasibilityFeasible, AssessedAt: at, AssessorID: s.member,
	}
}

func (s *scaled) value(rng *rand.Rand, at time.Time) flow.ValueAssessment {
	v := flow.ValueAssessment{
		Growth: factor(rng, growth), Satisfaction: factor(rng, satisfaction), Competitiveness: factor(rng, competitiveness),
		Judgement: pick(rng, judgements), Level: flow.ValueMedium, AssessedAt: at, AssessorID: s.member,
	}
	v.Total = float64(v.Growth.Score+v.Satisfaction.Score+v.Competitiveness.Score) / 3
	return v
}

func factor(rng *rand.Rand, reasons []string) flow.Factor {
	return flow.Factor{Score: 2 + rng.IntN(4), Reason: pick(rng, reasons)}
}

// response is of the kind that the urgency demands.
func (s *scaled) response(rng *rand.Rand, l *line) flow.Response {
	r := flow.Response{
		Kind: flow.ResponseContact, Text: pick(rng, contacts), Channel: flow.ChannelPhone, RespondedAt: l.answered, ResponderID: s.member,
	}
	switch l.urgency {
	case flow.UrgencyUrgent:
		milestone := l.answered.Add(24 * time.Hour)
		r.Kind, r.Solution, r.MilestoneAt = flow.ResponseSolution, l.need.offer, &milestone
	case flow.UrgencyImportant:
		r.Kind, r.Text = flow.ResponsePlan, outline(rng, l.need)
	case flow.UrgencyGeneral:
	}
	return r
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func orNever(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t
}
