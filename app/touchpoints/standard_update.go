package touchpoints

import (
	"context"
	"slices"

	"heed/app/journal"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// StandardUpdateInput is a draft's changes: nil stays, an empty post clears.
type StandardUpdateInput struct {
	ID                 typeid.ID
	ExpectedVersion    int
	ServiceStandard    *string
	OperatingProcedure *string
	Items              []ItemInput
	Post               *string
	Major              *bool
	ReviewDueOn        *string // YYYY-MM-DD
}

// UpdateStandard changes a draft; what is in review, or effective, never. An update to
// what already is changes nothing and tells nothing. Errors: input.empty_update, those
// of Draft. Records standard.updated, with the names of what changed.
func UpdateStandard(ctx context.Context, tx *ent.Tx, in StandardUpdateInput) (*ent.TouchpointStandard, error) {
	was, _, err := takeStandard(ctx, tx, flow.StandardActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if in.ServiceStandard == nil && in.OperatingProcedure == nil && in.Items == nil && in.Post == nil && in.Major == nil && in.ReviewDueOn == nil {
		return nil, fault.Input("", "input.empty_update")
	}
	change, fields, err := in.changes(ctx, was)
	if err != nil {
		return nil, err
	}
	if len(fields) == 0 {
		return was, nil
	}
	s, err := change.Save(ctx)
	if err != nil {
		return nil, writtenStandard(err)
	}
	e := standardEvent(s, "standard.updated", was.State, "D2-50")
	e.Fields = fields
	journal.Record(ctx, e)
	return s, nil
}

// changes writes the input into a change, and names what differs.
func (in *StandardUpdateInput) changes(ctx context.Context, was *ent.TouchpointStandard) (change *ent.TouchpointStandardUpdateOne, fields []string, err error) {
	c, change := checking(ctx), was.Update()
	if service := said(c, "serviceStandard", in.ServiceStandard, was.ServiceStandard, 1, maxStandard); service != was.ServiceStandard {
		change.SetServiceStandard(service)
		fields = append(fields, "serviceStandard")
	}
	if procedure := said(c, "operatingProcedure", in.OperatingProcedure, was.OperatingProcedure, 1, maxStandard); procedure != was.OperatingProcedure {
		change.SetOperatingProcedure(procedure)
		fields = append(fields, "operatingProcedure")
	}
	if in.Items != nil {
		if items := c.items("items", in.Items); !slices.Equal(items, was.Items) {
			change.SetItems(items)
			fields = append(fields, "items")
		}
	}
	if in.Post != nil {
		if post := c.Line("post", *in.Post, 0, maxPost); post != was.Post {
			if change.SetPost(post); post == "" {
				change.ClearPost()
			}
			fields = append(fields, "post")
		}
	}
	if in.Major != nil && *in.Major != was.Major {
		change.SetMajor(*in.Major)
		fields = append(fields, "major")
	}
	if in.ReviewDueOn != nil && *in.ReviewDueOn != was.ReviewDueOn {
		c.ahead("reviewDueOn", *in.ReviewDueOn)
		change.SetReviewDueOn(*in.ReviewDueOn)
		fields = append(fields, "reviewDueOn")
	}
	return change, fields, c.Err
}
