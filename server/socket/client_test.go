package socket

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/coder/websocket"
)

// client is the other end.
type client struct {
	t testing.TB
	c *websocket.Conn
}

func (w *world) dial() *client {
	w.t.Helper()
	c, resp, err := websocket.Dial(w.t.Context(), w.url, &websocket.DialOptions{HTTPClient: w.http, Subprotocols: []string{protocol}})
	if err != nil {
		w.t.Fatal(err)
	}
	if resp.Body != nil {
		_ = resp.Body.Close()
	}
	c.SetReadLimit(8 << 20)
	w.t.Cleanup(func() { _ = c.CloseNow() })
	return &client{w.t, c}
}

// ready is a client after its acknowledgement.
func (w *world) ready() *client {
	w.t.Helper()
	c := w.dial()
	c.send(`{"type":"connection_init"}`)
	c.want(`{"type":"connection_ack"}`)
	return c
}

func (c *client) send(text string) {
	c.t.Helper()
	if err := c.c.Write(c.t.Context(), websocket.MessageText, []byte(text)); err != nil {
		c.t.Fatalf("send: %v", err)
	}
}

func (c *client) subscribe(id, query string) {
	c.t.Helper()
	c.send(fmt.Sprintf(`{"id":%q,"type":"subscribe","payload":{"query":%q}}`, id, query))
}

// want reads messages that must be these.
func (c *client) want(texts ...string) {
	c.t.Helper()
	for _, text := range texts {
		_, b, err := c.c.Read(c.t.Context())
		if err != nil {
			c.t.Fatalf("want %s, got %v", text, err)
		}
		if string(b) != text {
			c.t.Fatalf("got  %s\nwant %s", b, text)
		}
	}
}

// wantEnd reads, over whatever comes, to the close frame.
func (c *client) wantEnd(code websocket.StatusCode, reason string) {
	c.t.Helper()
	for {
		_, _, err := c.c.Read(c.t.Context())
		if err == nil {
			continue
		}
		var e websocket.CloseError
		if !errors.As(err, &e) {
			c.t.Fatalf("want %d, got %v", code, err)
		}
		if e.Code != code || !strings.Contains(e.Reason, reason) {
			c.t.Fatalf("closed with %d %q, want %d %q", e.Code, e.Reason, code, reason)
		}
		return
	}
}
