package database

import (
	"strings"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"

	"heed/rules/typeid"
	"heed/rules/words"
)

// Searched are the tables with a text index of their own: the migrations called
// "search" make it.
type Searched string

// The tables with a text index.
const (
	Customers    Searched = "customer"
	Requirements Searched = "requirement"
)

// Holding is the predicate that a row of the company holds all words and
// characters of the text. An empty text is no predicate: nil; one of nothing
// but punctuation is held by no row.
func Holding(in Searched, tenant typeid.ID, text string) func(*sql.Selector) {
	return HoldingIn("id", in, tenant, text)
}

// HoldingIn is Holding of the row to which a column refers. Joined by OR with
// others each is looked up by its index on PostgreSQL; SQLite walks the rows of
// the company in the order that is asked for.
func HoldingIn(column string, in Searched, tenant typeid.ID, text string) func(*sql.Selector) {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	asked := words.Query(text)
	if len(asked) == 0 {
		return func(s *sql.Selector) { s.Where(sql.False()) }
	}
	all := words.Prefixed(words.Company(string(tenant)), asked)
	return func(s *sql.Selector) {
		s.Where(sql.P(func(b *sql.Builder) {
			b.WriteString(s.C(column))
			if b.Dialect() == dialect.Postgres {
				// An array, not a query: alternatives of arrays are looked up by their indexes.
				b.WriteString(" = ANY (ARRAY(SELECT heed_search_" + string(in) + "s(string_to_array(").Arg(all).WriteString(", ' '))))")
				return
			}
			index := string(in) + "_search"
			b.WriteString(" IN (SELECT id FROM " + index + " WHERE " + index + " MATCH ").Arg(allOf(all)).WriteString(")")
		}))
	}
}

// allOf asks FTS5 for all of the words, joined by spaces. Words are letters,
// digits and underscores, so they need no more than quotes.
func allOf(words string) string {
	return `grams : ("` + strings.ReplaceAll(words, " ", `" AND "`) + `")`
}
