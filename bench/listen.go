package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
)

// listenJob is subscribers, and the changes that they are told of.
type listenJob struct {
	Address, Path string
	Token         string
	Document      string
	Sockets       int
	Changes       [][]byte // HTTP requests, as they go over the wire
	Every         time.Duration
}

// audience is the subscribers of a live load.
type audience struct {
	mu      sync.Mutex
	took    []time.Duration
	first   []byte
	failure error

	sent    atomic.Int64  // when the present change was asked for, in nanoseconds of base
	base    time.Time     //
	arrived chan struct{} // one for each subscriber who was told
}

// listen connects everybody, makes the changes one by one, and waits each time
// until everybody was told. Before and after the changes it waits for the bench.
func listen(ctx context.Context, job listenJob) (outcome, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	a := &audience{base: time.Now(), arrived: make(chan struct{}, job.Sockets)}
	tell, hear := os.NewFile(tellFile, "tell"), os.NewFile(hearFile, "hear")
	if err := a.gather(ctx, job); err != nil {
		return outcome{}, err
	}
	if err := handshake(tell, hear); err != nil {
		return outcome{}, err
	}
	began := time.Now()
	err := a.changes(ctx, job)
	took := time.Since(began)
	if err := handshake(tell, hear); err != nil {
		return outcome{}, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return outcome{Took: took, Latencies: a.took, First: a.first}, errors.Join(err, a.failure)
}

// The files by which a live load and the bench wait for each other.
const (
	tellFile = 3
	hearFile = 4
)

// handshake tells the bench that a phase has ended and waits for its word, so
// that the CPU of a phase is counted exactly.
func handshake(tell io.Writer, hear io.Reader) error {
	if _, err := tell.Write([]byte{'\n'}); err != nil {
		return err
	}
	_, err := io.ReadFull(hear, make([]byte, 1))
	return err
}

// gather connects the subscribers, some at a time, and waits for the first frame
// of each.
func (a *audience) gather(ctx context.Context, job listenJob) error {
	const atOnce = 32
	gate := make(chan struct{}, atOnce)
	failed := make(chan error, job.Sockets)
	for range job.Sockets {
		gate <- struct{}{}
		go func() {
			conn, err := subscribe(ctx, job)
			<-gate
			failed <- err
			if err == nil {
				a.hear(ctx, conn)
			}
		}()
	}
	for range job.Sockets {
		if err := <-failed; err != nil {
			return err
		}
	}
	return nil
}

func subscribe(ctx context.Context, job listenJob) (*websocket.Conn, error) {
	conn, _, err := websocket.Dial(ctx, "ws://"+job.Address+job.Path, &websocket.DialOptions{ //nolint:bodyclose // it is the connection's
		Subprotocols: []string{"graphql-transport-ws"}, CompressionMode: websocket.CompressionDisabled,
	})
	if err != nil {
		return nil, err
	}
	document, err := json.Marshal(map[string]any{"query": job.Document, "variables": map[string]any{
		"filter": map[string]any{"types": []string{"requirement.*"}},
	}})
	if err != nil {
		return nil, err
	}
	for _, m := range []string{
		`{"type":"connection_init","payload":{"authorization":"Bearer ` + job.Token + `"}}`,
		`{"id":"1","type":"subscribe","payload":` + string(document) + `}`,
	} {
		if err := conn.Write(ctx, websocket.MessageText, []byte(m)); err != nil {
			return nil, err
		}
		if _, answer, err := conn.Read(ctx); err != nil || bytes.Contains(answer, []byte(`"error"`)) {
			return nil, fmt.Errorf("subscribing: %s: %w", answer, err)
		}
	}
	return conn, nil
}

// hear takes the changes of one subscriber.
func (a *audience) hear(ctx context.Context, conn *websocket.Conn) {
	defer func() { _ = conn.CloseNow() }()
	for {
		_, data, err := conn.Read(ctx)
		took := time.Since(a.base) - time.Duration(a.sent.Load())
		if err != nil {
			if ctx.Err() == nil {
				a.mu.Lock()
				a.failure = errors.Join(a.failure, err)
				a.mu.Unlock()
			}
			return
		}
		if !bytes.Contains(data, []byte(`"kind":"CHANGE"`)) {
			continue // a heartbeat
		}
		a.mu.Lock()
		a.took = append(a.took, took)
		if a.first == nil {
			a.first = data
		}
		a.mu.Unlock()
		a.arrived <- struct{}{}
	}
}

// changes asks for the changes in turn.
func (a *audience) changes(ctx context.Context, job listenJob) error {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", job.Address)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	in := bufio.NewReader(conn)
	var body bytes.Buffer
	for _, request := range job.Changes {
		due := time.After(job.Every)
		a.sent.Store(int64(time.Since(a.base)))
		if _, err := conn.Write(request); err != nil {
			return err
		}
		if err := receive(in, &body); err != nil {
			return fmt.Errorf("%w\nof %s", err, request)
		}
		late := time.After(30 * time.Second)
		for told := range job.Sockets {
			select {
			case <-a.arrived:
			case <-late:
				return fmt.Errorf("only %d of %d were told", told, job.Sockets)
			}
		}
		<-due
	}
	return nil
}
