package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli/v3"

	"heed/app/attachments"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent/database"
	"heed/ent/migrations"
	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/viewer"
	"heed/server/jobs"
)

// process is what all commands that work with data share: the database with
// tenancy and record scopes, the keys, and what works with them.
type process struct {
	*sessions.Process
	db    *database.DB
	keys  *vault.Keys
	files *attachments.Store // of servers and workers
}

// open opens the database and starts what works with it.
func open(ctx context.Context, cmd *cli.Command, migrate bool) (*process, error) {
	keys, err := dataKeys(cmd)
	if err != nil {
		return nil, err
	}
	db, err := openDatabase(ctx, cmd, migrate)
	if err != nil {
		return nil, err
	}
	work, err := sessions.Start(ctx, sessions.ProcessOptions{DB: db, URL: cmd.String("database-url"), Keys: keys, Now: time.Now})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &process{Process: work, db: db, keys: keys}, nil
}

// openExisting is open for commands that work with what is there.
func openExisting(ctx context.Context, cmd *cli.Command) (*process, error) {
	if err := existing(cmd); err != nil {
		return nil, err
	}
	return open(ctx, cmd, false)
}

// existing refuses an embedded database that is not there: whoever looks at data in
// the wrong directory is not given an empty database, nor a key, to look at.
func existing(cmd *cli.Command) error {
	path, err := database.Missing(cmd.String("database-url"), cmd.String("data-dir"))
	if err != nil || path == "" {
		return err
	}
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	return fmt.Errorf("no database is at %s: say where yours is by --data-dir or --database-url, or make one by heed serve, heed migrate up or heed demo", path)
}

// openDatabase opens the database with tenancy and record scopes, after a look
// at its tables and, on PostgreSQL, at its roles.
func openDatabase(ctx context.Context, cmd *cli.Command, migrate bool) (*database.DB, error) {
	if err := prepare(ctx, cmd, migrate); err != nil {
		return nil, err
	}
	url := cmd.String("database-url")
	db, err := database.Open(ctx, url, cmd.String("data-dir"), database.PostgresOptions{Role: cmd.String("database-role")})
	if err != nil {
		return nil, err
	}
	authz.Install(db.Client)
	if database.IsPostgres(url) {
		if err := checkRole(ctx, cmd, db, migrate); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	return db, nil
}

func (p *process) close() error {
	p.Stop()
	if p.files == nil {
		return p.db.Close()
	}
	return errors.Join(p.files.Close(), p.db.Close())
}

// checkRole refuses a role that the policies do not bind, and warns of a login
// that could undo them. Whoever has just migrated owns the tables.
func checkRole(ctx context.Context, cmd *cli.Command, db *database.DB, migrated bool) error {
	may := database.LoginBound
	if migrated {
		may = database.LoginOwner
	}
	err := database.CheckRole(ctx, db.SQL, may)
	var login *database.ErrLogin
	if errors.As(err, &login) {
		fmt.Fprintf(cmd.Root().ErrWriter, "warning: the login %q is for trying and measuring only: %s\n", login.Login, login.Reason)
		return nil
	}
	return err
}

// in is the context of the program's own work in the company that the slug names.
func (p *process) in(ctx context.Context, slug string) (context.Context, error) {
	ctx = p.context(ctx)
	id, err := tenants.BySlug(ctx, p.db.Client, slug)
	if errors.Is(err, fault.NotFound()) {
		return nil, noCompany(slug)
	}
	if err != nil {
		return nil, err
	}
	return p.Who.AsSystem(ctx, id)
}

func noCompany(slug string) error { return fmt.Errorf("no company has the slug %q", slug) }

// context is the context of the program's own work: now, with the data keys.
func (p *process) context(ctx context.Context) context.Context {
	return viewer.WithNow(vault.With(ctx, p.keys), time.Now())
}

// prepare brings the tables up to date: always on the embedded database, on
// PostgreSQL when asked to; else an old schema is refused.
func prepare(ctx context.Context, cmd *cli.Command, migrate bool) error {
	m, err := openMigrations(ctx, cmd)
	if err != nil {
		return err
	}
	defer func() { _ = m.close() }()
	if !m.postgres || migrate {
		_, err := m.up(ctx)
		return err
	}
	pending, err := m.migrator.Pending(ctx)
	if err != nil {
		return err
	}
	if len(pending) == 0 {
		return nil
	}
	names := make([]string, len(pending))
	for i, p := range pending {
		names[i] = p.Name
	}
	return fmt.Errorf("the database is older than this program (missing: %s); run \"heed migrate up\" with a role that owns the tables, or start with --migrate", strings.Join(names, ", "))
}

// migrationsAt is a database opened to be migrated, without the application's role.
type migrationsAt struct {
	migrator *database.Migrator
	postgres bool
	up       func(ctx context.Context) ([]database.Migration, error)
	close    func() error
}

func openMigrations(ctx context.Context, cmd *cli.Command) (*migrationsAt, error) {
	url := cmd.String("database-url")
	if database.IsPostgres(url) {
		pool, err := database.OpenPostgres(url, database.PostgresOptions{StatementTimeout: -1, MaxConnections: 2})
		if err != nil {
			return nil, err
		}
		m, err := database.NewMigrator(pool, "postgres", migrations.Files)
		if err != nil {
			return nil, errors.Join(err, pool.Close())
		}
		return &migrationsAt{m, true, func(ctx context.Context) ([]database.Migration, error) {
			done, err := database.MigratePostgres(ctx, pool, migrations.Files)
			if err != nil {
				return done, err
			}
			return done, jobs.Migrate(ctx, pool)
		}, pool.Close}, nil
	}
	db, err := database.Open(ctx, url, cmd.String("data-dir"), database.PostgresOptions{})
	if err != nil {
		return nil, err
	}
	m, err := database.NewMigrator(db.SQL, db.Dialect, migrations.Files)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &migrationsAt{m, false, m.Up, db.Close}, nil
}
