package databasetest

import (
	"context"
	"errors"
	"net/url"
	"os"

	"github.com/rubenv/pgtest"
)

// Server is the server that HEED_TEST_POSTGRES names, or a private one, with a
// function that ends it if it is ours: for tools that work as the tests do.
func Server(ctx context.Context) (*url.URL, func() error, error) {
	given := os.Getenv(serverVariable)
	if given == "" {
		return Private(ctx)
	}
	u, err := url.Parse(given)
	return u, func() error { return nil }, err
}

// Private starts a server of our own on a socket in a temporary folder, without
// fsync.
func Private(ctx context.Context) (*url.URL, func() error, error) {
	server, err := pgtest.Start()
	if err != nil {
		return nil, nil, err
	}
	for _, setting := range []string{
		// Nobody reads the server's log: once its pipe is full, the server would stand still.
		"ALTER SYSTEM SET log_min_messages = 'panic'",
		// Nothing here outlives a crash.
		"ALTER SYSTEM SET full_page_writes = off", "ALTER SYSTEM SET synchronous_commit = off",
		"SELECT pg_reload_conf()",
	} {
		if _, err := server.DB.ExecContext(ctx, setting); err != nil {
			return nil, nil, errors.Join(err, server.DB.Close(), server.Stop())
		}
	}
	u := &url.URL{Scheme: "postgres", Path: "/" + server.Name, RawQuery: url.Values{
		"host": {server.Host}, "sslmode": {"disable"},
	}.Encode()}
	if server.User != "" {
		u.User = url.User(server.User)
	}
	stop := func() error { return errors.Join(server.DB.Close(), server.Stop()) }
	return u, stop, nil
}
