package graph

import (
	"context"

	"heed/app/indicators"
	"heed/app/tenants"
	"heed/ent"
	"heed/graph/generated"
	"heed/rules/flow"
	"heed/rules/typeid"
)

func (r *queryResolver) TrainingDashboard(ctx context.Context, period *flow.Period, start *string, departmentID *typeid.ID) (*indicators.TrainingBoard, error) {
	return indicators.Trainings(ctx, r.Client, indicators.TrainingBoardInput{Period: period, Start: start, DepartmentID: departmentID})
}

func (r *trainingDashboardRowResolver) Department(ctx context.Context, obj *indicators.TrainingRow) (*ent.Department, error) {
	return tenants.ConfigFrom(ctx).Departments[obj.DepartmentID], nil
}

func (r *trainingDashboardRowResolver) Post(_ context.Context, obj *indicators.TrainingRow) (*string, error) {
	return orNull(obj.Post), nil
}

func (r *Resolver) TrainingDashboardRow() generated.TrainingDashboardRowResolver {
	return &trainingDashboardRowResolver{r}
}

type trainingDashboardRowResolver struct{ *Resolver }
