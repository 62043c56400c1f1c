package authz

import (
	"strings"

	"entgo.io/ent/dialect/sql"

	"heed/ent/customer"
	"heed/ent/database"
	"heed/rules/viewer"
	"heed/rules/words"
)

// CustomersHolding is the predicate that a customer holds all words and
// characters of the text, nil for an empty text. From whom the address is hidden
// finds customers by their names only, without the index that holds both: it
// would tell them what stands in the address.
func CustomersHolding(v *viewer.Viewer, text string) func(*sql.Selector) {
	if len(v.Masked) == 0 || !Hides(v, Customer, customer.FieldAddress) {
		return database.Holding(database.Customers, v.Tenant, text)
	}
	if strings.TrimSpace(text) == "" {
		return nil
	}
	if len(words.Query(text)) == 0 { // nothing but punctuation: as with the index
		return func(s *sql.Selector) { s.Where(sql.False()) }
	}
	return func(s *sql.Selector) {
		for word := range strings.FieldsSeq(text) {
			s.Where(sql.ContainsFold(s.C(customer.FieldName), word))
		}
	}
}

// SearchesWhole tells whether the viewer finds customers by all that the index holds.
func SearchesWhole(v *viewer.Viewer) bool { return !Hides(v, Customer, customer.FieldAddress) }
