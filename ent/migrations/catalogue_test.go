package migrations_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"heed/ent"
	"heed/ent/database"
	"heed/ent/database/databasetest"
	"heed/rules/typeid"
)

// What a new table needs on PostgreSQL: with tenant_id, FORCE ROW LEVEL SECURITY
// and the policy "company", indexes that begin with tenant_id, references to
// tables of companies that carry tenant_id, with an index behind them; without,
// a place among ent's global types. Text is in the order of bytes everywhere.

const company = `((tenant_id)::text = NULLIF(current_setting('app.tenant'::text, true), ''::text))`

// morePolicies are those beside "company", as policies() shows them.
var morePolicies = map[string][]string{
	"customers":    {"search r heed_search true -"},
	"requirements": {"search r heed_search true -"},
	"complaints":   {"search r heed_search true -"},
	"company_heads": {
		"company_deletes d public " + headCompany + " -", "company_inserts a public - " + headCompany,
		"company_updates w public " + headCompany + " " + headCompany, "everybody r public true -",
	},
}

var headCompany = strings.Replace(company, "tenant_id", "company_id", 1)

// withoutKey are the columns that look like references and have no foreign key.
var withoutKey = map[string]string{
	"customers.external_id":           "another system's id",
	"requirements.external_id":        "another system's id",
	"complaints.external_id":          "another system's id",
	"events.subject_id":               "names a record of any kind, and the journal outlives it",
	"events.actor_id":                 "the journal outlives the member",
	"events.request_id":               "names a request, not a record",
	"idempotency_records.made_id":     "names a record of any kind",
	"approvals.subject_id":            "names a record of any kind",
	"approvals.pending_key":           "says what is asked, so that it is asked once",
	"notifications.dedupe_key":        "says what was told, so that it is told once",
	"tasks.dedupe_key":                "says what opened it, so that it is opened once",
	"touchpoints.is_key":              "says whether it is a key touchpoint",
	"notifications.subject_id":        "names a record of any kind",
	"satisfaction_ratings.subject_id": "names a record of any kind",
	"tasks.subject_id":                "names a record of any kind",
	"tasks.evidence_id":               "names a record of any kind",
	"tasks.rule_key":                  "names a rule within its plan",
	"requirements.origin_id":          "names a record of any kind",
	"attachments.owner_id":            "names a record of any kind",
	"attachments.storage_key":         "names an object in the store of files",
	"recognitions.cause_id":           "names a record of any kind",
	"findings.subject_id":             "names a record of any kind",
	"reports.dedupe_key":              "says what made it, so that it is made once",
	"indicator_snapshots.scope_key":   "a department's id or TENANT, for the unique key",
	"token_directory.subject_id":      "names a record of any kind, or a person",
	"users.created_by":                "users belong to no company",
	"users.updated_by":                "users belong to no company",
	"survey_responses.tier_key":       "as it was when it was submitted",
	"sla_policies.tier_key":           "empty for every tier; a policy whose tier is gone fits nobody",
}

// withoutIndex are the references that nobody follows backwards.
var withoutIndex = map[string]string{
	"sla_clocks.calendar_id": "calendars are replaced, not deleted",
	"sla_clocks.policy_id":   "policies are switched off, not deleted",
	"requirements.form_id":   "forms are superseded, not deleted",
}

func TestCatalogue(t *testing.T) {
	t.Parallel()
	db := postgres(t, databasetest.Postgres(t), "")
	if found := inspect(t, db); len(found) > 0 {
		t.Errorf("the catalogue has %d faults:\n%s", len(found), strings.Join(found, "\n"))
	}
}

// An excuse that nothing needs any more goes.
func TestExcuses(t *testing.T) {
	t.Parallel()
	c := readCatalogue(t, postgres(t, databasetest.Postgres(t), ""))
	for name := range withoutKey {
		if !c.has(name) || len(c.keys[name]) > 0 {
			t.Errorf("%s needs no excuse: it does not exist, or has a key", name)
		}
	}
	for name := range withoutIndex {
		if !c.has(name) || c.indexed[name] || len(c.keys[name]) == 0 {
			t.Errorf("%s needs no excuse: it does not exist, has an index, or is no reference", name)
		}
	}
}

func TestCatalogueFindsFaults(t *testing.T) {
	t.Parallel()
	db := postgres(t, databasetest.Postgres(t), "")
	exec(t.Context(), t, db, `
		CREATE TABLE strays (id text COLLATE "C" PRIMARY KEY, tenant_id text COLLATE "C", name text, customer_id text COLLATE "C" REFERENCES customers (id),
			owner_id text COLLATE "C", band_key text COLLATE "C", "key" text COLLATE "C" UNIQUE);
		CREATE POLICY company ON strays USING (true);
		CREATE TABLE loose (id int PRIMARY KEY);
		ALTER TABLE roles NO FORCE ROW LEVEL SECURITY;
		DROP POLICY company ON counters;
		CREATE POLICY open ON members USING (true);
		ALTER TABLE customers DROP CONSTRAINT customers_tier;
		ALTER TABLE contacts ALTER tenant_id DROP NOT NULL;
		ALTER TABLE contacts DROP CONSTRAINT contacts_created_by;
		ALTER TABLE company_heads DISABLE ROW LEVEL SECURITY;
		DROP INDEX contact_tenant_id_customer_id_created_at`)
	found := inspect(t, db)
	for _, want := range []string{
		"strays: row-level security is not forced",
		"strays: policies [company * public true -]",
		"strays.name: is not in the order of bytes",
		"strays.customer_id: the key to customers lacks tenant_id",
		"strays.customer_id: no index",
		"strays.owner_id: no foreign key",
		"strays.band_key: no foreign key",
		"strays.tenant_id: may be NULL",
		"contacts.tenant_id: may be NULL",
		"strays_key_key: does not begin with tenant_id",
		"loose: has no tenant_id and is not in ent.GlobalTypes",
		"roles: row-level security is not forced",
		"counters: policies []",
		"members: policies [company",
		"customers.tier_key: no foreign key",
		"contacts.created_by: no foreign key",
		"contacts.customer_id: no index",
		"company_heads: row-level security is not forced",
	} {
		if !slices.ContainsFunc(found, func(f string) bool { return strings.HasPrefix(f, want) }) {
			t.Errorf("not found: %s", want)
		}
	}
	if t.Failed() {
		t.Logf("found:\n%s", strings.Join(found, "\n"))
	}
}

// inspect lists what is wrong in the catalogue.
func inspect(t *testing.T, db querier) []string {
	t.Helper()
	global := map[string]bool{}
	for kind := range ent.GlobalTypes {
		table, err := ent.TableOf(t.Context(), typeid.ID(ent.Prefixes[kind]+"_"))
		if err != nil {
			t.Fatal(err)
		}
		global[table] = true
	}
	var found []string
	fault := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	c := readCatalogue(t, db)
	for _, table := range c.tables {
		tenanted := slices.Contains(c.columns[table], database.TenantColumn)
		switch {
		case !tenanted && !global[table]:
			fault("%s: has no tenant_id and is not in ent.GlobalTypes", table)
		case tenanted && global[table]:
			fault("%s: is in ent.GlobalTypes and has a tenant_id", table)
		}
		want := morePolicies[table]
		if tenanted {
			want = append([]string{"company * public " + company + " " + company}, want...)
		}
		if !slices.Equal(c.policies[table], want) {
			fault("%s: policies %v, want %v", table, c.policies[table], want)
		}
		if (len(want) > 0) != c.forced[table] {
			fault("%s: row-level security is not forced, or has no policy", table)
		}
		for _, col := range c.unordered[table] {
			fault("%s.%s: is not in the order of bytes (COLLATE \"C\")", table, col)
		}
		if tenanted && !c.must[table+"."+database.TenantColumn] {
			fault("%s.%s: may be NULL", table, database.TenantColumn)
		}
		if tenanted {
			for _, index := range c.strayIndexes[table] {
				fault("%s: does not begin with tenant_id", index)
			}
		}
		for _, col := range c.columns[table] {
			inspectReference(c, table, col, tenanted, fault)
		}
	}
	return found
}

// inspectReference looks at a column that is a reference, by its name or by its
// key.
func inspectReference(c *catalogue, table, col string, tenanted bool, fault func(string, ...any)) {
	name := table + "." + col
	keys := c.keys[name]
	reference := strings.HasSuffix(col, "_id") || tenanted && strings.HasSuffix(col, "_key") || col == "created_by" || col == "updated_by"
	if !reference && len(keys) == 0 {
		return
	}
	if len(keys) == 0 {
		if withoutKey[name] == "" {
			fault("%s: no foreign key and no reason without one", name)
		}
		return
	}
	if col == database.TenantColumn || !tenanted {
		return
	}
	for _, k := range keys {
		toCompany := slices.Contains(c.columns[k.to], database.TenantColumn)
		switch {
		case toCompany && (!slices.Equal(k.from, []string{database.TenantColumn, col}) || k.toColumns[0] != database.TenantColumn):
			fault("%s: the key to %s lacks tenant_id", name, k.to)
		case !toCompany && len(k.from) != 1:
			fault("%s: the key to %s, a global table, is not plain", name, k.to)
		}
		if k.onDelete != "a" {
			fault("%s: the key to %s does more than refuse", name, k.to)
		}
	}
	stamp := col == "created_by" || col == "updated_by" // members leave, their rows stay
	if !stamp && !c.indexed[name] && withoutIndex[name] == "" {
		fault("%s: no index on (tenant_id, %s)", name, col)
	}
}
