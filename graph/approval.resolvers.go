package graph

import (
	"context"

	"heed/app/tasks"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
)

func (r *approvalResolver) Subject(ctx context.Context, obj *ent.Approval) (*model.SubjectRef, error) {
	return subjectRef(&obj.SubjectType, obj.SubjectID, obj.Number), nil
}

func (r *approvalResolver) Steps(ctx context.Context, obj *ent.Approval) ([]*tasks.StepView, error) {
	return tasks.Steps(obj), nil
}

func (r *approvalResolver) AvailableActions(ctx context.Context, obj *ent.Approval) ([]flow.ApprovalAct, error) {
	return tasks.ApprovalActs(ctx, obj), nil
}

func (r *mutationResolver) ApprovalVote(ctx context.Context, input tasks.VoteInput) (*model.ApprovalVotePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(consequences.Vote, input))
	if err != nil {
		return nil, err
	}
	return &model.ApprovalVotePayload{Approval: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ApprovalWithdraw(ctx context.Context, input tasks.WithdrawInput) (*model.ApprovalWithdrawPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(consequences.Withdraw, input))
	if err != nil {
		return nil, err
	}
	return &model.ApprovalWithdrawPayload{Approval: made, Cursor: cursor}, nil
}

func (r *queryResolver) Approvals(ctx context.Context, filter *tasks.ApprovalFilter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.ApprovalOrder) (*ent.ApprovalConnection, error) {
	return r.Client.Approval.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithApprovalOrder(orderBy),
		ent.WithApprovalFilter(func(q *ent.ApprovalQuery) (*ent.ApprovalQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *Resolver) Approval() generated.ApprovalResolver { return &approvalResolver{r} }

type approvalResolver struct{ *Resolver }
