package tenants

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/text"
	"heed/rules/viewer"
)

// RoleCreateInput is a new role.
type RoleCreateInput struct {
	Key         *string
	Name        string
	Description *string
	Grants      []GrantInput
}

// CreateRole makes a role. It allows nothing that its maker may not do.
func CreateRole(ctx context.Context, tx *ent.Tx, in RoleCreateInput) (*ent.Role, error) {
	all, err := lockRoles(ctx, tx, authz.RoleCreate)
	if err != nil {
		return nil, err
	}
	name, err := text.Line("name", in.Name, 1, 100)
	if err != nil {
		return nil, err
	}
	if err := all.freeName(name, ""); err != nil {
		return nil, err
	}
	key, err := all.newKey(in.Key, name)
	if err != nil {
		return nil, err
	}
	grants, err := Regrant(viewer.From(ctx), key, nil, in.Grants)
	if err != nil {
		return nil, err
	}
	if len(all) >= maxCompanyRoles {
		return nil, fault.Conflict("input.too_many").With("max", maxCompanyRoles)
	}
	create := tx.Role.Create().SetKey(key).SetName(name).SetGrants(grants)
	if in.Description != nil {
		description, err := text.Lines("description", *in.Description, 0, 500)
		if err != nil {
			return nil, err
		}
		create.SetDescription(description)
	}
	r, err := create.Save(ctx)
	if ent.IsConstraintError(err) { // made by another at the same moment
		return nil, fault.Conflict("role.key_taken").On("key").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("tenants: making a role: %w", err)
	}
	journal.Record(ctx, roleEvent("role.created", r, nil, nil, grants))
	return r, nil
}
