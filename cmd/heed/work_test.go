package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// The commands that work with data, one after the other as an operator runs them.
func TestWork(t *testing.T) {
	both(t, func(t *testing.T, p *place) {
		embedded := p.url == ""
		if embedded { // before there is anything
			p.with(t, "", "keys", "new").well(t).says(t, "k1 seals from the next start on")
		} else {
			p.migrate(t)
			p.heed(t, "audit", "verify").well(t).says(t, "no company is there")
		}
		r := p.heed(t, "demo").well(t)
		r.says(t, "Demo company demo. Accounts:", "staff@demo.example", "Password of all, shown this once: ")
		r.made(t)
		if strings.Index(r.out, "Password of all") > strings.Index(r.out, "Made 60") {
			t.Errorf("the password comes too late: %s", r.out)
		}
		p.heed(t, "demo").well(t).says(t, "not empty: no demo company was made")
		p.heed(t, "audit", "verify").well(t).says(t, "demo: ", " events, the chain holds")
		p.heed(t, "audit", "verify", "--company", "nobody").refused(t, `no company has the slug "nobody"`)
		p.imports(t)
		p.governs(t)
		p.persons(t)
		p.breakChain(t)
		r = p.heed(t, "audit", "verify", "--company", "demo")
		r.refused(t, "1 of 1 journals are broken")
		r.says(t, "demo: BROKEN at event 2 ")
		if embedded {
			p.newKeyOfTheEmbedded(t)
		} else {
			p.newKeyOfPostgres(t)
		}
	})
}

func (p *place) imports(t *testing.T) {
	t.Helper()
	file := func(text string) string {
		t.Helper()
		name := filepath.Join(t.TempDir(), "customers.csv")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	in := []string{"import", "customers", "--company", "demo", "--system", "ERP"}
	good := file("名称,客户等级,外部编号\n晨光酒店,重点,E-1\n云上书店,,E-2\n")
	p.heed(t, append(in, "--dry-run", good)...).well(t).says(t, "2 rows: 2 new, 0 changed, 0 as they were, 0 with mistakes")
	p.heed(t, append(in, good)...).well(t).says(t, "2 rows: 2 new")
	p.heed(t, append(in, good)...).well(t).says(t, "2 rows: 0 new, 0 changed, 2 as they were")
	bad := p.heed(t, append(in, file("名称,客户等级,外部编号\n晴川酒店,重点,E-3\n,重点,E-4\n"))...)
	bad.refused(t, "1 of 2 rows were left out")
	bad.says(t, "line 3", "2 rows: 1 new, 0 changed, 0 as they were, 1 with mistakes")
	p.heed(t, append(in, filepath.Join(p.dir, "nothing.csv"))...).refused(t, "nothing.csv", "no such file")
	p.heed(t, in...).refused(t, "takes one FILE.csv")
	p.heed(t, "import", "customers", "--company", "nobody", good).refused(t, `no company has the slug "nobody"`)
	p.heed(t, "import", "customers", "--company", "demo", "--column", "Name", good).refused(t, "COLUMN=FIELD")
}

func (p *place) governs(t *testing.T) {
	t.Helper()
	p.heed(t, "tenant", "list").well(t).says(t, "demo  ACTIVE  FREE")
	p.heed(t, "tenant", "plan", "demo", "standard").well(t).says(t, "demo: ACTIVE, plan STANDARD")
	p.heed(t, "tenant", "plan", "demo", "GOLD").refused(t, `there is no plan "GOLD"`, "ENTERPRISE")
	p.heed(t, "tenant", "plan", "demo").refused(t, "takes SLUG PLAN")
	p.heed(t, "tenant", "suspend", "--reason", "Not paid", "demo").well(t).says(t, "demo: SUSPENDED")
	p.heed(t, "tenant", "list").well(t).says(t, "demo  SUSPENDED  STANDARD", "Not paid")
	p.heed(t, "tenant", "suspend", "--reason", "Again", "demo").refused(t, "is not possible in state “Suspended”")
	p.heed(t, "tenant", "reopen", "demo").refused(t, "is not possible in state “Suspended”")
	p.heed(t, "tenant", "resume", "demo").well(t).says(t, "demo: ACTIVE")
	p.heed(t, "tenant", "resume", "nobody").refused(t, `no company has the slug "nobody"`)
}

// breakChain changes an event as only an owner of the database can.
func (p *place) breakChain(t *testing.T) {
	t.Helper()
	const change = "UPDATE events SET type = type || '.x' WHERE position = 2"
	if p.admin != nil {
		p.exec(t, "ALTER TABLE events DISABLE TRIGGER USER; "+change)
		return
	}
	db, err := sql.Open("sqlite", filepath.Join(p.dir, "heed.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for _, query := range append(triggers(t, db), change) {
		if _, err := db.ExecContext(t.Context(), query); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
	}
}

// triggers are the statements that take the triggers of the events away.
func triggers(t *testing.T, db *sql.DB) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'events'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var drops []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		drops = append(drops, "DROP TRIGGER "+name)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return drops
}

func TestUsage(t *testing.T) {
	t.Parallel()
	p := onSQLite(t)
	plain := func(args ...string) ran {
		t.Helper()
		var out, errs strings.Builder
		code := run(t.Context(), append([]string{"heed"}, args...), &out, &errs)
		return ran{code, out.String(), errs.String()}
	}
	plain("version").well(t).says(t, "heed development")
	plain("--help").well(t).says(t, "heed serve --demo")
	plain("serve", "--no-such-flag").refused(t, "no-such-flag")
	p.heed(t, "demo", "--scale", "1,2").refused(t, "COMPANIES,CUSTOMERS,REQUIREMENTS")
	p.heed(t, "demo", "--scale", "1,1,1").refused(t, "on PostgreSQL only")
	const nowhere = "postgres://nobody@127.0.0.1:1/heed?sslmode=disable"
	plain("serve", "--database-url", nowhere).refused(t, "HEED_DATA_KEY is not set")
	p.heedAt(t.Context(), nowhere, "serve").refused(t, "connection refused")
	p.heedAt(t.Context(), "mysql://x", "serve").refused(t, "neither postgres://… nor sqlite:PATH")
}
