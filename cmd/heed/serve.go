package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"time"

	"github.com/urfave/cli/v3"

	"heed/app/demo"
	"heed/server"
)

func serveCommand() *cli.Command {
	return &cli.Command{
		Name:  "serve",
		Usage: "serve the API",
		Description: "Serves /graphql (POST, GET, WebSocket), /graphiql, /healthz, /readyz, /metrics and\n" +
			"/.well-known/jwks.json until SIGINT or SIGTERM, then lets requests finish.",
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "addr", Sources: cli.EnvVars("HEED_ADDR"), Value: "127.0.0.1:8080", Usage: "the address to listen on"},
			databaseFlag(), roleFlag(), dataFlag(), keyFlag(),
			&cli.BoolFlag{Name: "migrate", Sources: cli.EnvVars("HEED_MIGRATE"), Usage: "bring PostgreSQL's tables up to date first (the embedded database always is)"},
			&cli.BoolFlag{Name: "demo", Sources: cli.EnvVars("HEED_DEMO"), Usage: "make the demo company, if the database is empty"},
			demoPasswordFlag(),
			&cli.StringSliceFlag{Name: "origin", Sources: cli.EnvVars("HEED_ORIGINS"), Usage: "an Origin that browsers may come from, beside the server's own; repeat or separate by commas"},
			&cli.BoolFlag{Name: "trust-proxy", Sources: cli.EnvVars("HEED_TRUST_PROXY"), Usage: "take clients' addresses from X-Forwarded-For, as the proxy in front writes it"},
			&cli.BoolFlag{Name: "jobs", Sources: cli.EnvVars("HEED_JOBS"), Value: true, Usage: "do the jobs too (clocks, mails, housekeeping); --jobs=false leaves them to heed worker"},
			&cli.BoolFlag{Name: "log-json", Sources: cli.EnvVars("HEED_LOG_JSON"), Usage: "log in JSON"},
		}, outsideFlags()...),
		Action: serve,
	}
}

func serve(ctx context.Context, cmd *cli.Command) (err error) {
	if cmd.Bool("log-json") {
		slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stderr, nil)))
	}
	p, err := open(ctx, cmd, cmd.Bool("migrate"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	if cmd.Bool("demo") {
		err := makeDemo(ctx, cmd, p)
		switch {
		case errors.Is(err, demo.ErrUnfinished): // it can be looked at all the same
			slog.WarnContext(ctx, err.Error())
		case err != nil:
			return err
		}
	}
	work := func(ctx context.Context, serve func(context.Context) error) error { return serve(ctx) }
	if cmd.Bool("jobs") {
		e, done, err := p.engine(ctx, cmd)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, done()) }()
		work = func(ctx context.Context, serve func(context.Context) error) error { return alongside(ctx, e, serve) }
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", cmd.String("addr"))
	if err != nil {
		return fmt.Errorf("listening: %w", err)
	}
	s := server.New(server.Options{
		DB: p.db, Journal: p.Journal, Feed: p.Feed, Desk: p.Desk, Who: p.Who, Keys: p.keys,
		Now: time.Now, Origins: cmd.StringSlice("origin"), TrustProxy: cmd.Bool("trust-proxy"),
	})
	slog.InfoContext(ctx, "serving", "address", "http://"+l.Addr().String(), "database", p.db.Dialect, "version", version())
	return work(ctx, func(ctx context.Context) error { return s.Serve(ctx, l) })
}
