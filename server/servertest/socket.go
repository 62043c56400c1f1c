package servertest

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// patience is how long a client waits for what must come at once.
const patience = 20 * time.Second

// Socket is a client of graphql-transport-ws.
type Socket struct {
	t    testing.TB
	conn *websocket.Conn
}

// Message is what the server sent. A closed socket is a message of type "closed".
type Message struct {
	ID      string          `json:"id"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload"`
	Close   websocket.StatusCode
	Reason  string
}

// Dial opens a socket and waits for its acknowledgement.
func (s *Server) Dial(t testing.TB, token string) *Socket {
	t.Helper()
	c := s.Open(t)
	c.Send(map[string]any{"type": "connection_init", "payload": map[string]any{"authorization": bearer(token)}})
	if m := c.Next(); m.Type != "connection_ack" {
		t.Fatalf("no acknowledgement but %s %d %s", m.Type, m.Close, m.Reason)
	}
	return c
}

// Open opens a socket.
func (s *Server) Open(t testing.TB) *Socket {
	t.Helper()
	conn, resp, err := websocket.Dial(context.Background(), s.URL, &websocket.DialOptions{
		HTTPClient: s.server.Client(), Subprotocols: []string{"graphql-transport-ws"},
	})
	if err != nil {
		t.Fatalf("%v %v", err, resp)
	}
	conn.SetReadLimit(8 << 20)
	t.Cleanup(func() { _ = conn.CloseNow() })
	return &Socket{t: t, conn: conn}
}

// Send writes a message.
func (c *Socket) Send(v any) {
	c.t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		c.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := c.conn.Write(ctx, websocket.MessageText, b); err != nil {
		c.t.Fatal(err)
	}
}

// Subscribe starts an operation.
func (c *Socket) Subscribe(id, query string, variables map[string]any) {
	c.t.Helper()
	c.Send(map[string]any{"id": id, "type": "subscribe", "payload": map[string]any{"query": query, "variables": variables}})
}

// Next is the next message, pings aside.
func (c *Socket) Next() Message {
	c.t.Helper()
	m, err := c.Read(patience)
	if err != nil {
		c.t.Fatalf("nothing comes: %v", err)
	}
	return m
}

// Read is Next for the goroutines of a test, with a time-out of its own.
func (c *Socket) Read(within time.Duration) (Message, error) {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	for {
		_, b, err := c.conn.Read(ctx)
		var closed websocket.CloseError
		if errors.As(err, &closed) {
			return Message{Type: "closed", Close: closed.Code, Reason: closed.Reason}, nil
		}
		if err != nil {
			return Message{}, err
		}
		var m Message
		if err := json.Unmarshal(b, &m); err != nil {
			return Message{}, err
		}
		if m.Type != "ping" {
			return m, nil
		}
	}
}

// Code is the code of the error message's first error.
func (m Message) Code() string {
	var errs []Error
	if m.Type != "error" || json.Unmarshal(m.Payload, &errs) != nil || len(errs) == 0 {
		return ""
	}
	return errs[0].Code()
}

// Status is the status event of a next message of statusChanged.
type Status struct {
	Kind, Cursor, Type, From, To string
	OccurredAt                   time.Time
	DueAt, PreviousDueAt         *time.Time // of a clock that was moved
	Subject                      struct{ Type, ID, Number string }
	Actor                        struct{ DisplayName string }
}

// Status reads the message.
func (m Message) Status(t testing.TB) Status {
	t.Helper()
	s, err := m.status()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (m Message) status() (Status, error) {
	var p struct {
		Data   struct{ StatusChanged *Status }
		Errors []Error
	}
	if m.Type != "next" {
		return Status{}, errors.New("no event but " + m.Type + " " + string(m.Payload) + " " + m.Reason)
	}
	if err := json.Unmarshal(m.Payload, &p); err != nil || p.Data.StatusChanged == nil {
		return Status{}, errors.New("no event in " + string(m.Payload))
	}
	return *p.Data.StatusChanged, nil
}

// Event is the next status event.
func (c *Socket) Event() Status {
	c.t.Helper()
	return c.Next().Status(c.t)
}

// TryEvent is Event for the goroutines of a test.
func (c *Socket) TryEvent() (Status, error) {
	m, err := c.Read(patience)
	if err != nil {
		return Status{}, err
	}
	return m.status()
}

// Hang leaves without a word.
func (c *Socket) Hang() { _ = c.conn.CloseNow() }
