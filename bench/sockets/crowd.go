package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
)

const (
	// places is how many addresses the clients come from, since one may hold 5,000 sockets.
	places = 8
	// atOnce is how many connect at the same moment.
	atOnce = 32
	// late is when a change that has not arrived counts as lost.
	late = 30 * time.Second

	live = `subscription { statusChanged(filter: {types: ["customer.*"]}) { kind cursor type from to occurredAt actor { displayName } subject { type id number } } }`
)

// crowd is the subscribers.
type crowd struct {
	conns   []*websocket.Conn
	present atomic.Pointer[change] // what is waited for
	failed  chan error             // of whoever was disturbed first
	leaving atomic.Bool
	readers sync.WaitGroup
}

// change is one that was asked for.
type change struct {
	sent    time.Time
	arrived chan time.Duration // at each subscriber
}

// gather connects the subscribers and waits for the first frame of each.
func gather(ctx context.Context, h *heed, n int) (*crowd, error) {
	c := &crowd{conns: make([]*websocket.Conn, n), failed: make(chan error, 1)}
	gate := make(chan struct{}, atOnce)
	connected := make(chan error, n)
	for i := range n {
		gate <- struct{}{}
		c.readers.Go(func() {
			conn, err := h.subscribe(ctx, i, live, 1)
			<-gate
			c.conns[i] = conn
			connected <- err
			if err == nil {
				c.hear(ctx, conn)
			}
		})
	}
	for range n {
		if err := <-connected; err != nil {
			return nil, fmt.Errorf("connecting: %w", err)
		}
	}
	return c, nil
}

// dial opens the i-th socket, from one of the addresses of this machine.
func (h *heed) dial(ctx context.Context, i int, control func(net.Conn) error) (*websocket.Conn, error) {
	dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, byte(2+i%places))}}
	transport := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dialer.DialContext(ctx, network, address)
		if err != nil || control == nil {
			return conn, err
		}
		return conn, control(conn)
	}}
	conn, _, err := websocket.Dial(ctx, "ws://"+h.address+"/graphql", &websocket.DialOptions{ //nolint:bodyclose // it is the connection's
		HTTPClient: &http.Client{Transport: transport}, Subprotocols: []string{"graphql-transport-ws"}, CompressionMode: websocket.CompressionDisabled,
	})
	return conn, err
}

// subscribe opens a socket with as many subscriptions of the document, each
// greeted.
func (h *heed) subscribe(ctx context.Context, i int, document string, operations int) (*websocket.Conn, error) {
	return h.subscribed(ctx, i, document, operations, nil)
}

func (h *heed) subscribed(ctx context.Context, i int, document string, operations int, control func(net.Conn) error) (*websocket.Conn, error) {
	conn, err := h.dial(ctx, i, control)
	if err != nil {
		return nil, err
	}
	query, err := json.Marshal(document)
	if err != nil {
		return nil, err
	}
	messages := []string{`{"type":"connection_init","payload":{"authorization":"Bearer ` + h.token + `"}}`}
	for id := range operations {
		messages = append(messages, fmt.Sprintf(`{"id":"%d","type":"subscribe","payload":{"query":%s}}`, id, query))
	}
	for _, m := range messages {
		if err := conn.Write(ctx, websocket.MessageText, []byte(m)); err != nil {
			return nil, err
		}
		if _, answer, err := conn.Read(ctx); err != nil || bytes.Contains(answer, []byte(`"errors"`)) || bytes.Contains(answer, []byte(`"type":"error"`)) {
			return nil, fmt.Errorf("subscribing: %s: %w", answer, err)
		}
	}
	return conn, nil
}

// hear takes what one subscriber is told, until it leaves.
func (c *crowd) hear(ctx context.Context, conn *websocket.Conn) {
	for {
		_, data, err := conn.Read(ctx)
		now := time.Now()
		switch {
		case err != nil:
			if !c.leaving.Load() {
				c.fail(fmt.Errorf("a subscriber was disturbed: %w", err))
			}
			return
		case bytes.Contains(data, []byte(`"type":"ping"`)):
			if err := conn.Write(ctx, websocket.MessageText, []byte(`{"type":"pong"}`)); err != nil && !c.leaving.Load() {
				c.fail(err)
			}
		case bytes.Contains(data, []byte(`"kind":"CHANGE"`)):
			present := c.present.Load()
			present.arrived <- now.Sub(present.sent)
		}
	}
}

func (c *crowd) fail(err error) {
	select {
	case c.failed <- err:
	default:
	}
}

// change makes a change and waits until everybody was told.
func (c *crowd) change(ctx context.Context, h *heed, i int) ([]time.Duration, error) {
	present := &change{sent: time.Now(), arrived: make(chan time.Duration, len(c.conns))}
	c.present.Store(present)
	var made struct{}
	if err := h.ask(ctx, `mutation($in: CustomerCreateInput!) { customerCreate(input: $in) { cursor } }`, map[string]any{"in": map[string]any{"name": fmt.Sprint("客户", i)}}, &made); err != nil {
		return nil, err
	}
	took := make([]time.Duration, 0, len(c.conns))
	lost := time.After(late)
	for len(took) < len(c.conns) {
		select {
		case one := <-present.arrived:
			took = append(took, one)
		case err := <-c.failed:
			return nil, err
		case <-lost:
			return nil, fmt.Errorf("of %d subscribers only %d were told within %v", len(c.conns), len(took), late)
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return took, nil
}

// leave ends all sockets, every other one without a word.
func (c *crowd) leave() error {
	c.leaving.Store(true)
	var group sync.WaitGroup
	gate := make(chan struct{}, atOnce)
	for i, conn := range c.conns {
		gate <- struct{}{}
		group.Go(func() {
			defer func() { <-gate }()
			if i%2 == 0 {
				_ = conn.CloseNow() // there is nobody to tell of an error
			} else {
				_ = conn.Close(websocket.StatusNormalClosure, "")
			}
		})
	}
	group.Wait()
	c.readers.Wait()
	select {
	case err := <-c.failed:
		return err
	default:
		return nil
	}
}

// visit lets some come and leave.
func (h *heed) visit(ctx context.Context, n int) error {
	c, err := gather(ctx, h, n)
	if err != nil {
		return err
	}
	if _, err := c.change(ctx, h, -1); err != nil {
		return err
	}
	return c.leave()
}
