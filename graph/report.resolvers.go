package graph

import (
	"context"

	"heed/app/indicators"
	"heed/app/reports"
	"heed/ent"
	"heed/ent/relay"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/report"
	"heed/rules/viewer"
)

func (r *mutationResolver) ReportGenerate(ctx context.Context, input reports.GenerateInput) (*model.ReportGeneratePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(reports.Indicators(indicators.InPeriod).Generate, input))
	if err != nil {
		return nil, err
	}
	return &model.ReportGeneratePayload{Report: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ReportEdit(ctx context.Context, input model.ReportEditInput) (*model.ReportEditPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(reports.Edit, reports.EditInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, Title: input.Title, Sections: values(input.Sections), MeetingID: patch(input.MeetingID),
	}))
	if err != nil {
		return nil, err
	}
	return &model.ReportEditPayload{Report: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ReportSubmit(ctx context.Context, input reports.SubmitInput) (*model.ReportSubmitPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(reports.Submit, input))
	if err != nil {
		return nil, err
	}
	return &model.ReportSubmitPayload{Report: made, Cursor: cursor}, nil
}

func (r *mutationResolver) ReportAnswer(ctx context.Context, input reports.AnswerInput) (*model.ReportAnswerPayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(reports.Answer, input))
	if err != nil {
		return nil, err
	}
	return &model.ReportAnswerPayload{Report: made, Cursor: cursor}, nil
}

func (r *queryResolver) Reports(ctx context.Context, filter *reports.Filter, after *relay.Cursor, first *int, before *relay.Cursor, last *int, orderBy *ent.ReportOrder) (*ent.ReportConnection, error) {
	if orderBy == nil {
		orderBy = &ent.ReportOrder{Direction: relay.OrderDirectionDesc, Field: ent.ReportOrderFieldCreatedAt}
	}
	return r.Client.Report.Query().Paginate(ctx, after, page(first, last), before, last, ent.WithReportOrder(orderBy),
		ent.WithReportFilter(func(q *ent.ReportQuery) (*ent.ReportQuery, error) { return filter.Apply(ctx, q) }))
}

func (r *reportResolver) Approval(ctx context.Context, obj *ent.Report) (*ent.Approval, error) {
	a, err := obj.Approval(ctx)
	return a, ent.MaskNotFound(err)
}

func (r *reportResolver) Meeting(ctx context.Context, obj *ent.Report) (*ent.Meeting, error) {
	m, err := obj.Meeting(ctx)
	return m, ent.MaskNotFound(err)
}

func (r *reportResolver) AvailableActions(ctx context.Context, obj *ent.Report) ([]flow.ReportAct, error) {
	return reports.Available(ctx, obj), nil
}

func (r *reportRecipientResolver) Measures(ctx context.Context, obj *ent.ReportRecipient) (*string, error) {
	if obj.Measures == "" || !reports.ShowsAnswer(ctx, obj) {
		return nil, nil
	}
	return &obj.Measures, nil
}

func (r *reportRecipientResolver) AnsweredBy(ctx context.Context, obj *ent.ReportRecipient) (*ent.Member, error) {
	if !reports.ShowsAnswer(ctx, obj) {
		return nil, nil
	}
	m, err := obj.AnsweredBy(ctx)
	return m, ent.MaskNotFound(err)
}

func (r *reportRecipientResolver) Overdue(ctx context.Context, obj *ent.ReportRecipient) (bool, error) {
	return obj.AnsweredAt == nil && obj.DueAt.Before(viewer.Now(ctx)), nil
}

func (r *reportSectionResolver) Figures(ctx context.Context, obj *flow.ReportSection) ([]*report.Figure, error) {
	d, err := report.Read(*obj)
	return refs(d.Figures), err
}

func (r *reportSectionResolver) Tables(ctx context.Context, obj *flow.ReportSection) ([]*report.Table, error) {
	d, err := report.Read(*obj)
	return refs(d.Tables), err
}

func (r *Resolver) Report() generated.ReportResolver { return &reportResolver{r} }

func (r *Resolver) ReportRecipient() generated.ReportRecipientResolver {
	return &reportRecipientResolver{r}
}

func (r *Resolver) ReportSection() generated.ReportSectionResolver { return &reportSectionResolver{r} }

type (
	reportResolver          struct{ *Resolver }
	reportRecipientResolver struct{ *Resolver }
	reportSectionResolver   struct{ *Resolver }
)
