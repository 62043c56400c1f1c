package paper

import (
	"time"

	"heed/rules/survey"
)

// Try is one time that somebody wrote a paper.
type Try struct {
	StartedAt time.Time       `json:"startedAt"`
	DueAt     *time.Time      `json:"dueAt,omitempty"` // none for any time
	HandedIn  *time.Time      `json:"handedInAt,omitempty"`
	Answers   []survey.Answer `json:"answers,omitempty"`
	Points    int             `json:"points"` // 0 of what was not handed in
}

// Begin is a try that begins now.
func (p *Paper) Begin(now time.Time) Try {
	t := Try{StartedAt: now}
	if p.Minutes > 0 {
		due := now.Add(time.Duration(p.Minutes) * time.Minute)
		t.DueAt = &due
	}
	return t
}

// Running tells whether it can be handed in at the instant: its last one counts.
func (t *Try) Running(at time.Time) bool {
	return t.HandedIn == nil && (t.DueAt == nil || !at.After(*t.DueAt))
}

// Best is the most points of the tries.
func Best(tries []Try) (points int) {
	for _, t := range tries {
		points = max(points, t.Points)
	}
	return points
}
