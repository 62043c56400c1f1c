package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// postgres is a private server that keeps its data, or one that somebody else runs.
type postgres struct {
	url *url.URL // of its database "postgres" or the one given, as a role that may make databases
	cmd *exec.Cmd
}

// tuning is the same for both sides. Vacuuming and analysing are done by the
// bench before it measures, so that they do not fall on one side.
var tuning = []string{
	"shared_buffers=1GB", "effective_cache_size=3GB", "work_mem=16MB", "maintenance_work_mem=256MB",
	"max_wal_size=8GB", "checkpoint_timeout=30min", "random_page_cost=1.1", "max_connections=100",
	"autovacuum=off", "fsync=on", "synchronous_commit=on", "full_page_writes=on", "jit=off", "listen_addresses=",
}

// startPostgres starts the server in the directory, making its cluster first
// where there is none.
func startPostgres(ctx context.Context, dir string) (*postgres, error) {
	who, err := credential()
	if err != nil {
		return nil, err
	}
	data, sock := filepath.Join(dir, "postgres"), filepath.Join(dir, "socket")
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // G301: another user's server goes through it
		return nil, err
	}
	for _, d := range []string{data, sock} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			return nil, err
		}
		if who != nil {
			if err := os.Chown(d, int(who.Uid), int(who.Gid)); err != nil {
				return nil, err
			}
		}
	}
	if _, err := os.Stat(filepath.Join(data, "PG_VERSION")); errors.Is(err, os.ErrNotExist) {
		init := command(ctx, who, dir, "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-instructions")
		if out, err := init.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("initdb: %w: %s", err, out)
		}
	}
	args := []string{"-D", data, "-k", sock}
	for _, one := range tuning {
		args = append(args, "-c", one)
	}
	log, err := os.Create(filepath.Join(dir, "postgres.log")) //nolint:gosec // G304: the directory of the bench
	if err != nil {
		return nil, err
	}
	defer func() { _ = log.Close() }()
	cmd := command(context.WithoutCancel(ctx), who, dir, "postgres", args...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr.Setpgid = true // a Ctrl-C is for the bench, which stops it in order
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting PostgreSQL: %w", err)
	}
	p := &postgres{cmd: cmd, url: &url.URL{
		Scheme: "postgres", User: url.User("postgres"), Path: "/postgres",
		RawQuery: url.Values{"host": {sock}, "sslmode": {"disable"}}.Encode(),
	}}
	if err := p.wait(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("PostgreSQL did not start, see %s: %w", log.Name(), err), p.stop())
	}
	return p, nil
}

// credential is whom PostgreSQL runs as: it refuses root.
func credential() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil //nolint:nilnil // as ourselves
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL does not run as root, and there is no user postgres: %w", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

func command(ctx context.Context, who *syscall.Credential, dir, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...) //nolint:gosec // G204: initdb and postgres of the PATH
	cmd.Dir = dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: who}
	return cmd
}

func (p *postgres) wait(ctx context.Context) error {
	db, err := sql.Open("postgres", p.url.String())
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	for range 300 {
		if err = db.PingContext(ctx); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return err
}

// stop ends the private server in order.
func (p *postgres) stop() error {
	if p.cmd == nil {
		return nil
	}
	if err := p.cmd.Process.Signal(syscall.SIGINT); err != nil {
		return err
	}
	var exit *exec.ExitError
	if err := p.cmd.Wait(); err != nil && !errors.As(err, &exit) {
		return err
	}
	return nil
}

// named is the URL of another database of the server.
func (p *postgres) named(database string) string {
	u := *p.url
	u.Path = "/" + database
	return u.String()
}
