// Package database is what stands below ent: connections to PostgreSQL that
// carry the company of the context to the row-level policies and keep prepared
// statements, the SQLite file with one writer and many readers, migrations, and
// the roles of PostgreSQL. SQL that differs between the two lives here.
package database
