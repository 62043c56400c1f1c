package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"heed/app/requirements"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/sla"
)

// talking are the ways in which customers are told.
var talking = []flow.Channel{
	flow.ChannelPhone, flow.ChannelPhone, flow.ChannelEmail, flow.ChannelVisit, flow.ChannelOnlineMeeting, flow.ChannelOnlineChat,
}

// respond plans the first answer, of the kind that the urgency demands.
func (w *world) respond(s *story, at time.Time) {
	in := requirements.RecordResponseInput{Channel: pick(s.rng, talking), Text: pick(s.rng, contacts)}
	switch s.urgency {
	case flow.UrgencyUrgent:
		in.Solution = &s.need.offer
		in.MilestoneAt = new(w.working(at, s.minutes(300, 1400)))
	case flow.UrgencyImportant:
		in.Text = outline(s.rng, s.need)
	case flow.UrgencyGeneral:
	}
	w.respondWith(s, at, in)
}

// respondAgain plans the first answer after the requirement was reopened.
func (w *world) respondAgain(s *story, at time.Time) {
	text := pick(s.rng, againAnswer)
	w.respondWith(s, at, requirements.RecordResponseInput{
		Channel: pick(s.rng, talking), Text: text, Solution: &text, MilestoneAt: new(w.working(at, 1000)),
	})
}

func (w *world) respondWith(s *story, at time.Time, in requirements.RecordResponseInput) {
	who := s.worker
	if s.shape.answer == late || s.end == flow.RequirementReceived || at.Before(w.working(s.received, 100)) {
		who = s.decider // because nobody is named yet, or had done it
	}
	s.add(at, who, "respond", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		in.ID, in.ExpectedVersion = s.id, s.version
		return requirements.RecordResponse(ctx, tx, in)
	})
}

// outline is a plan in the words of an answer.
func outline(rng *rand.Rand, n need) string {
	var b strings.Builder
	b.WriteString(pick(rng, planHead))
	for i, step := range n.steps {
		fmt.Fprintf(&b, "%d. %s；", i+1, step)
	}
	return strings.TrimSuffix(b.String(), "；") + "。"
}

func (w *world) pause(s *story, at time.Time) {
	reason, note := sla.PauseWaitingCustomer, pick(s.rng, waiting)
	if s.need.lead == byLogistics && s.rng.IntN(2) == 0 {
		reason, note = sla.PauseForceMajeure, pick(s.rng, storm)
	}
	s.add(at, s.decider, "pause", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		return requirements.Pause(ctx, tx, requirements.PauseInput{ID: s.id, ExpectedVersion: s.version, Reason: reason, Note: &note})
	})
}

func (w *world) resume(s *story, at time.Time) {
	s.add(at, s.decider, "resume", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		return requirements.Resume(ctx, tx, requirements.ResumeInput{ID: s.id, ExpectedVersion: s.version})
	})
}
