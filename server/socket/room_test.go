package socket

import (
	"net/http"
	"runtime"
	"testing"

	"github.com/coder/websocket"
)

// No more sockets are opened than there is room for, in all and for an address;
// who leaves makes room.
func TestRoom(t *testing.T) {
	address := "a"
	tr := &Transport{MaxSockets: 3, MaxOfAddress: 2, Address: func(*http.Request) string { return address }}
	w := newWorld(t, tr)
	refused := func(from string) {
		t.Helper()
		address = from
		c, resp, err := websocket.Dial(t.Context(), w.url, &websocket.DialOptions{HTTPClient: w.http, Subprotocols: []string{protocol}})
		if err == nil {
			_ = c.CloseNow()
			t.Fatal("there was room")
		}
		if resp == nil || resp.StatusCode != http.StatusServiceUnavailable || resp.Header.Get("Retry-After") == "" {
			t.Errorf("%+v", resp)
		}
	}
	first := w.ready()
	w.ready()
	refused("a")
	address = "b"
	w.ready()
	refused("b")
	if err := first.c.Close(websocket.StatusNormalClosure, ""); err != nil {
		t.Fatal(err)
	}
	for tr.Open() > 2 { // the server's side ends a moment later
		runtime.Gosched()
	}
	address = "b"
	w.ready()
}
