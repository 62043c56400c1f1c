package requirements

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"heed/ent"
	"heed/ent/customer"
	"heed/ent/relay"
	"heed/rules/typeid"
)

// MaxToTell is how many customers of a requirement are told at most.
const MaxToTell = 100

// CustomersToTell are the customers who are told what becomes of a requirement:
// its own, and those of all that was merged into it, also through others (D0-38);
// its own comes first, then those of what was merged most directly. Customers whom
// the viewer may not read are left out. For a page they are read at once.
func CustomersToTell(ctx context.Context, client *ent.Client, r *ent.Requirement) ([]*ent.Customer, error) {
	told, err := relay.Together(r.Page, r, "customersToTell", func(all []*ent.Requirement) (map[typeid.ID][]*ent.Customer, error) {
		return customersToTell(ctx, client, all)
	})
	return told[r.ID], err
}

func customersToTell(ctx context.Context, client *ent.Client, all []*ent.Requirement) (map[typeid.ID][]*ent.Customer, error) {
	ids := make(map[typeid.ID][]typeid.ID, len(all))
	for _, r := range all {
		ids[r.ID] = []typeid.ID{r.CustomerID}
	}
	if err := mergedCustomers(ctx, client, ids); err != nil {
		return nil, err
	}
	var which []typeid.ID
	for _, of := range ids {
		which = append(which, of...)
	}
	slices.Sort(which)
	found, err := client.Customer.Query().Where(customer.IDIn(slices.Compact(which)...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: reading whom to tell: %w", err)
	}
	known := make(map[typeid.ID]*ent.Customer, len(found))
	for _, c := range found {
		known[c.ID] = c
	}
	told := make(map[typeid.ID][]*ent.Customer, len(ids))
	for of, customers := range ids {
		told[of] = []*ent.Customer{}
		for _, id := range customers {
			if c, ok := known[id]; ok {
				told[of] = append(told[of], c)
			}
		}
	}
	return told, nil
}

// mergedCustomers adds the customers of all that was merged into each requirement:
// as many different ones as may be told, however many requirements are theirs. Who
// it was does not depend on who reads the merged one.
func mergedCustomers(ctx context.Context, client *ent.Client, of map[typeid.ID][]typeid.ID) error {
	with, args := within(ctx, slices.Collect(maps.Keys(of))...)
	return each(ctx, client, with+` SELECT root, customer_id FROM told WHERE place < `+strconv.Itoa(MaxToTell)+` ORDER BY root, place`, args,
		func(scan func(...any) error) error {
			var root, customer typeid.ID
			if err := scan(&root, &customer); err != nil {
				return err
			}
			of[root] = append(of[root], customer)
			return nil
		})
}
