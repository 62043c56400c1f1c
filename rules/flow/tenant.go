package flow

import (
	"time"

	"heed/rules/typeid"
)

// TenantSettings is what a company decides for itself; 0 is the usual value.
type TenantSettings struct {
	CloseAfterWorkingDays int `json:"closeAfterWorkingDays,omitempty"` // without the customer's reply
	EntryDelayHours       int `json:"entryDelayHours,omitempty"`       // from collecting a requirement to entering it (D0-28)
	CommonNeedPercent     int `json:"commonNeedPercent,omitempty"`     // of customers, from which on a need is common (D3-23)
	MinimumCellSize       int `json:"minimumCellSize,omitempty"`       // of cross queries, for who does not read all
}

// The usual values of settings about figures.
const (
	UsualEntryDelay  = 24
	UsualCommonNeed  = 30
	UsualMinimumCell = 5
)

// EntryDelay is within how many hours after it was collected a requirement is entered
// in time.
func (s TenantSettings) EntryDelay() int {
	if s.EntryDelayHours > 0 {
		return s.EntryDelayHours
	}
	return UsualEntryDelay
}

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
