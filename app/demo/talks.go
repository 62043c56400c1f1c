package demo

import (
	"context"
	"math/rand/v2"
	"slices"
	"time"

	"heed/app/engagement"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/period"
	"heed/rules/typeid"
)

// talkMonths is for how many months, the present one among them, the company has
// planned its talks.
const talkMonths = 7

// talks plans what the plans ask for and what was talked about: each month most of
// the customers that are asked for are visited, some are not, and a few ask or
// suggest something.
func (w *world) talks(rng *rand.Rand, clients []*client, now time.Time) []*step {
	months := period.Since(flow.PeriodMonth, now.AddDate(0, -talkMonths-1, 0), now, w.config.Zone, talkMonths)
	begun := months[0].Start.Add(-14 * time.Hour)
	steps := []*step{
		{at: founding(now).Add(12 * time.Hour), who: management, act: "switch the plans off", do: switchPlans(false)},
		{at: begun, who: management, act: "switch the plans on", do: switchPlans(true)},
	}
	for i, in := range plans() {
		steps = append(steps, &step{at: begun.Add(time.Duration(i+1) * time.Minute), who: management, act: "plan", do: func(ctx context.Context, tx *ent.Tx) error {
			_, err := engagement.CreatePlan(ctx, tx, in)
			return err
		}})
	}
	steps = append(steps, tried(begun.Add(30*time.Minute))...)
	for _, month := range months {
		opened := month.Start.Add(time.Hour)
		if opened.Before(now) {
			steps = append(steps, &step{at: opened, who: system, act: "open what plans ask for", alone: func(ctx context.Context) error { return engagement.OpenDue(ctx, w.Journal) }})
		}
		for i, c := range clients {
			at := w.working(month.Start.Add(time.Duration(24+rng.IntN(24*20))*time.Hour), rng.IntN(400))
			if c.made.After(opened) || !at.Before(now) || i%4 == 3 {
				continue
			}
			made := new(typeid.ID)
			steps = append(steps, w.talk(rng, c, at, made))
			if drawn := at.Add(2 * time.Hour); i%12 == 1 && drawn.Before(now) && drawn.After(now.AddDate(0, -2, 0)) {
				steps = append(steps, draw(c, drawn, made))
			}
		}
	}
	return slices.Concat(steps, w.met(rng, clients, now), hints(clients, now), w.questions(rng, clients, now))
}

// talk is a talk with the customer: with the more valued ones mostly a visit, in depth.
func (w *world) talk(rng *rand.Rand, c *client, at time.Time, made *typeid.ID) *step {
	typ := pick(rng, []flow.InteractionType{flow.InteractionVisit, flow.InteractionVisit, flow.InteractionOnlineMeeting, flow.InteractionExecVisit})
	inDepth := c.key()
	if !inDepth {
		typ = pick(rng, []flow.InteractionType{flow.InteractionPhone, flow.InteractionEmail, flow.InteractionReturnVisit, flow.InteractionOnlineChat, flow.InteractionObservation})
	}
	in := engagement.CreateInput{
		Type: typ, Direction: flow.DirectionOutbound, Title: pick(rng, talkTitles), OccurredAt: at.Add(-time.Duration(20+rng.IntN(300)) * time.Minute),
		InDepth: &inDepth, Needs: new(pick(rng, talkNeeds)), Expectations: new(pick(rng, talkHopes)), Opinions: new(pick(rng, talkOpinions)),
	}
	return w.note(c, at, in, made)
}

// draw draws a requirement from what was said.
func draw(c *client, at time.Time, from *typeid.ID) *step {
	return &step{at: at, who: teams[c.team].maker, act: "draw a requirement", do: func(ctx context.Context, tx *ent.Tx) error {
		_, err := engagement.DraftRequirement(ctx, tx, engagement.DraftInput{ID: *from, ExpectedVersion: 1, Category: flow.RequirementCategoryService})
		return err
	}}
}

// note writes an interaction with the customer down.
func (w *world) note(c *client, at time.Time, in engagement.CreateInput, made *typeid.ID) *step {
	return &step{at: at, who: teams[c.team].maker, act: "talk", do: func(ctx context.Context, tx *ent.Tx) error {
		in.CustomerID = c.id
		i, err := engagement.Create(ctx, tx, in)
		if err == nil {
			*made = i.ID
		}
		return err
	}}
}
