package demo

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"time"

	"heed/app/journal"
	"heed/rules/flow"
)

// stateColumn is where a requirement's row has its state.
var stateColumn = slices.IndexFunc(requirementColumns, func(c journal.Column) bool { return c.Name == "state" })

// row is the requirement in the order of requirementColumns.
func (s *scaled) row(rng *rand.Rand, l *line, grams string) ([]any, error) {
	assignee := s.member
	if l.state == flow.RequirementDraft || l.state == flow.RequirementReceived {
		assignee = ""
	}
	row := []any{
		l.id, s.tenant, s.member, s.member, orNull(l.number), l.customer, l.title, l.content, l.content,
		string(flow.RequirementSourceCallEmail), string(flow.ChannelPhone), s.member, string(l.need.category), string(l.urgency),
		string(l.need.nature), l.need.hope, s.departments[l.need.lead], assignee, string(l.state), l.into, grams,
		l.at, l.changed, l.at, orNever(l.received), l.due, orNever(l.closed), l.version, 0,
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

// children are the plans, the response, the result, the outcome and the rejection.
func (s *scaled) children(rng *rand.Rand, l *line) [5]any {
	var all [5]any
	if !l.answered.IsZero() {
		all[1] = s.response(rng, l)
	}
	switch l.state {
	case flow.RequirementPlanned, flow.RequirementProcessing, flow.RequirementFeedback, flow.RequirementClosed:
		step := flow.PlanStep{Text: l.need.steps[0], OwnerID: s.member, DueAt: l.changed.Add(24 * time.Hour)}
		if l.state == flow.RequirementFeedback || l.state == flow.RequirementClosed {
			step.DoneAt = &l.changed
			all[2] = flow.Result{Text: l.need.result, ToldAt: l.changed, Channel: flow.ChannelPhone}
		}
		all[0] = []flow.PlanRevision{{Number: 1, Steps: []flow.PlanStep{step}, MadeAt: l.received, AuthorID: s.member}}
	case flow.RequirementRejected:
		all[4] = flow.Rejection{Reason: pick(rng, refusals), ToldAt: l.changed, Channel: flow.ChannelPhone, At: l.changed, ByID: s.member}
	default:
	}
	if l.state == flow.RequirementClosed {
		outcome := flow.Outcome{At: l.closed, ByID: s.member, NoReply: true}
		if rating := 3 + rng.IntN(3); rng.IntN(4) > 0 {
			outcome.Rating, outcome.NoReply = &rating, false
		}
		all[3] = outcome
	}
	return all
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
		r.Kind, r.Text = flow.ResponsePlan, l.need.offer
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
