package graph

import (
	"context"
	"time"

	"heed/app/surveys"
	"heed/app/token"
	"heed/authz"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
)

func (r *mutationResolver) SurveyCampaignCreate(ctx context.Context, input surveys.CampaignCreateInput) (*model.SurveyCampaignCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.CreateCampaign, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyCampaignCreatePayload{Campaign: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyCampaignUpdate(ctx context.Context, input surveys.CampaignUpdateInput) (*model.SurveyCampaignUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.UpdateCampaign, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyCampaignUpdatePayload{Campaign: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyCampaignConfirm(ctx context.Context, input surveys.CampaignInput) (*model.SurveyCampaignConfirmPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.ConfirmCampaign, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyCampaignConfirmPayload{Campaign: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyCampaignPrepare(ctx context.Context, input surveys.CampaignInput) (*model.SurveyCampaignPreparePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.PrepareCampaign, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyCampaignPreparePayload{Campaign: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyCampaignRecall(ctx context.Context, input surveys.CampaignInput) (*model.SurveyCampaignRecallPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.RecallCampaign, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyCampaignRecallPayload{Campaign: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyCampaignStart(ctx context.Context, input surveys.CampaignInput) (*model.SurveyCampaignStartPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.StartCampaign, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyCampaignStartPayload{Campaign: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyCampaignExtend(ctx context.Context, input surveys.ExtendInput) (*model.SurveyCampaignExtendPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.ExtendCampaign, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyCampaignExtendPayload{Campaign: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyCampaignClose(ctx context.Context, input surveys.CampaignInput) (*model.SurveyCampaignClosePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.CloseCampaign, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyCampaignClosePayload{Campaign: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyCampaignReview(ctx context.Context, input surveys.ReviewInput) (*model.SurveyCampaignReviewPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.ReviewCampaign, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyCampaignReviewPayload{Campaign: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyCampaignCancel(ctx context.Context, input surveys.CancelInput) (*model.SurveyCampaignCancelPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.CancelCampaign, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyCampaignCancelPayload{Campaign: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyInvite(ctx context.Context, input surveys.InviteInput) (*model.SurveyInvitePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.Invite, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyInvitePayload{Invitation: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyInvitationSend(ctx context.Context, input surveys.InvitationInput) (*model.SurveyInvitationSendPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.SendInvitation, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyInvitationSendPayload{Invitation: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyInvitationBounce(ctx context.Context, input surveys.InvitationReasonInput) (*model.SurveyInvitationBouncePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.BounceInvitation, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyInvitationBouncePayload{Invitation: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyInvitationOptOut(ctx context.Context, input surveys.InvitationInput) (*model.SurveyInvitationOptOutPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.OptOutInvitation, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyInvitationOptOutPayload{Invitation: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyInvitationRevoke(ctx context.Context, input surveys.InvitationReasonInput) (*model.SurveyInvitationRevokePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.RevokeInvitation, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyInvitationRevokePayload{Invitation: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyInvitationLink(ctx context.Context, input model.SurveyInvitationLinkInput) (*model.SurveyInvitationLinkPayload, error) {
	var link *token.Link
	_, cursor, err := shown(ctx, r.Resolver, func(ctx context.Context, tx *ent.Tx) (made *ent.SurveyInvitation, err error) {
		made, link, err = surveys.ReadLink(ctx, tx, input.ID)
		return made, err
	})
	if err != nil {
		return nil, err
	}
	return &model.SurveyInvitationLinkPayload{Path: surveys.PathOf(link.Secret), ExpiresAt: link.ExpiresAt, Cursor: cursor}, nil
}

func (r *queryResolver) SurveyCampaigns(ctx context.Context, filter *surveys.CampaignFilter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.SurveyCampaignOrder) (*ent.SurveyCampaignConnection, error) {
	if orderBy == nil {
		orderBy = &ent.SurveyCampaignOrder{Direction: relay.OrderDirectionDesc, Field: ent.SurveyCampaignOrderFieldCreatedAt}
	}
	return r.Client.SurveyCampaign.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithSurveyCampaignOrder(orderBy),
		ent.WithSurveyCampaignFilter(filter.Apply))
}

func (r *queryResolver) SurveyInvitations(ctx context.Context, filter *surveys.InvitationFilter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.SurveyInvitationOrder) (*ent.SurveyInvitationConnection, error) {
	if orderBy == nil {
		orderBy = &ent.SurveyInvitationOrder{Direction: relay.OrderDirectionDesc, Field: ent.SurveyInvitationOrderFieldCreatedAt}
	}
	return r.Client.SurveyInvitation.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithSurveyInvitationOrder(orderBy),
		ent.WithSurveyInvitationFilter(func(q *ent.SurveyInvitationQuery) (*ent.SurveyInvitationQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *queryResolver) SurveyAudienceSize(ctx context.Context, audience surveys.AudienceInput) (int, error) {
	return surveys.AudienceSize(ctx, r.Client, audience)
}

func (r *surveyCampaignResolver) ClosesAt(_ context.Context, obj *ent.SurveyCampaign) (*time.Time, error) {
	return orNever(obj.ClosesAt), nil
}

func (r *surveyCampaignResolver) Template(ctx context.Context, obj *ent.SurveyCampaign) (*ent.SurveyTemplate, error) {
	if may(ctx, authz.SurveyTemplateRead) != nil {
		return nil, nil
	}
	template, err := obj.Template(ctx)
	return template, ent.MaskNotFound(err)
}

func (r *surveyCampaignResolver) OffGoal(ctx context.Context, obj *ent.SurveyCampaign) ([]string, error) {
	all, err := r.templatesOfCampaigns(ctx, obj)
	t := all[obj.TemplateID]
	if err != nil || t == nil || len(obj.Goals) == 0 {
		return []string{}, err
	}
	return survey.OffGoal(t.Questionnaire.Questions, obj.Goals), nil
}

func (r *Resolver) templatesOfCampaigns(ctx context.Context, obj *ent.SurveyCampaign) (map[typeid.ID]*ent.SurveyTemplate, error) {
	return relay.Together(obj.Page, obj, "templates", func(all []*ent.SurveyCampaign) (map[typeid.ID]*ent.SurveyTemplate, error) {
		ids := make([]typeid.ID, len(all))
		for i, c := range all {
			ids[i] = c.TemplateID
		}
		return surveys.TemplatesOf(ctx, r.Client, ids)
	})
}

func (r *surveyCampaignResolver) Progress(ctx context.Context, obj *ent.SurveyCampaign) (*surveys.Progress, error) {
	all, err := relay.Together(obj.Page, obj, "progress", func(all []*ent.SurveyCampaign) (map[typeid.ID]*surveys.Progress, error) {
		return surveys.ProgressOfAll(ctx, r.Client, all)
	})
	return all[obj.ID], err
}

func (r *surveyCampaignResolver) Review(ctx context.Context, obj *ent.SurveyCampaign) (*flow.CampaignReview, error) {
	all, err := relay.Together(obj.Page, obj, "reviews", func(all []*ent.SurveyCampaign) (map[typeid.ID]*flow.CampaignReview, error) {
		return surveys.ReviewsOf(ctx, r.Client, all)
	})
	return all[obj.ID], err
}

func (r *surveyCampaignResolver) AvailableActions(ctx context.Context, obj *ent.SurveyCampaign) ([]flow.CampaignAct, error) {
	return surveys.AvailableCampaign(ctx, obj), nil
}

func (r *surveyAudienceResolver) RenewalFrom(_ context.Context, obj *flow.CampaignAudience) (*string, error) {
	return orNull(obj.RenewalFrom), nil
}

func (r *surveyAudienceResolver) RenewalTo(_ context.Context, obj *flow.CampaignAudience) (*string, error) {
	return orNull(obj.RenewalTo), nil
}

func (r *surveySamplingResolver) Threshold(_ context.Context, obj *flow.CampaignSampling) (*float64, error) {
	if obj.Threshold == 0 {
		return nil, nil
	}
	return &obj.Threshold, nil
}

func (r *surveyInvitationResolver) AvailableActions(ctx context.Context, obj *ent.SurveyInvitation) ([]flow.SurveyInvitationAct, error) {
	return surveys.AvailableInvitation(ctx, obj), nil
}

func (r *surveyInvitationResolver) Campaign(ctx context.Context, obj *ent.SurveyInvitation) (*ent.SurveyCampaign, error) {
	campaign, err := obj.Campaign(ctx)
	return campaign, ent.MaskNotFound(err)
}

func (r *surveyInvitationResolver) Customer(ctx context.Context, obj *ent.SurveyInvitation) (*ent.Customer, error) {
	customer, err := obj.Customer(ctx)
	return customer, ent.MaskNotFound(err)
}

func (r *surveyInvitationResolver) Contact(ctx context.Context, obj *ent.SurveyInvitation) (*ent.Contact, error) {
	contact, err := obj.Contact(ctx)
	return contact, ent.MaskNotFound(err)
}

func (r *Resolver) SurveyCampaign() generated.SurveyCampaignResolver {
	return &surveyCampaignResolver{r}
}

func (r *Resolver) SurveyAudience() generated.SurveyAudienceResolver {
	return &surveyAudienceResolver{r}
}

func (r *Resolver) SurveySampling() generated.SurveySamplingResolver {
	return &surveySamplingResolver{r}
}

func (r *Resolver) SurveyInvitation() generated.SurveyInvitationResolver {
	return &surveyInvitationResolver{r}
}

type (
	surveyCampaignResolver   struct{ *Resolver }
	surveyAudienceResolver   struct{ *Resolver }
	surveySamplingResolver   struct{ *Resolver }
	surveyInvitationResolver struct{ *Resolver }
)
