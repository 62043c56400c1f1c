package personal

import (
	"context"
	"fmt"
	"testing"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/vault"
	"heed/rules/typeid"
)

// visits is a table that is about contacts by its contact_id, as those of later
// entities are.
var visits = ent.PersonalData{
	Type: "Visit", Table: "visits", Person: "contact_id",
	Sealed:  []ent.Sealed{{Column: "visitor_phone", Hash: "visitor_phone_hash"}, {Column: "plate"}},
	Private: []ent.Private{{Column: "note", Kind: "text"}, {Column: "remark", Kind: "null"}, {Column: "late", Kind: "bool"}},
}

// A table that is annotated is walked like the contacts': nothing here knows
// what it is about.
func TestAnyAnnotatedTableIsWalked(t *testing.T) {
	w := apptest.NewWorld(t)
	ctx := w.A.System()
	exec := func(query string, args ...any) {
		t.Helper()
		if _, err := w.DB.SQL.ExecContext(ctx, query, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec(`CREATE TABLE visits (id text, tenant_id text, contact_id text, visitor_phone blob, visitor_phone_hash blob, plate blob,
		note text NOT NULL, remark text, late bool NOT NULL, version integer, updated_by text)`)
	hash := func(keys *vault.Keys, phone string) []byte {
		return keys.Lookup(w.A.ID, vault.Phone, vault.NormalizePhone(phone))
	}
	for i, contact := range []string{"con_a", "con_a", "con_b"} {
		id, phone := typeid.ID(fmt.Sprintf("vis_%d", i)), fmt.Sprintf("1381234567%d", i)
		exec("INSERT INTO visits VALUES (?, ?, ?, ?, ?, ?, 'note', 'remark', true, 1, NULL)", string(id), string(w.A.ID), contact,
			w.Keys.Seal(place(ctx, visits, "visitor_phone", id), phone), hash(w.Keys, phone), w.Keys.Seal(place(ctx, visits, "plate", id), "B 12345"))
	}
	next, err := vault.ParseKeys("next:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=,test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
	if err != nil {
		t.Fatal(err)
	}

	r := resealing{journal: journal.New(w.Client), client: w.Client, keys: next, progress: func(Resealed) {}}
	if err := r.table(ctx, visits); err != nil || r.done != (Resealed{Values: 6}) {
		t.Fatalf("%+v, %v", r.done, err)
	}
	rows, err := read(ctx, w.Client, visits, "", "con_a", 10)
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows about one of the two, %v", len(rows), err)
	}
	for i, one := range rows {
		phone, err := next.Open(place(ctx, visits, "visitor_phone", one.id), one.sealed[0])
		if err != nil || phone != fmt.Sprintf("1381234567%d", i) || string(one.hash[0]) != string(hash(next, phone)) || one.hash[1] != nil {
			t.Errorf("%s: %q, %v", one.id, phone, err)
		}
		if by := sealedBy(one.sealed[1]); by != "next" {
			t.Errorf("%s is sealed with %q", one.id, by)
		}
	}
	all := map[string]Holding{}
	if err := holdings(ctx, w.Client, visits, all); err != nil || len(all) != 1 || all["next"].Values != 6 {
		t.Errorf("%v, %v", all, err)
	}

	w.Change(t, ctx, func(ctx context.Context, tx *ent.Tx) error { return empty(ctx, tx, visits, "con_a") })
	const held = "visitor_phone IS NOT NULL OR visitor_phone_hash IS NOT NULL OR plate IS NOT NULL OR note <> '\x7f' OR remark IS NOT NULL OR late"
	for contact, want := range map[string][2]int{"con_a": {0, 2}, "con_b": {1, 1}} {
		var some, version int
		row := w.DB.SQL.QueryRowContext(ctx, "SELECT count(CASE WHEN "+held+" THEN 1 END), max(version) FROM visits WHERE contact_id = ?", contact)
		if err := row.Scan(&some, &version); err != nil || some != want[0] || version != want[1] {
			t.Errorf("%s: %d rows hold something, version %d (%v)", contact, some, version, err)
		}
	}
	if got := names(visits); fmt.Sprint(got) != "[note remark late visitorPhone plate]" {
		t.Errorf("the fields are %v", got)
	}
}
