package requirements

import (
	"context"
	"fmt"

	"heed/app/tenants"
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

// LinkResolve records how a conflict was decided, by whoever may decide on
// either of the two requirements; plans are free again (D0-38). Errors:
// requirement.link_not_conflict, requirement.link_resolved. Records
// requirement.conflict_resolved about each of the two.
func LinkResolve(ctx context.Context, tx *ent.Tx, in LinkResolveInput) (*ent.RequirementLink, error) {
	if err := begin(ctx, authz.RequirementDecisionApprove); err != nil {
		return nil, err
	}
	link, err := lockLink(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	r, other := link.Edges.Requirement, link.Edges.Other
	if err := decides(ctx, r, other); err != nil {
		return nil, err
	}
	if err := tenants.Version(in.ExpectedVersion, link.Version); err != nil {
		return nil, err
	}
	c := checks{}
	c.text("resolution", &in.Resolution, maxShort)
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
	tellLink(ctx, r, "requirement.conflict_resolved", link, other.ID, map[string]any{"resolution": in.Resolution})
	tellLink(ctx, other, "requirement.conflict_resolved", link, r.ID, map[string]any{"resolution": in.Resolution})
	return link, nil
}

// lockLink locks a link, and loads the two requirements. It is read in the
// system's name, for the viewer may reach only one of them: decides comes next.
func lockLink(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.RequirementLink, error) {
	withAssisting := func(q *ent.RequirementQuery) { q.WithAssisting() }
	q := tx.RequirementLink.Query().Where(requirementlink.ID(id)).WithRequirement(withAssisting).WithOther(withAssisting)
	q.Modify(database.Lock)
	link, err := q.Only(viewer.SystemOf(ctx))
	switch {
	case ent.IsNotFound(err):
		return nil, fault.NotFound()
	case err != nil:
		return nil, fmt.Errorf("requirements: locking a link: %w", err)
	}
	return link, nil
}

// decides refuses whoever may decide on none of the requirements: FORBIDDEN
// when one of them can be read, else NOT_FOUND.
func decides(ctx context.Context, all ...*ent.Requirement) error {
	refusal := error(fault.NotFound())
	for _, r := range all {
		err := authz.On(ctx, authz.RequirementDecisionApprove, Record(r))
		if err == nil {
			return nil
		}
		if fault.CodeOf(err) != fault.CodeNotFound {
			refusal = err
		}
	}
	return refusal
}
