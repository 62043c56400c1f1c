package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"
)

// loadJob is requests to send, again and again, over some connections.
type loadJob struct {
	Address     string
	Connections int
	For         time.Duration
	Requests    [][]byte // as they go over the wire
	Once        bool     // each is sent once, as far as they last
}

// outcome is what a load saw.
type outcome struct {
	Took      time.Duration
	Latencies []time.Duration
	First     []byte // the first answer of a live load
	Failure   string
}

// employ is a child that takes a job from its input and puts its outcome out.
func employ[Job any](ctx context.Context, do func(ctx context.Context, job Job) (outcome, error)) error {
	var job Job
	if err := gob.NewDecoder(os.Stdin).Decode(&job); err != nil {
		return err
	}
	o, err := do(ctx, job)
	if err != nil {
		o.Failure = err.Error()
	}
	return gob.NewEncoder(os.Stdout).Encode(o)
}

// give lets a child do a job.
func give[Job any](ctx context.Context, child string, job Job) (outcome, error) {
	var o outcome
	self, err := os.Executable()
	if err != nil {
		return o, err
	}
	var in, out bytes.Buffer
	if err := gob.NewEncoder(&in).Encode(job); err != nil {
		return o, err
	}
	cmd := exec.CommandContext(ctx, self, child) //nolint:gosec // G204: ourselves
	cmd.Stdin, cmd.Stdout, cmd.Stderr = &in, &out, os.Stderr
	if err := cmd.Run(); err != nil {
		return o, fmt.Errorf("%s: %w", child, err)
	}
	if err := gob.NewDecoder(&out).Decode(&o); err != nil {
		return o, fmt.Errorf("%s: %w", child, err)
	}
	if o.Failure != "" {
		return o, fmt.Errorf("%s: %s", child, o.Failure)
	}
	return o, nil
}

// load sends the requests in turn: each connection sends its next when it has
// the answer to its last.
func load(ctx context.Context, job loadJob) (outcome, error) {
	var (
		next    atomic.Int64
		wg      sync.WaitGroup
		mu      sync.Mutex
		all     outcome
		failure error
		began   = time.Now()
		until   = began.Add(job.For)
	)
	for range job.Connections {
		wg.Go(func() {
			took, err := hammer(ctx, job, &next, until)
			mu.Lock()
			defer mu.Unlock()
			all.Latencies = append(all.Latencies, took...)
			failure = errors.Join(failure, err)
		})
	}
	wg.Wait()
	all.Took = time.Since(began)
	return all, failure
}

func hammer(ctx context.Context, job loadJob, next *atomic.Int64, until time.Time) ([]time.Duration, error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", job.Address)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }()
	in := bufio.NewReaderSize(conn, 64<<10)
	var (
		took []time.Duration
		body bytes.Buffer
	)
	for ctx.Err() == nil {
		began := time.Now()
		if began.After(until) {
			break
		}
		n := int(next.Add(1) - 1)
		if job.Once && n >= len(job.Requests) {
			break
		}
		request := job.Requests[n%len(job.Requests)]
		if _, err := conn.Write(request); err != nil {
			return took, err
		}
		if err := receive(in, &body); err != nil {
			return took, fmt.Errorf("%w\nof %s", err, request)
		}
		took = append(took, time.Since(began))
	}
	return took, nil
}

// receive reads an answer into the buffer; what is not a full answer is an error.
func receive(in *bufio.Reader, body *bytes.Buffer) error {
	resp, err := http.ReadResponse(in, nil)
	if err != nil {
		return err
	}
	body.Reset()
	_, err = io.Copy(body, resp.Body)
	if err = errors.Join(err, resp.Body.Close()); err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK || bytes.Contains(body.Bytes(), []byte(`"errors":`)) {
		return fmt.Errorf("%s: %s", resp.Status, body)
	}
	return nil
}
