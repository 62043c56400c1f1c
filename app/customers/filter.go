package customers

import (
	"context"
	"strings"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/customer"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
	"heed/rules/words"
)

// The bounds of a filter.
const (
	maxChoices = 50
	maxQuery   = 200
	maxTierKey = 40
)

// Filter says which customers; what is nil or empty does not restrict.
type Filter struct {
	TierKeys         []string
	Industries       []flow.Industry
	DepartmentID     *typeid.ID
	AccountManagerID *typeid.ID
	Text             *string
}

// Apply restricts the query. A nil filter does not.
func (f *Filter) Apply(ctx context.Context, q *ent.CustomerQuery) (*ent.CustomerQuery, error) {
	if f == nil {
		return q, nil
	}
	if len(f.TierKeys) > maxChoices {
		return nil, fault.Input("filter.tierKeys", "input.too_many").With("max", maxChoices)
	}
	if len(f.Industries) > maxChoices {
		return nil, fault.Input("filter.industries", "input.too_many").With("max", maxChoices)
	}
	for _, key := range f.TierKeys {
		if _, err := text("filter.tierKeys", key, maxTierKey); err != nil {
			return nil, err
		}
	}
	if len(f.TierKeys) > 0 {
		q.Where(customer.TierKeyIn(f.TierKeys...))
	}
	if len(f.Industries) > 0 {
		q.Where(customer.IndustryIn(f.Industries...))
	}
	if f.DepartmentID != nil {
		q.Where(customer.DepartmentID(*f.DepartmentID))
	}
	if f.AccountManagerID != nil {
		q.Where(customer.AccountManagerID(*f.AccountManagerID))
	}
	if f.Text == nil {
		return q, nil
	}
	asked, err := text("filter.text", *f.Text, maxQuery)
	if err != nil {
		return nil, err
	}
	if grams := words.Query(asked); len(grams) > 0 {
		q.Where(matching(strings.Fields(words.Prefixed(words.Company(string(viewer.Tenant(ctx))), grams))))
	}
	return q, nil
}

// matching finds the customers with all the grams, which hold letters, digits
// and underscores only. Each database has an index of its own for it: see the
// migrations called "search".
func matching(grams []string) func(*sql.Selector) {
	return func(s *sql.Selector) {
		s.Where(sql.P(func(b *sql.Builder) {
			b.Ident(s.C(customer.FieldID)).WriteString(" IN (SELECT ")
			if s.Dialect() == dialect.Postgres {
				b.WriteString("heed_search_customers(").Arg(`{"` + strings.Join(grams, `","`) + `"}`).WriteString("))")
				return
			}
			b.WriteString("id FROM customer_search WHERE customer_search MATCH ").
				Arg(`grams : ("` + strings.Join(grams, `" AND "`) + `")`).WriteString(")")
		}))
	}
}
