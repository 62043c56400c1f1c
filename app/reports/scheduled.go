package reports

import (
	"context"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/viewer"
)

// scheduled are the reports that the calendar makes: of the period of so many months that is
// over. Their keys begin with the word.
var scheduled = []struct {
	typ    flow.ReportType
	months int
	word   string
}{
	{flow.ReportMonthlyIndicators, 1, "monthly"},     // D0-63
	{flow.ReportSurveyEffect, 3, "survey effect"},    // D3-31
	{flow.ReportExperienceAnalysis, 6, "experience"}, // D2-40, D2-42
}

// Scheduled makes the reports of the last month, quarter and half-year, from the first
// working day after them on, each once: a company that was not there then has none. Records
// report.generated.
func Scheduled(ctx context.Context, j *journal.Journal, figures Indicators) error {
	c := tenants.ConfigFrom(ctx)
	now := viewer.Now(ctx).In(c.Zone)
	if !c.AtWork() {
		return nil
	}
	for _, s := range scheduled {
		month := int(now.Month()) - 1
		end := score.Midnight(now.Year(), time.Month(month-month%s.months+1), 1, c.Zone)
		if !worked(c, end, now) || !c.Tenant.CreatedAt.Before(end) {
			continue
		}
		begin := score.Midnight(end.Year(), end.Month()-time.Month(s.months), 1, c.Zone)
		d := draft{typ: s.typ, period: period{begin.UTC(), end.UTC()}, key: s.word + " " + begin.Format("2006-01")}
		if _, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			made, err := keyed(ctx, tx, d.key)
			if err != nil || made {
				return err
			}
			_, err = d.make(ctx, tx, figures)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}
