package graph

import (
	"context"
	"time"

	"heed/app/surveys"
	"heed/authz"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// surveys serves who fills in a questionnaire without an account.
func (r *Resolver) surveys() *surveys.Desk {
	return &surveys.Desk{Client: r.Client, Journal: r.Journal, Company: r.Who.AsSystem}
}

func (r *mutationResolver) SurveyAssist(ctx context.Context, input surveys.AssistInput) (*model.SurveyAssistPayload, error) {
	var kept surveys.Assisted
	made, cursor, err := change(ctx, r.Resolver, func(ctx context.Context, tx *ent.Tx) (_ *ent.SurveyResponse, err error) {
		kept, err = surveys.Assist(ctx, tx, input)
		return kept.Response, err
	})
	if err != nil {
		return nil, err
	}
	p := &model.SurveyAssistPayload{Response: made, Cursor: cursor, Problems: each(surveys.Wrong(ctx, kept.Problems)), Asked: []*model.SurveyAskedQuestion{}}
	for _, s := range kept.Asked {
		p.Asked = append(p.Asked, &model.SurveyAskedQuestion{Code: s.Code, Required: s.Required})
	}
	return p, nil
}

func (r *mutationResolver) SurveyResponseReply(ctx context.Context, input surveys.ReplyInput) (*model.SurveyResponseReplyPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.Reply, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyResponseReplyPayload{Response: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyResponseVerify(ctx context.Context, input surveys.VerifyInput) (*model.SurveyResponseVerifyPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.Verify, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyResponseVerifyPayload{Response: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyResponseTidy(ctx context.Context, input surveys.TidyInput) (*model.SurveyResponseTidyPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.Tidy, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyResponseTidyPayload{Response: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyResponseFollowUp(ctx context.Context, input surveys.FollowUpInput) (*model.SurveyResponseFollowUpPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.FollowUp, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyResponseFollowUpPayload{Response: made, Cursor: cursor}, nil
}

func (r *mutationResolver) CustomerFollowUpClear(ctx context.Context, input surveys.FollowUpClearInput) (*model.CustomerFollowUpClearPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.ClearFollowUp, input))
	if err != nil {
		return nil, err
	}
	return &model.CustomerFollowUpClearPayload{Customer: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyAnswerSave(ctx context.Context, input model.SurveyAnswerSaveInput) (*model.SurveyAnswerSavePayload, error) {
	of, visit, problems, err := r.surveys().Save(ctx, input.Token, values(input.Answers))
	if err != nil {
		return nil, err
	}
	return &model.SurveyAnswerSavePayload{Form: surveyForm(of, visit), Problems: each(surveys.Wrong(ctx, problems))}, nil
}

func (r *mutationResolver) SurveySubmit(ctx context.Context, input model.SurveySubmitInput) (*model.SurveySubmitPayload, error) {
	of, visit, err := r.surveys().Submit(ctx, input.Token, values(input.Answers), optional.Value(input.Urgent))
	if err != nil {
		return nil, err
	}
	return &model.SurveySubmitPayload{Form: surveyForm(of, visit), SubmittedAt: visit.Response.SubmittedAt}, nil
}

func (r *mutationResolver) SurveyOptOut(ctx context.Context, input model.SurveyOptOutInput) (*model.SurveyOptOutPayload, error) {
	if err := r.surveys().OptOut(ctx, input.Token); err != nil {
		return nil, err
	}
	return &model.SurveyOptOutPayload{OptedOut: true}, nil
}

func (r *queryResolver) SurveyForm(ctx context.Context, token string) (*model.SurveyForm, error) {
	desk := r.surveys()
	of, visit, err := desk.Look(ctx, token)
	if err == nil {
		err = visit.Closed(viewer.Now(ctx))
	}
	if err == nil {
		err = desk.Opened(of, visit)
	}
	if err != nil {
		return nil, err
	}
	return surveyForm(of, visit), nil
}

// surveyForm is a questionnaire as whoever has its link sees it.
func surveyForm(_ context.Context, v *surveys.Visit) *model.SurveyForm {
	q := v.Template.Questionnaire
	f := &model.SurveyForm{
		CompanyName: v.Company, Title: &q.Title, Purpose: &q.Purpose, Confidentiality: &q.Confidentiality, Minutes: q.Minutes,
		Languages: survey.Languages(q), ClosesAt: v.Campaign.ClosesAt, Sections: each(q.Sections), Questions: each(q.Questions),
		Asked: []*model.SurveyAskedQuestion{}, Answers: each(surveys.Masked(q.Questions, v.Answers)), Submitted: v.Submitted(),
	}
	for _, s := range v.Asked() {
		f.Asked = append(f.Asked, &model.SurveyAskedQuestion{Code: s.Code, Required: s.Required})
	}
	return f
}

func (r *queryResolver) SurveyResponses(ctx context.Context, filter *surveys.ResponseFilter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.SurveyResponseOrder) (*ent.SurveyResponseConnection, error) {
	if orderBy == nil {
		orderBy = &ent.SurveyResponseOrder{Direction: relay.OrderDirectionDesc, Field: ent.SurveyResponseOrderFieldSubmittedAt}
	}
	return r.Client.SurveyResponse.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithSurveyResponseOrder(orderBy),
		ent.WithSurveyResponseFilter(func(q *ent.SurveyResponseQuery) (*ent.SurveyResponseQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *surveyResponseResolver) Campaign(ctx context.Context, obj *ent.SurveyResponse) (*ent.SurveyCampaign, error) {
	campaign, err := obj.Campaign(ctx)
	return campaign, ent.MaskNotFound(err)
}

func (r *surveyResponseResolver) Invitation(ctx context.Context, obj *ent.SurveyResponse) (*ent.SurveyInvitation, error) {
	invitation, err := obj.Invitation(ctx)
	return invitation, ent.MaskNotFound(err)
}

func (r *surveyResponseResolver) Customer(ctx context.Context, obj *ent.SurveyResponse) (*ent.Customer, error) {
	customer, err := obj.Customer(ctx)
	return customer, ent.MaskNotFound(err)
}

func (r *surveyResponseResolver) Contact(ctx context.Context, obj *ent.SurveyResponse) (*ent.Contact, error) {
	contact, err := obj.Contact(ctx)
	return contact, ent.MaskNotFound(err)
}

func (r *surveyResponseResolver) Template(ctx context.Context, obj *ent.SurveyResponse) (*ent.SurveyTemplate, error) {
	if may(ctx, authz.SurveyTemplateRead) != nil {
		return nil, nil
	}
	template, err := obj.Template(ctx)
	return template, ent.MaskNotFound(err)
}

// asked is the response with its questionnaire: of a page all are read at once.
func (r *Resolver) asked(ctx context.Context, obj *ent.SurveyResponse) (*ent.SurveyResponse, error) {
	if obj.Edges.Template != nil {
		return obj, nil
	}
	all, err := r.askedOf(ctx, obj)
	one := *obj
	one.Edges.Template = all[obj.TemplateID]
	return &one, err
}

func (r *Resolver) askedOf(ctx context.Context, obj *ent.SurveyResponse) (map[typeid.ID]*ent.SurveyTemplate, error) {
	return relay.Together(obj.Page, obj, "templates", func(all []*ent.SurveyResponse) (map[typeid.ID]*ent.SurveyTemplate, error) {
		ids := make([]typeid.ID, len(all))
		for i, one := range all {
			ids[i] = one.TemplateID
		}
		return surveys.TemplatesOf(ctx, r.Client, ids)
	})
}

func (r *surveyResponseResolver) SubmittedAt(_ context.Context, obj *ent.SurveyResponse) (*time.Time, error) {
	return orNever(obj.SubmittedAt), nil
}

func (r *surveyResponseResolver) DueAt(_ context.Context, obj *ent.SurveyResponse) (*time.Time, error) {
	return orNever(obj.DueAt), nil
}

func (r *surveyResponseResolver) Answers(ctx context.Context, obj *ent.SurveyResponse) ([]*surveys.ShownAnswer, error) {
	asked, err := r.asked(ctx, obj)
	if err != nil {
		return nil, err
	}
	all, err := surveys.ShownAnswers(ctx, asked)
	return each(all), err
}

func (r *surveyResponseResolver) Tags(_ context.Context, obj *ent.SurveyResponse) ([]*flow.ResponseTag, error) {
	return each(obj.Tags), nil
}

func (r *surveyResponseResolver) Proposals(_ context.Context, obj *ent.SurveyResponse) ([]*surveys.ShownProposal, error) {
	return each(surveys.ShownProposals(obj)), nil
}

func (r *surveyResponseResolver) Fields(ctx context.Context, obj *ent.SurveyResponse) ([]*surveys.Field, error) {
	templates, err := r.askedOf(ctx, obj)
	if err != nil {
		return nil, err
	}
	all, err := relay.Together(obj.Page, obj, "fields", func(all []*ent.SurveyResponse) (map[typeid.ID][]surveys.Field, error) {
		asked := make([]*ent.SurveyResponse, len(all))
		for i, one := range all {
			with := *one
			with.Edges.Template = templates[one.TemplateID]
			asked[i] = &with
		}
		return surveys.FieldsOf(ctx, r.Client, asked)
	})
	return each(all[obj.ID]), err
}

func (r *surveyResponseResolver) Corrections(ctx context.Context, obj *ent.SurveyResponse) ([]*surveys.ShownCorrection, error) {
	asked, err := r.asked(ctx, obj)
	if err != nil {
		return nil, err
	}
	return each(surveys.ShownCorrections(ctx, asked)), nil
}

func (r *surveyResponseResolver) Reply(_ context.Context, obj *ent.SurveyResponse) (*flow.ResponseReply, error) {
	return obj.Reply, nil
}

func (r *surveyResponseResolver) Previous(ctx context.Context, obj *ent.SurveyResponse) (*ent.SurveyResponse, error) {
	all, err := relay.Together(obj.Page, obj, "previous", func(all []*ent.SurveyResponse) (map[typeid.ID]*ent.SurveyResponse, error) {
		return surveys.PreviousOf(ctx, r.Client, all)
	})
	return all[obj.ID], err
}

func (r *surveyResponseResolver) AvailableActions(ctx context.Context, obj *ent.SurveyResponse) ([]flow.SurveyResponseAct, error) {
	return surveys.AvailableResponse(ctx, obj), nil
}

func (r *surveyTagResolver) Label(ctx context.Context, obj *flow.ResponseTag) (string, error) {
	return surveys.TagLabel(viewer.From(ctx).Language(), *obj), nil
}

func (r *Resolver) SurveyResponse() generated.SurveyResponseResolver {
	return &surveyResponseResolver{r}
}

func (r *Resolver) SurveyTag() generated.SurveyTagResolver { return &surveyTagResolver{r} }

type (
	surveyResponseResolver struct{ *Resolver }
	surveyTagResolver      struct{ *Resolver }
)
