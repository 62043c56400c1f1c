package database

import (
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"
)

// Lock is a modifier of queries that keeps the rows for this transaction. On
// PostgreSQL it does not block children that are inserted meanwhile (FOR NO KEY
// UPDATE); on SQLite the transaction already holds the only writer's place.
func Lock(s *sql.Selector) {
	if s.Dialect() == dialect.Postgres {
		s.SetDistinct(false).For(sql.LockNoKeyUpdate)
	}
}
