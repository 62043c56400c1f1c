package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/riverqueue/river"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/event"
	"heed/rules/typeid"
)

// maxAttempts is how often a job is tried, over a day and a half, before it is dead.
const maxAttempts = 15

type reactionWorker struct {
	river.WorkerDefaults[reactionArgs]
	engine *Engine
}

// Work implements river.Worker.
func (w *reactionWorker) Work(ctx context.Context, job *river.Job[reactionArgs]) error {
	e, a := w.engine, job.Args
	for _, r := range e.reactions {
		if r.Name != a.Reaction {
			continue
		}
		ctx, err := e.Company(e.begin(ctx), a.Company)
		if err != nil {
			return gone(err)
		}
		ev, err := e.Client.Event.Query().Where(event.ID(a.Event)).Only(ctx)
		if err != nil {
			return gone(err)
		}
		if err := e.between("before"); err != nil {
			return err
		}
		if err := safely(func() error { return r.React(ctx, &e.Works, ev) }); err != nil {
			return err
		}
		worked(a.Reaction)
		return e.between("done")
	}
	return fmt.Errorf("jobs: this version knows no reaction %q", a.Reaction) // another process may
}

// Timeout implements river.Worker.
func (w *reactionWorker) Timeout(job *river.Job[reactionArgs]) time.Duration {
	for _, r := range w.engine.reactions {
		switch {
		case r.Name != job.Args.Reaction:
		case r.Long:
			return dutyTimeout
		case r.Mails:
			return letterTimeout
		}
	}
	return 0 // as all jobs
}

// gone cancels the job of what is no longer there: an erased company, a
// database that was restored to an older state.
func gone(err error) error {
	if ent.IsNotFound(err) {
		return river.JobCancel(err)
	}
	return err
}

// clockArgs says whose clocks are to be looked at.
type clockArgs struct {
	Company typeid.ID `json:"company"`
}

// Kind implements river.JobArgs.
func (clockArgs) Kind() string { return "clock_tick" }

type clockWorker struct {
	river.WorkerDefaults[clockArgs]
	engine *Engine
}

// Work implements river.Worker.
func (w *clockWorker) Work(ctx context.Context, job *river.Job[clockArgs]) error {
	ctx, err := w.engine.In(ctx, job.Args.Company)
	if err != nil {
		return gone(err)
	}
	if err := w.engine.tick(ctx, append(slices.Clone(ticks), w.engine.campaigns(), w.engine.mailNotices())); err != nil {
		return err
	}
	worked(clockArgs{}.Kind())
	return w.engine.between("ticked")
}

// NextRetry implements river.Worker: a clock that failed is not left alone for hours.
func (*clockWorker) NextRetry(*river.Job[clockArgs]) time.Time { return soon() }

// soon is when what time asks for is tried again.
func soon() time.Time { return time.Now().Add(15 * time.Second) }

// dutyArgs says which duty is to be done, for which period.
type dutyArgs struct {
	Company typeid.ID `json:"company,omitempty"` // none for what concerns no company
	Duty    string    `json:"duty"`
	Period  string    `json:"period"`
}

// Kind implements river.JobArgs.
func (dutyArgs) Kind() string { return "duty" }

type dutyWorker struct {
	river.WorkerDefaults[dutyArgs]
	engine *Engine
}

// Timeout implements river.Worker.
func (*dutyWorker) Timeout(*river.Job[dutyArgs]) time.Duration { return dutyTimeout }

// Work implements river.Worker.
func (w *dutyWorker) Work(ctx context.Context, job *river.Job[dutyArgs]) error {
	e, a := w.engine, job.Args
	for _, d := range e.duties {
		if d.Name != a.Duty {
			continue
		}
		ctx, err := e.within(ctx, a.Company)
		if err != nil {
			return gone(err)
		}
		if a.Company != everywhere && !d.Idle && !tenants.ConfigFrom(ctx).AtWork() {
			return nil
		}
		if err := safely(func() error { return d.Do(ctx, &e.Works) }); err != nil {
			return err
		}
		worked(a.Duty)
		return e.between("done")
	}
	return errors.New("jobs: this version knows no duty " + a.Duty)
}

// within is the context of work in a company, or everywhere.
func (e *Engine) within(ctx context.Context, company typeid.ID) (context.Context, error) {
	if company == everywhere {
		return e.begin(ctx), nil
	}
	return e.In(ctx, company)
}
