package graph

import (
	"context"

	"heed/app/sessions"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/member"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func (r *mutationResolver) SessionCreate(ctx context.Context, input sessions.CreateInput) (*model.SessionCreatePayload, error) {
	tokens, err := r.Desk.Create(ctx, input)
	if err != nil {
		return nil, err
	}
	return &model.SessionCreatePayload{Session: &tokens}, nil
}

func (r *mutationResolver) SessionRefresh(ctx context.Context, input model.SessionRefreshInput) (*model.SessionRefreshPayload, error) {
	tokens, err := r.Desk.Refresh(ctx, input.RefreshToken)
	if err != nil {
		return nil, err
	}
	return &model.SessionRefreshPayload{Session: &tokens}, nil
}

func (r *mutationResolver) SessionEnd(ctx context.Context, input model.SessionEndInput) (*model.SessionEndPayload, error) {
	if refusal, ok := ctx.Value(refusalKey{}).(error); ok && input.RefreshToken == nil {
		return nil, refusal // of this request's own token
	}
	if err := r.Desk.End(ctx, input.RefreshToken); err != nil {
		return nil, err
	}
	return &model.SessionEndPayload{Ended: true}, nil
}

func (r *mutationResolver) SessionEndAll(ctx context.Context, input model.SessionEndAllInput) (*model.SessionEndAllPayload, error) {
	v := viewer.From(ctx)
	var spare typeid.ID
	if input.ExceptThis != nil && *input.ExceptThis {
		spare = v.Session
	}
	count, err := r.Desk.EndAll(ctx, v.User, spare, "signed out everywhere")
	if err != nil {
		return nil, err
	}
	return &model.SessionEndAllPayload{Count: count}, nil
}

func (r *mutationResolver) SessionSwitch(ctx context.Context, input model.SessionSwitchInput) (*model.SessionSwitchPayload, error) {
	tokens, err := r.Desk.Switch(ctx, input.TenantSlug)
	if err != nil {
		return nil, err
	}
	return &model.SessionSwitchPayload{Session: &tokens}, nil
}

func (r *mutationResolver) PasswordChange(ctx context.Context, input model.PasswordChangeInput) (*model.PasswordChangePayload, error) {
	ended, err := r.Desk.ChangePassword(ctx, input.CurrentPassword, input.NewPassword)
	if err != nil {
		return nil, err
	}
	return &model.PasswordChangePayload{SessionsEnded: ended}, nil
}

func (r *mutationResolver) InvitationAccept(ctx context.Context, input sessions.AcceptInput) (*model.InvitationAcceptPayload, error) {
	company, tokens, err := r.Desk.Accept(ctx, input)
	if err != nil {
		return nil, err
	}
	return &model.InvitationAcceptPayload{Tenant: company, Session: &tokens}, nil
}

func (r *mutationResolver) EmailVerify(ctx context.Context, input model.EmailVerifyInput) (*model.EmailVerifyPayload, error) {
	if err := r.Desk.VerifyEmail(ctx, input.Token); err != nil {
		return nil, err
	}
	return &model.EmailVerifyPayload{Verified: true}, nil
}

func (r *mutationResolver) EmailVerificationSend(ctx context.Context, input model.EmailVerificationSendInput) (*model.EmailVerificationSendPayload, error) {
	sent, err := r.Desk.RequestVerification(ctx, input.Email)
	if err != nil {
		return nil, err
	}
	return &model.EmailVerificationSendPayload{Sent: sent}, nil
}

func (r *mutationResolver) PasswordResetRequest(ctx context.Context, input model.PasswordResetRequestInput) (*model.PasswordResetRequestPayload, error) {
	if err := r.Desk.RequestReset(ctx, input.Email); err != nil {
		return nil, err
	}
	return &model.PasswordResetRequestPayload{Accepted: true}, nil
}

func (r *mutationResolver) PasswordReset(ctx context.Context, input model.PasswordResetInput) (*model.PasswordResetPayload, error) {
	ended, err := r.Desk.ResetPassword(ctx, input.Token, input.NewPassword)
	if err != nil {
		return nil, err
	}
	return &model.PasswordResetPayload{SessionsEnded: ended}, nil
}

func (r *queryResolver) Viewer(ctx context.Context) (*model.Viewer, error) {
	v := viewer.From(ctx)
	return &model.Viewer{Permissions: permissions(v), MustChangePassword: v.MustChangePassword}, nil
}

func (r *viewerResolver) Member(ctx context.Context, obj *model.Viewer) (*ent.Member, error) {
	return one(r.Client.Member.Query().Where(member.ID(viewer.From(ctx).Member)).CollectFields(ctx))(ctx)
}

func (r *viewerResolver) Tenant(ctx context.Context, obj *model.Viewer) (*ent.Tenant, error) {
	return r.Client.Tenant.Get(ctx, viewer.From(ctx).Tenant)
}

func (r *viewerResolver) EmailVerified(ctx context.Context, obj *model.Viewer) (bool, error) {
	return r.Desk.EmailVerified(ctx)
}

func (r *viewerResolver) Tenants(ctx context.Context, obj *model.Viewer) ([]*model.ViewerTenant, error) {
	slugs, err := r.Desk.Companies(ctx)
	if err != nil {
		return nil, err
	}
	config := tenants.ConfigFrom(ctx)
	all := make([]*model.ViewerTenant, len(slugs))
	for i, slug := range slugs {
		all[i] = &model.ViewerTenant{Slug: slug, Current: slug == config.Tenant.Slug}
	}
	return all, nil
}

func (r *viewerResolver) NotificationPrefs(ctx context.Context, obj *model.Viewer) (*model.NotificationPrefs, error) {
	m, err := r.Client.Member.Get(ctx, viewer.From(ctx).Member)
	if err != nil {
		return nil, err
	}
	return prefsOf(m), nil
}

func (r *Resolver) Viewer() generated.ViewerResolver { return &viewerResolver{r} }

type viewerResolver struct{ *Resolver }
