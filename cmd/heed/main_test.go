package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	_ "github.com/lib/pq" // the driver "postgres"

	"heed/ent/database/databasetest"
)

func TestMain(m *testing.M) {
	// Nothing of the caller's settings reaches the commands.
	for _, pair := range os.Environ() {
		if name, _, _ := strings.Cut(pair, "="); strings.HasPrefix(name, "HEED_") && name != "HEED_TEST_POSTGRES" {
			if err := os.Unsetenv(name); err != nil {
				panic(err)
			}
		}
	}
	if os.Getenv(asHeed) != "" {
		main() // which exits
	}
	databasetest.Main(m)
}

const (
	dataKey  = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
	patience = 180 * time.Second
)

// place is where commands work: on a database of the test's own.
type place struct {
	dir             string
	url             string // of PostgreSQL, as the login that serves
	owner           string // of PostgreSQL, as the owner of the database
	admin           *sql.DB
	ownerName, name string // of the database and its owner
}

// ran is what a command left behind.
type ran struct {
	code      int
	out, errs string
}

// heed runs a command as the login that serves.
func (p *place) heed(t *testing.T, args ...string) ran {
	t.Helper()
	return p.heedAt(t.Context(), p.url, args...)
}

func (p *place) heedAt(ctx context.Context, at string, args ...string) ran {
	var out, errs bytes.Buffer
	code := run(ctx, p.line(at, args), &out, &errs)
	return ran{code, out.String(), errs.String()}
}

// line is a command line, with the flags that say where to work.
func (p *place) line(at string, args []string) []string {
	line := append([]string{"heed"}, args...)
	if args[0] == "tenant" { // its arguments come last
		return append(append(line[:3:3], p.where(at, args)...), line[3:]...)
	}
	if strings.HasPrefix(args[len(args)-1], "--") || !strings.Contains(args[len(args)-1], ".csv") {
		return append(line, p.where(at, args)...)
	}
	last := len(line) - 1 // the file comes last
	return append(append(line[:last:last], p.where(at, args)...), line[last])
}

func (p *place) where(at string, args []string) []string {
	where := []string{"--data-dir", p.dir}
	if at != "" {
		where = append(where, "--database-url", at)
		if args[0] != "migrate" && args[0] != "audit" {
			where = append(where, "--data-key", dataKey)
		}
	}
	return where
}

// migrate brings the tables up to date, as the owner.
func (p *place) migrate(t *testing.T) {
	t.Helper()
	p.heedAt(t.Context(), p.owner, "migrate", "up").well(t)
}

// well fails the test when the command failed.
func (r ran) well(t *testing.T) ran {
	t.Helper()
	if r.code != 0 {
		t.Fatalf("exit code %d\n%s%s", r.code, r.out, r.errs)
	}
	return r
}

// refused fails the test when the command did not fail with the words.
func (r ran) refused(t *testing.T, words ...string) {
	t.Helper()
	if r.code != 1 {
		t.Errorf("exit code %d\n%s%s", r.code, r.out, r.errs)
	}
	for _, w := range words {
		if !strings.Contains(r.errs, w) {
			t.Errorf("standard error lacks %q: %s", w, r.errs)
		}
	}
}

// says fails the test when standard output lacks the words.
func (r ran) says(t *testing.T, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(r.out, w) {
			t.Errorf("standard output lacks %q: %s", w, r.out)
		}
	}
}

// demoRows is what is said of the demo company: its customers are a list, and its
// requirements depend on the day on which it is made.
var demoRows = regexp.MustCompile(`Made 60 customers and 2\d\d requirements\.`)

// made fails the test when standard output does not say what the demo company has.
func (r ran) made(t *testing.T) {
	t.Helper()
	if !demoRows.MatchString(r.out) {
		t.Errorf("standard output lacks %s: %s", demoRows, r.out)
	}
}

// onSQLite is a place without anything.
func onSQLite(t *testing.T) *place {
	t.Helper()
	return &place{dir: filepath.Join(t.TempDir(), "data")}
}

// onPostgres is an empty database with the roles of deploy/postgres-roles.sh.
func onPostgres(t *testing.T) *place {
	t.Helper()
	at := databasetest.Postgres(t)
	admin, err := sql.Open("postgres", at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { admin.Close() })
	p := &place{dir: t.TempDir(), admin: admin}
	if err := admin.QueryRowContext(t.Context(), "SELECT current_database()").Scan(&p.name); err != nil {
		t.Fatal(err)
	}
	for _, role := range []string{"heed_app", "heed_search"} { // another test may have made it just now
		p.exec(t, "DO $$ BEGIN CREATE ROLE "+role+" NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$")
	}
	p.ownerName, p.owner = p.login(t, at, "IN ROLE heed_app, heed_search")
	_, p.url = p.login(t, at, "IN ROLE heed_app")
	p.exec(t, "ALTER DATABASE "+p.name+" OWNER TO "+p.ownerName+"; ALTER SCHEMA public OWNER TO "+p.ownerName)
	return p
}

// login makes a login of the server.
func (p *place) login(t *testing.T, at, attributes string) (name, as string) {
	t.Helper()
	name = "heed_test_" + strings.ToLower(rand.Text()[:10])
	p.exec(t, "CREATE ROLE "+name+" LOGIN PASSWORD 'x' "+attributes)
	t.Cleanup(func() {
		if _, err := p.admin.ExecContext(context.WithoutCancel(t.Context()),
			"REASSIGN OWNED BY "+name+" TO CURRENT_USER; DROP OWNED BY "+name+"; DROP ROLE "+name); err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.UserPassword(name, "x")
	return name, u.String()
}

func (p *place) exec(t *testing.T, query string) {
	t.Helper()
	if _, err := p.admin.ExecContext(t.Context(), query); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// both runs the test on both databases, before anything is migrated.
func both(t *testing.T, test func(t *testing.T, p *place)) {
	t.Helper()
	for name, fresh := range map[string]func(*testing.T) *place{"sqlite": onSQLite, "postgres": onPostgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, fresh(t))
		})
	}
}

// serving is `heed serve` on its way.
type serving struct {
	root string
	stop context.CancelFunc
	over chan ran
}

// free is an address that nobody listens on.
func free(t *testing.T) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return l.Addr().String()
}

// serve starts a server and waits until it is ready, or has ended.
func (p *place) serve(t *testing.T, at string, args ...string) *serving {
	t.Helper()
	addr := free(t)
	ctx, stop := context.WithCancel(t.Context())
	s := &serving{root: "http://" + addr, stop: stop, over: make(chan ran, 1)}
	go func() {
		s.over <- p.heedAt(ctx, at, append([]string{"serve", "--addr", addr, "--drain-wait", "0s"}, args...)...)
	}()
	t.Cleanup(stop)
	late := time.After(patience)
	for again := time.NewTicker(20 * time.Millisecond); ; {
		select {
		case <-again.C:
			if status(t, s.root+"/readyz") == http.StatusOK {
				return s
			}
		case r := <-s.over:
			t.Fatalf("it ended: %+v", r)
		case <-late:
			t.Fatal("it does not become ready")
		}
	}
}

// end ends the server as a signal does, and gives what it left behind.
func (s *serving) end(t *testing.T) ran {
	t.Helper()
	s.stop()
	select {
	case r := <-s.over:
		return r
	case <-time.After(patience):
		t.Fatal("it does not end")
		return ran{}
	}
}

// status is the status of the answer, 0 without one.
func status(t *testing.T, at string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, at, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0
	}
	defer func() { _ = answer.Body.Close() }()
	return answer.StatusCode
}
