package socket

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"
)

// at asserts how long after the start the fake clock stands.
func at(t *testing.T, start time.Time, want time.Duration) {
	t.Helper()
	if got := time.Since(start); got != want {
		t.Errorf("after %v, want %v", got, want)
	}
}

func TestSilentClient(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newPipeWorld(t, &Transport{})
		start := time.Now()
		w.dial().wantEnd(4408, "initialisation")
		at(t, start, 10*time.Second)
	})
}

func TestSlowAuthentication(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newPipeWorld(t, &Transport{Authenticate: func(ctx context.Context, _ map[string]any, _ *http.Request) (Session, error) {
			<-ctx.Done()
			return Session{}, ctx.Err()
		}})
		c := w.dial()
		c.send(`{"type":"connection_init"}`)
		c.wantEnd(4408, "initialisation")
	})
}

func TestKeepAlive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newPipeWorld(t, &Transport{})
		start := time.Now()
		c := w.ready()
		for i := range 4 {
			c.want(`{"type":"ping"}`)
			at(t, start, time.Duration(i+1)*25*time.Second)
			c.send(`{"type":"pong"}`)
		}
		c.want(`{"type":"ping"}`) // at 125 s; the last pong came at 100 s
		c.wantEnd(4408, "Pong")
		at(t, start, 150*time.Second)
	})
}

func TestExpiry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		w := newPipeWorld(t, &Transport{Authenticate: func(ctx context.Context, _ map[string]any, _ *http.Request) (Session, error) {
			return Session{Context: ctx, Expires: start.Add(90 * time.Second)}, nil
		}})
		c := w.ready()
		c.subscribe("a", `subscription { live }`)
		s := <-w.hub.joined
		for range 3 {
			c.want(`{"type":"ping"}`)
			c.send(`{"type":"pong"}`)
		}
		c.wantEnd(4403, "token expired")
		at(t, start, 90*time.Second)
		<-s.closed
	})
}

func TestRevocation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gone := make(chan struct{})
		w := newPipeWorld(t, &Transport{Authenticate: func(ctx context.Context, _ map[string]any, _ *http.Request) (Session, error) {
			// A context of the caller's own ends with the socket all the same.
			return Session{Context: context.WithoutCancel(ctx), Revoked: gone}, nil
		}})
		c := w.ready()
		c.subscribe("a", `subscription { live }`)
		s := <-w.hub.joined
		close(gone)
		c.wantEnd(4403, "session ended")
		<-s.closed
	})
}

func TestShutdown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		closing := make(chan struct{})
		w := newPipeWorld(t, &Transport{Closing: closing})
		fresh, c := w.dial(), w.ready()
		c.subscribe("a", `subscription { live }`)
		s := <-w.hub.joined
		synctest.Wait()
		if w.tr.Open() != 2 {
			t.Errorf("%d open", w.tr.Open())
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if w.tr.Wait(ctx) == nil {
			t.Error("Wait returned with open sockets")
		}
		close(closing)
		fresh.wantEnd(1001, "shutting down")
		c.wantEnd(1001, "shutting down")
		<-s.closed
		if err := w.tr.Wait(t.Context()); err != nil {
			t.Error(err)
		}
		_, resp, err := websocket.Dial(t.Context(), w.url, &websocket.DialOptions{HTTPClient: w.http, Subprotocols: []string{protocol}})
		if err == nil || resp.StatusCode != http.StatusServiceUnavailable {
			t.Errorf("after the shutdown: %v", err)
		}
		if resp != nil && resp.Body != nil {
			_ = resp.Body.Close()
		}
	})
}

// A client that stops reading and comes back learns why it was dropped; one
// that does not come back is cut off.
func TestSlowConsumer(t *testing.T) {
	for _, c := range []struct {
		name string
		back time.Duration
		ends time.Duration
	}{
		{"in time", 9 * time.Second, 0},
		{"late", 12 * time.Second, 12 * time.Second},
		{"never", 0, 15 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newPipeWorld(t, &Transport{})
				cl := w.ready()
				start := time.Now()
				cl.subscribe("a", `subscription { live }`)
				s := <-w.hub.joined
				s.queue <- []byte(`{"data":{"live":1}}`)
				if c.back == 0 {
					if err := w.tr.Wait(t.Context()); err != nil {
						t.Error(err)
					}
					at(t, start, c.ends)
					return
				}
				time.Sleep(c.back)
				cl.want(`{"id":"a","type":"next","payload":{"data":{"live":1}}}`)
				if c.ends == 0 {
					s.queue <- []byte(`{"data":{"live":2}}`)
					cl.want(`{"id":"a","type":"next","payload":{"data":{"live":2}}}`)
					return
				}
				<-s.closed
				cl.wantEnd(1013, "slow consumer")
				at(t, start, c.ends)
			})
		})
	}
}

func TestOperationTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newPipeWorld(t, &Transport{OperationTimeout: 5 * time.Second})
		c := w.ready()
		start := time.Now()
		c.subscribe("a", `{ stuck }`)
		c.want(`{"id":"a","type":"next","payload":{"errors":[{"message":"presented timeout","extensions":{"code":"TIMEOUT"}}],"data":{"stuck":null}}}`, `{"id":"a","type":"complete"}`)
		at(t, start, 5*time.Second)
	})
}

// Frames wait while one is written: no more than the queue holds, in order,
// and none of an operation the client has stopped.
func TestQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newPipeWorld(t, &Transport{MaxQueue: 4, MaxQueueBytes: 250})
		c := w.ready()
		open := func(id string) *stream {
			c.subscribe(id, `subscription { live }`)
			return <-w.hub.joined
		}
		next := func(id string, n int) string {
			return fmt.Sprintf(`{"id":%q,"type":"next","payload":{"data":{"live":%d}}}`, id, n)
		}
		a, b, d := open("a"), open("b"), open("d")
		a.queue <- []byte(`{"data":{"live":0}}`) // is being written from now on
		synctest.Wait()
		for n := 1; n <= 10; n++ {
			b.queue <- fmt.Appendf(nil, `{"data":{"live":%d}}`, n)
		}
		synctest.Wait()
		if left := len(b.queue); left != 5 { // 4 wait to be written, 1 is in the hand of its goroutine
			t.Errorf("%d left in the stream", left)
		}
		c.want(next("a", 0))
		for n := 1; n <= 10; n++ {
			c.want(next("b", n))
		}

		a.queue <- []byte(`{"data":{"live":1}}`)
		synctest.Wait()
		b.queue <- []byte(`{"data":{"live":11}}`)
		synctest.Wait()
		d.queue <- []byte(`{"data":{"live":1}}`)
		synctest.Wait()
		c.send(`{"id":"b","type":"complete"}`)
		<-b.closed
		c.want(next("a", 1), next("d", 1)) // b's 11 was waiting when b was stopped

		big := `{"data":{"live":"` + strings.Repeat("x", 1000) + `"}}`
		e := open("e")
		for i, s := range []*stream{a, d, e} {
			s.queue <- []byte(big)
			synctest.Wait()
			if queued := len(s.queue); queued != 0 {
				t.Errorf("stream %d was not read", i)
			}
		}
		// Written; queued, though larger than the queue; in hand.
		for _, id := range []string{"a", "d", "e"} {
			c.want(`{"id":"` + id + `","type":"next","payload":` + big + `}`)
		}
	})
}
