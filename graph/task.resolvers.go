package graph

import (
	"context"
	"time"

	"heed/app/tasks"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/viewer"
)

func (r *mutationResolver) TaskCreate(ctx context.Context, input tasks.CreateInput) (*model.TaskCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tasks.Create, input))
	if err != nil {
		return nil, err
	}
	return &model.TaskCreatePayload{Task: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TaskUpdate(ctx context.Context, input model.TaskUpdateInput) (*model.TaskUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tasks.Update, tasks.UpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Title: input.Title, AssigneeID: patch(input.AssigneeID),
		DepartmentID: patch(input.DepartmentID), Priority: input.Priority, DueAt: patch(input.DueAt),
	}))
	if err != nil {
		return nil, err
	}
	return &model.TaskUpdatePayload{Task: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TaskStart(ctx context.Context, input tasks.StartInput) (*model.TaskStartPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tasks.Start, input))
	if err != nil {
		return nil, err
	}
	return &model.TaskStartPayload{Task: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TaskFinish(ctx context.Context, input tasks.FinishInput) (*model.TaskFinishPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tasks.Finish, input))
	if err != nil {
		return nil, err
	}
	return &model.TaskFinishPayload{Task: made, Cursor: cursor}, nil
}

func (r *mutationResolver) TaskCancel(ctx context.Context, input tasks.CancelInput) (*model.TaskCancelPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tasks.Cancel, input))
	if err != nil {
		return nil, err
	}
	return &model.TaskCancelPayload{Task: made, Cursor: cursor}, nil
}

func (r *queryResolver) Tasks(ctx context.Context, filter *tasks.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.TaskOrder) (*ent.TaskConnection, error) {
	if orderBy == nil {
		orderBy = &ent.TaskOrder{Direction: relay.OrderDirectionAsc, Field: ent.TaskOrderFieldDueAt}
	}
	return r.Client.Task.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithTaskOrder(orderBy),
		ent.WithTaskFilter(func(q *ent.TaskQuery) (*ent.TaskQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *taskResolver) Subject(ctx context.Context, obj *ent.Task) (*model.SubjectRef, error) {
	return subjectRef(obj.SubjectType, obj.SubjectID, ""), nil
}

func (r *taskResolver) Customer(ctx context.Context, obj *ent.Task) (*ent.Customer, error) {
	customer, err := obj.Customer(ctx)
	return customer, ent.MaskNotFound(err)
}

func (r *taskResolver) DueAt(ctx context.Context, obj *ent.Task) (*time.Time, error) {
	if obj.DueAt.Equal(database.Never) {
		return nil, nil
	}
	return &obj.DueAt, nil
}

func (r *taskResolver) Overdue(ctx context.Context, obj *ent.Task) (bool, error) {
	return tasks.IsLate(obj, viewer.Now(ctx)), nil
}

func (r *taskResolver) AvailableActions(ctx context.Context, obj *ent.Task) ([]flow.TaskAct, error) {
	return tasks.Available(ctx, obj), nil
}

func (r *Resolver) Task() generated.TaskResolver { return &taskResolver{r} }

type taskResolver struct{ *Resolver }
