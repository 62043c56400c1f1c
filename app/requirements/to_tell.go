package requirements

import (
	"context"
	"fmt"
	"slices"

	"heed/ent"
	"heed/ent/customer"
	"heed/ent/requirement"
	"heed/rules/typeid"
)

// MaxToTell is how many customers of a requirement are told at most.
const MaxToTell = 100

// CustomersToTell are the customers who are told what becomes of a requirement:
// its own, and those of all that was merged into it, also through others (D0-38);
// its own comes first. Customers whom the viewer may not read are left out.
func CustomersToTell(ctx context.Context, client *ent.Client, r *ent.Requirement) ([]*ent.Customer, error) {
	ids, seen := []typeid.ID{r.CustomerID}, map[typeid.ID]bool{r.ID: true}
	for level := []typeid.ID{r.ID}; len(level) > 0 && len(ids) < MaxToTell; {
		q := client.Requirement.Query().Where(requirement.MergedIntoIDIn(level...)).Order(requirement.ByID()).Limit(MaxToTell)
		q.Select(requirement.FieldID, requirement.FieldCustomerID)
		merged, err := q.All(asSystem(ctx)) // who it was does not depend on who reads the merged one
		if err != nil {
			return nil, fmt.Errorf("requirements: reading what was merged into %s: %w", r.ID, err)
		}
		level = nil
		for _, m := range merged {
			if seen[m.ID] {
				continue
			}
			seen[m.ID] = true
			level = append(level, m.ID)
			if !slices.Contains(ids, m.CustomerID) {
				ids = append(ids, m.CustomerID)
			}
		}
	}
	ids = ids[:min(len(ids), MaxToTell)]
	found, err := client.Customer.Query().Where(customer.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: reading whom to tell of %s: %w", r.ID, err)
	}
	slices.SortFunc(found, func(a, b *ent.Customer) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return found, nil
}
