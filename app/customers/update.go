package customers

import (
	"context"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// UpdateInput is a customer's changes: nil stays, empty is unknown.
type UpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Name            *string
	Industry        *flow.Industry
	IndustryOther   *string
	SizeBand        *flow.SizeBand
	CooperationBand *flow.CooperationBand
	Profile
	Address          *string
	TierKey          *string
	DepartmentID     *typeid.ID
	AccountManagerID *typeid.ID
}

// Update changes a customer. An update to what already is changes nothing and
// tells nothing. Errors: NOT_FOUND, FORBIDDEN, CONFLICT for another version,
// BAD_USER_INPUT.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.Customer, error) {
	if err := authz.Require(ctx, authz.CustomerUpdate); err != nil {
		return nil, err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	c, err := lock(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	departments, members := journal.CustomerRecord(c)
	if err := authz.On(ctx, authz.CustomerUpdate, authz.Record{Departments: departments, Members: members}); err != nil {
		return nil, err
	}
	if err := tenants.Version(in.ExpectedVersion, c.Version); err != nil {
		return nil, err
	}
	if err := authz.Unmasked(ctx, authz.Customer, in.given()...); err != nil {
		return nil, err
	}
	was := sheetOf(c)
	is, err := in.on(was)
	if err != nil {
		return nil, err
	}
	if err := is.check(); err != nil {
		return nil, err
	}
	fields, detail := changes(was, is)
	if len(fields) == 0 {
		return c, nil
	}
	if err := references(ctx, tx, was, is); err != nil {
		return nil, err
	}
	if is.department != was.department {
		if err := within(ctx, authz.CustomerUpdate, is.department, c.CreatedBy, is.manager); err != nil {
			return nil, err
		}
	}
	if c, err = is.change(ctx, c.Update(), was).Save(ctx); err != nil {
		return nil, err
	}
	e := event("customer.updated", c, fields, detail)
	// Who could read the customer before learns that it went elsewhere.
	e.Departments, e.Members = append(e.Departments, departments...), append(e.Members, members...)
	journal.Record(ctx, e)
	return c, nil
}

// given are the fields that the input names and a role may hide: nobody finds
// out by a change what they may not see.
func (in UpdateInput) given() []string {
	return authz.Given(map[string]bool{
		"address": in.Address != nil, "churnReason": in.ChurnReason != nil, "cooperationSince": in.CooperationSince != nil,
		"growthPotential": in.GrowthPotential != nil, "relationshipStage": in.RelationshipStage != nil,
		"renewalDueOn": in.RenewalDueOn != nil, "valueAmount": in.ValueAmount != nil,
	})
}

// on is the sheet after the changes. The industry's words go with OTHER.
func (in UpdateInput) on(was sheet) (sheet, error) {
	is := was
	is.name, is.industry = optional.Or(in.Name, was.name), optional.Or(in.Industry, was.industry)
	is.industryOther, is.size = optional.Or(in.IndustryOther, was.industryOther), optional.Or(in.SizeBand, was.size)
	is.cooperation, is.address = optional.Or(in.CooperationBand, was.cooperation), optional.Or(in.Address, was.address)
	is.tier, is.department = optional.Or(in.TierKey, was.tier), optional.Or(in.DepartmentID, was.department)
	is.manager = optional.Or(in.AccountManagerID, was.manager)
	if is.industry != flow.IndustryOther && in.IndustryOther == nil {
		is.industryOther = ""
	}
	var err error
	is.profile, err = in.Profile.on(was.profile)
	return is, err
}

// change writes the sheet to a row that is there.
func (s sheet) change(ctx context.Context, u *ent.CustomerUpdateOne, was sheet) *ent.CustomerUpdateOne {
	u.SetName(s.name).SetTierKey(s.tier).SetGrams(s.grams(ctx)).SetFromHistory(false)
	if s.tier != was.tier {
		u.SetTierSince(viewer.Now(ctx))
	}
	put(s.industry, u.SetIndustry, u.ClearIndustry)
	put(s.industryOther, u.SetIndustryOther, u.ClearIndustryOther)
	put(s.size, u.SetSizeBand, u.ClearSizeBand)
	put(s.cooperation, u.SetCooperationBand, u.ClearCooperationBand)
	s.profile.change(u.Mutation(), was.profile)
	put(s.address, u.SetAddress, u.ClearAddress)
	put(s.department, u.SetDepartmentID, u.ClearDepartmentID)
	put(s.manager, u.SetAccountManagerID, u.ClearAccountManagerID)
	return u
}

// put sets a field, or clears it for "".
func put[T ~string, B any](v T, set func(T) B, clear func() B) {
	if v == "" {
		clear()
		return
	}
	set(v)
}

// lock loads a customer for a change.
func lock(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.Customer, error) {
	q := tx.Customer.Query().Where(customer.ID(id))
	q.Modify(database.Lock)
	c, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().Because(err)
	}
	return c, err
}
