package graph

import (
	"context"

	"heed/app/complaints"
	"heed/app/progress"
	"heed/app/requirements"
	"heed/authz"
	"heed/ent"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/fault"
	"heed/rules/optional"
)

func (r *mutationResolver) ProgressAdd(ctx context.Context, input progress.AddInput) (*model.ProgressAddPayload, error) {
	add := progress.Add
	if optional.Value(input.ComplaintID) != "" {
		add = complaints.AddProgress
	}
	made, cursor, err := change(ctx, r.Resolver, with(add, input))
	if err != nil {
		return nil, err
	}
	task, err := progress.TaskOf(ctx, r.Client, made)
	if err != nil {
		return nil, fault.From(err).Committed()
	}
	return &model.ProgressAddPayload{Entry: made, Task: task, Cursor: cursor}, nil
}

func (r *mutationResolver) WeeklyCheckRecord(ctx context.Context, input progress.CheckInput) (*model.WeeklyCheckRecordPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(progress.Check, input))
	if err != nil {
		return nil, err
	}
	return &model.WeeklyCheckRecordPayload{Task: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementStepDone(ctx context.Context, input requirements.StepDoneInput) (*model.RequirementStepDonePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.StepDone, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementStepDonePayload{Requirement: made, Cursor: cursor}, nil
}

func (r *mutationResolver) RequirementStepWaive(ctx context.Context, input requirements.StepWaiveInput) (*model.RequirementStepWaivePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(requirements.StepWaive, input))
	if err != nil {
		return nil, err
	}
	return &model.RequirementStepWaivePayload{Requirement: made, Cursor: cursor}, nil
}

func (r *progressEntryResolver) Requirement(ctx context.Context, obj *ent.ProgressEntry) (*ent.Requirement, error) {
	requirement, err := obj.Requirement(ctx)
	return requirement, ent.MaskNotFound(err)
}

func (r *progressEntryResolver) Action(ctx context.Context, obj *ent.ProgressEntry) (*ent.ImprovementAction, error) {
	action, err := obj.Action(ctx)
	return action, ent.MaskNotFound(err)
}

func (r *progressEntryResolver) Complaint(ctx context.Context, obj *ent.ProgressEntry) (*ent.Complaint, error) {
	if obj.ComplaintID == "" || may(ctx, authz.ComplaintRead) != nil {
		return nil, nil
	}
	complaint, err := obj.Complaint(ctx)
	return complaint, ent.MaskNotFound(err)
}

func (r *progressEntryResolver) Customer(ctx context.Context, obj *ent.ProgressEntry) (*ent.Customer, error) {
	customer, err := obj.Customer(ctx)
	return customer, ent.MaskNotFound(err)
}

func (r *Resolver) ProgressEntry() generated.ProgressEntryResolver { return &progressEntryResolver{r} }

type progressEntryResolver struct{ *Resolver }
