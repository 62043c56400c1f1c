package tenants

import (
	"slices"

	"heed/authz"
	"heed/ent"
	"heed/rules/flow"
)

// GrantsOf is what a role grants; nothing else reads its stored lines. A built-in
// role keeps them as the company last decided, and of actions that came with a later
// version than that it grants what the program's matrix says, until the company
// decides on it again: a new version works in companies that were there before.
func GrantsOf(r *ent.Role) []flow.Grant {
	if !r.Builtin {
		return r.Grants
	}
	later := authz.Since(r.Key, r.KnownActions)
	if len(later) == 0 {
		return r.Grants
	}
	return slices.Concat(r.Grants, storedGrants(later))
}

// storedGrants are the engine's lines as a role keeps them.
func storedGrants(all []authz.Grant) []flow.Grant {
	grants := make([]flow.Grant, len(all))
	for i, g := range all {
		grants[i] = flow.Grant{Resource: string(g.Resource), Verb: string(g.Verb), Scope: string(g.Scope), Effect: string(g.Effect), Mask: g.Mask}
	}
	return grants
}
