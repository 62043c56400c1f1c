package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"slices"
	"time"

	"github.com/urfave/cli/v3"

	"heed/app/demo"
	"heed/server"
)

// defaultAddr is where the server listens, and where links of letters lead, when nothing else is said.
const defaultAddr = "127.0.0.1:8080"

// defaultDrainWait is long enough for proxies that look every second.
const defaultDrainWait = 3 * time.Second

func serveCommand() *cli.Command {
	return &cli.Command{
		Name:  "serve",
		Usage: "serve the API",
		Description: "Serves /graphql (POST, GET, WebSocket), /graphiql, /healthz, /readyz, /metrics and\n" +
			"/.well-known/jwks.json until SIGINT or SIGTERM, then says so at /readyz, waits (--drain-wait), and lets\n" +
			"requests finish. A second signal ends it at once.",
		Flags: slices.Concat([]cli.Flag{
			&cli.StringFlag{Name: "addr", Sources: cli.EnvVars("HEED_ADDR"), Value: defaultAddr, Usage: "the address to listen on"},
			databaseFlag(), roleFlag(), dataFlag(), keyFlag(), filesFlag(),
			&cli.BoolFlag{Name: "migrate", Sources: cli.EnvVars("HEED_MIGRATE"), Usage: "bring PostgreSQL's tables up to date first (the embedded database always is)"},
			&cli.BoolFlag{Name: "demo", Sources: cli.EnvVars("HEED_DEMO"), Usage: "make the demo company, if the database is empty"},
			demoPasswordFlag(),
			&cli.StringSliceFlag{Name: "origin", Sources: cli.EnvVars("HEED_ORIGINS"), Usage: "an Origin that browsers may come from, beside the server's own; repeat or separate by commas"},
			&cli.BoolFlag{Name: "trust-proxy", Sources: cli.EnvVars("HEED_TRUST_PROXY"), Usage: "take clients' addresses from X-Forwarded-For, as the proxy in front writes it"},
			&cli.BoolFlag{Name: "jobs", Sources: cli.EnvVars("HEED_JOBS"), Value: true, Usage: "do the jobs too (clocks, mails, housekeeping); --jobs=false leaves them to heed worker"},
			&cli.DurationFlag{
				Name: "drain-wait", Sources: cli.EnvVars("HEED_DRAIN_WAIT"), Value: defaultDrainWait,
				Usage: "how long requests are still taken after SIGINT or SIGTERM while /readyz is 503, so that a load balancer notices",
				Validator: func(d time.Duration) error {
					if d < 0 {
						return errors.New("a time from 0s on is needed")
					}
					return nil
				},
			},
			&cli.BoolFlag{Name: "log-json", Sources: cli.EnvVars("HEED_LOG_JSON"), Usage: "log in JSON"},
		}, edgeFlags(), limitFlags(), letterFlags()),
		Action: serve,
	}
}

func serve(ctx context.Context, cmd *cli.Command) (err error) {
	if cmd.Bool("log-json") {
		slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stderr, nil)))
	}
	o := server.Options{Now: time.Now, Origins: cmd.StringSlice("origin"), TrustProxy: cmd.Bool("trust-proxy")}
	o.Linger = func() <-chan time.Time {
		wait := cmd.Duration("drain-wait")
		slog.InfoContext(context.WithoutCancel(ctx), "ending", "drainWait", wait)
		return time.After(wait)
	}
	if err := limit(cmd, &o); err != nil {
		return err
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
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", cmd.String("addr"))
	if err != nil {
		return fmt.Errorf("listening: %w", err)
	}
	works, err := p.works(ctx, cmd, l.Addr().String())
	if err != nil {
		return errors.Join(err, l.Close())
	}
	o.DB, o.Journal, o.Feed, o.Desk, o.Who, o.Keys = p.db, p.Journal, p.Feed, p.Desk, p.Who, p.keys
	o.Files = p.files
	o.PublicURL, o.AppURL = works.PublicURL, works.AppURL
	s := server.New(o)
	slog.InfoContext(ctx, "serving", "address", "http://"+l.Addr().String(), "public", works.PublicURL, "database", p.db.Dialect, "version", version())
	serving := func(ctx context.Context) error { return s.Serve(ctx, l) }
	if !cmd.Bool("jobs") {
		return serving(ctx)
	}
	e, done, err := p.engine(ctx, cmd, works)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer func() { err = errors.Join(err, done()) }()
	return alongside(ctx, e, serving)
}
