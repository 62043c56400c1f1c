package customers

import (
	"context"

	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The bounds of a filter.
const (
	maxChoices = 50
	maxQuery   = 200
	maxTierKey = 40
)

// Filter says which customers; what is nil or empty does not restrict. A text of
// nothing but punctuation finds none.
type Filter struct {
	TierKeys         []string
	Industries       []flow.Industry
	DepartmentID     *typeid.ID
	AccountManagerID *typeid.ID
	Text             *string

	// Of one contact: values that are sealed, so found whole only.
	ContactPhone, ContactEmail, ContactWeChat *string
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
		if _, err := text.Line("filter.tierKeys", key, 0, maxTierKey); err != nil {
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
	if err := f.person(ctx, q); err != nil {
		return nil, err
	}
	if f.Text == nil {
		return q, nil
	}
	asked, err := text.Lines("filter.text", *f.Text, 0, maxQuery)
	if err != nil {
		return nil, err
	}
	if holds := authz.CustomersHolding(viewer.From(ctx), asked); holds != nil {
		q.Where(holds)
	}
	return q, nil
}
