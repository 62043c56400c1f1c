package server_test

import (
	"context"
	"database/sql"
	"maps"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"entgo.io/ent/dialect"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/user"
	"heed/server/servertest"
)

const tenantClose = `mutation($in: TenantCloseInput!) { tenantClose(input: $in) { tenant { state closing { eraseAfter } } } }`

// dying ends after so many looks at it.
type dying struct {
	context.Context //nolint:containedctx // it is one
	left            *atomic.Int64
	end             context.CancelFunc
}

func (d dying) Value(key any) any {
	if d.left.Add(-1) == 0 {
		d.end()
	}
	return d.Context.Value(key)
}

// erase erases the company, interrupted again and again, each time a little later.
func erase(t *testing.T, w *apptest.World) {
	t.Helper()
	for looks := 20; ; looks += 40 {
		if looks > 100_000 {
			t.Fatal("it does not come to an end")
		}
		ctx, end := context.WithCancel(w.A.System())
		var left atomic.Int64
		left.Store(int64(looks))
		_, err := tenants.Erase(dying{ctx, &left, end}, w.Journal)
		end()
		if err == nil {
			return
		}
		if left.Load() > 0 {
			t.Fatal(err) // nobody interrupted it
		}
	}
}

// Nothing of an erased company is left but the skeleton of its journal, and
// nothing of another has changed.
func TestErase(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		furnish(t, s.Stage(w.A, "management"))
		furnish(t, s.Stage(w.B, "management"))
		// One person works for another company too.
		s.Do(t, "", `mutation($in: CompanyRegisterInput!) { companyRegister(input: $in) { tenant { id } } }`, vars{"in": vars{
			"company": vars{"name": "Third"}, "admin": vars{"name": "Both", "email": apptest.Email("staff", "a"), "password": apptest.Password},
		}}).Get(t, "companyRegister.tenant.id")
		token := s.Token(t, "management")
		if status, _, _ := fetch(t, s, http.MethodGet, link(t, s)); status != http.StatusOK {
			t.Fatal(status)
		}
		url := link(t, s)
		version := w.Client.Tenant.GetX(w.A.System(), w.A.ID).Version
		a := s.Do(t, s.Token(t, "admin"), tenantClose, vars{"in": vars{"reason": "Another system", "slug": w.A.Slug, "expectedVersion": version}})
		if a.Text(t, "tenantClose.tenant.state") != "CLOSED" {
			t.Fatalf("%s", a.Body)
		}
		if a := s.Do(t, token, me, nil); a.Code() != "UNAUTHENTICATED" {
			t.Errorf("a session goes on: %s", a.Body)
		}
		// Not before its time.
		w.Clock.Advance(30*24*time.Hour - time.Minute)
		before := w.Count(t)
		if did, err := tenants.Erase(w.A.System(), w.Journal); did || err != nil {
			t.Errorf("too early: %v, %v", did, err)
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("too early: rows were %v, are %v", before, after)
		}
		w.Clock.Advance(time.Minute)
		erase(t, w)
		events := len(w.A.Events(t))
		if did, err := tenants.Erase(w.A.System(), w.Journal); did || err != nil || len(w.A.Events(t)) != events {
			t.Errorf("a second time: %v, %v", did, err)
		}
		for name, n := range w.Count(t) {
			if strings.HasPrefix(name, w.B.Slug+".") && before[name] != n {
				t.Errorf("%s were %d, are %d", name, before[name], n)
			}
		}
		if n, err := journal.Verify(w.Context(), w.Client, w.A.ID); err != nil || int(n) != events {
			t.Errorf("the chain of %d events: %d, %v", events, n, err)
		}
		users := w.Client.User.Query().Where(user.EmailHasSuffix("@a.example")).AllX(w.Context())
		if len(users) != 1 || users[0].Email != apptest.Email("staff", "a") {
			t.Errorf("left are %v", users)
		}
		left(t, w)
		if c := w.Client.Tenant.GetX(w.A.System(), w.A.ID); c.Slug == w.A.Slug || c.Name == "Company a" || c.Closing.Reason != "" {
			t.Errorf("the company's own row still says %+v", c)
		}
		if status, _, _ := fetch(t, s, http.MethodGet, url); status != http.StatusNotFound {
			t.Errorf("a link from before is %d", status)
		}
		a = s.Do(t, "", `mutation($in: SessionCreateInput!) { sessionCreate(input: $in) { session { accessToken } } }`,
			vars{"in": vars{"email": apptest.Email("admin", "a"), "password": apptest.Password}})
		if a.Code() != "UNAUTHENTICATED" {
			t.Errorf("an erased account: %s", a.Body)
		}
		s.Do(t, "", `mutation($in: CompanyRegisterInput!) { companyRegister(input: $in) { tenant { id } } }`, vars{"in": vars{
			"company": vars{"name": "Next", "slug": w.A.Slug}, "admin": vars{"name": "N", "email": "n@next.example", "password": "correct horse battery"},
		}}).Get(t, "companyRegister.tenant.id")
	})
}

// words are of the texts that people gave company A, too long to stand in an id
// by chance.
var words = []string{
	"customer 1", "company a", "the door must", "zhou min", "wang wei", "another system", "worth it", "correct horse",
	"not our product", "we look into", "in writing", "customer.example",
}

// left looks at every row of every table for what should be gone.
func left(t *testing.T, w *apptest.World) {
	t.Helper()
	id := string(w.A.ID)
	for _, table := range ent.Tables {
		query, args := "SELECT * FROM "+table.Name, []any{}
		if !table.Global {
			query, args = query+" WHERE tenant_id = $1", []any{id}
		}
		rows := rowsOf(t, w, query, args...)
		kept := table.Global || table.Name == "tenants" || table.Name == "events"
		if !kept && len(rows) > 0 {
			t.Errorf("%s still has %d rows: %s", table.Name, len(rows), rows[0])
		}
		for _, row := range rows {
			if table.Global && !strings.Contains(row, id) {
				continue // of others: they may say what they like
			}
			if table.Global && table.Name != "company_heads" {
				t.Errorf("%s names the company: %s", table.Name, row)
			}
			for _, word := range words {
				if strings.Contains(strings.ToLower(row), word) {
					t.Errorf("%s still holds %q: %s", table.Name, word, row)
				}
			}
		}
	}
	if w.DB.Dialect == dialect.SQLite {
		for _, table := range []string{"customer_search", "requirement_search"} {
			found := rowsOf(t, w, "SELECT count(*) FROM "+table+" WHERE id NOT IN (SELECT id FROM customers UNION ALL SELECT id FROM requirements)")
			if found[0] != "0" {
				t.Errorf("%s still has %s rows", table, found[0])
			}
		}
	}
}

// rowsOf are rows as texts.
func rowsOf(t *testing.T, w *apptest.World, query string, args ...any) []string {
	t.Helper()
	rows, err := w.DB.SQL.QueryContext(w.A.System(), query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for rows.Next() {
		values, places := make([]sql.RawBytes, len(columns)), make([]any, len(columns))
		for i := range values {
			places[i] = &values[i]
		}
		if err := rows.Scan(places...); err != nil {
			t.Fatal(err)
		}
		texts := make([]string, len(values))
		for i, v := range values {
			texts[i] = string(v)
		}
		all = append(all, strings.Join(texts, " | "))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
