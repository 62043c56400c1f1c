package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime/pprof"
	"time"

	"heed/rules/typeid"
)

// The bench starts itself again for each server and each load, so that each
// process's CPU is its own.
const (
	childPrefix = "child-"
	childHeed   = childPrefix + "heed"
	childRaw    = childPrefix + "raw"
	childLoad   = childPrefix + "load"
	childListen = childPrefix + "listen"
)

func runChild(ctx context.Context, name string, args []string) error {
	switch name {
	case childHeed:
		return serveHeed(ctx, args)
	case childRaw:
		return serveRaw(ctx, args)
	case childLoad:
		return employ(ctx, load)
	case childListen:
		return employ(ctx, listen)
	default:
		return fmt.Errorf("no child %s", name)
	}
}

// order is what the bench asks of a serving child, a line of JSON each.
type order struct {
	Do   string      `json:"do"` // usage, tokens, verify, profile, profiled
	IDs  []typeid.ID `json:"ids,omitempty"`
	Path string      `json:"path,omitempty"`
}

// reply is the child's answer. The first comes unasked and says where it listens.
type reply struct {
	Error      string        `json:"error,omitempty"`
	Address    string        `json:"address,omitempty"`
	CPU        time.Duration `json:"cpu,omitempty"`
	Statements int64         `json:"statements,omitempty"`
	Tokens     []string      `json:"tokens,omitempty"`
	Events     int64         `json:"events,omitempty"`
}

// serving is a started child that serves HTTP.
type serving struct {
	name    string
	address string
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     *json.Decoder
}

func start(ctx context.Context, name string, args ...string) (*serving, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), self, append([]string{name}, args...)...) //nolint:gosec // G204: ourselves
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	c := &serving{name: name, cmd: cmd, in: in, out: json.NewDecoder(out)}
	hello, err := c.hear()
	if err != nil {
		return nil, errors.Join(err, c.stop())
	}
	c.address = hello.Address
	return c, nil
}

func (c *serving) hear() (reply, error) {
	var r reply
	if err := c.out.Decode(&r); err != nil {
		return r, fmt.Errorf("%s: %w", c.name, err)
	}
	if r.Error != "" {
		return r, fmt.Errorf("%s: %s", c.name, r.Error)
	}
	return r, nil
}

func (c *serving) ask(o order) (reply, error) {
	if err := json.NewEncoder(c.in).Encode(o); err != nil {
		return reply{}, fmt.Errorf("%s: %w", c.name, err)
	}
	return c.hear()
}

// stop ends the child: it goes when nobody asks any more.
func (c *serving) stop() error {
	return errors.Join(c.in.Close(), c.cmd.Wait())
}

// obey serves HTTP on a loopback port and answers orders until there are no more.
func obey(ctx context.Context, serve func(ctx context.Context, l net.Listener) error, own func(o order) (reply, error)) error {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- serve(ctx, l) }()
	out := json.NewEncoder(os.Stdout)
	err = out.Encode(reply{Address: l.Addr().String()})
	for in := json.NewDecoder(os.Stdin); err == nil; {
		var o order
		if in.Decode(&o) != nil {
			break
		}
		r, failed := answer(o, own)
		if failed != nil {
			r.Error = failed.Error()
		}
		err = out.Encode(r)
	}
	stop()
	return errors.Join(err, <-served)
}

func answer(o order, own func(o order) (reply, error)) (reply, error) {
	switch o.Do {
	case "profile":
		f, err := os.Create(o.Path)
		if err != nil {
			return reply{}, err
		}
		return reply{}, pprof.StartCPUProfile(f) // which keeps the file until it is stopped
	case "profiled":
		pprof.StopCPUProfile()
		return reply{}, nil
	default:
		return own(o)
	}
}

// httpServe serves plainly.
func httpServe(h http.Handler) func(ctx context.Context, l net.Listener) error {
	return func(ctx context.Context, l net.Listener) error {
		hs := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second}
		go func() {
			<-ctx.Done()
			_ = hs.Close()
		}()
		if err := hs.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	}
}
