package authz

import (
	"slices"

	"heed/rules/viewer"
)

// Narrow tells whether DEPARTMENT and OWN mean something for the action: the
// records that it touches have a place, and verbs and reads look at it. The
// matrix knows: where a built-in role reaches less than all, every role may.
func Narrow(a Action) bool {
	return slices.ContainsFunc(builtin, func(r BuiltinRole) bool {
		return slices.ContainsFunc(r.Grants, func(g Grant) bool { return g.Action() == a && g.Scope != viewer.All })
	})
}

// AdminRights are what the administrators' role always allows: without one of
// them nobody could give it back, for nobody grants more than they have.
func AdminRights() []Action {
	administration := []Resource{Tenant, Department, Member, Role}
	var rights []Action
	for _, g := range builtin[slices.Index(columns, TenantAdmin)].Grants {
		if slices.Contains(administration, g.Resource) {
			rights = append(rights, g.Action())
		}
	}
	return rights
}
