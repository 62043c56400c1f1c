package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"heed/app/journal"
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
	id, customer   typeid.ID
	into           *line
	number         string
	need           need
	title, content string
	state          flow.RequirementState
	urgency        flow.Urgency
	at, answered   time.Time
	reached        map[flow.RequirementState]time.Time // when it came into each of its states
	changed        time.Time
	due            time.Time
	version        int
}

func (s *scaled) requirement(rng *rand.Rand, b *bulk, i, of int) error {
	l := &line{need: pick(rng, needs), urgency: urgencyOf(rng), due: database.Never, reached: map[flow.RequirementState]time.Time{}}
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
	if l.state != flow.RequirementDraft {
		received := l.at.Add(time.Duration(1+rng.IntN(90)) * time.Minute)
		l.reached[flow.RequirementReceived] = received
		year := received.In(s.config.Zone).Year()
		b.numbers[year]++
		l.number = fmt.Sprintf("REQ-%d-%05d", year, b.numbers[year])
		if err := s.clock(rng, b, l); err != nil {
			return err
		}
	}
	if err := s.live(rng, b, l); err != nil {
		return err
	}
	grams := words.Prefixed(words.Company(string(s.tenant)),
		words.Index(strings.Join([]string{l.number, l.title, l.content}, "\n")))
	row, err := s.row(rng, l, grams)
	b.lines, b.requirements = append(b.lines, l), append(b.requirements, row)
	return err
}

// into finds the requirement that this one is merged into: the one before of
// the same customer.
func (b *bulk) into(l *line, back int) bool {
	at := len(b.lines) - back
	if at < 0 {
		return false
	}
	switch into := b.lines[at]; into.state {
	case flow.RequirementMerged, flow.RequirementRejected, flow.RequirementDraft:
		return false
	default:
		l.into = into
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
	calendar, received := s.config.Calendar(), l.reached[flow.RequirementReceived]
	c, err := sla.Start(received, sla.Limit{Amount: policy.Amount, Unit: policy.Unit}, calendar)
	if err != nil {
		return err
	}
	c.DueAt = c.DueAt.Truncate(time.Microsecond)
	var stopped, tick any
	at := received.Add(time.Duration(float64(c.DueAt.Sub(received)) * (0.05 + rng.Float64())))
	switch waits := l.state == flow.RequirementReceived || l.state == flow.RequirementAnalyzing; {
	case waits && (rng.IntN(3) == 0 || at.After(s.now)):
		l.due, tick = c.DueAt, c.DueAt
		if b.due.IsZero() || c.DueAt.Before(b.due) {
			b.due = c.DueAt
		}
	case l.state == flow.RequirementMerged:
		c.State = sla.ClockCancelled
		// Merged soon, but into what has been received by then.
		l.reached[l.state] = earlier(later(received, l.into.reached[flow.RequirementReceived]).Add(10*time.Minute), s.now)
		stopped = l.reached[l.state]
	default:
		at = earlier(at, s.now).Truncate(time.Microsecond)
		if c, err = c.Stop(at, calendar); err != nil {
			return err
		}
		l.answered, stopped = at, at
	}
	b.clocks = append(b.clocks, []any{
		typeid.New(ent.Prefixes[ent.TypeSlaClock], received), s.tenant, s.member, s.member, l.id, policy.ID,
		s.config.CalendarID, string(sla.ClockFirstResponse), string(c.State), string(c.Limit.Unit),
		received, received, c.StartedAt, c.DueAt, stopped, tick, 1, policy.Version, c.Limit.Amount, "[]",
	})
	return nil
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// paths are the acts that lead to each state from DRAFT.
var paths = map[flow.RequirementState][]flow.RequirementAct{
	flow.RequirementDraft:      nil,
	flow.RequirementReceived:   handling[:1],
	flow.RequirementAnalyzing:  handling[:2],
	flow.RequirementPlanned:    handling[:3],
	flow.RequirementProcessing: handling[:4],
	flow.RequirementFeedback:   handling[:5],
	flow.RequirementClosed:     handling,
	flow.RequirementRejected:   {flow.RequirementActReceive, flow.RequirementActReject},
	flow.RequirementMerged:     {flow.RequirementActReceive, flow.RequirementActMerge},
}

var handling = []flow.RequirementAct{
	flow.RequirementActReceive, flow.RequirementActAnalyze, flow.RequirementActPlan, flow.RequirementActStart,
	flow.RequirementActDeliver, flow.RequirementActClose,
}

// clauses are what the events of acts answer to.
var clauses = map[flow.RequirementAct][]string{
	flow.RequirementActReceive: {"D0-45"}, flow.RequirementActAnalyze: {"D0-45"}, flow.RequirementActStart: {"D0-45"},
	flow.RequirementActPlan:    {"D0-34", "D0-35", "D0-36", "D0-37", "D0-51", "D0-52"},
	flow.RequirementActDeliver: {"D0-54"}, flow.RequirementActClose: {"D0-55"},
	flow.RequirementActReject: {"D0-45"}, flow.RequirementActMerge: {"D0-38"},
}

// answerClause is what a first answer answers to.
var answerClause = map[flow.Urgency]string{flow.UrgencyUrgent: "D0-46", flow.UrgencyImportant: "D0-47", flow.UrgencyGeneral: "D0-48"}

// live generates what happened to the requirement: it was written down, and act
// by act came into its state.
func (s *scaled) live(rng *rand.Rand, b *bulk, l *line) error {
	happens := func(at time.Time, typ string, from, to flow.RequirementState, clauses []string) {
		e := s.event(l, typ, clauses)
		e.From, e.To = string(from), string(to)
		b.events = append(b.events, happening{e, at})
		l.changed = later(l.changed, at)
		l.version++
	}
	state := flow.RequirementDraft
	happens(l.at, "requirement.draft", "", state, []string{"D0-26"})
	at := l.reached[flow.RequirementReceived]
	for _, act := range paths[l.state] {
		next, err := flow.Requirement.Next(state, act)
		if err != nil {
			return err
		}
		switch set, ok := l.reached[next]; {
		case ok:
			at = set
		case act == flow.RequirementActStart, act == flow.RequirementActReject: // after the first answer
			at = later(at, l.answered)
			fallthrough
		default:
			at = earlier(at.Add(time.Duration(10+rng.IntN(1500))*time.Minute), s.now)
		}
		l.reached[next] = at
		happens(at, "requirement."+strings.ToLower(string(next)), state, next, clauses[act])
		if act == flow.RequirementActReceive && !l.answered.IsZero() {
			happens(l.answered, "requirement.responded", "", "", []string{answerClause[l.urgency]})
		}
		state = next
	}
	if l.into != nil {
		s.absorb(b, l)
	}
	return nil
}

// absorb tells of the merging where it led to, and links the two.
func (s *scaled) absorb(b *bulk, l *line) {
	at := l.reached[flow.RequirementMerged]
	b.events = append(b.events, happening{s.event(l.into, "requirement.absorbed", clauses[flow.RequirementActMerge]), at})
	b.links = append(b.links, []any{
		typeid.New(ent.Prefixes[ent.TypeRequirementLink], at), s.tenant, s.member, s.member, l.id, l.into.id, string(flow.LinkDuplicate), at, at, 1,
	})
}

func (s *scaled) event(l *line, typ string, clauses []string) journal.Event {
	subject := journal.Subject{Type: flow.SubjectRequirement, ID: l.id}
	if typ != "requirement.draft" {
		subject.Number = l.number
	}
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Clauses: clauses, Subject: subject,
		Departments: []typeid.ID{s.departments[l.need.lead]}, Members: []typeid.ID{s.member},
	}
}
