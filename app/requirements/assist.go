package requirements

import (
	"context"
	"slices"

	"heed/ent"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Assist has a department assist in requirements, in the system's name: they were
// handed over to it, so it reads them and works on them. What it leads or assists
// in already stays as it is, and so does what has no place for another
// (MaxAssisting). Records requirement.assigned about each.
func Assist(ctx context.Context, tx *ent.Tx, department typeid.ID, ids ...typeid.ID) error {
	all, err := lock(viewer.SystemOf(ctx), tx, ids...)
	if err != nil {
		return err
	}
	for _, was := range all {
		before := assisting(was)
		if was.LeadDepartmentID == department || slices.Contains(before, department) || len(before) >= MaxAssisting {
			continue
		}
		if _, err := assistedBy(ctx, tx, was, append(slices.Clone(before), department), "D0-58", "D2-28"); err != nil {
			return err
		}
	}
	return nil
}

// assistedBy has these departments assist in the requirement, and no others. They are
// written in the system's name: who acts need not reach the requirement. Records
// requirement.assigned.
func assistedBy(ctx context.Context, tx *ent.Tx, was *ent.Requirement, after []typeid.ID, clauses ...string) (*ent.Requirement, error) {
	sys := viewer.SystemOf(ctx)
	r, err := save(ctx, was, was.Update())
	if err != nil {
		return nil, err
	}
	if r.Edges.Assisting, err = setAssisting(sys, tx, was, after); err != nil {
		return nil, err
	}
	happened(ctx, r, "requirement.assigned", told{
		clauses: clauses, fields: []string{"assistingDepartments"}, was: was,
		detail: map[string]any{"assistingDepartments": map[string]any{"old": assisting(was), "new": after}},
	})
	return r, nil
}
