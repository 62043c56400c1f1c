// Command bench measures Heed's server beside a handler written by hand
// (bench/raw) on the same PostgreSQL: make bench. See README.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"
)

// settings are the flags.
type settings struct {
	size     string
	data     string
	url      string
	profile  string
	only     string
	seconds  time.Duration
	warmup   time.Duration
	rounds   int
	sockets  int
	changes  int
	verify   bool
	rebuild  bool
	children int // connections of the load
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1) //nolint:gocritic // stop has run
	}
}

// run is the bench, or one of its children (see child.go).
func run(ctx context.Context) error {
	if len(os.Args) > 1 && strings.HasPrefix(os.Args[1], childPrefix) {
		debug.SetGCPercent(400) // as cmd/heed does, for both sides
		debug.SetMemoryLimit(2 << 30)
		return runChild(ctx, os.Args[1], os.Args[2:])
	}
	s, err := parse(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	return bench(ctx, s)
}

func parse(args []string) (settings, error) {
	var s settings
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.StringVar(&s.size, "size", "full", "full: 100 companies, 100,000 customers, 500,000 requirements, 1,000,000 complaints; small: 5, 2,000, 10,000, 10,000")
	f.StringVar(&s.data, "data", filepath.Join(os.TempDir(), "heed-bench"), "the directory that keeps PostgreSQL with its data from run to run")
	f.StringVar(&s.only, "only", "", "measure only the works whose name contains this")
	f.StringVar(&s.profile, "profile", "", "a directory for CPU profiles of Heed's server, one a work")
	f.DurationVar(&s.seconds, "time", 10*time.Second, "how long each side is measured in each round")
	f.DurationVar(&s.warmup, "warmup", 2*time.Second, "how long each side is warmed up before")
	f.IntVar(&s.rounds, "rounds", 2, "how often the sides take turns")
	f.IntVar(&s.children, "connections", 16, "HTTP connections of the load")
	f.IntVar(&s.sockets, "sockets", 1000, "subscribers of the live work")
	f.IntVar(&s.changes, "changes", 50, "status changes of the live work in each round")
	f.BoolVar(&s.verify, "verify", true, "walk the hash chain of the company that was written to, afterwards")
	f.BoolVar(&s.rebuild, "rebuild", false, "make the data anew")
	if err := f.Parse(args); err != nil {
		return s, err
	}
	s.url = os.Getenv("HEED_BENCH_DATABASE_URL")
	if _, ok := sizes[s.size]; !ok {
		return s, fmt.Errorf("-size %s: there is full and small", s.size)
	}
	if s.rounds < 1 || s.children < 1 || s.sockets < 1 || s.changes < 1 {
		return s, errors.New("-rounds, -connections, -sockets and -changes are at least 1")
	}
	return s, nil
}
