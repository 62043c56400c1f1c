// Package databasetest gives every test its own PostgreSQL database, on a
// private server that lives as long as the test binary, or on the server that
// HEED_TEST_POSTGRES names (a URL whose role may create databases).
//
//	func TestMain(m *testing.M) { databasetest.Main(m) }
//
//	func TestIt(t *testing.T) { url := databasetest.Postgres(t) … }
package databasetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/lib/pq"
)

// Template prepares the database that the others are copied from, once a test
// binary: apply the migrations there, and close every connection. Set it before
// Main; nil leaves the databases empty.
var Template func(ctx context.Context, url string) error

const serverVariable = "HEED_TEST_POSTGRES"

// the is the server of this test binary.
var the struct {
	sync.Mutex
	running  bool // Main is there to stop it
	started  bool
	err      error
	admin    *sql.DB
	url      *url.URL
	template string
	filled   bool   // there is one that was filled
	copying  string // how the template is copied
	stop     func() error
	count    atomic.Int64
}

// Main runs the tests of a package, stops the server and ends the process.
func Main(m *testing.M) {
	the.running = true
	code := m.Run()
	if err := stop(); err != nil {
		fmt.Fprintln(os.Stderr, "databasetest: stopping PostgreSQL:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

// Postgres makes a database for the test, dropped after it, and returns its URL.
// It fails the test where there is no PostgreSQL.
func Postgres(t testing.TB) string {
	t.Helper()
	need(t)
	return copied(t, the.template)
}

func need(t testing.TB) {
	t.Helper()
	if err := start(t.Context()); err != nil {
		t.Fatalf("this test needs PostgreSQL: install its server (initdb in the PATH or under /usr/lib/postgresql), or name one in %s: %v",
			serverVariable, err)
	}
}

// Filled makes a database for the test as fill left one that Template prepared: that is filled
// once a test binary, and every connection to it closed.
func Filled(t testing.TB, fill func(ctx context.Context, url string) error) string {
	t.Helper()
	need(t)
	filled, err := fillOnce(context.WithoutCancel(t.Context()), fill)
	if err != nil {
		t.Fatalf("databasetest: filling a database: %v", err)
	}
	return copied(t, filled)
}

func fillOnce(ctx context.Context, fill func(ctx context.Context, url string) error) (string, error) {
	the.Lock()
	defer the.Unlock()
	name := the.template + "_filled"
	if the.filled || the.err != nil {
		return name, the.err
	}
	the.filled = true
	if _, the.err = the.admin.ExecContext(ctx, "CREATE DATABASE "+name+" TEMPLATE "+the.template+the.copying); the.err == nil {
		the.err = fill(ctx, named(name))
	}
	return name, the.err
}

func copied(t testing.TB, template string) string {
	t.Helper()
	name := fmt.Sprintf("%s_%d", the.template, the.count.Add(1))
	if _, err := the.admin.ExecContext(t.Context(), "CREATE DATABASE "+name+" TEMPLATE "+template+the.copying); err != nil {
		t.Fatalf("databasetest: making a database: %v", err)
	}
	t.Cleanup(func() {
		if err := drop(name); err != nil {
			t.Errorf("databasetest: dropping the database: %v", err)
		}
	})
	return named(name)
}

// start makes the server and the template, once.
func start(ctx context.Context) error {
	the.Lock()
	defer the.Unlock()
	if !the.running {
		return errors.New("the package lacks func TestMain(m *testing.M) { databasetest.Main(m) }")
	}
	if !the.started {
		the.started = true
		the.err = prepare(context.WithoutCancel(ctx))
	}
	return the.err
}

func prepare(ctx context.Context) error {
	var err error
	if given := os.Getenv(serverVariable); given != "" {
		the.url, err = url.Parse(given)
	} else {
		the.url, the.stop, err = Private(ctx)
	}
	if err != nil {
		return err
	}
	connector, err := pq.NewConnector(the.url.String())
	if err != nil {
		return err
	}
	the.admin = sql.OpenDB(connector)
	the.template = "heedtest_" + strings.ToLower(rand.Text()[:10])
	// Text is UTF-8 and sorts by bytes, whatever the machine's locale.
	var version int
	if err := the.admin.QueryRowContext(ctx, "SELECT current_setting('server_version_num')::int").Scan(&version); err != nil {
		return err
	}
	if version >= 150000 { // files are copied in half the time that the log takes
		the.copying = " STRATEGY file_copy"
	}
	if _, err := the.admin.ExecContext(ctx, "CREATE DATABASE "+the.template+
		" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"); err != nil {
		return err
	}
	if Template == nil {
		return nil
	}
	if err := Template(ctx, named(the.template)); err != nil {
		return fmt.Errorf("preparing the template: %w", err)
	}
	return nil
}

func named(database string) string {
	u := *the.url
	u.Path = "/" + database
	return u.String()
}

func drop(database string) error {
	_, err := the.admin.ExecContext(context.Background(), "DROP DATABASE IF EXISTS "+database+" WITH (FORCE)")
	return err
}

func stop() error {
	the.Lock()
	defer the.Unlock()
	var err error
	if the.admin != nil {
		if the.stop == nil && the.template != "" { // somebody else's server
			err = errors.Join(drop(the.template+"_filled"), drop(the.template))
		}
		err = errors.Join(err, the.admin.Close())
	}
	if the.stop != nil {
		err = errors.Join(err, the.stop())
	}
	return err
}
