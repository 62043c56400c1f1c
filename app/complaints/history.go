package complaints

import (
	"time"

	"heed/ent"
	"heed/rules/optional"
)

// History is what is known of a complaint that came in as a fact: it was handled elsewhere,
// before. Nothing is promised of it here, and no clock has counted.
type History struct {
	Timely     *bool  // whether it was answered in time, as the source says
	Response   string // how it ended, in the source's words
	System     string // where it comes from
	ExternalID string
	ImportedAt time.Time
}

// HistoryOf is the history of a complaint that came in as a fact; nil of any other.
func HistoryOf(c *ent.Complaint) *History {
	if !c.Historic {
		return nil
	}
	return &History{
		Timely: c.Timely, Response: c.StatedResponse,
		System: optional.Value(c.ExternalSystem), ExternalID: optional.Value(c.ExternalID), ImportedAt: c.CreatedAt,
	}
}
