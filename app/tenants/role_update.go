package tenants

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// RoleUpdateInput is a role's changes; nil stays, the empty Description clears.
type RoleUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Name            *string
	Description     *string
	Grants          []GrantInput // all of them; nil stays
}

// UpdateRole changes a role. It allows nothing new that the viewer may not do,
// and leaves somebody who can administer the company.
func UpdateRole(ctx context.Context, tx *ent.Tx, in RoleUpdateInput) (*ent.Role, error) {
	all, err := lockRoles(ctx, tx, authz.RoleUpdate)
	if err != nil {
		return nil, err
	}
	r, err := all.find(in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	update, fields, err := roleChanges(all, r, in)
	if err != nil {
		return nil, err
	}
	was, is := GrantsOf(r), GrantsOf(r)
	if in.Grants != nil {
		if is, err = Regrant(viewer.From(ctx), r.Key, was, in.Grants); err != nil {
			return nil, err
		}
		update.SetGrants(is)
		if r.Builtin {
			update.SetKnownActions(authz.Action("").Values())
		}
		fields = append(fields, "grants")
	}
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	if r, err = update.Save(ctx); err != nil {
		return nil, fmt.Errorf("tenants: changing a role: %w", err)
	}
	if deniesAdmin(is) && !deniesAdmin(was) {
		if err := keepAnAdmin(ctx, tx, ""); err != nil {
			return nil, onField(err, "grants")
		}
	}
	journal.Record(ctx, roleEvent("role.updated", r, fields, was, is))
	return r, nil
}

// Regrant is what a role that grants something would grant, if the viewer may
// change it so.
func Regrant(v *viewer.Viewer, key string, was []flow.Grant, in []GrantInput) ([]flow.Grant, error) {
	is, err := checkGrants(in)
	if err != nil {
		return nil, err
	}
	if err := mayRegrant(v, was, is); err != nil {
		return nil, err
	}
	if key == authz.TenantAdmin {
		return is, keepsAdmin(is)
	}
	return is, nil
}

func roleChanges(all roles, r *ent.Role, in RoleUpdateInput) (*ent.RoleUpdateOne, []string, error) {
	update := r.Update()
	var fields []string
	if in.Name != nil {
		name, err := text.Line("name", *in.Name, 1, 100)
		if err != nil {
			return nil, nil, err
		}
		if err := all.freeName(name, r.ID); err != nil {
			return nil, nil, err
		}
		update.SetName(name)
		fields = append(fields, "name")
	}
	if in.Description != nil {
		description, err := text.Lines("description", *in.Description, 0, 500)
		if err != nil {
			return nil, nil, err
		}
		update.SetDescription(description)
		fields = append(fields, "description")
	}
	return update, fields, nil
}

// onField names the field of a refusal; other errors stay as they are.
func onField(err error, field string) error {
	if f := fault.From(err); f.Code != fault.CodeInternal {
		return f.On(field)
	}
	return err
}
