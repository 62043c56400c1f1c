// Command sockets opens thousands of subscriptions to one `heed serve` on
// PostgreSQL, tells how soon changes arrive at all of them, and fails where a
// client that does not read stays, or where those who have left leave something
// behind: make sockets.
//
// It finds the binary in HEED_BINARY and the database, as e2e/postgres makes it,
// in HEED_E2E_DATABASE_URL and HEED_E2E_OWNER_URL.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"
)

// settings are the flags.
type settings struct {
	sockets, changes int
	every            time.Duration
	aim              time.Duration
}

func main() {
	var s settings
	flag.IntVar(&s.sockets, "sockets", 5000, "subscribers")
	flag.IntVar(&s.changes, "changes", 30, "changes that are measured")
	flag.DurationVar(&s.every, "every", time.Second, "from one change to the next")
	flag.DurationVar(&s.aim, "aim", 250*time.Millisecond, "fail where the p99 of deliveries is above this")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, s); err != nil {
		fmt.Fprintln(os.Stderr, "sockets:", err)
		stop()
		os.Exit(1) //nolint:gocritic // stop has run
	}
}

// dropTime is how long a client that does not read may stay, and leaveTime how
// long the server may take to forget those who have left.
const (
	dropTime  = 30 * time.Second
	leaveTime = 30 * time.Second
)

func run(ctx context.Context, s settings) (err error) {
	h, err := serve(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.stop()) }()
	if err := h.register(ctx); err != nil {
		return err
	}
	// What the server keeps from its first sockets on is no leak.
	if err := h.visit(ctx, min(s.sockets, 200)); err != nil {
		return err
	}
	before, err := h.settled(ctx)
	if err != nil {
		return err
	}

	began := time.Now()
	c, err := gather(ctx, h, s.sockets)
	if err != nil {
		return err
	}
	fmt.Printf("%d sockets opened in %v\n", s.sockets, time.Since(began).Round(100*time.Millisecond))
	open, err := h.figures(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("with them: %s\n", open)
	p99, err := c.measure(ctx, h, s)
	if err != nil {
		return err
	}
	if err := c.stall(ctx, h); err != nil {
		return err
	}
	if err := c.leave(); err != nil {
		return err
	}
	after, took, err := h.back(ctx, before)
	if err != nil {
		return err
	}
	fmt.Printf("before: %s; %v after they had left: %s\n", before, took.Round(100*time.Millisecond), after)
	if p99 > s.aim {
		return fmt.Errorf("the p99 of deliveries is %v, the aim %v", p99, s.aim)
	}
	return nil
}

// measure makes the changes and tells how long each took to each subscriber.
func (c *crowd) measure(ctx context.Context, h *heed, s settings) (p99 time.Duration, err error) {
	var all []time.Duration
	for i := range s.changes {
		next := time.After(s.every)
		took, err := c.change(ctx, h, i)
		if err != nil {
			return 0, err
		}
		all = append(all, took...)
		<-next
	}
	slices.Sort(all)
	at := func(share float64) time.Duration {
		return all[int(share*float64(len(all)-1))].Round(100 * time.Microsecond)
	}
	fmt.Printf("%d deliveries of %d changes: p50 %v, p99 %v, last %v\n", len(all), s.changes, at(.5), at(.99), at(1))
	return at(.99), nil
}
