package surveys

import (
	"context"
	"fmt"
	"hash/fnv"

	"heed/app/customers"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/predicate"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// ofAudience is which customers an audience is made of (D3-07).
func ofAudience(ctx context.Context, a flow.CampaignAudience) []predicate.Customer {
	var all []predicate.Customer
	add := func(n int, p predicate.Customer) {
		if n > 0 {
			all = append(all, p)
		}
	}
	add(len(a.Customers), customer.IDIn(a.Customers...))
	add(len(a.TierKeys), customer.TierKeyIn(a.TierKeys...))
	add(len(a.Industries), customer.IndustryIn(a.Industries...))
	add(len(a.SizeBands), customer.SizeBandIn(a.SizeBands...))
	add(len(a.CooperationBands), customer.CooperationBandIn(a.CooperationBands...))
	add(len(a.RenewalFrom), customer.RenewalDueOnGTE(a.RenewalFrom))
	add(len(a.RenewalTo), customer.RenewalDueOnLTE(a.RenewalTo))
	if a.FlaggedOnly {
		all = append(all, customer.FollowUp(true))
	}
	config := tenants.ConfigFrom(ctx)
	if len(a.Departments) > 0 {
		var within []typeid.ID
		for _, id := range a.Departments {
			within = append(within, config.Below(id)...)
		}
		all = append(all, customer.DepartmentIDIn(typeid.Unique(within)...))
	}
	if len(a.Maintenance) > 0 {
		all = append(all, tenants.Maintained(ctx, a.Maintenance...))
	}
	return all
}

// ofCampaign is which customers a campaign asks: those of its audience that its department,
// and those below it, look after. The management department's asks all.
func ofCampaign(ctx context.Context, c *ent.SurveyCampaign) []predicate.Customer {
	all := ofAudience(ctx, c.Audience)
	if d := c.DepartmentID; d != "" && d != managementDepartment(ctx) {
		all = append(all, customer.DepartmentIDIn(tenants.ConfigFrom(ctx).Below(d)...))
	}
	return all
}

// AudienceSize is how many customers an audience has now, as far as the viewer may read
// them (D3-07). Errors: BAD_USER_INPUT.
func AudienceSize(ctx context.Context, client *ent.Client, in AudienceInput) (int, error) {
	c := checking(ctx)
	a := in.audience(c)
	if c.Err != nil {
		return 0, c.Err
	}
	if err := authz.Require(ctx, authz.CustomerRead); err != nil {
		return 0, err
	}
	if err := customers.There(ctx, client, "audience.customerIds", a.Customers); err != nil {
		return 0, err
	}
	for i, id := range a.Departments {
		if _, ok := tenants.ConfigFrom(ctx).Departments[id]; !ok {
			return 0, fault.NotFound().On(fmt.Sprintf("audience.departmentIds[%d]", i))
		}
	}
	n, err := client.Customer.Query().Where(ofAudience(ctx, a)...).Count(ctx)
	if err != nil {
		return 0, fmt.Errorf("surveys: counting an audience: %w", err)
	}
	return n, nil
}

// drawn tells whether a customer is among so many percent of the audience of a campaign: by
// the two ids, so that it is the same however often it is asked, and other for each campaign.
func drawn(campaign, customer typeid.ID, percent int) bool {
	if percent >= 100 {
		return true
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(string(campaign) + string(customer)))
	return int(h.Sum32()%100) < percent
}

// nobody is the refusal of an audience without a customer.
func nobody() error { return fault.Precondition("campaign.nobody").On("audience") }
