package graph

import (
	"context"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/member"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func (r *grantResolver) Resource(ctx context.Context, obj *flow.Grant) (authz.Resource, error) {
	return authz.Resource(obj.Resource), nil
}

func (r *grantResolver) Action(ctx context.Context, obj *flow.Grant) (authz.Verb, error) {
	return authz.Verb(obj.Verb), nil
}

func (r *grantResolver) Scope(ctx context.Context, obj *flow.Grant) (viewer.Scope, error) {
	return viewer.Scope(obj.Scope), nil
}

func (r *grantResolver) Effect(ctx context.Context, obj *flow.Grant) (authz.Effect, error) {
	return authz.Effect(obj.Effect), nil
}

func (r *grantResolver) MaskedFields(ctx context.Context, obj *flow.Grant) ([]string, error) {
	return obj.Mask.Fields(), nil
}

func (r *memberResolver) AvailableActions(ctx context.Context, obj *ent.Member) ([]flow.MemberAct, error) {
	return tenants.AvailableActions(ctx, obj), nil
}

func (r *memberResolver) Roles(ctx context.Context, obj *ent.Member) ([]*ent.Role, error) {
	return rolesOf(ctx, r.Client, obj)
}

func (r *mutationResolver) DepartmentCreate(ctx context.Context, input tenants.DepartmentCreateInput) (*model.DepartmentCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tenants.CreateDepartment, input))
	if err != nil {
		return nil, err
	}
	return &model.DepartmentCreatePayload{Department: made, Cursor: cursor}, nil
}

func (r *mutationResolver) DepartmentUpdate(ctx context.Context, input model.DepartmentUpdateInput) (*model.DepartmentUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tenants.UpdateDepartment, tenants.DepartmentUpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Name: input.Name, Type: input.Type,
		ParentID: patch(input.ParentID), IsManagement: input.IsManagement, Active: input.Active,
	}))
	if err != nil {
		return nil, err
	}
	return &model.DepartmentUpdatePayload{Department: made, Cursor: cursor}, nil
}

func (r *mutationResolver) MemberCreate(ctx context.Context, input tenants.MemberCreateInput) (*model.MemberCreatePayload, error) {
	made, cursor, err := changed(ctx, r.Resolver, func(ctx context.Context) (*ent.Member, journal.Cursor, error) {
		return tenants.CreateMember(ctx, r.Journal, r.Desk.Hasher, input)
	})
	if err != nil {
		return nil, err
	}
	return &model.MemberCreatePayload{Member: made, Cursor: cursor}, nil
}

func (r *mutationResolver) MemberInvite(ctx context.Context, input tenants.MemberInviteInput) (*model.MemberInvitePayload, error) {
	made, cursor, err := changed(ctx, r.Resolver, func(ctx context.Context) (*ent.Member, journal.Cursor, error) {
		return tenants.InviteMember(ctx, r.Journal, input)
	})
	if err != nil {
		return nil, err
	}
	return &model.MemberInvitePayload{Member: made, Cursor: cursor}, nil
}

func (r *mutationResolver) MemberInviteAgain(ctx context.Context, input tenants.MemberInviteAgainInput) (*model.MemberInviteAgainPayload, error) {
	made, cursor, err := changed(ctx, r.Resolver, func(ctx context.Context) (*ent.Member, journal.Cursor, error) {
		return tenants.InviteMemberAgain(ctx, r.Journal, input)
	})
	if err != nil {
		return nil, err
	}
	return &model.MemberInviteAgainPayload{Member: made, Cursor: cursor}, nil
}

func (r *mutationResolver) MemberInviteRevoke(ctx context.Context, input tenants.MemberInviteRevokeInput) (*model.MemberInviteRevokePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tenants.RevokeInvitation, input))
	if err != nil {
		return nil, err
	}
	return &model.MemberInviteRevokePayload{Member: made, Cursor: cursor}, nil
}

func (r *mutationResolver) MemberUpdate(ctx context.Context, input model.MemberUpdateInput) (*model.MemberUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tenants.UpdateMember, tenants.MemberUpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, DisplayName: input.DisplayName, DepartmentID: patch(input.DepartmentID),
		Post: patch(input.Post), EmployeeNumber: patch(input.EmployeeNumber), IsDepartmentHead: input.IsDepartmentHead, State: input.State,
	}))
	if err != nil {
		return nil, err
	}
	return &model.MemberUpdatePayload{Member: made, Cursor: cursor}, nil
}

func (r *mutationResolver) MemberRolesUpdate(ctx context.Context, input tenants.MemberRolesUpdateInput) (*model.MemberRolesUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tenants.UpdateMemberRoles, input))
	if err != nil {
		return nil, err
	}
	return &model.MemberRolesUpdatePayload{Member: made, Cursor: cursor}, nil
}

func (r *queryResolver) Departments(ctx context.Context, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.DepartmentOrder) (*ent.DepartmentConnection, error) {
	if orderBy == nil {
		orderBy = &ent.DepartmentOrder{Direction: relay.OrderDirectionAsc, Field: ent.DepartmentOrderFieldName}
	}
	return r.Client.Department.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithDepartmentOrder(orderBy))
}

func (r *queryResolver) Members(ctx context.Context, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.MemberOrder, departmentID *typeid.ID) (*ent.MemberConnection, error) {
	if orderBy == nil {
		orderBy = &ent.MemberOrder{Direction: relay.OrderDirectionAsc, Field: ent.MemberOrderFieldDisplayName}
	}
	return r.Client.Member.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithMemberOrder(orderBy),
		ent.WithMemberFilter(func(q *ent.MemberQuery) (*ent.MemberQuery, error) {
			if departmentID != nil {
				q.Where(member.DepartmentID(*departmentID))
			}
			return q, nil
		}))
}

func (r *queryResolver) Roles(ctx context.Context) ([]*ent.Role, error) {
	return tenants.ConfigFrom(ctx).SortedRoles(), nil
}

// Grants implements Role.grants.
func (r *roleResolver) Grants(_ context.Context, obj *ent.Role) ([]*flow.Grant, error) {
	all := []*flow.Grant{}
	for _, g := range tenants.GrantsOf(obj) {
		all = append(all, &g)
	}
	return all, nil
}

func (r *Resolver) Grant() generated.GrantResolver { return &grantResolver{r} }

func (r *Resolver) Member() generated.MemberResolver { return &memberResolver{r} }

func (r *Resolver) Role() generated.RoleResolver { return &roleResolver{r} }

type (
	grantResolver  struct{ *Resolver }
	memberResolver struct{ *Resolver }
	roleResolver   struct{ *Resolver }
)
