package requirements

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/requirementlink"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// LinkCreateInput is two requirements that belong together.
type LinkCreateInput struct {
	ID      typeid.ID
	OtherID typeid.ID
	Type    flow.LinkType
}

// LinkCreate links two requirements that the viewer can read, the first of
// which they may change (D0-38). An open CONFLICT blocks the plans of both.
// Errors: NOT_FOUND on otherId, requirement.link_self, CONFLICT
// requirement.link_exists, in either direction. Records requirement.linked.
func LinkCreate(ctx context.Context, tx *ent.Tx, in LinkCreateInput) (*ent.RequirementLink, error) {
	if err := begin(ctx, actionOf(flow.RequirementActUpdate)); err != nil {
		return nil, err
	}
	c := checks{}
	known(&c, "type", in.Type)
	if c.err != nil {
		return nil, c.err
	}
	r, other, err := pair(ctx, tx, in.ID, in.OtherID, "otherId")
	if err != nil {
		return nil, err
	}
	if err := permit(ctx, flow.RequirementActUpdate, r); err != nil {
		return nil, err
	}
	if r.ID == other.ID {
		return nil, fault.Precondition("requirement.link_self").On("otherId")
	}
	// Both rows are locked: nobody makes the same link meanwhile.
	there, err := tx.RequirementLink.Query().Where(requirementlink.TypeEQ(in.Type), requirementlink.Or(
		requirementlink.And(requirementlink.RequirementID(r.ID), requirementlink.OtherID(other.ID)),
		requirementlink.And(requirementlink.RequirementID(other.ID), requirementlink.OtherID(r.ID)),
	)).Exist(asSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("requirements: reading links: %w", err)
	}
	if there {
		return nil, fault.Conflict("requirement.link_exists").On("otherId")
	}
	link, err := tx.RequirementLink.Create().SetRequirementID(r.ID).SetOtherID(other.ID).SetType(in.Type).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: linking: %w", err)
	}
	happened(ctx, r, "requirement.linked", told{
		fields: []string{"links"}, clauses: []string{"D0-38"},
		detail: map[string]any{"link": link.ID, "other": other.ID, "type": in.Type},
	})
	return link, nil
}
