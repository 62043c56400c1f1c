package requirements

import (
	"context"
	"fmt"
	"slices"

	"heed/ent"
	"heed/ent/requirement"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// letIn has the departments that led what is merged, and what was merged into that, assist in what
// it goes into, so that their people read it and write down that they told their customers (D0-38,
// D0-58), as long as there is room for them. They may do all that assisting departments may, so
// who may not assign it lets nobody in: others tell then. It gives those that are there by merging,
// also by an earlier one: they leave with the last of them.
func letIn(ctx context.Context, tx *ent.Tx, was, into *ent.Requirement) (*ent.Requirement, []typeid.ID, error) {
	if permit(ctx, flow.RequirementActAssign, into) != nil {
		return into, nil, nil
	}
	leading, err := idsWithin(ctx, tx.Client(), "department_id", was.ID)
	if err != nil {
		return nil, nil, err
	}
	earlier, err := tx.Requirement.Query().Where(requirement.MergedIntoID(into.ID)).Select(requirement.FieldMerge).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, nil, fmt.Errorf("requirements: reading what was merged into %s: %w", into.ID, err)
	}
	before := assisting(into)
	after := slices.Clone(before)
	var let []typeid.ID
	for _, department := range typeid.Unique(append([]typeid.ID{was.LeadDepartmentID}, leading...)) {
		switch {
		case department == "", department == into.LeadDepartmentID:
		case slices.Contains(before, department):
			if slices.ContainsFunc(earlier, func(m *ent.Requirement) bool { return m.Merge != nil && slices.Contains(m.Merge.LetIn, department) }) {
				let = append(let, department)
			}
		case len(after) < MaxAssisting:
			after, let = append(after, department), append(let, department)
		}
	}
	if len(after) > len(before) {
		into, err = assistedBy(ctx, tx, into, after, "D0-38", "D0-58")
	}
	return into, let, err
}

// letGo has the departments that came by a merge which is undone assist no more, but for those
// that led something else which is still merged into the requirement.
func letGo(ctx context.Context, tx *ent.Tx, r *ent.Requirement, let []typeid.ID) error {
	if len(let) == 0 {
		return nil
	}
	leading, err := idsWithin(ctx, tx.Client(), "department_id", r.ID)
	if err != nil {
		return err
	}
	before := assisting(r)
	after := slices.DeleteFunc(slices.Clone(before), func(id typeid.ID) bool {
		return slices.Contains(let, id) && !slices.Contains(leading, id)
	})
	if len(after) == len(before) {
		return nil
	}
	_, err = assistedBy(ctx, tx, r, after, "D0-38", "D0-58")
	return err
}
