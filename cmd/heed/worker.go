package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/urfave/cli/v3"

	"heed/server"
	"heed/server/jobs"
)

func workerCommand() *cli.Command {
	return &cli.Command{
		Name:  "worker",
		Usage: "do the jobs: clocks, mails, housekeeping",
		Description: "Works until SIGINT or SIGTERM, beside servers that are started with --jobs=false or beside those that do\n" +
			"jobs too. As many workers as you like may run on one PostgreSQL; there is no leader.",
		Flags: append([]cli.Flag{
			databaseFlag(), roleFlag(), dataFlag(), keyFlag(), filesFlag(),
			&cli.StringFlag{Name: "metrics-addr", Sources: cli.EnvVars("HEED_METRICS_ADDR"), Usage: "serve /healthz and /metrics there; empty serves nothing"},
			&cli.BoolFlag{Name: "log-json", Sources: cli.EnvVars("HEED_LOG_JSON"), Usage: "log in JSON"},
		}, letterFlags()...),
		Action: worker,
	}
}

func worker(ctx context.Context, cmd *cli.Command) (err error) {
	if cmd.Bool("log-json") {
		slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stderr, nil)))
	}
	p, err := openExisting(ctx, cmd)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	works, err := p.works(ctx, cmd, defaultAddr)
	if err != nil {
		return err
	}
	if cmd.String("public-url") == "" {
		slog.WarnContext(ctx, "links in letters lead to this machine: set --public-url (HEED_PUBLIC_URL) to where people reach the server", "public", works.PublicURL)
	}
	e, done, err := p.engine(ctx, cmd, works)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	if addr := cmd.String("metrics-addr"); addr != "" {
		stop, err := serveMetrics(ctx, addr, p)
		if err != nil {
			return err
		}
		defer stop()
	}
	slog.InfoContext(ctx, "working", "database", p.db.Dialect, "version", version())
	return e.Run(ctx)
}

// serveMetrics serves what monitoring asks a worker for.
func serveMetrics(ctx context.Context, addr string, p *process) (stop func(), err error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	hs := &http.Server{Handler: server.Monitoring(p.db), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		if err := hs.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			slog.ErrorContext(ctx, "serving metrics", "error", err)
		}
	}()
	return func() { _ = hs.Close() }, nil
}

// engine opens the queue and makes what works on it.
func (p *process) engine(ctx context.Context, cmd *cli.Command, works *jobs.Works) (*jobs.Engine, func() error, error) {
	q, err := jobs.OpenQueue(ctx, cmd.String("database-url"), cmd.String("data-dir"), cmd.String("database-role"))
	if err != nil {
		return nil, nil, err
	}
	e, err := jobs.New(jobs.Options{Queue: q, Works: *works})
	if err != nil {
		return nil, nil, errors.Join(err, q.Close())
	}
	p.OnGrown(e.Woken)
	return e, q.Close, nil
}

// alongside runs the jobs beside the work, and ends both when one ends.
func alongside(ctx context.Context, e *jobs.Engine, work func(ctx context.Context) error) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	ended := make(chan error, 1)
	go func() {
		defer end()
		ended <- e.Run(ctx)
	}()
	err := work(ctx)
	end()
	return errors.Join(err, <-ended)
}
