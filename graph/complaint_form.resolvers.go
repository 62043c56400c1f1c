package graph

import (
	"context"

	"heed/app/complaints"
	"heed/app/token"
	"heed/authz"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func (r *complaintFormResolver) Path(ctx context.Context, obj *ent.ComplaintForm) (*string, error) {
	if may(ctx, authz.TemplateUpdate) != nil {
		return nil, nil
	}
	links, err := relay.Together(obj.Page, obj, "links", func(all []*ent.ComplaintForm) (map[typeid.ID]*token.Link, error) {
		ids := make([]typeid.ID, len(all))
		for i, f := range all {
			ids[i] = f.ID
		}
		return complaints.LinksOfForms(ctx, r.Client, ids)
	})
	if err != nil || links[obj.ID] == nil {
		return nil, err
	}
	path := complaints.PathOf(links[obj.ID].Secret)
	return &path, nil
}

func (r *mutationResolver) ComplaintFormCreate(ctx context.Context, input model.ComplaintFormCreateInput) (*model.ComplaintFormCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.CreateForm, complaints.FormInput{
		Name: &input.Name, Channel: &input.Channel, Introduction: input.Introduction, DepartmentID: &input.DepartmentID, Active: input.Active,
	}))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintFormCreatePayload{Form: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintFormUpdate(ctx context.Context, input model.ComplaintFormUpdateInput) (*model.ComplaintFormUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(complaints.UpdateForm, complaints.FormUpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, NewLink: input.NewLink,
		FormInput: complaints.FormInput{
			Name: input.Name, Channel: input.Channel, Introduction: input.Introduction, DepartmentID: input.DepartmentID, Active: input.Active,
		},
	}))
	if err != nil {
		return nil, err
	}
	return &model.ComplaintFormUpdatePayload{Form: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ComplaintSubmit(ctx context.Context, input model.ComplaintSubmitInput) (*model.ComplaintSubmitPayload, error) {
	sent, err := sending(ctx)
	if err != nil {
		return nil, err
	}
	desk := r.complaints()
	if err := desk.Admit(ctx); err != nil {
		return nil, err
	}
	_, made, err := desk.Submit(ctx, input.Token, complaints.SubmitInput{
		Intake: flow.IntakeAPI, Locale: optional.Or(input.Locale, viewer.From(ctx).Language()), ComplainantName: input.ComplainantName,
		Reach: complaints.Reach{
			Phone: optional.Value(input.Phone), Email: optional.Value(input.Email), Other: optional.Value(input.OtherContact),
		},
		Content: input.Content, Product: optional.Value(input.Product), OrderNo: optional.Value(input.OrderNo),
		RemedySought: optional.Value(input.RemedySought), HappenedAt: input.HappenedAt, Sent: sent,
	})
	if err != nil {
		return nil, err
	}
	return &model.ComplaintSubmitPayload{
		Number: made.Complaint.Number, PromisedAt: orNever(made.Complaint.PromisedAt), Path: complaints.PathOf(made.Link.Secret),
		Token: made.Link.Secret, ExpiresAt: made.Link.ExpiresAt,
	}, nil
}

func (r *mutationResolver) ComplaintAnswer(ctx context.Context, input model.ComplaintAnswerInput) (*model.ComplaintAnswerPayload, error) {
	_, visit, err := r.complaints().Answer(ctx, input.Token, complaints.AnswerInput{
		Accepted: input.Accepted, Score: input.Score, Comment: optional.Value(input.Comment),
	})
	if err != nil {
		return nil, err
	}
	return &model.ComplaintAnswerPayload{Status: complaints.StatusOf(viewer.From(ctx).Language(), visit.Complaint)}, nil
}

func (r *queryResolver) ComplaintForms(ctx context.Context, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.ComplaintFormOrder) (*ent.ComplaintFormConnection, error) {
	return r.Client.ComplaintForm.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithComplaintFormOrder(orderBy))
}

func (r *queryResolver) ComplaintPage(ctx context.Context, token string) (*model.ComplaintFront, error) {
	_, visit, err := r.complaints().Look(ctx, token)
	if err != nil {
		return nil, err
	}
	if visit.Form == nil {
		return nil, fault.NotFound()
	}
	f := visit.Form
	return &model.ComplaintFront{CompanyName: visit.Company, Name: f.Name, Channel: f.Channel, Introduction: orNull(f.Introduction)}, nil
}

func (r *queryResolver) ComplaintStatus(ctx context.Context, token string) (*complaints.Status, error) {
	_, visit, err := r.complaints().Look(ctx, token)
	if err != nil {
		return nil, err
	}
	if visit.Complaint == nil {
		return nil, fault.NotFound()
	}
	return complaints.StatusOf(viewer.From(ctx).Language(), visit.Complaint), nil
}

func (r *Resolver) ComplaintForm() generated.ComplaintFormResolver { return &complaintFormResolver{r} }

type complaintFormResolver struct{ *Resolver }
