package database

import (
	"fmt"

	"github.com/lib/pq"
)

func newRole(role string) roleStep {
	return roleStep{
		done: fmt.Sprintf("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = '%s')", role),
		sql:  fmt.Sprintf("CREATE ROLE %s NOLOGIN", role),
	}
}

// optionsSince is the version of PostgreSQL since which membership is one thing,
// the right to SET ROLE another, and having the role's rights a third.
const optionsSince = 160000

// membership lets the migrating role become the other, and give it functions.
// Where the version can tell them apart, it does not have the other's rights
// until it becomes it: SearchRole reads the rows of all companies.
func membership(role, me string, version int) roleStep {
	privilege, options := "MEMBER", ""
	if version >= optionsSince {
		privilege, options = "SET", " WITH INHERIT FALSE, SET TRUE"
	}
	return roleStep{
		done: fmt.Sprintf("SELECT pg_has_role(%s, '%s', '%s')", pq.QuoteLiteral(me), role, privilege),
		sql:  fmt.Sprintf("GRANT %s TO %s%s", role, pq.QuoteIdentifier(me), options),
	}
}

// schemaRights give AppRole the rows of all tables, now and later, but not the
// list of migrations, and let SearchRole own a function.
func schemaRights(schema, me string) []roleStep {
	name, literal, owner := pq.QuoteIdentifier(schema), pq.QuoteLiteral(schema), pq.QuoteIdentifier(me)
	onSchema := func(role, right string) roleStep {
		return roleStep{
			done: fmt.Sprintf("SELECT has_schema_privilege('%s', %s, '%s')", role, literal, right),
			sql:  fmt.Sprintf("GRANT %s ON SCHEMA %s TO %s", right, name, role),
		}
	}
	versions := name + "." + pq.QuoteIdentifier(versionTable)
	return []roleStep{
		onSchema(AppRole, "USAGE"), onSchema(SearchRole, "USAGE"), onSchema(SearchRole, "CREATE"),
		{
			done: fmt.Sprintf(`SELECT coalesce(bool_and(has_table_privilege('%[1]s', c.oid, 'SELECT') AND has_table_privilege('%[1]s', c.oid, 'INSERT')
				AND has_table_privilege('%[1]s', c.oid, 'UPDATE') AND has_table_privilege('%[1]s', c.oid, 'DELETE')), true)
				FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
				WHERE n.nspname = %[2]s AND c.relkind IN ('r', 'p') AND c.relname <> '%[3]s'`, AppRole, literal, versionTable),
			sql: fmt.Sprintf("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %s TO %s", name, AppRole),
		},
		{
			done: fmt.Sprintf(`SELECT coalesce(bool_and(has_sequence_privilege('%s', c.oid, 'USAGE')), true)
				FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relkind = 'S'`, AppRole, literal),
			sql: fmt.Sprintf("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %s TO %s", name, AppRole),
		},
		defaultRights(name, literal, owner, "r", "SELECT, INSERT, UPDATE, DELETE ON TABLES"),
		defaultRights(name, literal, owner, "S", "USAGE, SELECT ON SEQUENCES"),
		{ // also where the list is older than the default rights
			done: fmt.Sprintf("SELECT to_regclass(%[1]s) IS NULL OR has_table_privilege('%[2]s', to_regclass(%[1]s), 'SELECT')",
				pq.QuoteLiteral(versions), AppRole),
			sql: fmt.Sprintf("GRANT SELECT ON %s TO %s", versions, AppRole),
		},
		{
			done: fmt.Sprintf("SELECT to_regclass(%[1]s) IS NULL OR NOT has_table_privilege('%[2]s', to_regclass(%[1]s), 'INSERT, UPDATE, DELETE')",
				pq.QuoteLiteral(versions), AppRole),
			sql: fmt.Sprintf("REVOKE INSERT, UPDATE, DELETE ON %s FROM %s", versions, AppRole),
		},
	}
}

// defaultRights give AppRole the tables or sequences that the owner makes later.
func defaultRights(name, literal, owner, kind, rights string) roleStep {
	return roleStep{
		done: fmt.Sprintf(`SELECT EXISTS (SELECT FROM pg_default_acl d JOIN pg_namespace n ON n.oid = d.defaclnamespace, aclexplode(d.defaclacl) a
			WHERE d.defaclrole = %s::regrole AND n.nspname = %s AND d.defaclobjtype = '%s' AND a.grantee = '%s'::regrole)`,
			pq.QuoteLiteral(owner), literal, kind, AppRole),
		sql: fmt.Sprintf("ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA %s GRANT %s TO %s", owner, name, rights, AppRole),
	}
}
