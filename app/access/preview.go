package access

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/member"
	"heed/ent/memberrole"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// PreviewInput is a role as it would be.
type PreviewInput struct {
	ID     *typeid.ID // nil for a new one
	Grants []tenants.GrantInput
}

// Preview is what a change of a role would alter.
type Preview struct {
	Members   int // who have the role
	Concerned int // of them, whose permissions, or what they see, would change
	Changes   []Change
	Fields    []FieldChange
}

// Change is a permission that would change, and for how many members.
type Change struct {
	Resource      authz.Resource
	Action        authz.Verb
	Before, After *viewer.Scope
	Members       int
}

// FieldChange is a field that would be hidden or shown, and to how many members.
type FieldChange struct {
	Resource authz.Resource
	Field    string
	Hidden   bool // from then on
	Members  int
}

// newKey stands for the key of a role that is not there yet; no role has small letters.
const newKey = "new"

// PreviewRole tells what a role, or a change of one, would alter.
func PreviewRole(ctx context.Context, client *ent.Client, in PreviewInput) (*Preview, error) {
	key, was := newKey, []flow.Grant(nil)
	config := tenants.ConfigFrom(ctx)
	if in.ID != nil {
		r, ok := config.Roles[*in.ID]
		if !ok {
			return nil, fault.NotFound().On("input.id")
		}
		key, was = r.Key, tenants.GrantsOf(r)
	}
	is, err := tenants.Regrant(viewer.From(ctx), key, was, in.Grants)
	if f := fault.From(err); err != nil && f.Code != fault.CodeInternal {
		return nil, f.On("input." + f.Field)
	}
	if err != nil {
		return nil, err
	}
	after, err := changed(config, key, is)
	if err != nil {
		return nil, err
	}
	sets, members := map[string]int{key: 0}, 0 // how many members have the roles; the role by itself has none
	if in.ID != nil {
		if members, err = count(ctx, client, config, *in.ID, sets); err != nil {
			return nil, err
		}
	}
	p, err := compare(config.Access, after, sets)
	if err != nil {
		return nil, err
	}
	p.Members = members
	return p, nil
}

// changed is the company's enforcer with other grants of one role.
func changed(config *tenants.Config, key string, grants []flow.Grant) (*authz.Company, error) {
	all := tenants.AccessGrants(key, grants)
	for _, r := range config.SortedRoles() {
		if r.Key != key {
			all = append(all, tenants.AccessGrants(r.Key, tenants.GrantsOf(r))...)
		}
	}
	return authz.NewCompany(config.Tenant.ID, all)
}

// count adds up the sets of roles of the active members who have the role.
func count(ctx context.Context, client *ent.Client, config *tenants.Config, id typeid.ID, sets map[string]int) (int, error) {
	all, err := client.Member.Query().Where(member.StateEQ(flow.MemberActive), member.HasMemberRolesWith(memberrole.RoleID(id))).
		WithMemberRoles().All(ctx)
	if err != nil {
		return 0, fmt.Errorf("access: reading members: %w", err)
	}
	for _, m := range all {
		var keys []string
		for _, given := range m.Edges.MemberRoles {
			if r, ok := config.Roles[given.RoleID]; ok {
				keys = append(keys, r.Key)
			}
		}
		slices.Sort(keys)
		sets[strings.Join(keys, " ")]++
	}
	return len(all), nil
}

// compare finds what differs for the sets of roles.
func compare(before, after *authz.Company, sets map[string]int) (*Preview, error) {
	found, fields, p := map[difference]int{}, map[FieldChange]int{}, &Preview{Changes: []Change{}, Fields: []FieldChange{}}
	for set, members := range sets {
		same, err := differ(before, after, strings.Fields(set), members, found, fields)
		if err != nil {
			return nil, err
		}
		if !same {
			p.Concerned += members
		}
	}
	scopes := []viewer.Scope{viewer.None, viewer.Own, viewer.Department, viewer.All}
	for _, a := range authz.All() {
		for _, was := range scopes {
			for _, is := range scopes {
				if members, ok := found[difference{a, was, is}]; ok {
					p.Changes = append(p.Changes, Change{a.Resource(), a.Verb(), some(was), some(is), members})
				}
			}
		}
		if a.Verb() != authz.Read {
			continue
		}
		for _, field := range authz.Maskable(a.Resource()) {
			for _, hidden := range []bool{true, false} {
				change := FieldChange{Resource: a.Resource(), Field: field, Hidden: hidden}
				if members, ok := fields[change]; ok {
					change.Members = members
					p.Fields = append(p.Fields, change)
				}
			}
		}
	}
	return p, nil
}

// difference is how far an action reaches before and after a change.
type difference struct {
	action authz.Action
	was    viewer.Scope
	is     viewer.Scope
}

// differ adds what differs for one set of roles, and tells whether nothing does. A
// field counts where its resource can be read before and after.
func differ(before, after *authz.Company, roles []string, members int, found map[difference]int, fields map[FieldChange]int) (same bool, err error) {
	was, _, err := before.Grants(roles)
	if err != nil {
		return false, err
	}
	is, _, err := after.Grants(roles)
	if err != nil {
		return false, err
	}
	same = true
	for _, a := range authz.All() {
		if d := (difference{a, was[string(a)], is[string(a)]}); d.was != d.is {
			found[d] += members
			same = false
		}
	}
	hid, err := before.Masks(roles)
	if err != nil {
		return false, err
	}
	hides, err := after.Masks(roles)
	if err != nil {
		return false, err
	}
	for _, a := range authz.All() {
		if a.Verb() != authz.Read || was[string(a)] == viewer.None || is[string(a)] == viewer.None {
			continue
		}
		for _, field := range authz.Maskable(a.Resource()) {
			hidden := hides[authz.MaskedField(a.Resource(), field)]
			if hidden != hid[authz.MaskedField(a.Resource(), field)] {
				fields[FieldChange{Resource: a.Resource(), Field: field, Hidden: hidden}] += members
				same = false
			}
		}
	}
	return same, nil
}
