package socket

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"heed/rules/fault"
)

func TestCloseCodes(t *testing.T) {
	const (
		start = `{"type":"connection_init"}`
		long  = `{"id":"a","type":"subscribe","payload":{"query":"subscription { live }"}}`
	)
	cases := []struct {
		name   string
		sends  []string
		code   websocket.StatusCode
		reason string
	}{
		{"no JSON", []string{start, `hello`}, 4400, "not a JSON object"},
		{"empty", []string{``}, 4400, "not a JSON object"},
		{"null", []string{start, `null`}, 4400, "not a JSON object"},
		{"array", []string{`[]`}, 4400, "not a JSON object"},
		{"two values", []string{`{"type":"ping"}{"type":"ping"}`}, 4400, ""},
		{"no type", []string{start, `{"id":"1"}`}, 4400, "no type"},
		{"type is a number", []string{`{"type":1}`}, 4400, "no type"},
		{"type in capitals", []string{`{"TYPE":"ping"}`}, 4400, "no type"},
		{"unknown type", []string{start, `{"type":"start"}`}, 4400, "unknown type"},
		{"server's type", []string{start, `{"type":"next","id":"1"}`}, 4400, "unknown type"},
		{"init payload is a list", []string{`{"type":"connection_init","payload":[1]}`}, 4400, "payload"},
		{"init payload is a text", []string{`{"type":"connection_init","payload":"x"}`}, 4400, "payload"},
		{"ping payload is a number", []string{`{"type":"ping","payload":1}`}, 4400, "payload"},
		{"pong payload is a list", []string{`{"type":"pong","payload":[]}`}, 4400, "payload"},
		{"subscribe without id", []string{start, `{"type":"subscribe","payload":{"query":"{greet}"}}`}, 4400, "id"},
		{"empty id", []string{start, `{"id":"","type":"subscribe","payload":{"query":"{greet}"}}`}, 4400, "id"},
		{"id is a number", []string{start, `{"id":1,"type":"subscribe","payload":{"query":"{greet}"}}`}, 4400, "id"},
		{"long id", []string{start, `{"id":"` + strings.Repeat("x", 129) + `","type":"subscribe","payload":{"query":"{greet}"}}`}, 4400, "128"},
		{"complete without id", []string{start, `{"type":"complete"}`}, 4400, "id"},
		{"no payload", []string{start, `{"id":"1","type":"subscribe"}`}, 4400, "payload"},
		{"payload is null", []string{start, `{"id":"1","type":"subscribe","payload":null}`}, 4400, "payload"},
		{"payload is a list", []string{start, `{"id":"1","type":"subscribe","payload":[]}`}, 4400, "payload"},
		{"no query", []string{start, `{"id":"1","type":"subscribe","payload":{}}`}, 4400, "query"},
		{"query is null", []string{start, `{"id":"1","type":"subscribe","payload":{"query":null}}`}, 4400, "query"},
		{"query is a list", []string{start, `{"id":"1","type":"subscribe","payload":{"query":["{greet}"]}}`}, 4400, "query"},
		{"operationName", []string{start, `{"id":"1","type":"subscribe","payload":{"query":"{greet}","operationName":1}}`}, 4400, "operationName"},
		{"variables", []string{start, `{"id":"1","type":"subscribe","payload":{"query":"{greet}","variables":[1]}}`}, 4400, "variables"},
		{"extensions", []string{start, `{"id":"1","type":"subscribe","payload":{"query":"{greet}","extensions":"x"}}`}, 4400, "extensions"},
		{"broken UTF-8", []string{start, "{\"type\":\"ping\",\"payload\":{\"x\":\"\xff\"}}"}, 1007, "UTF-8"},
		{"half a surrogate pair", []string{start, `{"type":"ping","payload":{"x":"\ud800"}}`}, 4400, "surrogate"},
		{"very deep", []string{start, `{"type":"ping","payload":{"x":` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + `}}`}, 4400, "nested"},
		{"subscribe first", []string{long}, 4401, "Unauthorized"},
		{"shape before rights", []string{`{"id":"1","type":"subscribe","payload":{}}`}, 4400, "query"},
		{"second init", []string{start, start}, 4429, "initialisation"},
		{"second init with another payload", []string{start, `{"type":"connection_init","payload":{"a":1}}`}, 4429, ""},
		{"duplicate id", []string{start, long, long}, 4409, "Subscriber for a already exists"},
		{"too big", []string{start, `{"type":"ping","payload":{"x":"` + strings.Repeat("x", 1<<20) + `"}}`}, 1009, ""},
	}
	w := newWorld(t, &Transport{})
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			cl := w.dial()
			cl.t = t
			for _, s := range c.sends {
				// The server may have hung up during the last of them.
				_ = cl.c.Write(t.Context(), websocket.MessageText, []byte(s))
			}
			cl.wantEnd(c.code, c.reason)
		})
	}
	t.Run("binary", func(t *testing.T) {
		cl := w.ready()
		if err := cl.c.Write(t.Context(), websocket.MessageBinary, []byte(`{"type":"ping"}`)); err != nil {
			t.Fatal(err)
		}
		cl.wantEnd(4400, "binary")
	})
}

func TestMessageLimitIsExact(t *testing.T) {
	w := newWorld(t, &Transport{MaxMessage: 200})
	ping := func(size int) string {
		const around = `{"type":"ping","payload":{"x":""}}`
		return `{"type":"ping","payload":{"x":"` + strings.Repeat("x", size-len(around)) + `"}}`
	}
	c := w.ready()
	c.send(ping(200))
	c.want(strings.Replace(ping(200), "ping", "pong", 1))
	c.send(ping(201))
	c.wantEnd(1009, "")
}

func TestSubprotocol(t *testing.T) {
	w := newWorld(t, &Transport{})
	for _, offered := range [][]string{nil, {"graphql-ws"}, {"x-other"}} {
		c, resp, err := websocket.Dial(t.Context(), w.url, &websocket.DialOptions{Subprotocols: offered})
		if err != nil {
			t.Fatalf("%v: %v", offered, err)
		}
		if resp.Body != nil {
			_ = resp.Body.Close()
		}
		(&client{t, c}).wantEnd(4406, "Subprotocol not acceptable")
	}
	c, resp, err := websocket.Dial(t.Context(), w.url, &websocket.DialOptions{Subprotocols: []string{"x-other", protocol}})
	if err != nil {
		t.Fatal(err)
	}
	if resp.Body != nil {
		_ = resp.Body.Close()
	}
	if c.Subprotocol() != protocol {
		t.Errorf("chose %q", c.Subprotocol())
	}
	_ = c.CloseNow()
}

func TestOrigin(t *testing.T) {
	cases := []struct {
		name, host string
		origin     []string
		want       bool
	}{
		{"no browser", "heed.example", nil, true},
		{"own", "heed.example", []string{"https://heed.example"}, true},
		{"own in capitals", "heed.example", []string{"https://HEED.example"}, true},
		{"own with its default port", "heed.example:443", []string{"https://heed.example"}, true},
		{"own with a port", "heed.example:8080", []string{"http://heed.example:8080"}, true},
		{"another port", "heed.example:8080", []string{"http://heed.example:8081"}, false},
		{"allowed", "heed.example", []string{"https://app.example"}, true},
		{"allowed over plain HTTP", "heed.example", []string{"http://app.example"}, false},
		{"foreign", "heed.example", []string{"https://evil.example"}, false},
		{"foreign, longer", "heed.example", []string{"https://heed.example.evil.example"}, false},
		{"user name", "heed.example", []string{"https://heed.example@evil.example"}, false},
		{"null", "heed.example", []string{"null"}, false},
		{"empty", "heed.example", []string{""}, false},
		{"an extension", "heed.example", []string{"chrome-extension://heed.example"}, false},
		{"two", "heed.example", []string{"https://heed.example", "https://evil.example"}, false},
	}
	for _, c := range cases {
		r := &http.Request{Host: c.host, Header: http.Header{}}
		if c.origin != nil {
			r.Header["Origin"] = c.origin
		}
		if got := originAllowed(r, []string{"https://app.example"}); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	w := newWorld(t, &Transport{})
	_, resp, err := websocket.Dial(t.Context(), w.url, &websocket.DialOptions{
		Subprotocols: []string{protocol}, HTTPHeader: http.Header{"Origin": {"null"}},
	})
	if err == nil || resp.StatusCode != http.StatusForbidden {
		t.Errorf("Origin null: %v", err)
	}
	if resp != nil && resp.Body != nil {
		_ = resp.Body.Close()
	}
}

func TestSupports(t *testing.T) {
	for value, want := range map[string]bool{"websocket": true, "WebSocket": true, "h2c, websocket": true, "h2c": false, "": false} {
		r := &http.Request{Header: http.Header{"Upgrade": {value}}}
		if got := new(Transport).Supports(r); got != want {
			t.Errorf("%q: %v", value, got)
		}
	}
}

func TestAuthenticate(t *testing.T) {
	cases := []struct {
		name string
		err  error
		code websocket.StatusCode
	}{
		{"refused", fault.Unauthenticated(), 4403},
		{"an error of no kind", errors.New("no"), 4403},
		{"no database", fault.Unavailable(), 1013},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, &Transport{Authenticate: func(context.Context, map[string]any, *http.Request) (Session, error) {
				return Session{}, c.err
			}})
			cl := w.dial()
			cl.send(`{"type":"connection_init","payload":{"authorization":"Bearer x"}}`)
			cl.wantEnd(c.code, "")
		})
	}
	t.Run("panic", func(t *testing.T) {
		w := newWorld(t, &Transport{Authenticate: func(context.Context, map[string]any, *http.Request) (Session, error) {
			panic("boom")
		}})
		cl := w.dial()
		cl.send(`{"type":"connection_init"}`)
		cl.wantEnd(1011, "")
	})
	t.Run("payload", func(t *testing.T) {
		got := make(chan map[string]any, 2)
		w := newWorld(t, &Transport{Authenticate: func(_ context.Context, p map[string]any, _ *http.Request) (Session, error) {
			got <- p
			return Session{}, nil
		}})
		cl := w.dial()
		cl.send(`{ "type" : "connection_init" , "payload" : { "authorization" : "Bearer x" } }`)
		cl.want(`{"type":"connection_ack"}`)
		if p := <-got; p["authorization"] != "Bearer x" {
			t.Error(p)
		}
		cl = w.dial()
		cl.send(`{"type":"connection_init","payload":null}`)
		cl.want(`{"type":"connection_ack"}`)
		if p := <-got; p != nil {
			t.Error(p)
		}
	})
}
