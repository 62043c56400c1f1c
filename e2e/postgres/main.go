// Command postgres runs a command beside a private PostgreSQL with the roles
// and the database of deploy/postgres-roles.sh, from the folder e2e:
//
//	go run ./postgres npm test
//
// The command finds the logins in HEED_E2E_DATABASE_URL, which serves, and
// HEED_E2E_OWNER_URL, which migrates.
package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"heed/ent/database/databasetest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	var failed *exec.ExitError
	switch {
	case err == nil:
	case errors.As(err, &failed):
		os.Exit(1) // it has said why
	default:
		fmt.Fprintln(os.Stderr, "e2e:", err)
		os.Exit(1)
	}
}

const password = "end-to-end"

func run(ctx context.Context, command []string) (err error) {
	if len(command) == 0 {
		return errors.New("which command?")
	}
	server, stop, err := databasetest.Private(ctx)
	if err != nil {
		return fmt.Errorf("starting PostgreSQL: %w", err)
	}
	defer func() { err = errors.Join(err, stop()) }()
	if err := roles(ctx, server); err != nil {
		return fmt.Errorf("deploy/postgres-roles.sh: %w", err)
	}
	work := exec.CommandContext(ctx, command[0], command[1:]...) //nolint:gosec // G204: that is what it is for
	work.Env = append(os.Environ(), "HEED_E2E_DATABASE_URL="+login(server, "heed_serve"), "HEED_E2E_OWNER_URL="+login(server, "heed_owner"))
	work.Stdin, work.Stdout, work.Stderr = os.Stdin, os.Stdout, os.Stderr
	work.Cancel = func() error { return work.Process.Signal(os.Interrupt) }
	return work.Run()
}

// roles makes what an administrator makes once.
func roles(ctx context.Context, server *url.URL) error {
	script := exec.CommandContext(ctx, "sh", "../deploy/postgres-roles.sh")
	user := server.User.Username()
	if user == "" {
		user = os.Getenv("USER")
	}
	script.Env = append(os.Environ(), "PGHOST="+server.Query().Get("host"), "POSTGRES_USER="+user,
		"HEED_OWNER_PASSWORD="+password, "HEED_SERVE_PASSWORD="+password)
	script.Stderr = os.Stderr
	return script.Run()
}

func login(server *url.URL, name string) string {
	u := *server
	u.User, u.Path = url.UserPassword(name, password), "/heed"
	return u.String()
}
