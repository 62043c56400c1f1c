package database

import (
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"
)

// Within is: one instant of a row lies at most so many hours after another of it.
func Within(later, earlier string, hours int) func(*sql.Selector) {
	return func(s *sql.Selector) {
		s.Where(sql.P(func(b *sql.Builder) {
			if b.Dialect() == dialect.Postgres {
				b.WriteString(s.C(later) + " <= " + s.C(earlier) + " + make_interval(hours => ").Arg(hours).WriteString(")")
				return
			}
			// Days as a fraction are good to less than a millisecond.
			b.WriteString("(julianday(" + s.C(later) + ") - julianday(" + s.C(earlier) + ")) * 86400000 <= ").Arg(hours).WriteString(" * 3600000 + 1")
		}))
	}
}
