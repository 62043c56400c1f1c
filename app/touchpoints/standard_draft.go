package touchpoints

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/touchpointstandard"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// DraftInput is a draft of the next edition; what is nil is as in the effective one.
type DraftInput struct {
	TouchpointID       typeid.ID
	ServiceStandard    *string
	OperatingProcedure *string
	Items              []ItemInput
	Post               *string
	Major              *bool
	ReviewDueOn        *string // YYYY-MM-DD; in a year when left out
}

// Draft begins the next edition of a touchpoint's standard (D2-50): of one that is
// confirmed, by the department that answers for it. What holds meanwhile goes on to.
// Errors: NOT_FOUND on touchpointId, standard.not_confirmed, standard.written_already,
// FORBIDDEN where the viewer's permission does not reach the department, input.required
// and the like, standard.review_far. Records standard.draft.
func Draft(ctx context.Context, tx *ent.Tx, in DraftInput) (*ent.TouchpointStandard, error) {
	if err := begin(ctx, authz.StandardCreate); err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, authz.TouchpointRead); err != nil {
		return nil, err
	}
	of, err := lock(ctx, tx, in.TouchpointID)
	if err != nil {
		return nil, onTouchpoint(err)
	}
	if err := permit(ctx, authz.StandardCreate, authz.Record{Departments: present(of.DepartmentID)}); err != nil {
		return nil, err
	}
	if of.State != flow.TouchpointConfirmed {
		return nil, fault.Precondition("standard.not_confirmed").On("touchpointId")
	}
	before, err := effectiveOf(ctx, tx, of.ID, false)
	if err != nil {
		return nil, err
	}
	if before == nil {
		before = &ent.TouchpointStandard{Items: []flow.StandardItem{}}
	}
	q, err := in.row(ctx, tx, before)
	if err != nil {
		return nil, err
	}
	edition, err := nextEdition(ctx, tx, of.ID)
	if err != nil {
		return nil, err
	}
	s, err := q.SetTouchpointID(of.ID).SetDepartmentID(of.DepartmentID).SetEdition(edition).SetSlot(slotWritten + string(of.ID)).Save(ctx)
	if err != nil {
		return nil, writtenStandard(err)
	}
	journal.Record(ctx, standardEvent(s, "standard.draft", "", "D2-50", "D2-52"))
	return s, nil
}

// row is the draft, with what it takes over from the edition before.
func (in *DraftInput) row(ctx context.Context, tx *ent.Tx, before *ent.TouchpointStandard) (*ent.TouchpointStandardCreate, error) {
	c := checking(ctx)
	service := c.Lines("serviceStandard", optional.Or(in.ServiceStandard, before.ServiceStandard), 1, maxStandard)
	procedure := c.Lines("operatingProcedure", optional.Or(in.OperatingProcedure, before.OperatingProcedure), 1, maxStandard)
	items := before.Items
	if in.Items != nil {
		items = c.items("items", in.Items)
	}
	post := c.Line("post", optional.Or(in.Post, before.Post), 0, maxPost)
	due := c.inYears(1)
	if in.ReviewDueOn != nil {
		due = *in.ReviewDueOn
		c.ahead("reviewDueOn", due)
	}
	if c.Err != nil {
		return nil, c.Err
	}
	q := tx.TouchpointStandard.Create().SetServiceStandard(service).SetOperatingProcedure(procedure).SetItems(items).
		SetMajor(optional.Or(in.Major, before.Major)).SetReviewDueOn(due)
	if post != "" {
		q.SetPost(post)
	}
	return q, nil
}

// nextEdition is the number of the next edition; one that is written stands in its way.
func nextEdition(ctx context.Context, tx *ent.Tx, touchpoint typeid.ID) (int, error) {
	all, err := tx.TouchpointStandard.Query().Where(touchpointstandard.TouchpointID(touchpoint)).
		Select(touchpointstandard.FieldEdition, touchpointstandard.FieldState).All(viewer.SystemOf(ctx))
	if err != nil {
		return 0, fmt.Errorf("touchpoints: counting editions: %w", err)
	}
	last := 0
	for _, s := range all {
		if s.State == flow.StandardDraft || s.State == flow.StandardInReview {
			return 0, fault.Conflict("standard.written_already").On("touchpointId")
		}
		last = max(last, s.Edition)
	}
	return last + 1, nil
}

// onTouchpoint says which field names a touchpoint that is not there.
func onTouchpoint(err error) error {
	if f := fault.From(err); f.Code == fault.CodeNotFound {
		return fault.NotFound().On("touchpointId")
	}
	return err
}
