package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"heed/ent"
	"heed/ent/companyhead"
	"heed/ent/tenant"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// clocksAtOnce is how many companies one look sends to their clocks.
const clocksAtOnce = 500

// Clocks sends the companies to their clocks that have something due. While a
// company's job waits or runs no second one is made.
func (e *Engine) Clocks(ctx context.Context) error {
	now, last := e.Now(), (*ent.CompanyHead)(nil)
	for ctx.Err() == nil {
		q := e.Client.CompanyHead.Query().Where(companyhead.NextDueAtLTE(now.UTC()))
		if last != nil { // also behind companies whose clocks cannot be looked at
			q.Where(companyhead.Or(companyhead.NextDueAtGT(last.NextDueAt), companyhead.And(companyhead.NextDueAt(last.NextDueAt), companyhead.IDGT(last.ID))))
		}
		heads, err := q.Order(companyhead.ByNextDueAt(), companyhead.ByID()).Limit(clocksAtOnce).
			Select(companyhead.FieldCompanyID, companyhead.FieldNextDueAt).All(viewer.WithNow(ctx, now))
		if err != nil {
			return fmt.Errorf("jobs: looking for clocks: %w", err)
		}
		if err := e.queueClocks(ctx, heads); err != nil || len(heads) < clocksAtOnce {
			return err
		}
		last = heads[len(heads)-1]
	}
	return ctx.Err()
}

func (e *Engine) queueClocks(ctx context.Context, heads []*ent.CompanyHead) error {
	all := make([]river.InsertManyParams, len(heads))
	for i, h := range heads {
		all[i] = river.InsertManyParams{
			Args:       clockArgs{Company: h.CompanyID},
			InsertOpts: &river.InsertOpts{Queue: clockQueue, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: inFlight}},
		}
	}
	return e.insert(ctx, all)
}

// Plan puts each duty whose hour has come into the queue, once a day and company.
// After downtime the present day is done, not those that were missed.
func (e *Engine) Plan(ctx context.Context) error {
	ctx = viewer.WithNow(ctx, e.Now())
	var failed []error
	for _, d := range e.duties {
		if err := e.planDuty(ctx, d); err != nil {
			failed = append(failed, fmt.Errorf("jobs: planning %s: %w", d.Name, err))
		}
	}
	return errors.Join(failed...)
}

func (e *Engine) planDuty(ctx context.Context, d Duty) error {
	now := viewer.Now(ctx)
	for ctx.Err() == nil {
		look := dueDuties
		if d.Everywhere {
			look = dueEverywhere
		}
		all, err := look(ctx, e.Client, d.Name, now)
		if err != nil {
			return err
		}
		var failed []error
		for _, m := range all {
			if err := e.planFor(ctx, d, m, now); err != nil { // no other company's concern
				failed = append(failed, fmt.Errorf("company %q: %w", m.company, err))
			}
		}
		if len(failed) > 0 || len(all) < dutyAtOnce {
			return errors.Join(failed...)
		}
	}
	return ctx.Err()
}

func (e *Engine) planFor(ctx context.Context, d Duty, m marked, now time.Time) error {
	zone, err := e.zoneOf(ctx, m.company)
	if err != nil {
		return err
	}
	period := d.period(now.In(zone))
	if period != m.period {
		err := e.insert(ctx, []river.InsertManyParams{{
			Args:       dutyArgs{Company: m.company, Duty: d.Name, Period: period},
			InsertOpts: &river.InsertOpts{Queue: dutyQueue, UniqueOpts: river.UniqueOpts{ByArgs: true}},
		}})
		if err != nil {
			return err
		}
		if err := e.between("planned"); err != nil {
			return err
		}
	}
	return mark(ctx, e.Client, m.company, d.Name, period, d.nextLook(now.In(zone)))
}

// zoneOf is the company's time zone. It is asked for often: nothing else is read.
func (e *Engine) zoneOf(ctx context.Context, company typeid.ID) (*time.Location, error) {
	if company == everywhere {
		return time.UTC, nil
	}
	c, err := e.Client.Tenant.Query().Where(tenant.ID(company)).Select(tenant.FieldTimezone).Only(viewer.AsSystem(ctx, company))
	if err != nil {
		return nil, err
	}
	return time.LoadLocation(c.Timezone)
}

// period is the day that the duty is done for at an instant of the company's time:
// until the hour it is still that of the day before. It goes by the clock on the
// wall, whatever the zone does to it that day.
func (d Duty) period(now time.Time) string {
	day := now.Day()
	if now.Hour() < d.Hour {
		day--
	}
	return time.Date(now.Year(), now.Month(), day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// nextLook is when the period is the next one.
func (d Duty) nextLook(now time.Time) time.Time {
	day := now.Day()
	if now.Hour() >= d.Hour {
		day++
	}
	at := time.Date(now.Year(), now.Month(), day, d.Hour, 0, 0, 0, now.Location())
	for d.period(at) == d.period(now) { // the clock leaves the hour out that day
		at = at.Add(time.Hour)
	}
	return at.UTC()
}
