package demo

import (
	"context"
	"math/rand/v2"
	"time"

	"heed/app/requirements"
	"heed/ent"
	"heed/rules/flow"
)

// How many links of each kind there are; every other conflict is decided.
const (
	conflicts = 4
	relations = 16
)

// joint is a link to be made.
type joint struct {
	one, other *story
	kind       flow.LinkType
	link       *ent.RequirementLink
}

// link plans what the management department sees by comparing requirements:
// what belongs together, and what cannot be had both.
func (w *world) link(all []*story, now time.Time) []*step {
	rng := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // a demo is the same every time
	var steps []*step
	made, joined := map[flow.LinkType]int{}, map[*story]bool{}
	for i, one := range all {
		for _, other := range all[:i] {
			j := &joint{one: one, other: other, kind: kindOf(one, other)}
			if j.kind == "" || joined[one] || joined[other] ||
				made[flow.LinkConflict] == conflicts && j.kind == flow.LinkConflict || made[flow.LinkRelated] == relations && j.kind == flow.LinkRelated {
				continue
			}
			since := later(one.received, other.received)
			if j.kind == flow.LinkConflict { // both are being analysed
				since = later(one.last(), other.last())
			}
			at := w.working(since, 30+rng.IntN(90))
			if !at.Before(now) {
				continue
			}
			made[j.kind]++
			joined[one], joined[other] = true, true
			steps = append(steps, w.join(j, at))
			if on := w.working(at, 300); j.kind == flow.LinkConflict && made[j.kind]%2 == 0 && on.Before(now) {
				steps = append(steps, w.decide(j, on, pick(rng, resolutions)))
			}
		}
	}
	return steps
}

// kindOf is how two stories belong together; empty for not at all.
func kindOf(one, other *story) flow.LinkType {
	switch {
	case one.received.IsZero(), other.received.IsZero(), one.into != nil, other.into != nil:
		return ""
	case one.end == flow.RequirementAnalyzing && other.end == one.end && one.need.lead == other.need.lead:
		return flow.LinkConflict
	case one.from == other.from || one.need.title == other.need.title:
		return flow.LinkRelated
	default:
		return ""
	}
}

func (w *world) join(j *joint, at time.Time) *step {
	return &step{at: at, who: management, act: "link", do: func(ctx context.Context, tx *ent.Tx) (err error) {
		j.link, err = requirements.LinkCreate(ctx, tx, requirements.LinkCreateInput{ID: j.one.id, OtherID: j.other.id, Type: j.kind})
		return err
	}}
}

func (w *world) decide(j *joint, at time.Time, resolution string) *step {
	return &step{at: at, who: management, act: "decide", do: func(ctx context.Context, tx *ent.Tx) error {
		_, err := requirements.LinkResolve(ctx, tx, requirements.LinkResolveInput{
			ID: j.link.ID, ExpectedVersion: j.link.Version, Resolution: resolution,
		})
		return err
	}}
}
