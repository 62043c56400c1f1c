package jobs

import (
	"context"
	"errors"
	"fmt"

	"heed/app/tenants"
	"heed/rules/typeid"
)

// Now does here and now what time asks of a company: its ticks, the duties of the day
// whose hour has come on its clock, and what follows from its events after a
// position. It gives the position it has come to. Tests use it, as Drain; a worker goes
// by the queue.
func Now(ctx context.Context, w *Works, company typeid.ID, after int64) (int64, error) {
	within, err := w.In(ctx, company)
	if err != nil {
		return after, err
	}
	failed := []error{w.tick(within, ticks), runCampaigns(within, w, surveyBudget, func(string) error { return nil })}
	hour := w.Now().In(tenants.ConfigFrom(within).Zone).Hour()
	for _, d := range duties {
		if d.Everywhere || d.Hour > hour {
			continue
		}
		if within, err = w.In(ctx, company); err == nil { // a duty may have changed it
			err = d.Do(within, w)
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", d.Name, err))
		}
	}
	after, err = Drain(ctx, w, company, after)
	return after, errors.Join(append(failed, err)...)
}
