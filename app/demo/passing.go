package demo

import (
	"context"
	"fmt"
	"time"

	"heed/app/complaints"
	"heed/app/engagement"
	"heed/app/findings"
	"heed/app/inspections"
	"heed/app/journal"
	"heed/app/meetings"
	"heed/app/reports"
	"heed/app/requirements"
	"heed/app/surveys"
	"heed/app/tasks"
	"heed/app/touchpoints"
	"heed/app/training"
	"heed/ent"
	"heed/ent/companyhead"
	"heed/ent/database"
)

// consequences are what hangs on the approvals that expire.
var consequences = requirements.Consequences.And(reports.Consequences, touchpoints.Consequences, surveys.TemplateConsequences, training.Consequences)

// pass lets time pass up to the instant: clocks warn and are breached, requirements
// are closed in silence, tasks are missed and approvals expire, each at its time, as
// they do while the server runs.
func (w *world) pass(ctx context.Context, until time.Time) error {
	client := w.Journal.Client()
	for {
		head, err := client.CompanyHead.Query().Where(companyhead.CompanyID(w.config.Tenant.ID)).Select(companyhead.FieldNextDueAt).Only(ctx)
		if err != nil {
			return fmt.Errorf("demo: looking for what is due: %w", err)
		}
		at := head.NextDueAt
		if at.After(until) {
			return nil
		}
		if at.Before(w.passed) { // it was said that something had been due earlier
			at = w.passed
		}
		w.passed = at
		if err := w.tick(w.as(ctx, system, at)); err != nil {
			return fmt.Errorf("demo: what was due at %s: %w", at.Format(time.DateTime), err)
		}
	}
}

// tick does what is due, and finds out when there is something due again.
func (w *world) tick(ctx context.Context) error {
	if err := requirements.Tick(ctx, w.Journal); err != nil {
		return err
	}
	if err := tasks.TickAll(ctx, w.Journal, engagement.Evidence); err != nil {
		return err
	}
	if err := consequences.Expire(ctx, w.Journal); err != nil {
		return err
	}
	if err := surveys.Tick(ctx, w.Journal, w.Journal.Client(), delivered, func() bool { return false }, func(string) error { return nil }); err != nil {
		return err
	}
	_, err := w.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		journal.DueAgain(ctx, func(ctx context.Context) (time.Time, error) {
			next := database.Never
			for _, due := range []func(context.Context, *ent.Tx) (time.Time, error){requirements.NextDue, tasks.NextDue, tasks.NextExpiry, surveys.NextDue} {
				at, err := due(ctx, tx)
				if err != nil {
					return next, err
				}
				if at.Before(next) {
					next = at
				}
			}
			return next, nil
		})
		return nil
	})
	return err
}

// delivered says of the letters of the past that they have come to their readers.
func delivered(context.Context, surveys.Letter) (surveys.Posted, string) {
	return surveys.PostedSent, ""
}

// daysTold is on how many days before this one the members were told what each
// morning brings.
const daysTold = 7

// mornings plans what each of the last days began with: customers who have heard
// nothing, requirements that are about to be closed, meetings and actions that are due,
// standards that are to be looked at again, inspections that are planned or were missed.
func (w *world) mornings(now time.Time) []*step {
	var all []*step
	local := now.In(w.config.Zone)
	for back := daysTold; back >= 0; back-- {
		day := time.Date(local.Year(), local.Month(), local.Day()-back, 9, 0, 0, 0, w.config.Zone).UTC()
		for _, tell := range []func(context.Context, *journal.Journal) error{
			requirements.TellSilence, complaints.TellSilence, requirements.TellClosing, meetings.Remind, findings.Remind, touchpoints.RemindReviews,
			inspections.Tend,
		} {
			all = append(all, &step{at: day, who: system, act: "tell in the morning", alone: func(ctx context.Context) error { return tell(ctx, w.Journal) }})
		}
	}
	return until(all, now)
}
