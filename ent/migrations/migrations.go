// Package migrations holds the SQL that makes and changes the tables, one folder
// a database, for goose. Files are never changed once released; new ones are
// added.
package migrations

import "embed"

// Files are sqlite/*.sql and postgres/*.sql.
//
//go:embed sqlite/*.sql postgres/*.sql
var Files embed.FS
