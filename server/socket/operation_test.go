package socket

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"heed/rules/fault"
)

func TestOperations(t *testing.T) {
	w := newWorld(t, &Transport{Now: func() time.Time { return time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC) }})
	next := func(data string) string { return `{"id":"o","type":"next","payload":{"data":` + data + `}}` }
	const complete = `{"id":"o","type":"complete"}`
	cases := []struct {
		name, query string
		want        []string
	}{
		{"query", `{ __typename }`, []string{next(`{"__typename":"Query"}`), complete}},
		{"mutation", `mutation { raise }`, []string{next(`{"raise":1}`), complete}},
		{"its instant", `{ instant }`, []string{next(`{"instant":"2026-05-04T03:02:01Z"}`), complete}},
		{"subscription of the executor", `subscription { ticks }`, []string{next(`{"ticks":1}`), next(`{"ticks":2}`), next(`{"ticks":3}`), complete}},
		{"error of a field", `{ half }`, []string{`{"id":"o","type":"next","payload":{"errors":[{"message":"presented not_found","extensions":{"code":"NOT_FOUND"}}],"data":{"half":null}}}`, complete}},
		{"does not parse", `{`, []string{`{"id":"o","type":"error","payload":[{"message":"Expected Name, found \u003cEOF\u003e","locations":[{"line":1,"column":2}],"extensions":{"code":"GRAPHQL_PARSE_FAILED"}}]}`}},
		{"does not validate", `subscription { nothing }`, []string{`{"id":"o","type":"error","payload":[{"message":"Cannot query field \"nothing\" on type \"Subscription\".","locations":[{"line":1,"column":16}],"extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}`}},
		{"no operation", ``, []string{`{"id":"o","type":"error","payload":[{"message":"no operation provided","extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}`}},
		{"refused subscription", `subscription { refused }`, []string{`{"id":"o","type":"error","payload":[{"message":"presented forbidden","extensions":{"code":"FORBIDDEN"}}]}`}},
		{"panic", `{ boom }`, []string{`{"id":"o","type":"error","payload":[{"message":"internal system error"}]}`}},
	}
	c := w.ready() // one socket and one id for all: both outlive every operation
	for _, cs := range cases {
		t.Run(cs.name, func(t *testing.T) {
			c.t = t
			c.subscribe("o", cs.query)
			c.want(cs.want...)
		})
	}
	c.t = t
	c.send(`{"id":"o","type":"subscribe","payload":{"query":"query A { __typename } query B($n: String) { greet(name: $n) }","operationName":"B","variables":{"n":"Å"},"extensions":null}}`)
	c.want(next(`{"greet":"Å"}`), complete)
}

func TestLive(t *testing.T) {
	w := newWorld(t, &Transport{})
	c := w.ready()
	payload := []byte(`{"data":{"live":1}}`)
	open := func(id string) *stream {
		c.subscribe(id, `subscription { live }`)
		return <-w.hub.joined
	}
	cases := []struct {
		name string
		err  error
		want string
	}{
		{"ends", io.EOF, `{"id":"%s","type":"complete"}`},
		{"fault", fault.Unavailable(), `{"id":"%s","type":"error","payload":[{"message":"presented unavailable","extensions":{"code":"UNAVAILABLE"}}]}`},
		{"wrapped fault", fmt.Errorf("x: %w", fault.RateLimited()), `{"id":"%s","type":"error","payload":[{"message":"presented rate_limited","extensions":{"code":"RATE_LIMITED"}}]}`},
		{"GraphQL error", gqlerror.Errorf("no more"), `{"id":"%s","type":"error","payload":[{"message":"no more"}]}`},
		{"list", gqlerror.List{gqlerror.Errorf("a"), gqlerror.Errorf("b")}, `{"id":"%s","type":"error","payload":[{"message":"a"},{"message":"b"}]}`},
		{"unknown error", errors.New("secret"), `{"id":"%s","type":"error","payload":[{"message":"presented internal","extensions":{"code":"INTERNAL"}}]}`},
		{"error that is no JSON", &gqlerror.Error{Message: "x", Extensions: map[string]any{"f": func() {}}}, `{"id":"%s","type":"error","payload":[{"message":"INTERNAL","extensions":{"code":"INTERNAL"}}]}`},
	}
	for i, cs := range cases {
		t.Run(cs.name, func(t *testing.T) {
			c.t = t
			id := fmt.Sprintf("%d<é", i)
			s := open(id)
			quoted := fmt.Sprintf(`%d\u003cé`, i)
			s.queue <- payload
			c.want(`{"id":"` + quoted + `","type":"next","payload":{"data":{"live":1}}}`)
			s.fail <- cs.err
			c.want(fmt.Sprintf(cs.want, quoted))
			<-s.closed
		})
	}
	if string(payload) != `{"data":{"live":1}}` {
		t.Errorf("the shared payload was changed: %s", payload)
	}
}

func TestClientComplete(t *testing.T) {
	w := newWorld(t, &Transport{})
	c := w.ready()
	c.subscribe("a", `subscription { live }`)
	first := <-w.hub.joined
	c.send(`{"id":"a","type":"complete"}`)
	<-first.closed
	first.queue <- []byte(`{"data":{"live":1}}`)
	// Nothing of the first comes under the id of the second.
	c.subscribe("a", `subscription { live }`)
	second := <-w.hub.joined
	second.queue <- []byte(`{"data":{"live":2}}`)
	c.want(`{"id":"a","type":"next","payload":{"data":{"live":2}}}`)
	c.send(`{"id":"nobody","type":"complete"}`)
	c.send(`{"type":"ping"}`)
	c.want(`{"type":"pong"}`)
}

func TestPing(t *testing.T) {
	w := newWorld(t, &Transport{})
	c := w.dial()
	c.send(`{"type":"ping"}`)
	c.want(`{"type":"pong"}`)
	c.send(`{"type":"pong"}`)
	c.send(`{"type":"ping","payload":{"a":[1, 2]}}`)
	c.want(`{"type":"pong","payload":{"a":[1, 2]}}`)
	c.send(`{"type":"ping","payload":null}`)
	c.want(`{"type":"pong"}`)
}

func TestTooManyOperations(t *testing.T) {
	w := newWorld(t, &Transport{MaxOperations: 3})
	c := w.ready()
	var streams []*stream
	for i := range 3 {
		c.subscribe(fmt.Sprint(i), `subscription { live }`)
		streams = append(streams, <-w.hub.joined)
	}
	for range 2 { // the id of the refused one is free again
		c.subscribe("3", `subscription { live }`)
		c.want(`{"id":"3","type":"error","payload":[{"message":"presented rate_limited","extensions":{"code":"RATE_LIMITED"}}]}`)
	}
	streams[0].queue <- []byte(`{"data":{"live":1}}`)
	c.want(`{"id":"0","type":"next","payload":{"data":{"live":1}}}`)
}

func TestTooManyMessages(t *testing.T) {
	w := newWorld(t, &Transport{})
	c := w.ready()
	for range 300 {
		if c.c.Write(t.Context(), 1, []byte(`{"type":"pong"}`)) != nil {
			break
		}
	}
	c.wantEnd(4429, "Too many messages")
}

// What panics after the operation's end has nobody left to tell; the socket lives.
func TestPanicInStream(t *testing.T) {
	w := newWorld(t, &Transport{})
	other := w.ready()
	c := w.ready()
	c.subscribe("a", `subscription { live }`)
	s := <-w.hub.joined
	close(s.closed) // the second close panics
	s.fail <- io.EOF
	c.want(`{"id":"a","type":"complete"}`)
	for range 20 { // no error follows the complete
		c.send(`{"type":"ping"}`)
		c.want(`{"type":"pong"}`)
	}
	other.send(`{"type":"ping"}`)
	other.want(`{"type":"pong"}`)
}

func TestLargeAnswer(t *testing.T) {
	w := newWorld(t, &Transport{})
	c := w.ready()
	c.subscribe("a", `subscription { live }`)
	s := <-w.hub.joined
	big := `{"data":{"live":"` + strings.Repeat("x", 3<<20) + `"}}`
	for range 3 {
		s.queue <- []byte(big)
	}
	for range 3 {
		c.want(`{"id":"a","type":"next","payload":` + big + `}`)
	}
}
