package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/lib/pq"

	"heed/app/demo"
	"heed/app/journal"
	"heed/app/password"
	"heed/app/sessions"
	"heed/authz"
	"heed/ent/database"
	"heed/ent/migrations"
	"heed/ent/vault"
	"heed/rules/viewer"
)

var sizes = map[string]demo.Size{
	"full":  {Companies: 100, Customers: 100_000, Requirements: 500_000},
	"small": {Companies: 5, Customers: 2_000, Requirements: 10_000},
}

// store is where the data of a size is kept, and the copy that a run works on.
type store struct {
	server *postgres
	admin  *sql.DB
	keys   *vault.Keys
	kept   string // the database that stays as it was made
	copied string // the database of this run
}

func openStore(s settings, server *postgres) (*store, error) {
	admin, err := sql.Open("postgres", server.url.String())
	if err != nil {
		return nil, err
	}
	st := &store{server: server, admin: admin, kept: "heed_bench_" + s.size, copied: "heed_bench_run"}
	if st.keys, err = vault.LoadOrCreate(filepath.Join(s.data, "data.key")); err != nil {
		return nil, err
	}
	return st, nil
}

// ready makes the data unless it is there, made for the present schema, and
// copies it, so that every run begins with the same.
func (st *store) ready(ctx context.Context, s settings) error {
	marker, err := st.marker(ctx)
	if err != nil {
		return err
	}
	if want := wantedMarker(s); s.rebuild || marker != want {
		if err := st.make(ctx, s, want); err != nil {
			return err
		}
	}
	if err := st.drop(ctx, st.copied); err != nil {
		return err
	}
	began := time.Now()
	if _, err := st.admin.ExecContext(ctx, "CREATE DATABASE "+st.copied+" TEMPLATE "+st.kept+" STRATEGY file_copy"); err != nil { //nolint:gosec // G701: names of our own
		return fmt.Errorf("copying the data: %w", err)
	}
	say("copied the data in %v", time.Since(began).Round(time.Second))
	return nil
}

// wantedMarker names the schema and the size that the data must have.
func wantedMarker(s settings) string {
	files, err := migrations.Files.ReadDir("postgres")
	if err != nil {
		return ""
	}
	newest := ""
	for _, f := range files {
		if strings.HasSuffix(f.Name(), ".sql") {
			newest = f.Name()
		}
	}
	z := sizes[s.size]
	return fmt.Sprintf("%s %d %d %d %d", newest, z.Companies, z.Customers, z.Requirements, complaintSizes[s.size].all)
}

// marker is what the kept database was made for, "" when there is none. It is
// written last, as the database's comment.
func (st *store) marker(ctx context.Context) (string, error) {
	var text sql.NullString
	err := st.admin.QueryRowContext(ctx, "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = $1", st.kept).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return text.String, err
}

func (st *store) drop(ctx context.Context, name string) error {
	_, err := st.admin.ExecContext(ctx, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") //nolint:gosec // G701: names of our own
	return err
}

func (st *store) make(ctx context.Context, s settings, marker string) error {
	began := time.Now()
	if err := st.drop(ctx, st.kept); err != nil {
		return err
	}
	if _, err := st.admin.ExecContext(ctx, "CREATE DATABASE "+st.kept+" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"); err != nil { //nolint:gosec // G701: names of our own
		return err
	}
	url := st.server.named(st.kept)
	if err := fill(ctx, url, st.keys, sizes[s.size]); err != nil {
		return err
	}
	if err := complain(ctx, url, st.keys, s.size); err != nil {
		return err
	}
	if err := tidy(ctx, url); err != nil {
		return err
	}
	say("made the data in %v", time.Since(began).Round(time.Second))
	_, err := st.admin.ExecContext(ctx, "COMMENT ON DATABASE "+st.kept+" IS "+pq.QuoteLiteral(marker)) //nolint:gosec // G701: names of our own
	return err
}

// fill makes the tables and the companies.
func fill(ctx context.Context, url string, keys *vault.Keys, size demo.Size) (err error) {
	owner, err := database.OpenPostgres(url, database.PostgresOptions{StatementTimeout: -1, MaxConnections: 2})
	if err != nil {
		return err
	}
	_, err = database.MigratePostgres(ctx, owner, migrations.Files)
	if err = errors.Join(err, owner.Close()); err != nil {
		return err
	}
	db, err := database.Open(ctx, url, "", database.PostgresOptions{Role: database.AppRole, StatementTimeout: -1})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	authz.Install(db.Client)
	who, err := sessions.NewWho(db.Client)
	if err != nil {
		return err
	}
	tools := demo.Tools{
		Journal: journal.New(db.Client, who.Changed), Who: who,
		Hasher: password.NewHasher(password.DefaultCost, runtime.GOMAXPROCS(0)),
	}
	ctx = viewer.WithNow(vault.With(ctx, keys), time.Now())
	return demo.Scale(ctx, db, tools, size, func(s string) { say("%s", s) })
}

// tidy leaves the tables as a vacuumed database has them: statistics, visibility
// and an empty list of pending index entries.
func tidy(ctx context.Context, url string) error {
	db, err := sql.Open("postgres", url)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM (ANALYZE)")
	if err == nil {
		_, err = db.ExecContext(ctx, "CHECKPOINT")
	}
	return errors.Join(err, db.Close())
}

func say(format string, args ...any) { fmt.Fprintf(os.Stderr, "bench: "+format+"\n", args...) }
