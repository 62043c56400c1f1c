package requirements

import (
	"context"
	"fmt"
	"maps"

	"heed/ent"
	"heed/ent/requirementlink"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// LinkCreateInput is two requirements that belong together.
type LinkCreateInput struct {
	ID      typeid.ID
	OtherID typeid.ID
	Type    flow.LinkType
}

// maxLinks is how many links a requirement has at most, from either side.
const maxLinks = 100

// LinkCreate links two requirements that the viewer can read, the first of
// which they may change in its state (D0-38). An open CONFLICT blocks the plans
// of both. Errors: NOT_FOUND on otherId, transition.illegal,
// requirement.link_self, CONFLICT requirement.link_exists, in either direction,
// CONFLICT requirement.links_too_many. Records requirement.linked, of a
// conflict about each of the two.
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
	if _, err := flow.Requirement.Next(r.State, flow.RequirementActUpdate); err != nil {
		return nil, err
	}
	if r.ID == other.ID {
		return nil, fault.Precondition("requirement.link_self").On("otherId")
	}
	// Both rows are locked: nobody makes the same link meanwhile.
	there, err := linked(ctx, tx, r.ID, other.ID, in.Type)
	if err != nil {
		return nil, err
	}
	if there {
		return nil, fault.Conflict("requirement.link_exists").On("otherId")
	}
	if err := linkable(ctx, tx, r.ID, ""); err != nil {
		return nil, err
	}
	if err := linkable(ctx, tx, other.ID, "otherId"); err != nil {
		return nil, err
	}
	link, err := tx.RequirementLink.Create().SetRequirementID(r.ID).SetOtherID(other.ID).SetType(in.Type).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: linking: %w", err)
	}
	tellLink(ctx, r, "requirement.linked", link, other.ID, map[string]any{"type": in.Type})
	if in.Type == flow.LinkConflict {
		tellLink(ctx, other, "requirement.linked", link, r.ID, map[string]any{"type": in.Type})
	}
	return link, nil
}

// linked tells whether a link of the type joins the two, in either direction.
func linked(ctx context.Context, tx *ent.Tx, one, other typeid.ID, kind flow.LinkType) (bool, error) {
	there, err := tx.RequirementLink.Query().Where(requirementlink.TypeEQ(kind), requirementlink.Or(
		requirementlink.And(requirementlink.RequirementID(one), requirementlink.OtherID(other)),
		requirementlink.And(requirementlink.RequirementID(other), requirementlink.OtherID(one)),
	)).Exist(viewer.SystemOf(ctx))
	if err != nil {
		return false, fmt.Errorf("requirements: reading links: %w", err)
	}
	return there, nil
}

// linkable refuses a link more than a requirement may have.
func linkable(ctx context.Context, tx *ent.Tx, id typeid.ID, field string) error {
	n, err := tx.RequirementLink.Query().
		Where(requirementlink.Or(requirementlink.RequirementID(id), requirementlink.OtherID(id))).Count(viewer.SystemOf(ctx))
	switch {
	case err != nil:
		return fmt.Errorf("requirements: counting links: %w", err)
	case n >= maxLinks:
		return fault.Conflict("requirement.links_too_many").With("max", maxLinks).On(field)
	}
	return nil
}

// tellLink records what happened to a link, about one of its requirements.
func tellLink(ctx context.Context, r *ent.Requirement, typ string, link *ent.RequirementLink, other typeid.ID, more map[string]any) {
	detail := map[string]any{"link": link.ID, "other": other}
	maps.Copy(detail, more)
	happened(ctx, r, typ, told{fields: []string{"links"}, clauses: []string{"D0-38"}, detail: detail})
}
