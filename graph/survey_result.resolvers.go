package graph

import (
	"context"

	"heed/app/surveys"
	"heed/ent"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

func (r *queryResolver) SurveyResults(ctx context.Context, campaignID typeid.ID) (*surveys.Results, error) {
	return surveys.ResultsOf(ctx, r.Client, campaignID)
}

func (r *queryResolver) SurveyCross(ctx context.Context, campaignID typeid.ID, rows, columns surveys.Dimension) (*surveys.CrossTable, error) {
	return surveys.Cross(ctx, r.Client, campaignID, rows, columns)
}

func (r *surveyResultsResolver) ResponseRate(_ context.Context, obj *surveys.Results) (*float64, error) {
	return obj.Progress.ResponseRate(), nil
}

func (r *surveyResultsResolver) Questions(ctx context.Context, obj *surveys.Results) ([]*surveys.ShownResult, error) {
	return each(obj.Shown(viewer.From(ctx).Language())), nil
}

func (r *mutationResolver) SurveyExport(ctx context.Context, input surveys.ExportInput) (*model.SurveyExportPayload, error) {
	if err := surveys.CountExport(ctx, r.Journal); err != nil {
		return nil, err
	}
	var made surveys.Exported
	_, cursor, err := shown(ctx, r.Resolver, func(ctx context.Context, tx *ent.Tx) (c *ent.SurveyCampaign, err error) {
		c, made, err = surveys.Export(ctx, tx, input)
		return c, err
	})
	if err != nil {
		return nil, err
	}
	p := &model.SurveyExportPayload{FileName: made.FileName, Content: made.Content, Rows: made.Rows, Cursor: cursor}
	if made.Next != "" {
		p.Next = &made.Next
	}
	return p, nil
}

func (r *Resolver) SurveyResults() generated.SurveyResultsResolver { return &surveyResultsResolver{r} }

type surveyResultsResolver struct{ *Resolver }
