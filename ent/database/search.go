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
// characters of the text; nil when the text says nothing. The column is id.
func Holding(in Searched, tenant typeid.ID, text string) func(*sql.Selector) {
	asked := words.Query(text)
	if len(asked) == 0 {
		return nil
	}
	all := words.Prefixed(words.Company(string(tenant)), asked)
	return func(s *sql.Selector) {
		id := s.C("id")
		s.Where(sql.P(func(b *sql.Builder) {
			b.WriteString(id)
			if b.Dialect() == dialect.Postgres {
				b.WriteString(" IN (SELECT heed_search_" + string(in) + "s(string_to_array(").Arg(all).WriteString(", ' ')))")
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
