package database

import (
	"strconv"
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
	Complaints   Searched = "complaint"
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

// The bounds of a search for texts alike.
const (
	likelyPerProbe = 50  // hits of each
	likelyInAll    = 300 // the most often hit
)

// Likely is the predicate that a row of the company may tell what the text does
// (words.Probes): it is among the 300 that most probes hit, of each of which the
// index is asked for 50 rows and no more. A text that says nothing is held by no
// row.
func Likely(in Searched, tenant typeid.ID, text string) func(*sql.Selector) {
	probes := words.Probes(text)
	if len(probes) == 0 {
		return func(s *sql.Selector) { s.Where(sql.False()) }
	}
	company := words.Company(string(tenant))
	return func(s *sql.Selector) {
		s.Where(sql.P(func(b *sql.Builder) {
			b.WriteString(s.C("id"))
			postgres := b.Dialect() == dialect.Postgres
			if postgres {
				b.WriteString(" = ANY (ARRAY(")
			} else {
				b.WriteString(" IN (")
			}
			b.WriteString("SELECT id FROM (")
			for i, probe := range probes {
				if i > 0 {
					b.WriteString(" UNION ALL ")
				}
				all := words.Prefixed(company, probe)
				if postgres { // in the list of columns: it gives row after row, and stops at the limit
					b.WriteString("SELECT id FROM (SELECT heed_search_" + string(in) + "s(string_to_array(").Arg(all).WriteString(", ' ')) AS id")
				} else {
					index := string(in) + "_search"
					b.WriteString("SELECT id FROM (SELECT id FROM " + index + " WHERE " + index + " MATCH ").Arg(allOf(all)).WriteString(" ORDER BY rowid DESC")
				}
				b.WriteString(" LIMIT " + strconv.Itoa(likelyPerProbe) + ") AS probe")
			}
			b.WriteString(") AS hit GROUP BY id ORDER BY count(*) DESC, id DESC LIMIT " + strconv.Itoa(likelyInAll) + ")")
			if postgres {
				b.WriteString(")")
			}
		}))
	}
}

// allOf asks FTS5 for all of the words, joined by spaces. Words are letters,
// digits and underscores, so they need no more than quotes.
func allOf(words string) string {
	return `grams : ("` + strings.ReplaceAll(words, " ", `" AND "`) + `")`
}
