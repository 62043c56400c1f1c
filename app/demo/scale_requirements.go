package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"heed/app/journal"
	"heed/app/requirements"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/words"
)

// generate makes a company's share: requirements one after the other over the
// year, each of one of its customers.
func (s *scaled) generate(size Size) (*bulk, error) {
	rng := rand.New(rand.NewPCG(seed, uint64(s.number))) //nolint:gosec // measurements compare like with like
	b := &bulk{numbers: map[int]int{}}
	for i := range size.Customers {
		s.customer(rng, b, i, size.Customers)
	}
	for i := range size.Requirements {
		if err := s.requirement(rng, b, i, size.Requirements); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// How requirements end that are finished, and where the others stand: 60 of 100
// are closed, as in a ledger of some years.
var (
	finished = shares(map[flow.RequirementState]int{flow.RequirementClosed: 60, flow.RequirementRejected: 3, flow.RequirementMerged: 2})
	open     = shares(map[flow.RequirementState]int{
		flow.RequirementDraft: 4, flow.RequirementReceived: 6, flow.RequirementAnalyzing: 6, flow.RequirementPlanned: 6,
		flow.RequirementProcessing: 8, flow.RequirementFeedback: 5,
	})
)

// shares lists each state as often as it is to come, in the order of states.
func shares(of map[flow.RequirementState]int) []flow.RequirementState {
	var all []flow.RequirementState
	for _, name := range flow.RequirementState("").Values() {
		for range of[flow.RequirementState(name)] {
			all = append(all, flow.RequirementState(name))
		}
	}
	return all
}

// line is a requirement while its row is generated.
type line struct {
	id, customer, into typeid.ID
	number             string
	need               need
	title, content     string
	state              flow.RequirementState
	urgency            flow.Urgency
	at, received       time.Time
	changed, closed    time.Time
	answered           time.Time
	due                time.Time
	version            int
}

func (s *scaled) requirement(rng *rand.Rand, b *bulk, i, of int) error {
	l := &line{need: pick(rng, needs), urgency: urgencyOf(rng), due: database.Never, version: 1}
	l.state = pick(rng, finished)
	if i*5 > of*3 && rng.IntN(8) < 7 { // what is open is of the last five months
		l.state = pick(rng, open)
	}
	first := s.now.Add(-past)
	l.at = first.Add(time.Duration(float64(past-4*24*time.Hour) * (float64(i) + rng.Float64()) / float64(of))).Truncate(time.Millisecond)
	l.id = typeid.New(ent.Prefixes[ent.TypeRequirement], l.at)
	from := i % len(b.ids) // in turn, each as often
	l.customer = b.ids[from]
	variant := pick(rng, l.need.cases[:])
	l.title, l.content = l.need.title+"（"+variant[0]+"）", l.need.sense+variant[1]+"。"
	if l.state == flow.RequirementRejected && b.tiers[from] != "ORDINARY" || l.state == flow.RequirementMerged && !b.into(l, len(b.ids)) {
		l.state = flow.RequirementClosed
	}
	l.changed = l.at
	if l.state != flow.RequirementDraft {
		l.received = l.at.Add(time.Duration(1+rng.IntN(90)) * time.Minute)
		b.numbers[l.received.In(s.config.Zone).Year()]++
		l.number = fmt.Sprintf("REQ-%d-%05d", l.received.In(s.config.Zone).Year(), b.numbers[l.received.In(s.config.Zone).Year()])
		if err := s.clock(rng, b, l); err != nil {
			return err
		}
	}
	s.history(rng, b, l)
	grams := words.Prefixed(requirements.SearchPrefix(s.tenant),
		words.Index(strings.Join([]string{l.number, l.title, l.content}, "\n")))
	row, err := s.row(rng, l, grams)
	b.requirements = append(b.requirements, row)
	return err
}

// into finds the requirement that this one is merged into: the one before of
// the same customer.
func (b *bulk) into(l *line, back int) bool {
	at := len(b.requirements) - back
	if at < 0 {
		return false
	}
	switch id, ok := b.requirements[at][0].(typeid.ID); {
	case !ok, b.requirements[at][stateColumn] == string(flow.RequirementMerged),
		b.requirements[at][stateColumn] == string(flow.RequirementRejected), b.requirements[at][stateColumn] == string(flow.RequirementDraft):
		return false
	default:
		l.into = id
		return true
	}
}

// clock generates the first-response clock.
func (s *scaled) clock(rng *rand.Rand, b *bulk, l *line) error {
	var policy *ent.SlaPolicy
	for _, p := range s.config.Policies {
		if p.Urgency != nil && *p.Urgency == l.urgency {
			policy = p
		}
	}
	calendar := s.config.Calendar()
	c, err := sla.Start(l.received, sla.Limit{Amount: policy.Amount, Unit: policy.Unit}, calendar)
	if err != nil {
		return err
	}
	c.DueAt = c.DueAt.Truncate(time.Microsecond)
	var stopped any
	at := l.received.Add(time.Duration(float64(c.DueAt.Sub(l.received)) * (0.05 + rng.Float64())))
	switch waits := l.state == flow.RequirementReceived || l.state == flow.RequirementAnalyzing; {
	case waits && (rng.IntN(3) == 0 || at.After(s.now)):
		l.due = c.DueAt
		if b.due.IsZero() || c.DueAt.Before(b.due) {
			b.due = c.DueAt
		}
	case l.state == flow.RequirementMerged:
		c.State = sla.ClockCancelled
		stopped = l.received.Add(10 * time.Minute)
	default:
		at = earlier(at, s.now).Truncate(time.Microsecond)
		if c, err = c.Stop(at, calendar); err != nil {
			return err
		}
		l.answered, stopped = at, at
	}
	b.clocks = append(b.clocks, []any{
		typeid.New(ent.Prefixes[ent.TypeSlaClock], l.received), s.tenant, s.member, s.member, l.id, policy.ID,
		s.config.CalendarID, string(sla.ClockFirstResponse), string(c.State), string(c.Limit.Unit),
		l.received, l.received, c.StartedAt, c.DueAt, stopped, 1, policy.Version, c.Limit.Amount, "[]",
	})
	return nil
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// history generates the events of the requirement: written down, received, how
// it came into its state, and its end.
func (s *scaled) history(rng *rand.Rand, b *bulk, l *line) {
	e := journal.Event{
		Type: "requirement.draft", Kind: flow.EventDomain, To: string(flow.RequirementDraft), Clauses: []string{"D0-26"},
		Subject: journal.Subject{Type: flow.SubjectRequirement, ID: l.id}, Departments: []typeid.ID{s.departments[l.need.lead]},
		Members: []typeid.ID{s.member},
	}
	b.events = append(b.events, happening{e, l.at})
	if l.received.IsZero() {
		return
	}
	at, was := l.received, flow.RequirementDraft
	move := func(to flow.RequirementState, clause string) {
		e.Type, e.From, e.To = "requirement."+strings.ToLower(string(to)), string(was), string(to)
		e.Subject.Number, e.Clauses = l.number, []string{clause}
		b.events = append(b.events, happening{e, at})
		l.changed, was = at, to
		l.version++
	}
	move(flow.RequirementReceived, "D0-45")
	if l.state == flow.RequirementReceived {
		return
	}
	at = earlier(later(at, l.answered).Add(time.Duration(10+rng.IntN(1500))*time.Minute), s.now)
	if l.state == flow.RequirementMerged {
		at = l.received.Add(10 * time.Minute)
	}
	if l.state == flow.RequirementClosed {
		was = flow.RequirementProcessing
		move(flow.RequirementFeedback, "D0-54")
		at = earlier(at.Add(time.Duration(10+rng.IntN(4000))*time.Minute), s.now)
		l.closed = at
	} else {
		was = before[l.state]
	}
	move(l.state, "D0-45")
}

// before is the state from which a requirement usually comes.
var before = map[flow.RequirementState]flow.RequirementState{
	flow.RequirementAnalyzing: flow.RequirementReceived, flow.RequirementPlanned: flow.RequirementAnalyzing,
	flow.RequirementProcessing: flow.RequirementPlanned, flow.RequirementFeedback: flow.RequirementProcessing,
	flow.RequirementRejected: flow.RequirementReceived, flow.RequirementMerged: flow.RequirementReceived,
}
