package servertest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// Events is an open answer of server-sent events.
type Events struct {
	t      testing.TB
	Status int
	Header http.Header
	body   *bufio.Reader
	cancel context.CancelFunc
}

// Events asks for the document by POST and takes server-sent events.
func (s *Server) Events(t testing.TB, token, document string, variables map[string]any) *Events {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Accept-Language", "en")
	if token != "" {
		r.Header.Set("Authorization", bearer(token))
	}
	resp, err := s.server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = resp.Body.Close()
	})
	return &Events{t: t, Status: resp.StatusCode, Header: resp.Header, body: bufio.NewReader(resp.Body), cancel: cancel}
}

// Read is the next event's name and data, without comments; "" at the end.
func (e *Events) Read() (name, data string) {
	e.t.Helper()
	for {
		line, err := e.body.ReadString('\n')
		line = strings.TrimSuffix(line, "\n")
		switch {
		case err != nil:
			return "", ""
		case strings.HasPrefix(line, "event: "):
			name = line[len("event: "):]
		case strings.HasPrefix(line, "data: "):
			data = line[len("data: "):]
		case line == "" && name != "":
			return name, data
		}
	}
}

// Next is the next event as a message of the other protocol would be.
func (e *Events) Next() Message {
	e.t.Helper()
	name, data := e.Read()
	return Message{Type: name, Payload: json.RawMessage(data)}
}

// Event is the next status event.
func (e *Events) Event() Status {
	e.t.Helper()
	return e.Next().Status(e.t)
}

// Hang leaves without a word.
func (e *Events) Hang() { e.cancel() }
