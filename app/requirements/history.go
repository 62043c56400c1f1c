package requirements

import (
	"time"

	"heed/ent"
	"heed/rules/optional"
)

// History is what is known of a requirement that came in as a fact: it was handled
// elsewhere, before. Nothing is promised of it here, and no clock has counted.
type History struct {
	SentAt     *time.Time // when it was passed on to whom it concerned
	AnsweredAt *time.Time
	Timely     *bool // whether it was answered in time, as the source says
	Response   string
	System     string // where it comes from
	ExternalID string
	ImportedAt time.Time
}

// HistoryOf is the history of a requirement that came in as a fact; nil of any other.
func HistoryOf(r *ent.Requirement) *History {
	if !r.Historic {
		return nil
	}
	return &History{
		SentAt: r.SentAt, AnsweredAt: r.ClosedAt, Timely: r.Timely, Response: r.StatedResponse,
		System: optional.Value(r.ExternalSystem), ExternalID: optional.Value(r.ExternalID), ImportedAt: r.CreatedAt,
	}
}
