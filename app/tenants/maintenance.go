package tenants

import (
	"context"

	"heed/ent"
	"heed/ent/customer"
	"heed/ent/predicate"
	"heed/rules/flow"
)

// MaintenanceOf is how a customer is looked after: by value, where the company has a rule
// and anything is known of it, else by tier (D3-26).
func MaintenanceOf(ctx context.Context, c *ent.Customer) flow.MaintenanceClass {
	config := ConfigFrom(ctx)
	if rule := config.Tenant.Settings.MaintenanceRule; rule != nil {
		if class, known := rule.Class(c.ValueAmount, c.GrowthPotential); known {
			return class
		}
	}
	for _, t := range config.Tiers {
		if t.Key == c.TierKey {
			return t.MaintenanceClass
		}
	}
	return flow.MaintenanceNone
}

// Maintained limits to the customers that are looked after in one of these ways, as
// MaintenanceOf tells of each.
func Maintained(ctx context.Context, classes ...flow.MaintenanceClass) predicate.Customer {
	config := ConfigFrom(ctx)
	var keys []string
	for _, t := range config.Tiers {
		for _, class := range classes {
			if t.MaintenanceClass == class {
				keys = append(keys, t.Key)
			}
		}
	}
	tiers := customer.TierKeyIn(keys...)
	rule := config.Tenant.Settings.MaintenanceRule
	if rule == nil {
		return tiers
	}
	arms := []predicate.Customer{customer.And(customer.ValueAmountIsNil(), customer.GrowthPotentialIsNil(), tiers)}
	less := customer.Or(customer.ValueAmountIsNil(), customer.ValueAmountLT(rule.MediumFrom))
	for _, class := range classes {
		switch class {
		case flow.MaintenanceHigh:
			arms = append(arms, customer.ValueAmountGTE(rule.HighFrom))
		case flow.MaintenanceMedium:
			arms = append(arms, customer.And(customer.ValueAmountGTE(rule.MediumFrom), customer.ValueAmountLT(rule.HighFrom)))
		case flow.MaintenancePotential:
			arms = append(arms, customer.And(less, customer.GrowthPotentialGTE(rule.PotentialFrom)))
		case flow.MaintenanceNone:
			arms = append(arms, customer.And(less, customer.Or(
				customer.And(customer.ValueAmountNotNil(), customer.GrowthPotentialIsNil()), customer.GrowthPotentialLT(rule.PotentialFrom),
			)))
		}
	}
	return customer.Or(arms...)
}
