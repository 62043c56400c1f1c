package main

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// side is one way of doing a work, with what it took.
type side struct {
	name       string
	server     *serving
	requests   []request
	took       time.Duration // in all rounds
	latencies  []time.Duration
	cpu, db    time.Duration
	statements int64
}

func (s *side) done() int { return len(s.latencies) }

// rate is requests a second.
func (s *side) rate() float64 { return float64(s.done()) / s.took.Seconds() }

// each is a total by request, in microseconds.
func (s *side) each(total time.Duration) float64 {
	return float64(total.Nanoseconds()) / 1000 / float64(max(s.done(), 1))
}

// at is the latency that the share of the requests kept.
func (s *side) at(share float64) time.Duration {
	if len(s.latencies) == 0 {
		return 0
	}
	return s.latencies[min(int(share*float64(len(s.latencies))), len(s.latencies)-1)]
}

// result is a work with its sides, Heed first.
type result struct {
	name  string
	sides []*side
}

// runner is what measuring takes.
type runner struct {
	settings
	heed, raw  *serving
	postmaster int
	sample     *sample
}

// meter is what was used up to now.
type meter struct {
	cpu, db    time.Duration
	statements int64
}

func (r *runner) meter(s *serving) (meter, error) {
	u, err := s.ask(order{Do: "usage"})
	return meter{cpu: u.CPU, db: treeCPU(r.postmaster), statements: u.Statements}, err
}

// metered adds to the side what passes while the load runs.
func (r *runner) metered(s *side, load func() (outcome, error)) (outcome, error) {
	before, err := r.meter(s.server)
	if err != nil {
		return outcome{}, err
	}
	o, err := load()
	if err != nil {
		return o, err
	}
	after, err := r.meter(s.server)
	if err != nil {
		return o, err
	}
	s.cpu += after.cpu - before.cpu
	s.db += after.db - before.db
	s.statements += after.statements - before.statements
	return o, nil
}

func (s *side) take(o outcome) {
	s.took += o.Took
	s.latencies = append(s.latencies, o.Latencies...)
}

// measure lets the sides take turns at a work.
func (r *runner) measure(ctx context.Context, w work) (result, error) {
	res := result{name: w.name, sides: []*side{{name: "Heed", server: r.heed}}}
	for _, name := range w.raws {
		res.sides = append(res.sides, &side{name: name, server: r.raw})
	}
	for _, t := range w.tasks {
		res.sides[0].requests = append(res.sides[0].requests, t.heed)
		for i := range w.raws {
			res.sides[i+1].requests = append(res.sides[i+1].requests, t.raw[i])
		}
	}
	for range r.rounds {
		for _, s := range res.sides {
			if err := r.turn(ctx, w, s); err != nil {
				return res, err
			}
		}
	}
	for _, s := range res.sides {
		slices.Sort(s.latencies)
	}
	return res, nil
}

func (r *runner) turn(ctx context.Context, w work, s *side) error {
	if _, err := r.pass(ctx, w, s, r.warmup); err != nil {
		return err
	}
	if w.once { // its tables were empty: PostgreSQL does this by itself after a minute
		if _, err := r.sample.db.ExecContext(ctx, "ANALYZE"); err != nil {
			return err
		}
	}
	return r.profiled(s, w.name, func() error {
		o, err := r.metered(s, func() (outcome, error) { return r.pass(ctx, w, s, r.seconds) })
		s.take(o)
		return err
	})
}

// pass lets the side work for so long. What can be done once is taken off its requests.
func (r *runner) pass(ctx context.Context, w work, s *side, length time.Duration) (outcome, error) {
	job := loadJob{Address: s.server.address, Connections: r.children, For: length, Once: w.once}
	if len(s.requests) == 0 {
		return outcome{}, errors.New("all is done: there are too few of its tasks")
	}
	for _, one := range s.requests {
		job.Requests = append(job.Requests, one.wire(job.Address))
	}
	o, err := give(ctx, childLoad, job)
	if w.once && err == nil {
		s.requests = s.requests[len(o.Latencies):]
	}
	return o, err
}

// profiled keeps a CPU profile of Heed's side where one is wanted.
func (r *runner) profiled(s *side, name string, do func() error) error {
	if r.profile == "" || s.server != r.heed {
		return do()
	}
	path, err := filepath.Abs(filepath.Join(r.profile, strings.NewReplacer(" ", "-", ",", "").Replace(name)+".pprof"))
	if err != nil {
		return err
	}
	if _, err := r.heed.ask(order{Do: "profile", Path: path}); err != nil {
		return err
	}
	err = do()
	_, stopped := r.heed.ask(order{Do: "profiled"})
	return errors.Join(err, stopped)
}
