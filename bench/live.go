package main

import (
	"bytes"
	"context"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"time"
)

// liveWork is the name of the work of subscribers.
const liveWork = "a status change to all subscribers"

// between is the time from one change to the next.
const between = 200 * time.Millisecond

// live lets the sides take turns at telling subscribers of changes.
func (r *runner) live(ctx context.Context) (result, error) {
	res := result{name: liveWork, sides: []*side{{name: "Heed", server: r.heed}, {name: "raw", server: r.raw}}}
	firsts := make([][]byte, len(res.sides))
	for range r.rounds {
		for i, s := range res.sides {
			if err := r.sample.signIn(r.heed); err != nil {
				return res, err
			}
			changes, err := r.drafts(ctx, s)
			if err != nil {
				return res, err
			}
			first, err := r.audience(ctx, s, changes)
			if err != nil {
				return res, err
			}
			firsts[i] = first
		}
	}
	for _, s := range res.sides {
		slices.Sort(s.latencies)
	}
	return res, same(firsts[0], firsts[1])
}

// drafts makes requirements to be received, and the requests that do so.
func (r *runner) drafts(ctx context.Context, s *side) ([]request, error) {
	c := r.sample.companies[0]
	customers, err := r.sample.customers(ctx, c, r.changes)
	if err != nil {
		return nil, err
	}
	var changes []request
	for i := range r.changes {
		var made struct {
			Data struct {
				RequirementCreate struct {
					Requirement struct {
						ID      string
						Version int
					}
				}
			}
		}
		create := graphql(c, documentCreate, map[string]any{"in": creation(customers[i%len(customers)], i)})
		if err := fetchInto(ctx, r.heed.address, create, &made); err != nil {
			return nil, err
		}
		it := made.Data.RequirementCreate.Requirement
		if s.server == r.heed {
			changes = append(changes, graphql(c, documentReceive, map[string]any{"in": map[string]any{"id": it.ID, "expectedVersion": it.Version}}))
		} else {
			changes = append(changes, byHand("/receive", []byte{}, "tenant", string(c.id), "member", string(c.member), "id", it.ID))
		}
	}
	return changes, nil
}

// audience runs one turn: subscribers connect, then the changes are made.
func (r *runner) audience(ctx context.Context, s *side, changes []request) (first []byte, err error) {
	job := listenJob{
		Address: s.server.address, Path: "/graphql", Token: r.sample.companies[0].token, Document: documentLive,
		Sockets: r.sockets, Every: between,
	}
	if s.server == r.raw {
		job.Path = "/live"
	}
	for _, one := range changes {
		job.Changes = append(job.Changes, one.wire(job.Address))
	}
	child, err := startListening(ctx, job)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, child.end()) }()
	if err := child.wait(); err != nil {
		return nil, err
	}
	if _, err := r.metered(s, func() (outcome, error) {
		return outcome{}, r.profiled(s, liveWork, func() error { return errors.Join(child.goOn(), child.wait()) })
	}); err != nil {
		return nil, err
	}
	if err := child.goOn(); err != nil {
		return nil, err
	}
	o, err := child.outcome()
	if err != nil {
		return nil, err
	}
	s.take(o)
	// The frame without what belongs to the protocol.
	var frame struct{ Payload json.RawMessage }
	if err := json.Unmarshal(o.First, &frame); err != nil {
		return nil, fmt.Errorf("the frame %s: %w", o.First, err)
	}
	return frame.Payload, nil
}

// listening is a child that listens; see handshake.
type listening struct {
	cmd        *exec.Cmd
	out        bytes.Buffer
	tell, hear *os.File
}

func startListening(ctx context.Context, job listenJob) (_ *listening, err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	var in bytes.Buffer
	if err := gob.NewEncoder(&in).Encode(job); err != nil {
		return nil, err
	}
	hear, told, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	heard, tell, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	l := &listening{cmd: exec.CommandContext(ctx, self, childListen), tell: tell, hear: hear} //nolint:gosec // G204: ourselves
	l.cmd.Stdin, l.cmd.Stdout, l.cmd.Stderr = &in, &l.out, os.Stderr
	l.cmd.ExtraFiles = []*os.File{told, heard}
	err = l.cmd.Start()
	return l, errors.Join(err, told.Close(), heard.Close())
}

// wait waits until the child has come to the end of a phase, or has failed.
func (l *listening) wait() error {
	if _, err := io.ReadFull(l.hear, make([]byte, 1)); err != nil {
		_, failure := l.outcome()
		return errors.Join(fmt.Errorf("%s: %w", childListen, err), failure)
	}
	return nil
}

func (l *listening) goOn() error {
	_, err := l.tell.Write([]byte{'\n'})
	return err
}

func (l *listening) outcome() (outcome, error) {
	var o outcome
	if err := l.cmd.Wait(); err != nil {
		return o, fmt.Errorf("%s: %w", childListen, err)
	}
	if err := gob.NewDecoder(&l.out).Decode(&o); err != nil {
		return o, fmt.Errorf("%s: %w", childListen, err)
	}
	if o.Failure != "" {
		return o, fmt.Errorf("%s: %s", childListen, o.Failure)
	}
	return o, nil
}

// end frees what the child held, also where it is still running.
func (l *listening) end() error {
	if l.cmd.ProcessState == nil {
		_ = l.cmd.Process.Kill()
		_ = l.cmd.Wait()
	}
	return errors.Join(l.tell.Close(), l.hear.Close())
}
