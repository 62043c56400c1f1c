package jobs

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/riverqueue/river"

	"heed/app/notices"
	"heed/ent"
	"heed/rules/typeid"
	"heed/rules/viewer"
	"heed/server/delivery"
)

// letterArgs says whose letters of notices are to be sent.
type letterArgs struct {
	Company typeid.ID `json:"company"`
}

// Kind implements river.JobArgs.
func (letterArgs) Kind() string { return "mail_notices" }

// lettersAgain is how long a company whose letters wait for a worker is left alone.
// Letters that come meanwhile are looked at when they are due.
const lettersAgain = 15 * time.Second

// nextLetters is when the company is to be looked at for letters again.
func nextLetters(ctx context.Context, tx *ent.Tx) (time.Time, error) {
	at, err := notices.NextMail(ctx, tx.Client())
	if now := viewer.Now(ctx); err == nil && !at.After(now) { // they are in the queue already
		at = now.Add(lettersAgain)
	}
	return at, err
}

// queueLetters has the letters of the context's company sent, if one is due.
func (e *Engine) queueLetters(ctx context.Context) error {
	due, err := notices.NextMail(ctx, e.Client)
	if err != nil || due.After(viewer.Now(ctx)) {
		return err
	}
	return e.insert(ctx, []river.InsertManyParams{{
		Args:       letterArgs{Company: viewer.Tenant(ctx)},
		InsertOpts: &river.InsertOpts{Queue: letterQueue, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: inFlight}},
	}})
}

type letterWorker struct {
	river.WorkerDefaults[letterArgs]
	engine *Engine
}

// Work implements river.Worker.
func (w *letterWorker) Work(ctx context.Context, job *river.Job[letterArgs]) error {
	own, err := w.engine.In(ctx, job.Args.Company)
	if err != nil {
		return gone(err)
	}
	if err := sendNotices(own, &w.engine.Works, letterBudget, w.engine.between); err != nil {
		return err
	}
	worked(letterArgs{}.Kind())
	return w.engine.between("sent")
}

// NextRetry implements river.Worker.
func (*letterWorker) NextRetry(*river.Job[letterArgs]) time.Time { return soon() }

// Timeout implements river.Worker.
func (*letterWorker) Timeout(*river.Job[letterArgs]) time.Duration { return dutyTimeout }

// letterBudget is how long one job goes on taking letters up; what is left stays due.
const letterBudget = time.Minute

// sendNotices sends the letters of notices that are due. What is sent twice,
// because the process ended between sending and noting it, has one Message-ID.
func sendNotices(ctx context.Context, w *Works, budget time.Duration, between func(step string) error) error {
	for until := time.Now().Add(budget); time.Now().Before(until); {
		letters, err := notices.TakeUp(ctx, w.Journal, w.appURL())
		if err != nil || len(letters) == 0 {
			return err
		}
		for _, l := range letters {
			failure := w.sends(ctx, delivery.Letter{To: l.To, Subject: l.Subject, Text: l.Text, ID: "notices-" + string(l.ID), Calendar: l.Calendar})
			if failure != nil && ctx.Err() != nil { // the work ends here: whether it was sent is not known
				return errors.Join(ctx.Err(), failure)
			}
			if failure != nil {
				slog.WarnContext(ctx, "a letter of notices was not sent", "letter", l.ID, "tenant", viewer.Tenant(ctx),
					"refused", delivery.Refused(failure), "error", safe(failure))
			}
			if err := between("posted"); err != nil {
				return err
			}
			if err := notices.Settle(context.WithoutCancel(ctx), w.Journal, l, failure, delivery.Refused(failure)); err != nil {
				return err
			}
		}
	}
	return nil
}
