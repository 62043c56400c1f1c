package graph

import (
	"context"
	"time"

	"heed/app/requirements"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/relay"
	"heed/ent/requirement"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/form"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func (r *mutationResolver) RequirementUnmerge(ctx context.Context, input requirements.UnmergeInput) (*model.RequirementUnmergePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.Unmerge, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementUnmergePayload{Requirement: made, Cursor: cursor}, nil
}

func (r *requirementCreatePayloadResolver) Likely(ctx context.Context, obj *model.RequirementCreatePayload) ([]*requirements.Likely, error) {
	made := obj.Requirement
	if authz.Require(ctx, authz.RequirementRead) != nil {
		return []*requirements.Likely{}, nil
	}
	return requirements.FindLikely(ctx, r.Client, requirements.LikelyInput{
		CustomerID: &made.CustomerID, Title: made.Title, Text: made.OriginalText, Except: made.ID,
	})
}

func (r *queryResolver) RequirementLikely(ctx context.Context, customerID *typeid.ID, title string, text *string, first *int) ([]*requirements.Likely, error) {
	in := requirements.LikelyInput{CustomerID: customerID, Title: title, First: first}
	if text != nil {
		in.Text = *text
	}
	return requirements.FindLikely(ctx, r.Client, in)
}

func (r *requirementResolver) Aspects(_ context.Context, obj *ent.Requirement) ([]flow.Aspect, error) {
	if obj.Aspects == nil {
		return []flow.Aspect{}, nil
	}
	return obj.Aspects, nil
}

func (r *requirementResolver) Custom(ctx context.Context, obj *ent.Requirement) ([]*form.Answer, error) {
	all := []*form.Answer{}
	if obj.FormID == "" {
		return all, nil
	}
	f, err := obj.Form(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range form.Answers(f.Fields, obj.Custom) {
		all = append(all, &a)
	}
	return all, nil
}

func (r *requirementResolver) EntryDelaySeconds(_ context.Context, obj *ent.Requirement) (int, error) {
	return int(requirements.EntryDelay(obj) / time.Second), nil
}

func (r *requirementResolver) EnteredLate(ctx context.Context, obj *ent.Requirement) (bool, error) {
	return requirements.EnteredLate(ctx, obj), nil
}

func (r *requirementResolver) Merged(ctx context.Context, obj *ent.Requirement, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.RequirementOrder) (*ent.RequirementConnection, error) {
	return r.Client.Requirement.Query().Where(requirement.MergedIntoID(obj.ID)).
		Paginate(ctx, after, page(first, last), before, last, ent.WithRequirementOrder(orderBy))
}

func (r *requirementResolver) MergeUndoableUntil(ctx context.Context, obj *ent.Requirement) (*time.Time, error) {
	return requirements.UndoableUntil(obj, viewer.Now(ctx)), nil
}

func (r *requirementResolver) CustomersToTell(ctx context.Context, obj *ent.Requirement) ([]*ent.Customer, error) {
	return requirements.CustomersToTell(ctx, r.Client, obj)
}

func (r *requirementLinkResolver) ResolvedByID(_ context.Context, obj *ent.RequirementLink) (*typeid.ID, error) {
	if obj.ResolvedAt == nil || obj.UpdatedBy == "" { // nothing else ever changes a link
		return nil, nil
	}
	return &obj.UpdatedBy, nil
}

func (r *feasibilityAssessmentResolver) AssessorDepartment(ctx context.Context, obj *flow.FeasibilityAssessment) (*ent.Department, error) {
	return tenants.ConfigFrom(ctx).Departments[obj.AssessorDepartmentID], nil
}

func (r *valueAssessmentResolver) AssessorDepartment(ctx context.Context, obj *flow.ValueAssessment) (*ent.Department, error) {
	return tenants.ConfigFrom(ctx).Departments[obj.AssessorDepartmentID], nil
}

func (r *tenantResolver) EntryDelayHours(_ context.Context, obj *ent.Tenant) (int, error) {
	return int(obj.Settings.EntryDelay() / time.Hour), nil
}

func (r *tenantResolver) ValueWeights(_ context.Context, obj *ent.Tenant) (*flow.ValueWeights, error) {
	weights := obj.Settings.Weights()
	return &weights, nil
}

func (r *Resolver) RequirementCreatePayload() generated.RequirementCreatePayloadResolver {
	return &requirementCreatePayloadResolver{r}
}

func (r *Resolver) FeasibilityAssessment() generated.FeasibilityAssessmentResolver {
	return &feasibilityAssessmentResolver{r}
}

func (r *Resolver) ValueAssessment() generated.ValueAssessmentResolver {
	return &valueAssessmentResolver{r}
}

type (
	requirementCreatePayloadResolver struct{ *Resolver }
	feasibilityAssessmentResolver    struct{ *Resolver }
	valueAssessmentResolver          struct{ *Resolver }
)
