package demo

import (
	"context"
	"math/rand/v2"
	"slices"
	"time"

	"heed/app/engagement"
	"heed/app/requirements"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// met are the dispatcher's own talks at the customers' gates.
func (w *world) met(rng *rand.Rand, clients []*client, now time.Time) []*step {
	var steps []*step
	ours := slices.DeleteFunc(slices.Clone(clients), func(c *client) bool { return c.team != "logistics" })
	for n, words := range heard {
		c := ours[n%len(ours)]
		at := w.working(now.AddDate(0, 0, -25+6*n), 45)
		in := engagement.CreateInput{
			Type: flow.InteractionObservation, Direction: flow.DirectionOutbound, Title: "送货现场走访", OccurredAt: at.Add(-30 * time.Minute),
			Opinions: &words, Needs: new(pick(rng, talkNeeds)),
		}
		steps = append(steps, &step{at: at, who: staff, act: "meet", do: func(ctx context.Context, tx *ent.Tx) error {
			in.CustomerID = c.id
			_, err := engagement.Create(ctx, tx, in)
			return err
		}})
	}
	return until(steps, now)
}

// hints are what the dispatcher heard at the customers' gates.
func hints(clients []*client, now time.Time) []*step {
	var steps []*step
	for _, c := range clients {
		if c.team != "logistics" || len(steps) == len(heard) {
			continue
		}
		words := heard[len(steps)]
		steps = append(steps, &step{at: now.Add(-time.Duration(len(steps)+1) * 30 * time.Hour), who: staff, act: "hint", do: func(ctx context.Context, tx *ent.Tx) error {
			_, err := requirements.Hint(ctx, tx, requirements.HintInput{CustomerID: c.id, Text: words})
			return err
		}})
	}
	return steps
}

// questions are what customers asked and suggested in the last weeks; the newest wait
// for their replies.
func (w *world) questions(rng *rand.Rand, clients []*client, now time.Time) []*step {
	var steps []*step
	for n := range len(asked) + len(suggested) {
		in := engagement.CreateInput{Type: flow.InteractionInquiry, Direction: flow.DirectionInbound, Title: "客户咨询"}
		if n < len(asked) {
			in.Question = new(asked[n])
		} else {
			in.Type, in.Title, in.Question = flow.InteractionSuggestion, "客户建议", new(suggested[n-len(asked)])
		}
		c, made := clients[(n*7)%len(clients)], new(typeid.ID)
		at := now.Add(-time.Duration(n%4*200+3+rng.IntN(9)) * time.Hour)
		in.OccurredAt = at.Add(-7 * time.Minute)
		steps = append(steps, w.note(c, at, in, made))
		if n%4 == 0 {
			continue
		}
		steps = append(steps, &step{at: at.Add(time.Duration(1+rng.IntN(40)) * time.Hour), who: teams[c.team].maker, act: "answer", do: func(ctx context.Context, tx *ent.Tx) error {
			_, err := engagement.Reply(ctx, tx, engagement.ReplyInput{ID: *made, ExpectedVersion: 1, Reply: answered[n%len(answered)], Channel: flow.ChannelPhone})
			return err
		}})
	}
	return steps
}
