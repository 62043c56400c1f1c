package customers_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"entgo.io/ent/dialect"

	"heed/app/apptest"
	"heed/app/customers"
)

// TestNoPersonalValueStaysInClear puts canaries into every way a phone number
// and an e-mail address come in, and looks for them in every row of every table
// and in the log.
func TestNoPersonalValueStaysInClear(t *testing.T) {
	var log bytes.Buffer
	was := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(func() { slog.SetDefault(was) })
	for name, w := range map[string]*apptest.World{"sqlite": apptest.NewWorld(t), "postgres": apptest.In(t, apptest.Postgres(t))} {
		t.Run(name, func(t *testing.T) {
			ctx := w.As("member.service")
			c := made(t, w, ctx, customers.CreateInput{Name: "visible-canary", Contacts: []customers.ContactInput{
				{Name: "a", Phone: ptr("139 7777 0001"), Email: ptr("canary.one@secret.example"), WeChat: ptr("wx_Canary_1")},
			}})
			p, err := do(ctx, w, customers.CreateContact, customers.ContactCreateInput{CustomerID: c.ID, Contact: customers.ContactInput{
				Name: "b", Phone: ptr("139-7777-0002"), Email: ptr("canary.two@secret.example"),
			}})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := do(ctx, w, customers.UpdateContact, customers.ContactUpdateInput{
				ID: p.ID, ExpectedVersion: 1, Phone: ptr("13977770003"), Email: ptr("Canary.Three@secret.example"), WeChat: ptr("wx_canary_2"),
			}); err != nil {
				t.Fatal(err)
			}
			for _, row := range []string{"1,n,c,13977770004,canary.four@secret.example,wx_canary_3", "1,n,c,13977770005,canary.five@secret.example,wx_canary_4", "2,m,c,13977770006x,canary.six@secret,wx canary_5"} {
				file := "external id,name,contact,phone,email,wechat\n" + row + "\n"
				r, err := customers.Import(w.As("management"), w.Journal, strings.NewReader(file), customers.ImportOptions{System: "S"})
				if err != nil {
					t.Fatal(err)
				}
				for _, e := range r.Errors {
					if leaks(e.Message) != "" {
						t.Errorf("a message holds %q", e.Message)
					}
				}
			}
			text := dump(t, w)
			if !strings.Contains(text, "visible-canary") || !strings.Contains(text, "contact.updated") {
				t.Fatal("the dump does not hold what it should")
			}
			if got := leaks(text); got != "" {
				t.Errorf("%q stands in a table", got)
			}
			if got := leaks(log.String()); got != "" {
				t.Errorf("%q stands in the log", got)
			}
		})
	}
}

// leaks is the first canary in the text.
func leaks(text string) string {
	text = strings.ToLower(text)
	for _, canary := range []string{"7777000", "7777 000", "7777-000", "canary.", "canary_", "secret.example"} {
		if strings.Contains(text, canary) {
			return canary
		}
	}
	return ""
}

// dump writes all rows of all tables of company A as text.
func dump(t *testing.T, w *apptest.World) string {
	t.Helper()
	ctx := w.A.System()
	list := "SELECT name FROM sqlite_master WHERE type = 'table'"
	if w.DB.Dialect == dialect.Postgres {
		list = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
	}
	var out strings.Builder
	for _, table := range column(t, w, ctx, list) {
		if strings.HasPrefix(table[0], "sqlite_") {
			continue
		}
		for _, row := range column(t, w, ctx, `SELECT * FROM "`+table[0]+`"`) {
			fmt.Fprintln(&out, table[0], strings.Join(row, " "))
		}
	}
	return out.String()
}

// column reads all rows of a query as text.
func column(t *testing.T, w *apptest.World, ctx context.Context, query string) [][]string { //nolint:revive // t comes first in test helpers
	t.Helper()
	rows, err := w.DB.SQL.QueryContext(ctx, query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for rows.Next() {
		values, places := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			places[i] = &values[i]
		}
		if err := rows.Scan(places...); err != nil {
			t.Fatal(err)
		}
		row := make([]string, len(values))
		for i, v := range values {
			if b, ok := v.([]byte); ok {
				v = string(b)
			}
			row[i] = fmt.Sprint(v)
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
