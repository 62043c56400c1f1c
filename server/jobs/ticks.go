package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"heed/app/engagement"
	"heed/app/journal"
	"heed/app/reports"
	"heed/app/requirements"
	"heed/app/surveys"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/app/touchpoints"
	"heed/app/training"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/viewer"
)

// Tick is what time itself asks of a company, to the minute. All ticks of a
// company are done together when the first has something due: a company
// with nothing due costs nothing (company_heads.next_due_at).
type Tick struct {
	Name string
	// Do does what is due now, and comes to the same when it is done again.
	Do func(ctx context.Context, w *Works) error
	// Next is when there is something due again, database.Never for nothing. Whatever
	// makes something due earlier says so with journal.DueBy.
	Next func(ctx context.Context, tx *ent.Tx) (time.Time, error)
	// Idle has it done for companies that are not at work, too.
	Idle bool
}

// idleLook is how long a company that is not at work is left alone.
const idleLook = time.Hour

// tick does what is due in the context's company, and finds out when to look
// next. Stopped in between, the company is still due. What fails holds up nothing
// else, and is tried again with the job.
func (w *Works) tick(ctx context.Context, ticks []Tick) error {
	atWork := tenants.ConfigFrom(ctx).AtWork()
	if !atWork { // later everything is done
		ticks = slices.DeleteFunc(slices.Clone(ticks), func(t Tick) bool { return !t.Idle })
	}
	var failed []error
	for _, t := range ticks {
		if err := safely(func() error { return t.Do(ctx, w) }); err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", t.Name, err))
		}
	}
	if len(failed) > 0 {
		return errors.Join(failed...)
	}
	_, err := w.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		journal.DueAgain(ctx, func(ctx context.Context) (time.Time, error) { return nextOf(ctx, tx, atWork, ticks) })
		return nil
	})
	return err
}

func nextOf(ctx context.Context, tx *ent.Tx, atWork bool, ticks []Tick) (time.Time, error) {
	next := database.Never
	if !atWork {
		next = viewer.Now(ctx).Add(idleLook)
	}
	for _, t := range ticks {
		at, err := t.Next(ctx, tx)
		if err != nil {
			return next, err
		}
		if at.Before(next) {
			next = at
		}
	}
	return next, nil
}

// clocks warn, are breached and go up; requirements close in silence.
var clocks = Tick{
	Name: "clocks",
	Do:   func(ctx context.Context, w *Works) error { return requirements.Tick(ctx, w.Journal) },
	Next: requirements.NextDue,
}

// tasksDue reminds of tasks a working day before, and misses those whose time
// has passed.
var tasksDue = Tick{
	Name: "tasks_due",
	Do:   func(ctx context.Context, w *Works) error { return tasks.TickAll(ctx, w.Journal, engagement.Evidence) },
	Next: tasks.NextDue,
}

// consequences are what hangs on the approvals of all topics.
var consequences = requirements.Consequences.And(reports.Consequences, touchpoints.Consequences, surveys.TemplateConsequences, training.Consequences)

// approvalsExpire ends the requests for approval that nobody has decided in time.
var approvalsExpire = Tick{
	Name: "approvals_expire",
	Do:   func(ctx context.Context, w *Works) error { return consequences.Expire(ctx, w.Journal) },
	Next: tasks.NextExpiry,
}

// mailNotices has the letters of notices that are due sent, by workers of their
// own: a mail server that is slow or away holds up no clock. Until they are taken up
// the company is looked at again and again.
func (e *Engine) mailNotices() Tick {
	return Tick{Name: "mail_notices", Do: func(ctx context.Context, _ *Works) error { return e.queueLetters(ctx) }, Next: nextLetters, Idle: true}
}
