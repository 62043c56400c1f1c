package socket

import (
	"context"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"

	"github.com/coder/websocket"
)

// BenchmarkDelivery is events to 100 sockets over loopback; what is counted is
// a delivery, the kernel's and the reading client's work included. Paced: the
// next event comes when every client has the last one, so that each delivery
// wakes its goroutines anew.
func BenchmarkDelivery(b *testing.B) {
	b.Run("flood", func(b *testing.B) { deliver(b, false) })
	b.Run("paced", func(b *testing.B) { deliver(b, true) })
}

func deliver(b *testing.B, paced bool) {
	const sockets = 100
	w := newWorld(b, &Transport{})
	var last net.Conn
	w.http = &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := new(net.Dialer).DialContext(ctx, network, addr)
		last = c
		return c, err
	}}}
	conns := make([]net.Conn, sockets)
	clients := make([]*websocket.Conn, sockets) // kept, or a finalizer closes them
	for i := range conns {
		c := w.ready()
		c.subscribe("1", `subscription { live }`)
		<-w.hub.joined
		conns[i], clients[i] = last, c.c
	}
	payload := []byte(`{"data":{"live":{"kind":"CHANGE","cursor":"AAAAAAAAAAE","type":"requirement.transitioned","from":"SUBMITTED","to":"PLANNED",` +
		`"occurredAt":"2026-05-04T03:02:01Z","actor":{"displayName":"李雷"},"subject":{"type":"Requirement","id":"req_01","number":"REQ-2026-000001"}}}}`)
	frame := len(`{"id":"1","type":"next","payload":}`) + len(payload) + 4

	b.ReportAllocs()
	done := make(chan error, sockets)
	var arrived sync.WaitGroup
	events := b.N/sockets + 1
	b.ResetTimer()
	for _, c := range conns {
		go func() {
			buf := make([]byte, frame)
			for range events {
				if _, err := io.ReadFull(c, buf); err != nil {
					done <- err
					return
				}
				if paced {
					arrived.Done()
				}
			}
			done <- nil
		}()
	}
	for range events {
		if paced {
			arrived.Add(sockets)
		}
		w.hub.push(payload)
		arrived.Wait()
	}
	for range sockets {
		if err := <-done; err != nil {
			b.Fatal(err)
		}
	}
	b.StopTimer()
	for _, c := range clients {
		_ = c.CloseNow()
	}
}
