// Package score is the indicators: their definitions, the periods they are of, and
// what becomes of numerators and denominators. It is pure: rows are counted
// elsewhere (app/indicators), in whole numbers, so that a figure that is computed
// again is the same (D0-28, D0-59 to D0-61, D0-63, D1-43, D2-68, D3-31).
package score

import (
	"slices"

	"heed/rules/flow"
	"heed/rules/label"
)

// Rests is which records an indicator rests on.
type Rests string

// What indicators rest on.
const (
	OnRequirements Rests = "REQUIREMENTS"
	OnCustomers    Rests = "CUSTOMERS"
	OnComplaints   Rests = "COMPLAINTS"
	OnPurchases    Rests = "PURCHASES"
	OnInspections  Rests = "INSPECTIONS"

	OnInvitations   Rests = "SURVEY_INVITATIONS"
	OnResponses     Rests = "SURVEY_RESPONSES"
	OnOpportunities Rests = "OPPORTUNITIES"
	OnResearch      Rests = "RESEARCH"
	OnTasks         Rests = "TASKS"
)

// The codes. They never change: companies' rows and clients name them.
const (
	ResponseOnTimeRate         = "response_on_time_rate"
	ResponseTimeRatio          = "response_time_ratio"
	CompletionRate             = "completion_rate"
	CompletionRateTotal        = "completion_rate_total"
	RequirementSatisfaction    = "requirement_satisfaction"
	RequirementSatisfactionTop = "requirement_satisfaction_top2"
	NeedCollection             = "need_collection_compliance"
	EntryTimeliness            = "entry_timeliness"
	ComplaintRate              = "complaint_rate"
	ComplaintOnTimeRate        = "complaint_on_time_rate"
	ComplaintAcceptanceRate    = "complaint_acceptance_rate"
	ComplaintRecurrenceRate    = "complaint_recurrence_rate"
	RepurchaseRate             = "repurchase_rate"
	DeliveryPerfectRate        = "delivery_perfect_rate"
	TouchpointCompliance       = "touchpoint_compliance"
	InspectionPlanRate         = "inspection_plan_rate"
	SurveyResponseRate         = "survey_response_rate"
	NeedConversionRate         = "need_conversion_rate"
	SatisfactionChange         = "satisfaction_change"
	Tidy48hRate                = "tidy_48h_rate"
	WarnFollowUp24h            = "warn_followup_24h"
	MaintenancePlanRate        = "maintenance_plan_rate"
	ExperienceSatisfaction     = "experience_satisfaction"
	Loyalty                    = "loyalty"
)

// TopScore is the lowest of the two best scores of five.
const TopScore = 4

// Definition is what an indicator is: how it is computed and in which direction it
// is good. A change of the formula is a new Version; snapshots keep theirs.
type Definition struct {
	Code    string
	Unit    flow.IndicatorUnit
	Better  flow.Better
	Periods []flow.Period // for which it is computed, the usual one first
	Version int
	// ByPeriod is: whom it counts depends on the kind of the period, so that it is of
	// no other than Periods.
	ByPeriod bool
	Rests    Rests
	Also     Rests // what else it rests on; "" for nothing
	Least    int   // records of which it tells nothing when there are fewer
	Clauses  []string

	name, numerator, denominator sentence
}

// sentence is a text in simplified Chinese, traditional Chinese and English.
type sentence [3]string

// Name is what the indicator is called.
func (d Definition) Name(l label.Locale) string { return d.name[l.Index()] }

// Numerator says what is above the line of the formula.
func (d Definition) Numerator(l label.Locale) string { return d.numerator[l.Index()] }

// Denominator says what is below the line of the formula.
func (d Definition) Denominator(l label.Locale) string { return d.denominator[l.Index()] }

// Formula is the formula in one line.
func (d Definition) Formula(l label.Locale) string {
	return d.Numerator(l) + " ÷ " + d.Denominator(l)
}

// Computed tells whether the indicator is computed for periods of the kind.
func (d Definition) Computed(p flow.Period) bool {
	for _, one := range d.Periods {
		if one == p {
			return true
		}
	}
	return false
}

// In tells whether the indicator has a value in the span: one that is counted by the
// month has one in any, unless the kind of the period says what it counts.
func (d Definition) In(s Span) bool { return !d.ByPeriod || d.Computed(s.Period) }

// On tells whether the indicator rests on such records.
func (d Definition) On(r Rests) bool { return d.Rests == r || d.Also == r }

// Shown is the sum as it may be shown: nothing, when it rests on too few records.
func (d Definition) Shown(s Sum) Sum {
	if s.Sample < d.Least {
		return Sum{}
	}
	return s
}

// All are the definitions, in the order in which they are shown.
func All() []Definition { return slices.Concat(definitions, ofComplaints, ofSurveys, ofTrainings) }

// Of finds a definition by its code.
func Of(code string) (Definition, bool) {
	for _, d := range All() {
		if d.Code == code {
			return d, true
		}
	}
	return Definition{}, false
}

// Place is where the definition stands among all; unknown codes come last.
func Place(code string) int {
	all := All()
	for i, d := range all {
		if d.Code == code {
			return i
		}
	}
	return len(all)
}
