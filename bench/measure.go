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
			if err := r.turn(ctx, w.name, s); err != nil {
				return res, err
			}
		}
	}
	for _, s := range res.sides {
		slices.Sort(s.latencies)
	}
	return res, nil
}

func (r *runner) turn(ctx context.Context, name string, s *side) error {
	job := loadJob{Address: s.server.address, Connections: r.children, For: r.warmup}
	for _, one := range s.requests {
		job.Requests = append(job.Requests, one.wire(job.Address))
	}
	if _, err := give(ctx, childLoad, job); err != nil {
		return err
	}
	job.For = r.seconds
	return r.profiled(s, name, func() error {
		o, err := r.metered(s, func() (outcome, error) { return give(ctx, childLoad, job) })
		s.take(o)
		return err
	})
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
