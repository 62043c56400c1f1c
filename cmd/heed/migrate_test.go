package main

import (
	"context"
	"strings"
	"testing"
)

func TestMigrate(t *testing.T) {
	both(t, func(t *testing.T, p *place) {
		do := func(what string) ran {
			t.Helper()
			return p.heedAt(t.Context(), p.owner, "migrate", what).well(t)
		}
		do("down").says(t, "nothing to do: no migration is applied")
		if out := do("status").out; !strings.Contains(out, "missing") || strings.Contains(out, "applied") {
			t.Errorf("before: %s", out)
		}
		all := strings.Count(do("status").out, "\n")
		if n := strings.Count(do("up").out, "applied "); n != all {
			t.Errorf("%d applied, want %d", n, all)
		}
		do("up").says(t, "nothing to do: the database is up to date")
		if n := strings.Count(do("status").out, "applied "); n != all {
			t.Errorf("%d are applied, want %d", n, all)
		}
		do("down").says(t, "took back ")
		if out := do("status").out; strings.Count(out, "missing ") != 1 {
			t.Errorf("after one was taken back: %s", out)
		}
		do("up")
	})
}

// Who may not make the roles is given the SQL for an administrator, and nothing
// has changed.
func TestMigrateWithoutRights(t *testing.T) {
	t.Parallel()
	p := onPostgres(t)
	name, at := p.login(t, p.url, "")
	p.exec(t, "ALTER DATABASE "+p.name+" OWNER TO "+name+"; ALTER SCHEMA public OWNER TO "+name)
	r := p.heedAt(t.Context(), at, "migrate", "up")
	r.refused(t, "run as an administrator", `GRANT heed_app TO "`+name+`"`, `GRANT heed_search TO "`+name+`"`)
	var tables int
	if err := p.admin.QueryRowContext(t.Context(), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").Scan(&tables); err != nil || tables != 0 {
		t.Errorf("%d tables, %v", tables, err)
	}
	_, script, _ := strings.Cut(r.errs, "\n\n")
	p.exec(t, script)
	p.heedAt(t.Context(), at, "migrate", "up").well(t).says(t, "applied ")
}

// What is interrupted has failed, and says so.
func TestInterrupted(t *testing.T) {
	both(t, func(t *testing.T, p *place) {
		ctx, stop := context.WithCancel(t.Context())
		stop()
		p.heedAt(ctx, p.owner, "migrate", "up").refused(t, "interrupted")
		p.migrate(t)
		for _, command := range [][]string{{"demo"}, {"audit", "verify"}, {"serve", "--addr", "127.0.0.1:0"}} {
			p.heedAt(ctx, p.url, command...).refused(t, "interrupted")
		}
	})
}
