// Package access answers questions about permissions: why a member may do
// something, and what a change of a role would alter. It changes nothing.
package access

import (
	"context"
	"fmt"
	"slices"

	"heed/app/sessions"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Question asks whether a member may do the action on a record.
type Question struct {
	Resource authz.Resource
	Action   authz.Verb
	ID       *typeid.ID // nil asks about the roles only
	MemberID *typeid.ID // nil is the viewer
}

// Explanation is why a member may do something, or may not.
type Explanation struct {
	Member      *ent.Member
	Resource    authz.Resource
	Action      authz.Verb
	Allowed     bool
	Scope       *viewer.Scope
	Grants      []Deciding
	ReachedBy   *viewer.Scope
	Missing     *authz.Gap
	NeededScope *viewer.Scope
	AllowedBy   []*ent.Role
	// MaskedFields are those of the resource that the member's roles hide.
	MaskedFields []string
}

// Deciding is a grant that decides, with its role.
type Deciding struct {
	Role  *ent.Role
	Grant *flow.Grant
}

// Explain says why a member may do something, or may not: the viewer, or one
// whom they may change.
func Explain(ctx context.Context, client *ent.Client, q Question) (*Explanation, error) {
	action := authz.ActionOf(q.Resource, q.Action)
	if !action.Known() {
		return nil, fault.Input("action", "input.unknown_key").With("value", string(action))
	}
	m, err := whom(ctx, client, q.MemberID)
	if err != nil {
		return nil, err
	}
	record, err := recordOf(ctx, client, q.Resource, q.ID)
	if err != nil {
		return nil, err
	}
	config := tenants.ConfigFrom(ctx)
	v, err := sessions.Viewer(config, m)
	if err != nil {
		return nil, err
	}
	why := config.Access.Explain(v, action, record)
	if m.State != flow.MemberActive {
		why = authz.Explanation{Gap: authz.NotActive}
	}
	e := &Explanation{
		Member: m, Resource: q.Resource, Action: q.Action, Allowed: why.Gap == "", Grants: []Deciding{}, AllowedBy: []*ent.Role{},
		MaskedFields: authz.HiddenFrom(v, q.Resource), Scope: some(why.Scope), ReachedBy: some(why.Reached), Missing: some(why.Gap), NeededScope: some(why.Needed),
	}
	for _, g := range why.Deciding {
		grant := flow.Grant{Resource: string(g.Resource), Verb: string(g.Verb), Scope: string(g.Scope), Effect: string(g.Effect), Mask: g.Mask}
		e.Grants = append(e.Grants, Deciding{Role: byKey(config, g.Role), Grant: &grant})
	}
	for _, key := range why.Roles {
		e.AllowedBy = append(e.AllowedBy, byKey(config, key))
	}
	return e, nil
}

// whom finds the member that is asked about.
func whom(ctx context.Context, client *ent.Client, id *typeid.ID) (*ent.Member, error) {
	me := viewer.From(ctx).Member
	if id == nil {
		id = &me
	}
	m, err := client.Member.Query().Where(member.ID(*id)).WithMemberRoles().Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("memberId")
	}
	if err != nil {
		return nil, fmt.Errorf("access: reading a member: %w", err)
	}
	if m.ID == me {
		return m, nil
	}
	return m, authz.On(ctx, authz.MemberUpdate, tenants.MemberRecord(m))
}

func byKey(config *tenants.Config, key string) *ent.Role {
	all := config.SortedRoles()
	return all[slices.IndexFunc(all, func(r *ent.Role) bool { return r.Key == key })]
}

// some is nil for nothing.
func some[T ~string](s T) *T {
	if s == "" {
		return nil
	}
	return &s
}
