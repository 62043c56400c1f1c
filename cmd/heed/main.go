// Command heed is the whole of Heed in one binary: the server, the worker,
// migrations, demo data, imports and the audit.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	_ "time/tzdata" // time zones also where the system has none

	"github.com/urfave/cli/v3"

	"heed/rules/fault"
	"heed/rules/label"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal does not wait
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, nil)))
	tuneCollector()
	code := run(ctx, os.Args, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the program, and its exit code. To be interrupted is to fail: only a
// server that is told to end has done its work.
func run(ctx context.Context, args []string, out, errs io.Writer) int {
	cmd := root()
	cmd.Writer, cmd.ErrWriter = out, errs
	cmd.ExitErrHandler = func(context.Context, *cli.Command, error) {} // the code is given here
	err := cmd.Run(ctx, args)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(errs, "heed: interrupted:", err)
	default:
		fmt.Fprintln(errs, "heed:", err)
		if f := (*fault.Error)(nil); errors.As(err, &f) { // the sentence names what is at fault
			fmt.Fprintln(errs, f.Message(label.En))
		}
	}
	return 1
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
		Commands: []*cli.Command{serveCommand(), workerCommand(), migrateCommand(), demoCommand(), importCommand(), tenantCommand(), personCommand(), keysCommand(), auditCommand(), versionCommand()},
	}
}
