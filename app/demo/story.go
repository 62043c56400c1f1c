package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"heed/ent"
	"heed/ent/requirement"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// seed makes every demo company alike: only its dates follow the calendar.
const seed = 20260909

// story is the life of one requirement, planned backwards from where it stands
// now and then lived by the verbs.
type story struct {
	number  int
	end     flow.RequirementState
	shape   shape
	need    need
	variant [2]string
	from    *client
	into    *story // the one it is merged into

	urgency  flow.Urgency // at the end
	hearer   string       // writes it down
	decider  string       // of the leading department
	worker   string       // moves it
	assignee string       // the worker; or staff, who do it while the department moves it
	rng      *rand.Rand
	heard    time.Time
	received time.Time
	told     time.Time // when the customer was told a result first
	steps    []*step

	id      typeid.ID // once made
	version int
}

// answer is when the customer is first answered.
type answer int

const (
	inTime answer = iota
	late
	never   // the clock runs
	overdue // it runs, and should have stopped
	onPause // it waits
)

// shape is what is special about a story.
type shape struct {
	answer   answer
	paused   bool // for a while, before the answer
	raised   bool // to a higher urgency
	revised  bool // another plan
	reopened bool // before it was closed
	returned bool // reopened after it was closed
	refined  bool // the content, by what the customer added
	assigned bool // also where the state does not ask for it
	analyzed bool // before it was rejected or merged
	rating   int  // 0 is no reply
	rated    bool // by the customer's own hand
	// contested is a rejection that others must agree to: of a customer who is not an
	// ordinary one.
	contested bool
	appeal    appeal
	days      int // before now, when it was heard
}

// add appends what a member does with the story's requirement.
func (s *story) add(at time.Time, who, act string, do func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error)) {
	s.steps = append(s.steps, &step{at: at, who: who, act: act, do: func(ctx context.Context, tx *ent.Tx) error {
		if err := s.look(ctx, tx); err != nil {
			return err
		}
		r, err := do(ctx, tx)
		if err == nil {
			s.id, s.version = r.ID, r.Version
		}
		return err
	}})
}

// look sees the requirement as it is now: others have a hand in it too.
func (s *story) look(ctx context.Context, tx *ent.Tx) error {
	if s.id == "" {
		return nil
	}
	r, err := tx.Requirement.Query().Where(requirement.ID(s.id)).Select(requirement.FieldVersion).Only(viewer.AsSystem(ctx, viewer.Tenant(ctx)))
	if err != nil {
		return fmt.Errorf("demo: reading a requirement: %w", err)
	}
	s.version = r.Version
	return nil
}

// last is when the last thing so far happened.
func (s *story) last() time.Time {
	return slices.MaxFunc(s.steps, func(a, b *step) int { return a.at.Compare(b.at) }).at
}

// minutes is a number between the two.
func (s *story) minutes(low, high int) int { return low + s.rng.IntN(high-low+1) }

// limit is the time for the first answer.
func (w *world) limit(u flow.Urgency) sla.Limit {
	for _, p := range w.config.Policies {
		if p.Urgency != nil && *p.Urgency == u {
			return sla.Limit{Amount: p.Amount, Unit: p.Unit}
		}
	}
	return sla.Limit{Amount: 5, Unit: sla.UnitWorkingDay}
}

// live plans the story so that it is over by now: it is heard on a morning so
// many days ago, earlier when that leaves too little time.
func (w *world) live(s *story, clients []*client, now time.Time) {
	for back := s.shape.days; ; back++ {
		s.rng = rand.New(rand.NewPCG(seed, uint64(s.number))) //nolint:gosec // a demo is the same every time
		s.steps, s.told = nil, time.Time{}
		day := now.In(w.config.Zone).AddDate(0, 0, -back)
		s.heard = w.working(time.Date(day.Year(), day.Month(), day.Day(), 9, 0, 0, 0, w.config.Zone), s.minutes(1, 470))
		if s.into != nil {
			s.heard = w.working(s.into.received, s.minutes(600, 4000))
		}
		w.cast(s, clients)
		w.tell(s)
		if s.last().Before(now) {
			return
		}
	}
}

// cast decides who takes part.
func (w *world) cast(s *story, clients []*client) {
	if s.from == nil || s.into == nil {
		known := slices.DeleteFunc(slices.Clone(clients), func(c *client) bool {
			return c.made.Add(24*time.Hour).After(s.heard) ||
				(s.end == flow.RequirementRejected || s.shape.contested) && c.key() != s.shape.contested
		})
		s.from = pick(s.rng, known)
	}
	s.hearer = pick(s.rng, teams[s.from.team].hearers)
	s.decider, s.worker = management, management
	switch s.need.lead {
	case byService:
		s.decider, s.worker = headService, pick(s.rng, []string{memberService, memberService, headService})
	case bySales:
		s.decider, s.worker = headSales, headSales
	case byRnD:
		s.worker = pick(s.rng, []string{memberService, management, management})
	default:
	}
	s.assignee = s.worker
	if s.need.lead == byLogistics && s.rng.IntN(2) == 0 {
		s.assignee = staff
	}
}
