package sessions

import (
	"context"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"entgo.io/ent/dialect"

	"heed/app/journal"
	"heed/app/password"
	"heed/ent/database"
	"heed/ent/vault"
	"heed/rules/typeid"
)

// issuer is who makes the tokens, and whom they are for.
const issuer = "heed"

// Process is what a process that works with companies has one of: the journal
// and its feed, who is known, and the desk. It is made by Start only, so that
// every process forgets and wakes in the same way.
type Process struct {
	Journal *journal.Journal
	Feed    *journal.Feed
	Who     *Who
	Desk    *Desk

	stop  context.CancelFunc
	wg    sync.WaitGroup
	grown atomic.Pointer[func(tenant typeid.ID)]
}

// OnGrown sets whom else it wakes that a company's journal has grown, by this
// process or another: the jobs. The function must not block; it is given "" when any
// may have grown.
func (p *Process) OnGrown(woken func(tenant typeid.ID)) { p.grown.Store(&woken) }

func (p *Process) wakeMore(tenant typeid.ID) {
	if woken := p.grown.Load(); woken != nil {
		(*woken)(tenant)
	}
}

// ProcessOptions is what a process works with.
type ProcessOptions struct {
	DB     *database.DB // with the scopes of records installed
	URL    string       // of PostgreSQL, where the other replicas are heard
	Keys   *vault.Keys
	Hasher *password.Hasher // nil: of the usual cost, as many at once as processors
	Now    func() time.Time // of the feed
}

// Start makes the parts of a process, joins them, and lets the feed and, on
// PostgreSQL, the notices to and from other replicas go until Stop.
func Start(ctx context.Context, o ProcessOptions) (*Process, error) {
	who, err := NewWho(o.DB.Client)
	if err != nil {
		return nil, err
	}
	if o.Hasher == nil {
		o.Hasher = password.NewHasher(password.DefaultCost, runtime.GOMAXPROCS(0))
	}
	p := &Process{Who: who, Feed: journal.NewFeed(journal.FeedOptions{
		Client: o.DB.Client, Now: o.Now, Changed: who.Changed, Ended: who.Ended, Others: who.Companies, Lost: who.Forget,
	})}
	ctx, p.stop = context.WithCancel(context.WithoutCancel(ctx))
	p.wg.Go(func() { p.Feed.Run(ctx) })
	p.Journal = journal.New(o.DB.Client, p.replicas(ctx, o)...)
	p.Journal.OnConfig(p.Feed.Own)
	p.Desk = &Desk{Journal: p.Journal, Hasher: o.Hasher, Keys: o.Keys, Ring: NewRing(p.Journal, o.Keys, issuer, issuer)}
	return p, nil
}

// replicas are whom a commit wakes: the listeners of this process and, on
// PostgreSQL, the other processes, which wake this one in turn.
func (p *Process) replicas(ctx context.Context, o ProcessOptions) []func(tenant typeid.ID) {
	if o.DB.Dialect != dialect.Postgres {
		return []func(tenant typeid.ID){p.Feed.Committed, p.wakeMore}
	}
	notifier := database.NewNotifier(o.DB.SQL)
	p.wg.Go(func() { notifier.Run(ctx) })
	p.wg.Go(func() {
		heard := func(tenant typeid.ID) {
			if tenant != "" { // the feed looks at all by itself
				p.Feed.Wake(tenant)
			}
			p.wakeMore(tenant)
		}
		if err := notifier.Listen(ctx, o.URL, heard); err != nil {
			slog.WarnContext(ctx, "listening to other replicas; the feed looks twice a second, and jobs each second, instead", "error", err)
			p.deaf(ctx)
		}
	})
	return []func(tenant typeid.ID){p.Feed.Committed, p.wakeMore, notifier.Notify}
}

// deafLook is how often it tells that any journal may have grown when it cannot hear
// the other processes.
const deafLook = time.Second

func (p *Process) deaf(ctx context.Context) {
	tick := time.NewTicker(deafLook)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			p.wakeMore("")
		}
	}
}

// Stop ends what runs, and waits for it.
func (p *Process) Stop() {
	p.stop()
	p.wg.Wait()
}
