package jobs

import (
	"time"

	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/typeid"
)

// figure is what an indicator is made of.
type figure struct {
	above, below float64
	sample       int
}

func (f *figure) add(above, below float64) {
	f.above, f.below, f.sample = f.above+above, f.below+below, f.sample+1
}

// good adds a record to a share.
func (f *figure) good(is bool) {
	above := 0.0
	if is {
		above = 1
	}
	f.add(above, 1)
}

// count counts an indicator of a period as the model defines it (model 4), of a
// department or, for "", of the company.
func (f *fold) count(code string, span score.Span, department typeid.ID) (is figure) {
	led := func(r *need) bool { return department == "" || r.lead == department }
	switch code {
	case score.ResponseOnTimeRate:
		for _, c := range f.clocks {
			if led(c.of) && !c.cancelled && !c.waiting() && span.Holds(c.due) && (c.stopped != nil || !c.due.After(f.asked)) {
				is.good(c.stopped != nil && !c.stopped.After(c.due))
			}
		}
	case score.ResponseTimeRatio:
		for _, c := range f.clocks {
			if led(c.of) && !c.cancelled && c.stopped != nil && span.Holds(*c.stopped) {
				is.add(float64(f.almanac.spent(c.promise, c.from, *c.stopped, c.rests)), float64(c.promise.allows()))
			}
		}
		is.above, is.below = is.above/60, is.below/60
	case score.RequirementSatisfaction, score.RequirementSatisfactionTop:
		for _, r := range f.requirements {
			for _, given := range r.ratings {
				if !led(r) || !span.Holds(given.at) {
					continue
				}
				if code == score.RequirementSatisfaction {
					is.add(float64(given.score), 1)
				} else {
					is.good(given.score >= 4)
				}
			}
		}
	case score.TouchpointCompliance, score.InspectionPlanRate: // the year inspects nothing
	case score.NeedCollection:
		for id, c := range f.customers {
			if department != "" && c.of != department || !c.made.Before(span.To) {
				continue
			}
			key := c.tier == "KEY" || c.tier == "STRATEGIC"
			if key == (span.Period == flow.PeriodMonth) {
				is.good(f.talked(id, span, key))
			}
		}
	case score.ComplaintRate: // nobody orders, and nobody complains
		for _, c := range f.customers {
			if (department == "" || c.of == department) && c.made.Before(span.To) {
				is.below++
			}
		}
	case score.ComplaintOnTimeRate, score.ComplaintAcceptanceRate, score.ComplaintRecurrenceRate, score.RepurchaseRate, score.DeliveryPerfectRate:
	case score.SurveyResponseRate, score.NeedConversionRate, score.SatisfactionChange, score.Tidy48hRate, score.WarnFollowUp24h, score.MaintenancePlanRate,
		score.ExperienceSatisfaction, score.Loyalty: // it asks nothing
	case score.TrainingCoverage, score.TrainingPassRate, score.TrainingScore, score.TrainingFeedback, score.TrainingHours, score.RetrainingOverdueRate:
		return f.trained(code, span, desk{department, ""})
	default:
		for _, r := range f.requirements {
			if led(r) {
				f.countNeed(&is, code, span, r)
			}
		}
	}
	return is
}

// countNeed counts a requirement for the indicators that rest on those received.
func (f *fold) countNeed(is *figure, code string, span score.Span, r *need) {
	if r.received == nil || !r.received.Before(span.To) || r.state == "DRAFT" || r.state == "MERGED" {
		return
	}
	closed := r.state == "CLOSED" && r.closed.Before(span.To)
	switch within := span.Holds(*r.received); {
	case code == score.CompletionRateTotal:
		is.good(closed)
	case code == score.CompletionRate && within && r.state != "REJECTED":
		is.good(closed)
	case code == score.EntryTimeliness && within:
		is.good(r.made.Sub(r.collected) <= 24*time.Hour)
	}
}

// talked tells whether there was a talk with the customer in the period, and an
// in-depth one where it takes that.
func (f *fold) talked(with typeid.ID, span score.Span, inDepth bool) bool {
	for _, t := range f.talks {
		if t.with == with && span.Holds(t.at) && (t.inDepth || !inDepth) {
			return true
		}
	}
	return false
}
