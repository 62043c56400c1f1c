package requirements

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/customer"
	"heed/rules/viewer"
)

// customerOf is the requirement's customer. It is read in the system's name:
// who may work on a requirement need not reach its customer, whose tier decides.
func customerOf(ctx context.Context, tx *ent.Tx, r *ent.Requirement) (*ent.Customer, error) {
	c, err := tx.Customer.Query().Where(customer.ID(r.CustomerID)).Only(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("requirements: reading the customer of %s: %w", r.ID, err)
	}
	return c, nil
}
