package sla

import (
	"cmp"
	"slices"
	"time"
)

// Target is what a policy sets limits for.
type Target string

// The targets.
const (
	TargetRequirement    Target = "REQUIREMENT"
	TargetComplaint      Target = "COMPLAINT"
	TargetInteraction    Target = "INTERACTION"
	TargetSurveyResponse Target = "SURVEY_RESPONSE"
)

// Values lists the targets.
func (Target) Values() []string {
	return names([]Target{TargetRequirement, TargetComplaint, TargetInteraction, TargetSurveyResponse})
}

// Match is the record that a policy is for. Empty fields fit every record.
type Match struct {
	Urgency  string `json:"urgency,omitempty"`
	Severity string `json:"severity,omitempty"`
	Tier     string `json:"tier,omitempty"` // the key of the customer's tier
	// Department is the one that answers; whether a department lies in another is
	// for the caller to know.
	Department string `json:"department,omitempty"`
}

// fits tells whether a record with the facts is meant.
func (m Match) fits(facts Match) bool {
	return (m.Urgency == "" || m.Urgency == facts.Urgency) &&
		(m.Severity == "" || m.Severity == facts.Severity) &&
		(m.Tier == "" || m.Tier == facts.Tier) &&
		(m.Department == "" || m.Department == facts.Department)
}

// narrowness counts the fields that a policy asks for.
func (m Match) narrowness() int {
	n := 0
	for _, f := range []string{m.Urgency, m.Severity, m.Tier, m.Department} {
		if f != "" {
			n++
		}
	}
	return n
}

// Policy is a limit for some records (D0-46..48, D2-60).
type Policy struct {
	ID            string        `json:"id"`
	Target        Target        `json:"target"`
	Kind          ClockKind     `json:"kind"`
	Match         Match         `json:"match"`
	Limit         Limit         `json:"limit"`
	PauseOn       []PauseReason `json:"pauseOn,omitempty"`
	WarnAtPercent []int         `json:"warnAtPercent,omitempty"` // 1 to 99, rising
}

// Candidate is a policy that fits a record, with the due time it asks for.
type Candidate struct {
	Policy Policy    `json:"policy"`
	DueAt  time.Time `json:"dueAt"`
}

// Candidates are the policies that fit a record, the strictest first: the one
// that is due first for this start. 24 hours and 3 working days can only be
// compared so. The first one wins, the others are shown beside it (D0-46 with
// D3-25). Among equal ones the narrower match comes first, then the smaller
// id. None fits: none is returned, and there is no clock.
func Candidates(policies []Policy, target Target, kind ClockKind, facts Match, start time.Time, cal Calendar) ([]Candidate, error) {
	var out []Candidate
	for _, p := range policies {
		if p.Target != target || p.Kind != kind || !p.Match.fits(facts) {
			continue
		}
		due, err := Due(start, p.Limit, cal)
		if err != nil {
			return nil, err
		}
		out = append(out, Candidate{Policy: p, DueAt: due})
	}
	slices.SortStableFunc(out, func(a, b Candidate) int {
		return cmp.Or(
			a.DueAt.Compare(b.DueAt),
			cmp.Compare(b.Policy.Match.narrowness(), a.Policy.Match.narrowness()),
			cmp.Compare(a.Policy.ID, b.Policy.ID),
		)
	})
	return out, nil
}
