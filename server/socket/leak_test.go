package socket

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// Sockets cut off in any phase leave no goroutine and no connection behind.
func TestCutOff(t *testing.T) {
	const sockets = 100
	phases := []struct {
		name  string
		sends []string
		waits bool
	}{
		{"after the upgrade", nil, false},
		{"after a malformed init", []string{`{"type":"connection_init","payload":[1]}`}, false},
		{"during the authentication", []string{`{"type":"connection_init","payload":{"slow":true}}`}, true},
		{"after the init", []string{`{"type":"connection_init"}`}, false},
		{"with subscriptions", []string{
			`{"type":"connection_init"}`,
			`{"id":"1","type":"subscribe","payload":{"query":"subscription { live }"}}`,
			`{"id":"2","type":"subscribe","payload":{"query":"subscription { live }"}}`,
		}, false},
		{"with a query that waits", []string{`{"type":"connection_init"}`, `{"id":"1","type":"subscribe","payload":{"query":"{ stuck }"}}`}, false},
		{"after an error", []string{`{"type":"connection_init"}`, `{"id":"1","type":"subscribe","payload":{"query":"{ nothing }"}}`}, false},
	}
	var cut []net.Conn
	slow := make(chan struct{}) // closed when the clients are cut off
	release := sync.OnceFunc(func() { close(slow) })
	w := newWorld(t, &Transport{Authenticate: func(ctx context.Context, p map[string]any, _ *http.Request) (Session, error) {
		if p["slow"] == true {
			select {
			case <-ctx.Done():
			case <-slow:
			}
		}
		return Session{Context: ctx}, nil
	}})
	hc := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := new(net.Dialer).DialContext(ctx, network, addr)
		cut = append(cut, c)
		return c, err
	}}}
	before := runtime.NumGoroutine()
	for _, p := range phases {
		t.Run(p.name, func(t *testing.T) {
			cut = nil
			var ends []*websocket.Conn
			for range sockets {
				c, resp, err := websocket.Dial(t.Context(), w.url, &websocket.DialOptions{HTTPClient: hc, Subprotocols: []string{protocol}})
				if err != nil {
					t.Fatal(err)
				}
				if resp.Body != nil {
					_ = resp.Body.Close()
				}
				for _, s := range p.sends {
					if err := c.Write(t.Context(), websocket.MessageText, []byte(s)); err != nil {
						break // refused already
					}
				}
				ends = append(ends, c)
			}
			for _, c := range cut {
				if err := c.Close(); err != nil {
					t.Error(err)
				}
			}
			if p.waits {
				release()
			}
			ctx, cancel := context.WithTimeout(t.Context(), 8*time.Second)
			defer cancel()
			if err := w.tr.Wait(ctx); err != nil {
				t.Fatalf("%d sockets left: %v", w.tr.Open(), err)
			}
			for _, c := range ends {
				_ = c.CloseNow()
			}
		})
	}
	for len(w.hub.joined) > 0 {
		<-(<-w.hub.joined).closed
	}
	// The handlers have returned; net/http's own goroutines need a moment more.
	for range 1_000_000 {
		if runtime.NumGoroutine() <= before {
			break
		}
		runtime.Gosched()
	}
	if now := runtime.NumGoroutine(); now > before {
		buf := make([]byte, 1<<16)
		t.Errorf("%d goroutines before, %d after\n%s", before, now, buf[:runtime.Stack(buf, true)])
	}
}

// A client's storm of subscribing and stopping ends with nothing running.
func TestChurn(t *testing.T) {
	w := newWorld(t, &Transport{})
	c := w.ready()
	for i := range 90 {
		c.subscribe(fmt.Sprint(i%7), `subscription { live }`)
		c.send(fmt.Sprintf(`{"id":"%d","type":"complete"}`, i%7))
		w.hub.push([]byte(`{"data":{"live":1}}`))
	}
	if err := c.c.Close(websocket.StatusNormalClosure, ""); err != nil {
		t.Error(err)
	}
	if err := w.tr.Wait(t.Context()); err != nil {
		t.Error(err)
	}
}
