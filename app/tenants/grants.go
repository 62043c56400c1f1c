package tenants

import (
	"fmt"
	"slices"
	"strings"

	"heed/authz"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// maxGrants is how many lines a role may have.
const maxGrants = 300

// GrantInput is one line of a role, as a client writes it.
type GrantInput struct {
	Resource authz.Resource
	Action   authz.Verb
	Scope    viewer.Scope
	Effect   authz.Effect
	// MaskedFields are not shown by an allowance to read, and hidden by a denial,
	// which then denies nothing else.
	MaskedFields []string
}

// checkGrants refuses lines that mean nothing or stand there twice, and gives
// them as a role keeps them. A denial takes an action away wholly, so it is
// kept with the scope ALL.
func checkGrants(in []GrantInput) ([]flow.Grant, error) {
	if len(in) > maxGrants {
		return nil, fault.Input("grants", "input.too_many").With("max", maxGrants)
	}
	type line struct {
		action authz.Action
		effect authz.Effect
	}
	grants, seen := make([]flow.Grant, len(in)), map[line]bool{}
	for i, g := range in {
		at := func(field string) string { return fmt.Sprintf("grants[%d]%s", i, field) }
		action := authz.ActionOf(g.Resource, g.Action)
		switch {
		case !action.Known():
			return nil, fault.Input(at(".action"), "input.unknown_key").With("value", string(action))
		case !slices.Contains(g.Effect.Values(), string(g.Effect)):
			return nil, fault.Input(at(".effect"), "input.unknown_key").With("value", string(g.Effect))
		case g.Scope.Rank() <= viewer.None.Rank():
			return nil, fault.Input(at(".scope"), "input.unknown_key").With("value", string(g.Scope))
		case g.Effect == authz.Allow && g.Scope != viewer.All && !authz.Narrow(action):
			return nil, fault.Input(at(".scope"), "role.scope_without_meaning").With("action", string(action))
		case seen[line{action, g.Effect}]:
			return nil, fault.Input(at(""), "input.duplicate").With("value", string(action))
		}
		for j, field := range g.MaskedFields {
			if !authz.CanMask(action, field) {
				return nil, fault.Input(at(fmt.Sprintf(".maskedFields[%d]", j)), "role.mask_without_meaning").With("action", string(action))
			}
		}
		seen[line{action, g.Effect}] = true
		if g.Effect == authz.Deny {
			g.Scope = viewer.All
		}
		grants[i] = flow.Grant{
			Resource: string(g.Resource), Verb: string(g.Action), Scope: string(g.Scope), Effect: string(g.Effect), Mask: flow.MaskOf(g.MaskedFields),
		}
	}
	return grants, nil
}

// mayRegrant refuses what would give more than the viewer has: a line that
// allows what was not allowed before, or not as far, or shows more fields, and a
// denial taken away, of an action or of a field.
func mayRegrant(v *viewer.Viewer, was, is []flow.Grant) error {
	for i, g := range is {
		had := slices.ContainsFunc(was, func(w flow.Grant) bool {
			return actionOf(w) == actionOf(g) && w.Effect == g.Effect && viewer.Scope(w.Scope).Rank() >= viewer.Scope(g.Scope).Rank() &&
				w.Mask.Within(g.Mask)
		})
		if !had && !holds(v, g) {
			return fault.New(fault.CodeForbidden, "role.grants_beyond_own").On(fmt.Sprintf("grants[%d]", i)).Extend("action", string(actionOf(g)))
		}
	}
	for _, w := range was {
		if denies(was, actionOf(w)) && !denies(is, actionOf(w)) && v.Scope(string(actionOf(w))) != viewer.All {
			return fault.New(fault.CodeForbidden, "role.grants_beyond_own").On("grants").Extend("action", string(actionOf(w)))
		}
		for _, field := range authz.Maskable(authz.Resource(w.Resource)) {
			if hides(was, actionOf(w), field) && !hides(is, actionOf(w), field) && !seesAll(v, actionOf(w), field) {
				return fault.New(fault.CodeForbidden, "role.grants_beyond_own").On("grants").Extend("action", string(actionOf(w))).Extend("maskedField", field)
			}
		}
	}
	return nil
}

// holds tells whether the viewer has what the line allows, and sees what it
// shows. Everybody may deny.
func holds(v *viewer.Viewer, g flow.Grant) bool {
	if g.Effect == string(authz.Deny) {
		return true
	}
	return v.Scope(string(actionOf(g))).Rank() >= viewer.Scope(g.Scope).Rank() &&
		(g.Verb != string(authz.Read) || flow.MaskOf(authz.HiddenFrom(v, authz.Resource(g.Resource))).Within(g.Mask))
}

// seesAll tells whether the viewer reads the field of every record: who is rid of
// its denial may read further than a viewer who does not.
func seesAll(v *viewer.Viewer, a authz.Action, field string) bool {
	return v.Scope(string(a)) == viewer.All && !authz.Hides(v, a.Resource(), field)
}

// denies tells whether a line denies the action. One with fields denies those only.
func denies(grants []flow.Grant, a authz.Action) bool {
	return slices.ContainsFunc(grants, func(g flow.Grant) bool {
		return actionOf(g) == a && g.Effect == string(authz.Deny) && g.Mask == ""
	})
}

// hides tells whether a line keeps the field from being seen, whatever others allow.
func hides(grants []flow.Grant, a authz.Action, field string) bool {
	return a.Verb() == authz.Read && slices.ContainsFunc(grants, func(g flow.Grant) bool {
		return actionOf(g) == a && g.Effect == string(authz.Deny) && (g.Mask == "" || g.Mask.Hides(field))
	})
}

// deniesAdmin tells whether who has these grants cannot administer the company.
func deniesAdmin(grants []flow.Grant) bool {
	return slices.ContainsFunc(authz.AdminRights(), func(a authz.Action) bool { return denies(grants, a) })
}

// keepsAdmin refuses grants of the administrators' role that do not allow all
// that administration needs: nobody could give it back.
func keepsAdmin(grants []flow.Grant) error {
	for _, a := range authz.AdminRights() {
		allowed := slices.ContainsFunc(grants, func(g flow.Grant) bool {
			return actionOf(g) == a && g.Effect == string(authz.Allow) && g.Scope == string(viewer.All)
		})
		if !allowed || denies(grants, a) {
			return fault.Precondition("role.admin_needs").With("action", string(a)).On("grants")
		}
	}
	return nil
}

func actionOf(g flow.Grant) authz.Action {
	return authz.ActionOf(authz.Resource(g.Resource), authz.Verb(g.Verb))
}

// AccessGrants are a role's lines as the engine reads them.
func AccessGrants(key string, grants []flow.Grant) []authz.Grant {
	all := make([]authz.Grant, len(grants))
	for i, g := range grants {
		all[i] = authz.Grant{
			Role: key, Resource: authz.Resource(g.Resource), Verb: authz.Verb(g.Verb),
			Scope: viewer.Scope(g.Scope), Effect: authz.Effect(g.Effect), Mask: g.Mask,
		}
	}
	return all
}

// changedLines are the lines that a change adds and takes away, as the journal keeps them.
func changedLines(was, is []flow.Grant) (added, removed []string) {
	line := func(g flow.Grant) string {
		text := g.Effect + " " + string(actionOf(g)) + " " + g.Scope
		if g.Mask != "" {
			text += " without " + strings.Join(g.Mask.Fields(), ", ")
		}
		return text
	}
	for _, g := range is {
		if !slices.Contains(was, g) {
			added = append(added, line(g))
		}
	}
	for _, g := range was {
		if !slices.Contains(is, g) {
			removed = append(removed, line(g))
		}
	}
	return added, removed
}
