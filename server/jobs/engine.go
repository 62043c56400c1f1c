package jobs

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"heed/rules/typeid"
)

// Options is what an engine works with.
type Options struct {
	Works
	Queue     *Queue
	Reactions []Reaction    // nil: all of them
	Duties    []Duty        // nil: all of them
	Workers   int           // of each kind of job at once; 0: as the database likes
	Poll      time.Duration // how often the queue is asked; 0: each second
	Retry     river.ClientRetryPolicy
}

// Engine puts what follows from events and from the calendar into the queue and
// does what waits there. Every process may run one: there is no leader, and what
// two put in at once is in there once.
type Engine struct {
	Works
	queue     *Queue
	river     *river.Client[*sql.Tx]
	reactions []Reaction
	duties    []Duty
	types     []string // that some reaction waits for
	moved     moved
	gauged    time.Time // when the queue was last counted

	// between is called between two steps, so that tests can end the process there.
	between func(step string) error
}

// The queues, each with workers of its own: mails that are slow hold up no clock.
const (
	clockQueue    = "clocks"
	letterQueue   = "letters"
	reactionQueue = "reactions"
	dutyQueue     = "duties"
)

const (
	lookEvery   = time.Second
	lookPause   = 100 * time.Millisecond
	planEvery   = time.Minute
	stopWithin  = 10 * time.Second
	jobTimeout  = time.Minute
	dutyTimeout = 10 * time.Minute
	// letterTimeout leaves a mail server the whole time that delivery gives it.
	letterTimeout = 90 * time.Second
	rescueAfter   = 2 * time.Minute // a job whose process was killed is done again
	keepDone      = time.Hour       // far longer than a position takes to follow its jobs
	keepDead      = 30 * 24 * time.Hour
)

// New makes an engine; Run makes it go.
func New(o Options) (*Engine, error) {
	e := &Engine{
		Works: o.Works, queue: o.Queue, reactions: reactions, duties: duties,
		moved: newMoved(sweepEvery), between: func(string) error { return nil },
	}
	if o.Reactions != nil {
		e.reactions = o.Reactions
	}
	if o.Duties != nil {
		e.duties = o.Duties
	}
	for _, r := range e.reactions {
		e.types = append(e.types, r.Types...)
	}
	slices.Sort(e.types)
	e.types = slices.Compact(e.types)
	workers := river.NewWorkers()
	river.AddWorker(workers, &reactionWorker{engine: e})
	river.AddWorker(workers, &clockWorker{engine: e})
	river.AddWorker(workers, &dutyWorker{engine: e})
	river.AddWorker(workers, &letterWorker{engine: e})
	river.AddWorker(workers, &surveyWorker{engine: e})
	each := cmp.Or(o.Workers, 4)
	if o.Queue.schema == "" { // SQLite has one writer, and nobody tells what other processes write
		each = cmp.Or(o.Workers, 1)
		e.moved.every = 0
	}
	poll := cmp.Or(o.Poll, lookEvery)
	client, err := river.NewClient(o.Queue.driver, &river.Config{
		Schema: o.Queue.schema, Workers: workers, Logger: quiet(), ErrorHandler: &failures{}, PollOnly: true,
		Queues: map[string]river.QueueConfig{
			clockQueue: {MaxWorkers: each}, reactionQueue: {MaxWorkers: each}, dutyQueue: {MaxWorkers: each},
			letterQueue: {MaxWorkers: each},
		},
		FetchCooldown: min(poll, river.FetchCooldownDefault), FetchPollInterval: poll,
		JobTimeout: jobTimeout, RescueStuckJobsAfter: rescueAfter, RetryPolicy: o.Retry, MaxAttempts: maxAttempts,
		CompletedJobRetentionPeriod: keepDone, CancelledJobRetentionPeriod: keepDone, DiscardedJobRetentionPeriod: keepDead,
		ReindexerSchedule: river.NeverSchedule(), // takes an owner of the tables
	})
	if err != nil {
		return nil, err
	}
	e.river = client
	return e, nil
}

// Woken tells that a company's journal has grown, "" that any may have. It never blocks.
func (e *Engine) Woken(company typeid.ID) { e.moved.add(company) }

// Run works until the context ends, then lets jobs that run finish for a while.
// What does not is done again by whoever comes next.
func (e *Engine) Run(ctx context.Context) error {
	running, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	if err := e.river.Start(running); err != nil {
		return err
	}
	e.follow(ctx)
	stopping, cancel := context.WithTimeout(running, stopWithin)
	defer cancel()
	err := e.river.Stop(stopping)
	if errors.Is(err, context.DeadlineExceeded) {
		slog.WarnContext(ctx, "jobs are cut short; they will be done again")
		stopping, cancel := context.WithTimeout(running, stopWithin)
		defer cancel()
		err = e.river.StopAndCancel(stopping)
	}
	return err
}

// follow looks for work until the context ends: for what follows from events and
// what is due each second, and when it is woken; for duties each minute, beside that,
// so that many companies' duties hold up no clock.
func (e *Engine) follow(ctx context.Context) {
	var both sync.WaitGroup
	both.Go(func() { e.look(ctx, planEvery, nil, e.Plan) })
	both.Go(func() {
		e.look(ctx, lookEvery, e.moved.wake, e.Relay, e.Clocks, func(ctx context.Context) error { e.gauge(ctx); return nil })
	})
	both.Wait()
}

// look takes the steps again and again. Between two rounds there is a short pause,
// however often it is woken: what comes meanwhile is seen together.
func (e *Engine) look(ctx context.Context, every time.Duration, woken <-chan struct{}, steps ...func(context.Context) error) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for failing := false; ; {
		var failed []error
		for _, step := range steps {
			failed = append(failed, step(ctx))
		}
		err := errors.Join(failed...)
		if ctx.Err() != nil {
			return
		}
		if err != nil && !failing { // say it once
			slog.ErrorContext(ctx, "looking for jobs", "error", err)
		}
		if failing = err != nil; failing {
			lookFailures.Inc()
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(lookPause):
		}
		select {
		case <-ctx.Done():
			return
		case <-woken:
		case <-tick.C:
		}
	}
}

// insert puts jobs into the queue, and counts those that were not there.
func (e *Engine) insert(ctx context.Context, all []river.InsertManyParams) error {
	for len(all) > 0 {
		n := min(len(all), 500)
		made, err := e.river.InsertMany(ctx, all[:n])
		if err != nil {
			return err
		}
		for _, one := range made {
			if !one.UniqueSkippedAsDuplicate {
				inserted(one.Job)
			}
		}
		all = all[n:]
	}
	return nil
}

// inFlight are the states in which a job is still to be done or being done.
var inFlight = []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled,
}
