package graph

import (
	"context"
	"encoding/json"

	"heed/app/surveys"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/survey"
)

func (r *mutationResolver) SurveyTemplateDraft(ctx context.Context, input surveys.TemplateDraftInput) (*model.SurveyTemplateDraftPayload, error) {
	var notes survey.Faults
	made, cursor, err := change(ctx, r.Resolver, func(ctx context.Context, tx *ent.Tx) (*ent.SurveyTemplate, error) {
		drafted, err := surveys.DraftTemplate(ctx, tx, input)
		notes = drafted.Notes
		return drafted.Template, err
	})
	if err != nil {
		return nil, err
	}
	return &model.SurveyTemplateDraftPayload{Template: made, Notes: each(surveys.Problems(ctx, notes)), Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyTemplateUpdate(ctx context.Context, input surveys.TemplateUpdateInput) (*model.SurveyTemplateUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.UpdateTemplate, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyTemplateUpdatePayload{Template: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyTemplateDecide(ctx context.Context, input surveys.TemplateDecideInput) (*model.SurveyTemplateDecidePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.DecideTemplate, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyTemplateDecidePayload{Template: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyTemplateSubmit(ctx context.Context, input surveys.TemplateSubmitInput) (*model.SurveyTemplateSubmitPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.SubmitTemplate, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyTemplateSubmitPayload{Template: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyTemplateReview(ctx context.Context, input surveys.TemplateReviewInput) (*model.SurveyTemplateReviewPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.ReviewTemplate, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyTemplateReviewPayload{Template: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyTemplateRevisionAsk(ctx context.Context, input surveys.RevisionAskInput) (*model.SurveyTemplateRevisionAskPayload, error) {
	asked, cursor, err := change(ctx, r.Resolver, with(surveys.AskRevision, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyTemplateRevisionAskPayload{Template: asked, Cursor: cursor}, nil
}

func (r *mutationResolver) SurveyTemplateRetire(ctx context.Context, input surveys.TemplateRetireInput) (*model.SurveyTemplateRetirePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(surveys.RetireTemplate, input))
	if err != nil {
		return nil, err
	}
	return &model.SurveyTemplateRetirePayload{Template: made, Cursor: cursor}, nil
}

func (r *queryResolver) SurveyTemplates(ctx context.Context, filter *surveys.TemplateFilter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.SurveyTemplateOrder) (*ent.SurveyTemplateConnection, error) {
	if orderBy == nil {
		orderBy = &ent.SurveyTemplateOrder{Direction: relay.OrderDirectionDesc, Field: ent.SurveyTemplateOrderFieldCreatedAt}
	}
	return r.Client.SurveyTemplate.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithSurveyTemplateOrder(orderBy),
		ent.WithSurveyTemplateFilter(filter.Apply))
}

func (r *surveyTemplateResolver) Title(_ context.Context, obj *ent.SurveyTemplate) (*survey.Text, error) {
	return &obj.Questionnaire.Title, nil
}

func (r *surveyTemplateResolver) Purpose(_ context.Context, obj *ent.SurveyTemplate) (*survey.Text, error) {
	return &obj.Questionnaire.Purpose, nil
}

func (r *surveyTemplateResolver) Confidentiality(_ context.Context, obj *ent.SurveyTemplate) (*survey.Text, error) {
	return &obj.Questionnaire.Confidentiality, nil
}

func (r *surveyTemplateResolver) Goals(_ context.Context, obj *ent.SurveyTemplate) ([]flow.SurveyGoal, error) {
	return obj.Questionnaire.Goals, nil
}

func (r *surveyTemplateResolver) Minutes(_ context.Context, obj *ent.SurveyTemplate) (int, error) {
	return obj.Questionnaire.Minutes, nil
}

func (r *surveyTemplateResolver) EstimatedMinutes(_ context.Context, obj *ent.SurveyTemplate) (int, error) {
	return survey.Minutes(obj.Questionnaire.Questions), nil
}

func (r *surveyTemplateResolver) MinutesReason(_ context.Context, obj *ent.SurveyTemplate) (*string, error) {
	return orNull(obj.Questionnaire.MinutesReason), nil
}

func (r *surveyTemplateResolver) Languages(_ context.Context, obj *ent.SurveyTemplate) ([]label.Locale, error) {
	return survey.Languages(obj.Questionnaire), nil
}

func (r *surveyTemplateResolver) Sections(_ context.Context, obj *ent.SurveyTemplate) ([]*survey.Section, error) {
	return each(obj.Questionnaire.Sections), nil
}

func (r *surveyTemplateResolver) Questions(_ context.Context, obj *ent.SurveyTemplate) ([]*survey.Question, error) {
	return each(obj.Questionnaire.Questions), nil
}

func (r *surveyTemplateResolver) Document(_ context.Context, obj *ent.SurveyTemplate) (json.RawMessage, error) {
	return survey.Export(obj.Questionnaire)
}

func (r *surveyTemplateResolver) Problems(ctx context.Context, obj *ent.SurveyTemplate) ([]*surveys.Problem, error) {
	if obj.State != flow.TemplateDraft {
		return []*surveys.Problem{}, nil
	}
	return each(surveys.Problems(ctx, survey.Publishable(obj.Questionnaire, obj.Decisions))), nil
}

func (r *surveyTemplateResolver) OffGoal(_ context.Context, obj *ent.SurveyTemplate) ([]string, error) {
	return survey.OffGoal(obj.Questionnaire.Questions, obj.Questionnaire.Goals), nil
}

func (r *surveyTemplateResolver) Untranslated(_ context.Context, obj *ent.SurveyTemplate) ([]string, error) {
	return survey.Untranslated(obj.Questionnaire), nil
}

func (r *surveyTemplateResolver) RevisionDueOn(_ context.Context, obj *ent.SurveyTemplate) (*string, error) {
	return orNull(obj.RevisionDueOn), nil
}

func (r *surveyTemplateResolver) Approval(ctx context.Context, obj *ent.SurveyTemplate) (*ent.Approval, error) {
	a, err := obj.Approval(ctx)
	return a, ent.MaskNotFound(err)
}

func (r *surveyTemplateResolver) AvailableActions(ctx context.Context, obj *ent.SurveyTemplate) ([]flow.TemplateAct, error) {
	return surveys.AvailableTemplate(ctx, obj), nil
}

func (r *surveyQuestionResolver) ShowIf(_ context.Context, obj *survey.Question) (json.RawMessage, error) {
	return asJSON(obj.ShowIf != nil, obj.ShowIf)
}

func (r *surveyQuestionResolver) RequiredIf(_ context.Context, obj *survey.Question) (json.RawMessage, error) {
	return asJSON(obj.RequiredIf != nil, obj.RequiredIf)
}

func (r *surveyQuestionResolver) Jumps(_ context.Context, obj *survey.Question) (json.RawMessage, error) {
	return asJSON(len(obj.Jumps) > 0, obj.Jumps)
}

// asJSON is a value as it is kept; null where there is none.
func asJSON(there bool, v any) (json.RawMessage, error) {
	if !there {
		return nil, nil
	}
	return json.Marshal(v)
}

// each are the elements of a list by themselves.
func each[T any](all []T) []*T {
	elements := make([]*T, len(all))
	for i := range all {
		elements[i] = &all[i]
	}
	return elements
}

func (r *Resolver) SurveyTemplate() generated.SurveyTemplateResolver {
	return &surveyTemplateResolver{r}
}

func (r *Resolver) SurveyQuestion() generated.SurveyQuestionResolver {
	return &surveyQuestionResolver{r}
}

type (
	surveyTemplateResolver struct{ *Resolver }
	surveyQuestionResolver struct{ *Resolver }
)
