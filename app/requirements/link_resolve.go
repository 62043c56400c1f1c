package requirements

import (
	"context"
	"fmt"

	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/requirementlink"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// LinkResolveInput is a conflict decided.
type LinkResolveInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Resolution      string
}

// LinkResolve records how a conflict was decided; plans are free again (D0-38).
// Errors: requirement.link_not_conflict, requirement.link_resolved. Records
// requirement.conflict_resolved about the requirement that was linked.
func LinkResolve(ctx context.Context, tx *ent.Tx, in LinkResolveInput) (*ent.RequirementLink, error) {
	if err := begin(ctx, authz.RequirementDecisionApprove); err != nil {
		return nil, err
	}
	link, r, err := lockLink(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	if err := authz.On(ctx, authz.RequirementDecisionApprove, Record(r)); err != nil {
		return nil, err
	}
	if err := atVersion(link.Version, in.ExpectedVersion); err != nil {
		return nil, err
	}
	c := checks{}
	c.text("resolution", in.Resolution, maxShort)
	switch {
	case c.err != nil:
		return nil, c.err
	case link.Type != flow.LinkConflict:
		return nil, fault.Precondition("requirement.link_not_conflict")
	case link.ResolvedAt != nil:
		return nil, fault.Precondition("requirement.link_resolved")
	}
	if link, err = link.Update().SetResolution(in.Resolution).SetResolvedAt(viewer.Now(ctx)).Save(ctx); err != nil {
		return nil, fmt.Errorf("requirements: resolving a conflict: %w", err)
	}
	happened(ctx, r, "requirement.conflict_resolved", told{
		fields: []string{"links"}, clauses: []string{"D0-38"},
		detail: map[string]any{"link": link.ID, "other": link.OtherID, "resolution": in.Resolution},
	})
	return link, nil
}

// lockLink locks a link, and loads the requirement that was linked.
func lockLink(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.RequirementLink, *ent.Requirement, error) {
	q := tx.RequirementLink.Query().Where(requirementlink.ID(id)).
		WithRequirement(func(q *ent.RequirementQuery) { q.WithAssisting() })
	q.Modify(database.Lock)
	link, err := q.Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return nil, nil, fault.NotFound()
	case err != nil:
		return nil, nil, fmt.Errorf("requirements: locking a link: %w", err)
	case link.Edges.Requirement == nil:
		return nil, nil, fault.NotFound()
	}
	return link, link.Edges.Requirement, nil
}
