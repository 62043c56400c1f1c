package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync/atomic"
	"time"

	"heed/app/journal"
	"heed/app/sessions"
	"heed/authz"
	"heed/bench/raw"
	"heed/ent/database"
	"heed/ent/vault"
	"heed/rules/flow"
	"heed/rules/viewer"
	"heed/server"
)

// enough is a limit that no load here reaches: every request is charged as always,
// and none is refused.
const enough = 1_000_000_000

// serveHeed is Heed's server as `heed serve` runs it on PostgreSQL: as the
// application role under row-level security, with its feed, its notices to
// other replicas and its log, which goes nowhere. Arguments: the database's
// URL, the file of the data key.
func serveHeed(ctx context.Context, args []string) (err error) {
	if len(args) != 2 {
		return errors.New("a URL and a key file are needed")
	}
	url := args[0]
	keys, err := vault.LoadOrCreate(args[1])
	if err != nil {
		return err
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	counting := &countingHandler{Handler: slog.NewTextHandler(null, nil), statements: new(atomic.Int64)}
	slog.SetDefault(slog.New(counting))
	db, err := database.Open(ctx, url, "", database.PostgresOptions{Role: database.AppRole})
	if err != nil {
		return err
	}
	authz.Install(db.Client)
	if err := database.CheckRole(ctx, db.SQL, database.LoginAny); err != nil {
		return err
	}
	p, err := sessions.Start(ctx, sessions.ProcessOptions{DB: db, URL: url, Keys: keys, Now: time.Now})
	if err != nil {
		return err
	}
	defer p.Stop()
	s := server.New(server.Options{
		DB: db, Journal: p.Journal, Feed: p.Feed, Desk: p.Desk, Who: p.Who, Keys: keys, Now: time.Now,
		AddressPoints: enough, PlanLimits: func(p flow.Plan) flow.Limits {
			limits := flow.LimitsOf(p)
			limits.RequestsPerMinute = enough
			return limits
		},
	})
	now := func() context.Context { return viewer.WithNow(vault.With(ctx, keys), time.Now()) }
	return obey(ctx, s.Serve, func(o order) (reply, error) { //nolint:contextcheck // now is made of ctx
		switch o.Do {
		case "usage":
			return reply{CPU: ownCPU(), Statements: counting.statements.Load()}, nil
		case "tokens":
			return tokens(now(), p.Desk, o)
		case "verify":
			n, err := journal.Verify(now(), db.Client, o.IDs[0])
			return reply{Events: n}, err
		default:
			return reply{}, fmt.Errorf("no order %q", o.Do)
		}
	})
}

// tokens signs members in, by the ids of their entries in the directory of
// memberships: an access token lives a quarter of an hour.
func tokens(ctx context.Context, desk *sessions.Desk, o order) (reply, error) {
	var r reply
	for _, id := range o.IDs {
		place, err := desk.Journal.Client().UserCompany.Get(ctx, id)
		if err != nil {
			return reply{}, err
		}
		u, err := desk.Journal.Client().User.Get(ctx, place.UserID)
		if err != nil {
			return reply{}, err
		}
		t, err := desk.Begin(ctx, place, sessions.Proof{Hash: u.PasswordHash})
		if err != nil {
			return reply{}, err
		}
		r.Tokens = append(r.Tokens, t.AccessToken)
	}
	return r, nil
}

// countingHandler adds up what the log says of statements.
type countingHandler struct {
	slog.Handler
	statements *atomic.Int64
}

// Handle implements slog.Handler.
func (h *countingHandler) Handle(ctx context.Context, r slog.Record) error {
	if r.Message == "operation" {
		r.Attrs(func(a slog.Attr) bool {
			if a.Key != "statements" {
				return true
			}
			h.statements.Add(a.Value.Int64())
			return false
		})
	}
	if r.Level >= slog.LevelWarn {
		fmt.Fprintln(os.Stderr, "bench: heed:", r.Message)
		r.Attrs(func(a slog.Attr) bool {
			fmt.Fprintln(os.Stderr, "  ", a)
			return true
		})
	}
	return h.Handler.Handle(ctx, r)
}

// serveRaw is the handler written by hand. Argument: the database's URL.
func serveRaw(ctx context.Context, args []string) (err error) {
	if len(args) != 1 {
		return errors.New("a URL is needed")
	}
	s, err := raw.Open(ctx, args[0])
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return obey(ctx, httpServe(s.Handler()), func(o order) (reply, error) {
		if o.Do != "usage" {
			return reply{}, fmt.Errorf("no order %q", o.Do)
		}
		return reply{CPU: ownCPU(), Statements: s.Statements()}, nil
	})
}
