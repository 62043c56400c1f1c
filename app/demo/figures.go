package demo

import (
	"context"
	"time"

	"heed/app/indicators"
	"heed/ent"
	"heed/ent/indicator"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/sla"
)

// aims are what the committee aims at, and who answers for it.
var aims = []struct {
	code  string
	aim   float64
	owner string
}{
	{score.ResponseOnTimeRate, 0.95, headService},
	{score.ResponseTimeRatio, 0.8, headService},
	{score.CompletionRate, 0.85, management},
	{score.CompletionRateTotal, 0.6, management},
	{score.RequirementSatisfaction, 4.2, management},
	{score.RequirementSatisfactionTop, 0.8, management},
	{score.EntryTimeliness, 0.9, headSales},
	{score.NeedCollection, 1, headSales},
	{score.ComplaintRate, 0.05, management},
	{score.ComplaintOnTimeRate, 0.95, headService},
	{score.ComplaintAcceptanceRate, 0.9, headService},
	{score.ComplaintRecurrenceRate, 0.05, management},
	{score.RepurchaseRate, 0.5, headSales},
	{score.DeliveryPerfectRate, 0.95, headSales},
	{score.TouchpointCompliance, 0.9, management},
	{score.InspectionPlanRate, 1, management},
	{score.SurveyResponseRate, 0.3, management},
	{score.NeedConversionRate, 0.4, headSales},
	{score.SatisfactionChange, 0, management},
	{score.Tidy48hRate, 0.95, headService},
	{score.WarnFollowUp24h, 1, headService},
	{score.MaintenancePlanRate, 0.9, headSales},
	{score.ExperienceSatisfaction, 4, management},
	{score.Loyalty, 0.3, management},
	{score.TrainingCoverage, 0.9, headHR},
	{score.TrainingPassRate, 0.9, headHR},
	{score.TrainingScore, 0.75, headHR},
	{score.TrainingFeedback, 4, headHR},
	{score.TrainingHours, 2, headHR},
	{score.RetrainingOverdueRate, 0.1, headHR},
}

// figures plans the aims of indicators, early in the year, and the snapshots of each
// month, quarter and half-year on the first working day after it.
func (w *world) figures(now time.Time) []*step {
	var all []*step
	begun := w.working(founding(now).Add(72*time.Hour), 60)
	for _, a := range aims {
		all = append(all, &step{at: begun, who: management, act: "charge", do: func(ctx context.Context, tx *ent.Tx) error {
			row, err := tx.Indicator.Query().Where(indicator.Code(a.code)).Only(ctx)
			if err == nil {
				_, err = indicators.Update(ctx, tx, indicators.UpdateInput{ID: row.ID, ExpectedVersion: row.Version, OwnerID: new(w.id(a.owner))})
			}
			return err
		}}, &step{at: begun.Add(time.Hour), who: committee, act: "aim", do: func(ctx context.Context, tx *ent.Tx) error {
			row, err := tx.Indicator.Query().Where(indicator.Code(a.code)).Only(ctx)
			if err == nil {
				_, err = indicators.SetTarget(ctx, tx, indicators.TargetSetInput{ID: row.ID, ExpectedVersion: row.Version, Target: &a.aim})
			}
			return err
		}})
	}
	all = append(all, &step{at: w.working(now.AddDate(0, 0, -100), 60), who: committee, act: "aim at a touchpoint", do: func(ctx context.Context, tx *ent.Tx) error {
		row, err := tx.Indicator.Query().Where(indicator.Code(score.TouchpointCompliance)).Only(ctx)
		if err != nil {
			return err
		}
		on, err := named(ctx, tx, []string{"售后热线"})
		if err != nil {
			return err
		}
		_, err = indicators.SetTarget(ctx, tx, indicators.TargetSetInput{ID: row.ID, ExpectedVersion: row.Version, Target: new(0.95), TouchpointID: &on[0]})
		return err
	}})
	for _, kind := range []flow.Period{flow.PeriodMonth, flow.PeriodQuarter, flow.PeriodHalfYear} {
		for span := score.At(kind, founding(now), w.config.Zone); span.To.Before(now); span = span.Next() {
			workday := w.due(span.To, sla.Limit{Amount: 1, Unit: sla.UnitWorkingDay}).In(w.config.Zone)
			at := time.Date(workday.Year(), workday.Month(), workday.Day(), 6, 0, 0, 0, w.config.Zone)
			if !at.Before(now) {
				continue
			}
			all = append(all, &step{at: at.UTC(), who: system, act: "keep", do: func(ctx context.Context, tx *ent.Tx) error {
				return indicators.SnapshotIn(ctx, tx, span)
			}})
		}
	}
	return all
}
