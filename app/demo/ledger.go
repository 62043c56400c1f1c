package demo

import (
	"math/rand/v2"
	"slices"
	"time"

	"heed/rules/flow"
)

// ledger is how many requirements stand in each state, and how many days ago
// they were heard.
var ledger = []struct {
	state      flow.RequirementState
	count      int
	near, far  int
	unanswered []answer // of the first ones
}{
	{flow.RequirementDraft, 14, 0, 20, nil},
	{flow.RequirementReceived, 18, 1, 12, []answer{never, never, never, never, onPause, onPause, overdue, overdue, overdue, overdue}},
	{flow.RequirementAnalyzing, 18, 3, 24, []answer{never, never, onPause, overdue, overdue}},
	{flow.RequirementPlanned, 16, 5, 36, []answer{onPause, overdue}},
	{flow.RequirementProcessing, 26, 8, 70, []answer{overdue}},
	{flow.RequirementFeedback, 18, 5, 15, nil},
	{flow.RequirementClosed, 64, 22, 355, nil},
	{flow.RequirementRejected, 13, 8, 340, nil},
	{flow.RequirementMerged, 13, 0, 0, nil},
}

// ratings are what customers give; 0 is no reply.
var ratings = []int{5, 4, 5, 0, 4, 3, 5, 4, 0, 4, 5, 2, 4, 5, 3, 0, 5, 4, 1, 4}

// imagine plans all stories. Those that are merged come last: they need others.
func (w *world) imagine(clients []*client, now time.Time) []*story {
	rng := rand.New(rand.NewPCG(seed, 0)) //nolint:gosec // a demo is the same every time
	order := rng.Perm(len(needs))
	var all []*story
	for _, part := range ledger {
		for i := range part.count {
			s := &story{number: len(all) + 1, end: part.state, urgency: urgencyOf(rng)}
			s.need = needs[order[len(all)%len(order)]]
			s.variant = s.need.cases[len(all)/len(order)%len(s.need.cases)]
			s.shape = shapeOf(rng, part.state, i)
			s.shape.days = part.near + (part.far-part.near)*i/max(part.count-1, 1)
			if s.shape.contested && s.shape.appeal == unsaid && s.end == flow.RequirementAnalyzing {
				s.shape.days = 4 + i%3 // others are still being asked
			}
			if i < len(part.unanswered) {
				w.leave(s, part.unanswered[i], i)
			}
			if part.state == flow.RequirementMerged {
				w.double(rng, s, all, clients, now)
			}
			w.live(s, clients, now)
			all = append(all, s)
		}
	}
	return all
}

func urgencyOf(rng *rand.Rand) flow.Urgency {
	return pick(rng, []flow.Urgency{
		flow.UrgencyUrgent, flow.UrgencyUrgent, flow.UrgencyImportant, flow.UrgencyImportant, flow.UrgencyImportant,
		flow.UrgencyGeneral, flow.UrgencyGeneral, flow.UrgencyGeneral, flow.UrgencyGeneral,
	})
}

// shapeOf is what is special about the i-th story that ends in a state.
func shapeOf(rng *rand.Rand, end flow.RequirementState, i int) shape {
	s := shape{
		rating: ratings[i%len(ratings)], assigned: i%2 == 0, analyzed: i%3 == 0, refined: rng.IntN(9) == 0,
		paused: rng.IntN(10) == 0, revised: rng.IntN(9) == 0,
	}
	if rng.IntN(9) == 0 && !s.paused {
		s.answer = late
	}
	switch end {
	case flow.RequirementProcessing:
		s.reopened, s.returned = i%12 == 5, i%12 == 11
	case flow.RequirementFeedback:
		s.rated = i%3 == 0
	case flow.RequirementClosed:
		s.reopened, s.returned, s.rated = i%12 == 3, i%12 == 9, i%2 == 0
	case flow.RequirementAnalyzing:
		s.contested = i%6 == 5 && i > 5
		if a, is := appeals[i]; is {
			s.contested, s.appeal = true, a
		}
	case flow.RequirementRejected:
		s.contested = i%4 == 1
	default:
	}
	return s
}

// leave makes the story one whose customer was not answered yet.
func (w *world) leave(s *story, a answer, i int) {
	s.shape.answer, s.shape.paused, s.shape.revised = a, false, false
	switch a {
	case never: // of today or yesterday, with days to go
		s.shape.days = i % 2
		s.urgency = []flow.Urgency{flow.UrgencyGeneral, flow.UrgencyImportant}[i%2]
		s.shape.raised = i%4 == 1
	case onPause:
		s.shape.days = 3 + i
	case overdue:
		s.shape.days = 14 + 3*i
	case inTime, late: // the customer was answered
	}
}

// double makes the story one that had been told before: by a colleague of the customer's, or by
// another customer whom the same team looks after, who is to be told too then (D0-38).
func (w *world) double(rng *rand.Rand, s *story, all []*story, clients []*client, now time.Time) {
	fit := slices.DeleteFunc(slices.Clone(all), func(o *story) bool {
		switch o.end {
		case flow.RequirementDraft, flow.RequirementRejected, flow.RequirementMerged, flow.RequirementClosed: // they take none in
			return true
		default:
			return o.received.After(now.AddDate(0, 0, -30)) ||
				slices.ContainsFunc(all, func(other *story) bool { return other.into == o })
		}
	})
	s.into = pick(rng, fit)
	s.need, s.from = s.into.need, s.into.from
	s.variant = s.need.cases[rng.IntN(len(s.need.cases))]
	others := slices.DeleteFunc(slices.Clone(clients), func(c *client) bool {
		return c == s.from || c.team != s.from.team || c.made.Add(24*time.Hour).After(s.into.received)
	})
	if s.number%3 != 0 && len(others) > 0 {
		s.from = pick(rng, others)
	}
}
