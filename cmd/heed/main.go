// Command heed is the whole of Heed in one binary: the server, migrations,
// demo data, imports and the audit.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	_ "time/tzdata" // time zones also where the system has none

	"github.com/urfave/cli/v3"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, nil)))
	tuneCollector()
	if err := root().Run(ctx, os.Args); err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "heed:", err)
		stop()
		os.Exit(1) //nolint:gocritic // stop has run
	}
}

// tuneCollector lets memory grow further between collections, unless the
// operator has said otherwise: answers are many and short-lived.
func tuneCollector() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(2 << 30)
	}
}

func root() *cli.Command {
	return &cli.Command{
		Name:  "heed",
		Usage: "hear your customers, answer in time, show that the rules are kept",
		Description: "Heed is a GraphQL backend for many companies. Without any setting it keeps all data in one SQLite\n" +
			"file under ./data; with --database-url postgres://… it runs as many replicas as you start.\n\n" +
			"Try it:      heed serve --demo         then open http://127.0.0.1:8080/graphiql\n" +
			"Production:  heed migrate up; heed serve",
		Commands: []*cli.Command{serveCommand(), migrateCommand(), demoCommand(), importCommand(), auditCommand(), versionCommand()},
	}
}
