package graph

import (
	"context"
	"strings"

	"heed/app/customers"
	"heed/app/requirements"
	"heed/ent"
	"heed/graph/model"
	"heed/rules/fault"
)

func (r *mutationResolver) RequirementsImport(ctx context.Context, input model.RequirementsImportInput) (*customers.ImportResult, error) {
	in := requirements.HistoryOptions{MaxRows: maxImportRows, DryRun: input.DryRun != nil && *input.DryRun}
	if input.System != nil {
		in.System = *input.System
	}
	if input.Dates != nil {
		in.Dates = *input.Dates
	}
	for _, c := range input.Columns {
		in.Columns = append(in.Columns, *c)
	}
	result, err := requirements.ImportHistory(ctx, r.Journal, strings.NewReader(input.CSV), in)
	if err != nil && result.Cursor != nil { // lots before it are written
		return nil, fault.From(err).Extend("committed", true).Extend("rows", result.Rows)
	}
	return &result, err
}

func (r *requirementResolver) History(_ context.Context, obj *ent.Requirement) (*requirements.History, error) {
	return requirements.HistoryOf(obj), nil
}
