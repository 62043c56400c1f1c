package graph

import (
	"context"

	"heed/app/inspections"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
)

func (r *inspectionResolver) Touchpoint(ctx context.Context, obj *ent.Inspection) (*ent.Touchpoint, error) {
	touchpoint, err := obj.Touchpoint(ctx)
	return touchpoint, ent.MaskNotFound(err)
}

func (r *inspectionResolver) Standard(ctx context.Context, obj *ent.Inspection) (*ent.TouchpointStandard, error) {
	standard, err := obj.Standard(ctx)
	return standard, ent.MaskNotFound(err)
}

func (r *inspectionResolver) Schedule(ctx context.Context, obj *ent.Inspection) (*ent.InspectionSchedule, error) {
	schedule, err := obj.Schedule(ctx)
	return schedule, ent.MaskNotFound(err)
}

func (r *inspectionResolver) Score(_ context.Context, obj *ent.Inspection) (*float64, error) {
	if obj.Checked == 0 {
		return nil, nil
	}
	score := float64(obj.Passed) / float64(obj.Checked)
	return &score, nil
}

func (r *inspectionResolver) Finding(ctx context.Context, obj *ent.Inspection) (*ent.Finding, error) {
	finding, err := obj.Finding(ctx)
	return finding, ent.MaskNotFound(err)
}

func (r *inspectionResolver) AvailableActions(ctx context.Context, obj *ent.Inspection) ([]flow.InspectionAct, error) {
	return inspections.Available(ctx, obj), nil
}

func (r *inspectionScheduleResolver) Touchpoint(ctx context.Context, obj *ent.InspectionSchedule) (*ent.Touchpoint, error) {
	touchpoint, err := obj.Touchpoint(ctx)
	return touchpoint, ent.MaskNotFound(err)
}

func (r *mutationResolver) InspectionPlan(ctx context.Context, input inspections.PlanInput) (*model.InspectionPlanPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(inspections.Plan, input))
	if err != nil {
		return nil, err
	}
	return &model.InspectionPlanPayload{Inspection: made, Cursor: cursor}, nil
}

func (r *mutationResolver) InspectionAssign(ctx context.Context, input inspections.AssignInput) (*model.InspectionAssignPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(inspections.Assign, input))
	if err != nil {
		return nil, err
	}
	return &model.InspectionAssignPayload{Inspection: made, Cursor: cursor}, nil
}

func (r *mutationResolver) InspectionRecord(ctx context.Context, input inspections.RecordInput) (*model.InspectionRecordPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(inspections.Make, input))
	if err != nil {
		return nil, err
	}
	return &model.InspectionRecordPayload{Inspection: made, Cursor: cursor}, nil
}

func (r *mutationResolver) InspectionCancel(ctx context.Context, input inspections.CancelInput) (*model.InspectionCancelPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(inspections.Cancel, input))
	if err != nil {
		return nil, err
	}
	return &model.InspectionCancelPayload{Inspection: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ContentCheckPlan(ctx context.Context, input inspections.ContentPlanInput) (*model.ContentCheckPlanPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(inspections.PlanContent, input))
	if err != nil {
		return nil, err
	}
	return &model.ContentCheckPlanPayload{Inspection: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ContentCheckRecord(ctx context.Context, input inspections.ContentRecordInput) (*model.ContentCheckRecordPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(inspections.MakeContent, input))
	if err != nil {
		return nil, err
	}
	return &model.ContentCheckRecordPayload{Inspection: made, Cursor: cursor}, nil
}

func (r *mutationResolver) InspectionScheduleCreate(ctx context.Context, input inspections.ScheduleInput) (*model.InspectionScheduleCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(inspections.Schedule, input))
	if err != nil {
		return nil, err
	}
	return &model.InspectionScheduleCreatePayload{Schedule: made, Cursor: cursor}, nil
}

func (r *mutationResolver) InspectionScheduleEnd(ctx context.Context, input inspections.ScheduleEndInput) (*model.InspectionScheduleEndPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(inspections.EndSchedule, input))
	if err != nil {
		return nil, err
	}
	return &model.InspectionScheduleEndPayload{Schedule: made, Cursor: cursor}, nil
}

func (r *queryResolver) Inspections(ctx context.Context, filter *inspections.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.InspectionOrder) (*ent.InspectionConnection, error) {
	if orderBy == nil {
		orderBy = &ent.InspectionOrder{Direction: relay.OrderDirectionDesc, Field: ent.InspectionOrderFieldPlannedOn}
	}
	return r.Client.Inspection.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithInspectionOrder(orderBy),
		ent.WithInspectionFilter(filter.Apply))
}

func (r *queryResolver) InspectionSchedules(ctx context.Context, filter *inspections.ScheduleFilter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.InspectionScheduleOrder) (*ent.InspectionScheduleConnection, error) {
	if orderBy == nil {
		orderBy = &ent.InspectionScheduleOrder{Direction: relay.OrderDirectionDesc, Field: ent.InspectionScheduleOrderFieldCreatedAt}
	}
	return r.Client.InspectionSchedule.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithInspectionScheduleOrder(orderBy),
		ent.WithInspectionScheduleFilter(filter.Apply))
}

func (r *Resolver) Inspection() generated.InspectionResolver { return &inspectionResolver{r} }

func (r *Resolver) InspectionSchedule() generated.InspectionScheduleResolver {
	return &inspectionScheduleResolver{r}
}

type (
	inspectionResolver         struct{ *Resolver }
	inspectionScheduleResolver struct{ *Resolver }
)
