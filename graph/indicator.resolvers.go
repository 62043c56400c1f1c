package graph

import (
	"context"
	"slices"

	"heed/app/indicators"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/indicator"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func (r *indicatorResolver) Periods(_ context.Context, obj *ent.Indicator) ([]flow.Period, error) {
	return ruleOf(obj).Periods, nil
}

func (r *indicatorResolver) Formula(ctx context.Context, obj *ent.Indicator) (string, error) {
	return ruleOf(obj).Formula(viewer.From(ctx).Language()), nil
}

func (r *indicatorResolver) ClauseIds(_ context.Context, obj *ent.Indicator) ([]string, error) {
	return ruleOf(obj).Clauses, nil
}

func (r *indicatorResolver) TouchpointTargets(_ context.Context, obj *ent.Indicator) ([]*indicators.TouchpointTarget, error) {
	return indicators.TouchpointTargets(obj), nil
}

func (r *indicatorSnapshotResolver) From(ctx context.Context, obj *ent.IndicatorSnapshot) (string, error) {
	return snapshotSpan(ctx, obj).First(), nil
}

func (r *indicatorSnapshotResolver) To(ctx context.Context, obj *ent.IndicatorSnapshot) (string, error) {
	return snapshotSpan(ctx, obj).Last(), nil
}

func (r *indicatorSnapshotResolver) Touchpoint(ctx context.Context, obj *ent.IndicatorSnapshot) (*ent.Touchpoint, error) {
	touchpoint, err := obj.Touchpoint(ctx)
	return touchpoint, ent.MaskNotFound(err)
}

func (r *indicatorValueResolver) Department(ctx context.Context, obj *indicators.Figure) (*ent.Department, error) {
	return tenants.ConfigFrom(ctx).Departments[obj.DepartmentID], nil
}

func (r *indicatorValueResolver) NumeratorText(ctx context.Context, obj *indicators.Figure) (string, error) {
	return obj.Rule.Numerator(viewer.From(ctx).Language()), nil
}

func (r *indicatorValueResolver) DenominatorText(ctx context.Context, obj *indicators.Figure) (string, error) {
	return obj.Rule.Denominator(viewer.From(ctx).Language()), nil
}

func (r *indicatorValueResolver) Requirements(ctx context.Context, obj *indicators.Figure, part *score.Part, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.RequirementOrder) (*ent.RequirementConnection, error) {
	if obj.Rule.Rests != score.OnRequirements {
		return nil, nil
	}
	return r.Client.Requirement.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithRequirementOrder(orderBy),
		ent.WithRequirementFilter(func(q *ent.RequirementQuery) (*ent.RequirementQuery, error) {
			return obj.Requirements(ctx, q, partOf(part))
		}))
}

func (r *indicatorValueResolver) Customers(ctx context.Context, obj *indicators.Figure, part *score.Part, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.CustomerOrder) (*ent.CustomerConnection, error) {
	if !obj.Rule.On(score.OnCustomers) {
		return nil, nil
	}
	return r.Client.Customer.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithCustomerOrder(orderBy),
		ent.WithCustomerFilter(func(q *ent.CustomerQuery) (*ent.CustomerQuery, error) {
			return obj.Customers(ctx, q, partOf(part))
		}))
}

func (r *indicatorValueResolver) Touchpoint(ctx context.Context, obj *indicators.Figure) (*ent.Touchpoint, error) {
	if obj.TouchpointID == "" {
		return nil, nil
	}
	one, err := r.Client.Touchpoint.Get(ctx, obj.TouchpointID)
	return one, ent.MaskNotFound(err)
}

func (r *indicatorValueResolver) Inspections(ctx context.Context, obj *indicators.Figure, part *score.Part, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.InspectionOrder) (*ent.InspectionConnection, error) {
	if obj.Rule.Rests != score.OnInspections {
		return nil, nil
	}
	return r.Client.Inspection.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithInspectionOrder(orderBy),
		ent.WithInspectionFilter(func(q *ent.InspectionQuery) (*ent.InspectionQuery, error) {
			return obj.Inspections(ctx, q, partOf(part))
		}))
}

func (r *indicatorValueResolver) SurveyInvitations(ctx context.Context, obj *indicators.Figure, part *score.Part, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.SurveyInvitationOrder) (*ent.SurveyInvitationConnection, error) {
	if !obj.Rule.On(score.OnInvitations) {
		return nil, nil
	}
	return r.Client.SurveyInvitation.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithSurveyInvitationOrder(orderBy),
		ent.WithSurveyInvitationFilter(func(q *ent.SurveyInvitationQuery) (*ent.SurveyInvitationQuery, error) {
			return obj.SurveyInvitations(ctx, q, partOf(part))
		}))
}

func (r *indicatorValueResolver) SurveyResponses(ctx context.Context, obj *indicators.Figure, part *score.Part, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.SurveyResponseOrder) (*ent.SurveyResponseConnection, error) {
	if !obj.Rule.On(score.OnResponses) {
		return nil, nil
	}
	return r.Client.SurveyResponse.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithSurveyResponseOrder(orderBy),
		ent.WithSurveyResponseFilter(func(q *ent.SurveyResponseQuery) (*ent.SurveyResponseQuery, error) {
			return obj.SurveyResponses(ctx, q, partOf(part))
		}))
}

func (r *indicatorValueResolver) Opportunities(ctx context.Context, obj *indicators.Figure, part *score.Part, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.OpportunityOrder) (*ent.OpportunityConnection, error) {
	if !obj.Rule.On(score.OnOpportunities) {
		return nil, nil
	}
	return r.Client.Opportunity.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithOpportunityOrder(orderBy),
		ent.WithOpportunityFilter(func(q *ent.OpportunityQuery) (*ent.OpportunityQuery, error) {
			return obj.Opportunities(ctx, q, partOf(part))
		}))
}

func (r *indicatorValueResolver) Tasks(ctx context.Context, obj *indicators.Figure, part *score.Part, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.TaskOrder) (*ent.TaskConnection, error) {
	if !obj.Rule.On(score.OnTasks) {
		return nil, nil
	}
	return r.Client.Task.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithTaskOrder(orderBy),
		ent.WithTaskFilter(func(q *ent.TaskQuery) (*ent.TaskQuery, error) {
			return obj.Tasks(ctx, q, partOf(part))
		}))
}

func (r *indicatorValueResolver) Research(ctx context.Context, obj *indicators.Figure, part *score.Part, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.ResearchActivityOrder) (*ent.ResearchActivityConnection, error) {
	if !obj.Rule.On(score.OnResearch) {
		return nil, nil
	}
	return r.Client.ResearchActivity.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithResearchActivityOrder(orderBy),
		ent.WithResearchActivityFilter(func(q *ent.ResearchActivityQuery) (*ent.ResearchActivityQuery, error) {
			return obj.Research(ctx, q, partOf(part))
		}))
}

func (r *indicatorValueResolver) Post(_ context.Context, obj *indicators.Figure) (*string, error) {
	return orNull(obj.Post), nil
}

func (r *indicatorValueResolver) TrainingRecords(ctx context.Context, obj *indicators.Figure, part *score.Part, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.TrainingRecordOrder) (*ent.TrainingRecordConnection, error) {
	if !obj.Rule.On(score.OnTrainings) {
		return nil, nil
	}
	return r.Client.TrainingRecord.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithTrainingRecordOrder(orderBy),
		ent.WithTrainingRecordFilter(func(q *ent.TrainingRecordQuery) (*ent.TrainingRecordQuery, error) {
			return obj.TrainingRecords(ctx, q, partOf(part))
		}))
}

func (r *indicatorValueResolver) Members(ctx context.Context, obj *indicators.Figure, part *score.Part, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.MemberOrder) (*ent.MemberConnection, error) {
	if !obj.Rule.On(score.OnMembers) {
		return nil, nil
	}
	return r.Client.Member.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithMemberOrder(orderBy),
		ent.WithMemberFilter(func(q *ent.MemberQuery) (*ent.MemberQuery, error) {
			return obj.Members(ctx, r.Client, q, partOf(part))
		}))
}

func (r *mutationResolver) IndicatorUpdate(ctx context.Context, input model.IndicatorUpdateInput) (*model.IndicatorUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(indicators.Update, indicators.UpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Name: input.Name, OwnerID: patch(input.OwnerID), Active: input.Active,
	}))
	if err != nil {
		return nil, err
	}
	return &model.IndicatorUpdatePayload{Indicator: made, Cursor: cursor}, nil
}

func (r *mutationResolver) IndicatorTargetSet(ctx context.Context, input indicators.TargetSetInput) (*model.IndicatorTargetSetPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(indicators.SetTarget, input))
	if err != nil {
		return nil, err
	}
	return &model.IndicatorTargetSetPayload{Indicator: made, Cursor: cursor}, nil
}

func (r *queryResolver) Indicators(ctx context.Context) ([]*ent.Indicator, error) {
	all, err := r.Client.Indicator.Query().Order(indicator.ByCode()).All(ctx)
	slices.SortStableFunc(all, inUseFirst)
	return all, err
}

func (r *queryResolver) IndicatorValue(ctx context.Context, code string, period *flow.Period, start *string, departmentID, touchpointID *typeid.ID) (*indicators.Figure, error) {
	return indicators.Value(ctx, r.Client, indicators.ValueInput{Code: code, Period: period, Start: start, DepartmentID: departmentID, TouchpointID: touchpointID})
}

func (r *queryResolver) IndicatorSnapshots(ctx context.Context, filter *indicators.SnapshotFilter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.IndicatorSnapshotOrder) (*ent.IndicatorSnapshotConnection, error) {
	if orderBy == nil {
		orderBy = &ent.IndicatorSnapshotOrder{Direction: relay.OrderDirectionDesc, Field: ent.IndicatorSnapshotOrderFieldPeriodStart}
	}
	return r.Client.IndicatorSnapshot.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithIndicatorSnapshotOrder(orderBy),
		ent.WithIndicatorSnapshotFilter(func(q *ent.IndicatorSnapshotQuery) (*ent.IndicatorSnapshotQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *queryResolver) RequirementCross(ctx context.Context, filter indicators.CrossFilter, rows flow.Dimension, columns *flow.Dimension) (*indicators.Table, error) {
	return indicators.Cross(ctx, r.Client, indicators.CrossInput{Filter: filter, Rows: rows, Columns: columns})
}

func (r *queryResolver) RequirementNeeds(ctx context.Context, filter indicators.CrossFilter) (*indicators.NeedsTable, error) {
	return indicators.Needs(ctx, r.Client, filter)
}

func (r *needShareResolver) Aspect(_ context.Context, obj *score.NeedShare) (*string, error) {
	if obj.Aspect == "" {
		return nil, nil
	}
	aspect := string(obj.Aspect)
	return &aspect, nil
}

func (r *needShareResolver) Label(ctx context.Context, obj *score.NeedShare) (string, error) {
	return indicators.NeedLabel(ctx, *obj), nil
}

func (r *Resolver) NeedShare() generated.NeedShareResolver { return &needShareResolver{r} }

func (r *Resolver) Indicator() generated.IndicatorResolver { return &indicatorResolver{r} }

func (r *Resolver) IndicatorSnapshot() generated.IndicatorSnapshotResolver {
	return &indicatorSnapshotResolver{r}
}

func (r *Resolver) IndicatorValue() generated.IndicatorValueResolver {
	return &indicatorValueResolver{r}
}

type (
	indicatorResolver         struct{ *Resolver }
	indicatorSnapshotResolver struct{ *Resolver }
	indicatorValueResolver    struct{ *Resolver }
	needShareResolver         struct{ *Resolver }
)
