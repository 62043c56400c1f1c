package flow

import (
	"time"

	"heed/rules/typeid"
)

// TenantSettings is what a company decides for itself; 0 is the usual value.
type TenantSettings struct {
	CloseAfterWorkingDays int `json:"closeAfterWorkingDays,omitempty"` // without the customer's reply
	SilenceWorkingDays    int `json:"silenceWorkingDays,omitempty"`    // for which a customer may hear nothing
	RecordingsDays        int `json:"recordingsDays,omitempty"`        // that recordings and videos are kept

	EntryDelayHours int           `json:"entryDelayHours,omitempty"` // from the collection to the record (D0-28)
	ValueWeights    *ValueWeights `json:"valueWeights,omitempty"`    // nil for equal ones (D0-37)

	CommonNeedPercent int `json:"commonNeedPercent,omitempty"` // of customers, from which on a need is common (D3-23)
	MinimumCellSize   int `json:"minimumCellSize,omitempty"`   // of cross queries, for who does not read all

	AskRelationOfNew bool `json:"askRelationOfNew,omitempty"` // module four of new customers too (D3-51, A6)
	SurveyCap        int  `json:"surveyCap,omitempty"`        // how often surveys ask a person in 90 days (D3-19)

	SatisfactionWeights *SatisfactionWeights `json:"satisfactionWeights,omitempty"` // nil for the usual ones (D1-37)
	MaintenanceRule     *MaintenanceRule     `json:"maintenanceRule,omitempty"`     // nil where tiers alone decide (D3-26)
}

// SurveyCapDays is the time over which SurveyCap counts.
const SurveyCapDays = 90

// SurveyMost is how often surveys ask a person in SurveyCapDays, over all campaigns (D3-19).
func (s TenantSettings) SurveyMost() int {
	if s.SurveyCap > 0 {
		return s.SurveyCap
	}
	return UsualSurveyCap
}

// The usual values of settings about figures.
const (
	UsualSurveyCap   = 2
	UsualCommonNeed  = 30
	UsualMinimumCell = 5
)

// CommonNeed is from which percent of the customers on a need is common.
func (s TenantSettings) CommonNeed() int {
	if s.CommonNeedPercent > 0 {
		return s.CommonNeedPercent
	}
	return UsualCommonNeed
}

// MinimumCell is the least number of records that a cell of a cross query shows.
func (s TenantSettings) MinimumCell() int {
	if s.MinimumCellSize > 0 {
		return s.MinimumCellSize
	}
	return UsualMinimumCell
}

// UsualCloseAfter is after how many working days without a reply a requirement
// closes by itself, when the company has not decided otherwise.
const UsualCloseAfter = 10

// CloseAfter is the number of working days after which a requirement whose
// customer does not reply closes by itself.
func (s TenantSettings) CloseAfter() int {
	if s.CloseAfterWorkingDays > 0 {
		return s.CloseAfterWorkingDays
	}
	return UsualCloseAfter
}

// UsualEntryDelay is within how many hours of its collection a requirement is to
// be written down, when the company has not decided otherwise.
const UsualEntryDelay = 24

// EntryDelay is within which time of its collection a requirement is to be
// written down (D0-28).
func (s TenantSettings) EntryDelay() time.Duration {
	hours := s.EntryDelayHours
	if hours <= 0 {
		hours = UsualEntryDelay
	}
	return time.Duration(hours) * time.Hour
}

// Weights are how much each factor of a value counts: equally, when the company
// has not decided otherwise.
func (s TenantSettings) Weights() ValueWeights {
	if s.ValueWeights != nil {
		return *s.ValueWeights
	}
	return ValueWeights{Growth: 1, Satisfaction: 1, Competitiveness: 1}
}

// UsualRecordingsDays is how many days recordings and videos are kept, when the
// company has not decided otherwise: three years.
const UsualRecordingsDays = 1095

// KeepRecordings is how many days recordings and videos are kept (D0-27).
func (s TenantSettings) KeepRecordings() int {
	if s.RecordingsDays > 0 {
		return s.RecordingsDays
	}
	return UsualRecordingsDays
}

// UsualSilence is for how many working days a customer may hear nothing of a requirement
// that is being handled, when the company has not decided otherwise (model 3.2).
const UsualSilence = 3

// SilenceAfter is the number of working days after which the silence towards a customer
// is told.
func (s TenantSettings) SilenceAfter() int {
	if s.SilenceWorkingDays > 0 {
		return s.SilenceWorkingDays
	}
	return UsualSilence
}

// StepConfirmed is that somebody has looked at a step of the onboarding and
// found it right.
type StepConfirmed struct {
	At    time.Time       `json:"at"`
	ByID  typeid.ID       `json:"byId"`
	Meant []OnboardingGap `json:"meant,omitempty"` // what is missing on purpose
}

// Closing is the end of a company: what was asked for, and when its data goes.
type Closing struct {
	Reason     string     `json:"reason"`
	At         time.Time  `json:"at"`
	ByID       typeid.ID  `json:"byId,omitempty"`
	EraseAfter time.Time  `json:"eraseAfter"`
	BegunAt    *time.Time `json:"begunAt,omitempty"` // since when it is being erased
	ErasedAt   *time.Time `json:"erasedAt,omitempty"`
}

// Begun tells whether the erasure has begun: then there is no way back.
func (c Closing) Begun() bool { return c.BegunAt != nil }
