package sessions

import (
	"context"
	"sync"
	"time"

	"heed/app/limit"
	"heed/rules/fault"
	"heed/rules/viewer"
)

// The limits of what is public. Wrong guesses count for the account at one
// address first, so that nobody far away can keep its owner out; for the account
// alone only when there are very many.
var (
	perPlace   = limit.Limit{Kind: "account and address", Most: 10, Window: 15 * time.Minute} // failed
	perAccount = limit.Limit{Kind: "account", Most: 100, Window: 15 * time.Minute}            // failed
	perAddress = limit.Limit{Kind: "address", Most: 100, Window: 15 * time.Minute}            // failed
	perTries   = limit.Limit{Kind: "attempts", Most: 300, Window: 15 * time.Minute}           // all, of an address
	perChange  = limit.Limit{Kind: "password change", Most: 10, Window: 15 * time.Minute}     // failed, of who is signed in
	perSignUp  = limit.Limit{Kind: "sign-up", Most: 60, Window: time.Hour}                    // companies, of an address
)

// from is the network that the request came from.
func from(ctx context.Context) string { return limit.Network(viewer.Address(ctx)) }

// limited refuses when the account or the address has failed too often.
func (d *Desk) limited(ctx context.Context, email string) error {
	client := d.Journal.Client()
	if err := perPlace.Check(ctx, client, limit.Of(email, from(ctx))); err != nil {
		return err
	}
	if err := perAccount.Check(ctx, client, email); err != nil {
		return err
	}
	return perAddress.Check(ctx, client, from(ctx))
}

// failed counts a failure and gives the answer to it.
func (d *Desk) failed(ctx context.Context, email string) error {
	if err := perPlace.Count(ctx, d.Journal, limit.Of(email, from(ctx))); err != nil {
		return err
	}
	if err := perAccount.Count(ctx, d.Journal, email); err != nil {
		return err
	}
	if err := perAddress.Count(ctx, d.Journal, from(ctx)); err != nil {
		return err
	}
	return wrong()
}

// How many guesses at one account are looked at together, and how many more
// may wait: guesses that come at once are counted before many are answered, and
// one account does not take all the hashing.
const (
	guessesAtOnce  = 2
	guessesWaiting = 32
)

// turns lets only so many at once pass for each key.
type turns struct {
	mu    sync.Mutex
	doors map[string]*door
}

type door struct {
	users int // inside and waiting
	gate  chan struct{}
}

// enter waits for a turn; leave ends it.
func (t *turns) enter(ctx context.Context, key string) (leave func(), err error) {
	t.mu.Lock()
	if t.doors == nil {
		t.doors = map[string]*door{}
	}
	d := t.doors[key]
	if d == nil {
		d = &door{gate: make(chan struct{}, guessesAtOnce)}
		t.doors[key] = d
	}
	if d.users >= guessesAtOnce+guessesWaiting {
		t.mu.Unlock()
		return nil, fault.RateLimited()
	}
	d.users++
	t.mu.Unlock()
	gone := func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		if d.users--; d.users == 0 {
			delete(t.doors, key)
		}
	}
	select {
	case d.gate <- struct{}{}:
		return func() { <-d.gate; gone() }, nil
	case <-ctx.Done():
		gone()
		return nil, fault.Unavailable().Because(ctx.Err())
	}
}
