package authz

import (
	"context"
	"slices"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// maskable is the closed list of the fields that a role may hide, by the names
// of the API, where each may be null and carries @masked. Lists are not ordered
// by them, and a filter that looks into one does so for those who see it only.
var maskable = map[Resource][]string{
	Customer:    {"address", "churnReason", "cooperationSince", "growthPotential", "relationshipStage", "renewalDueOn", "valueAmount"},
	Contact:     {"email", "phone", "preferredFrequency", "title", "wechat"},
	Approval:    {"reason"},
	Purchase:    {"amount"},
	Requirement: {"custom", "expectation", "expectations", "feasibility", "outcome", "price", "rating", "rejection", "value"},
}

// Maskable are the fields of the resource that a role may hide, sorted.
func Maskable(r Resource) []string { return slices.Clone(maskable[r]) }

// CanMask tells whether grants of the action may mask the field: those to read only.
func CanMask(a Action, field string) bool {
	return a.Verb() == Read && slices.Contains(maskable[a.Resource()], field)
}

// MaskedField is how a viewer knows a masked field, e.g. "CUSTOMER.address".
func MaskedField(r Resource, field string) string { return string(r) + "." + field }

// Masked tells whether the roles of the context's viewer hide the field. For who
// has no masks it costs nothing.
func Masked(ctx context.Context, r Resource, field string) bool {
	v := viewer.From(ctx)
	return len(v.Masked) > 0 && Hides(v, r, field)
}

// Hides tells whether the viewer's roles hide the field.
func Hides(v *viewer.Viewer, r Resource, field string) bool {
	return v.Kind == viewer.Member && v.Masked[MaskedField(r, field)]
}

// MaskedFields are the fields of the resource that the viewer's roles hide, sorted.
func MaskedFields(ctx context.Context, r Resource) []string { return HiddenFrom(viewer.From(ctx), r) }

// HiddenFrom are the fields of the resource that the viewer's roles hide, sorted.
func HiddenFrom(v *viewer.Viewer, r Resource) []string {
	hidden := []string{}
	for _, field := range maskable[r] {
		if Hides(v, r, field) {
			hidden = append(hidden, field)
		}
	}
	return hidden
}

// Unmasked refuses a change of fields that the viewer's roles hide: whether it
// changes anything would tell what is there.
func Unmasked(ctx context.Context, r Resource, fields ...string) error {
	for _, field := range fields {
		if Masked(ctx, r, field) {
			return fault.New(fault.CodeForbidden, "field.masked").On(field)
		}
	}
	return nil
}

// Given are the names of what is given, sorted.
func Given(fields map[string]bool) []string {
	var given []string
	for field, is := range fields {
		if is {
			given = append(given, field)
		}
	}
	slices.Sort(given)
	return given
}

// Masks are the fields that a member with these roles does not see, nil for
// none; the result is read only. A field is seen where one of the allowances that
// reach furthest shows it, and no denial hides it.
func (c *Company) Masks(roleKeys []string) (map[string]bool, error) {
	set, err := c.set(roleKeys)
	return set.masked, err
}

// masks works out the fields that the roles hide.
func (c *Company) masks(roles []string, grants viewer.Grants) map[string]bool {
	var masked map[string]bool
	hide := func(r Resource, field string) {
		if masked == nil {
			masked = map[string]bool{}
		}
		masked[MaskedField(r, field)] = true
	}
	for r, fields := range maskable {
		a := ActionOf(r, Read)
		shown, hidden := c.readers(roles, a, grants[string(a)])
		for _, field := range fields {
			if slices.ContainsFunc(hidden, func(m flow.Mask) bool { return m.Hides(field) }) ||
				len(shown) > 0 && !slices.ContainsFunc(shown, func(m flow.Mask) bool { return !m.Hides(field) }) {
				hide(r, field)
			}
		}
	}
	return masked
}

// readers are the masks of the allowances that reach as far as the scope, and of
// the denials of fields.
func (c *Company) readers(roles []string, a Action, scope viewer.Scope) (shown, hidden []flow.Mask) {
	for _, role := range roles {
		for _, g := range c.grants[role] {
			if g.Action() == a && g.Effect == Allow && g.Scope == scope {
				shown = append(shown, g.Mask)
			}
		}
		for _, g := range c.hiding[role] {
			if g.Action() == a {
				hidden = append(hidden, g.Mask)
			}
		}
	}
	return shown, hidden
}
