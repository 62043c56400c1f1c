package main

import (
	"context"
	"fmt"
	"net"
	"strings"
	"time"
)

// width is how often a stalled client selects the same, and narrow the bytes
// that it takes before it is asked to wait: so there is soon more for it than
// any buffer holds.
const (
	width      = 12
	operations = 100
	narrow     = 4096
)

// stall lets one more subscribe who does not read, and goes on with changes
// until the server has dropped it. Everybody else goes on to be told.
func (c *crowd) stall(ctx context.Context, h *heed) error {
	var fields strings.Builder
	for i := range width {
		fmt.Fprintf(&fields, " a%d: cursor b%d: occurredAt", i, i)
	}
	wide := "subscription { statusChanged { kind" + fields.String() + " } }"
	conn, err := h.subscribed(ctx, 0, wide, operations, func(conn net.Conn) error {
		return conn.(*net.TCPConn).SetReadBuffer(narrow) //nolint:errcheck,forcetypeassert // it is one
	})
	if err != nil {
		return fmt.Errorf("a client that will stall: %w", err)
	}
	defer func() { _ = conn.CloseNow() }()
	began := time.Now()
	for i := 0; ; i++ {
		if _, err := c.change(ctx, h, i); err != nil {
			return fmt.Errorf("beside a stalled client: %w", err)
		}
		is, err := h.figures(ctx)
		if err != nil {
			return err
		}
		took := time.Since(began)
		switch {
		case is.sockets == len(c.conns):
			fmt.Printf("a client that did not read was dropped after %v, in which the others were told of %d changes\n", took.Round(100*time.Millisecond), i+1)
			return nil
		case took > dropTime:
			return fmt.Errorf("a client that does not read is still there after %v: %s", took, is)
		}
	}
}
