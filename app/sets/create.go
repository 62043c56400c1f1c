package sets

import (
	"context"
	"fmt"
	"slices"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/requirement"
	"heed/ent/requirementsetitem"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The bounds of a set.
const (
	MaxRequirements = 200
	maxTheme        = 200
	maxText         = 20_000
)

// CreateInput is a new set.
type CreateInput struct {
	Theme          string
	Summary        *string
	OwnerID        *typeid.ID  // the viewer when nil
	DepartmentID   *typeid.ID  // the viewer's own when nil
	RequirementIDs []typeid.ID // in their order
}

// Create begins a set of requirements that belong together (D0-39). Whose
// permission reaches a department makes sets of it alone. Errors: NOT_FOUND on
// ownerId, departmentId and requirementIds[i], member.left, department.inactive,
// requirement_set.requirement_state, FORBIDDEN, BAD_USER_INPUT. Records
// requirement_set.draft.
func Create(ctx context.Context, tx *ent.Tx, in CreateInput) (*ent.RequirementSet, error) {
	if err := begin(ctx, authz.RequirementSetCreate); err != nil {
		return nil, err
	}
	v := viewer.From(ctx)
	owner, department := v.Member, v.Department
	if in.OwnerID != nil && *in.OwnerID != "" {
		owner = *in.OwnerID
	}
	if in.DepartmentID != nil && *in.DepartmentID != "" {
		department = *in.DepartmentID
	}
	theme, err := text.Line("theme", in.Theme, 1, maxTheme)
	if err != nil {
		return nil, err
	}
	summary, err := optional("summary", in.Summary)
	if err != nil {
		return nil, err
	}
	if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "ownerId", ID: owner}); err != nil {
		return nil, err
	}
	if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: department}); err != nil {
		return nil, err
	}
	scope := v.Scope(string(authz.RequirementSetCreate))
	if !authz.Covers(v, scope, authz.Record{Departments: []typeid.ID{department}}) {
		return nil, fault.Forbidden().Extend("action", string(authz.RequirementSetCreate)).Extend("scope", string(scope))
	}
	if err := members(ctx, tx, in.RequirementIDs); err != nil {
		return nil, err
	}
	s, err := tx.RequirementSet.Create().SetTheme(theme).SetSummary(summary).SetOwnerID(owner).SetDepartmentID(department).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("sets: creating: %w", err)
	}
	if err := arrange(ctx, tx, s.ID, in.RequirementIDs); err != nil {
		return nil, err
	}
	moved(ctx, s, "", together, map[string]any{"requirements": in.RequirementIDs})
	return s, nil
}

// members refuses a list that is too long or names a requirement twice, one that
// the viewer may not read, or one that is not at work or done.
func members(ctx context.Context, tx *ent.Tx, ids []typeid.ID) error {
	if len(ids) > MaxRequirements {
		return fault.Input("requirementIds", "input.too_many").With("max", MaxRequirements)
	}
	if len(ids) == 0 {
		return nil
	}
	q := tx.Requirement.Query().Where(requirement.IDIn(ids...))
	q.Select(requirement.FieldID, requirement.FieldState)
	found, err := q.All(ctx)
	if err != nil {
		return fmt.Errorf("sets: reading requirements: %w", err)
	}
	states := map[typeid.ID]flow.RequirementState{}
	for _, r := range found {
		states[r.ID] = r.State
	}
	for i, id := range ids {
		field := fmt.Sprintf("requirementIds[%d]", i)
		if slices.Contains(ids[:i], id) {
			return fault.Input(field, "input.duplicate").With("value", string(id))
		}
		switch state, there := states[id]; {
		case !there:
			return fault.NotFound().On(field)
		case state == flow.RequirementDraft, state == flow.RequirementMerged, state == flow.RequirementRejected:
			return fault.Precondition("requirement_set.requirement_state").With("state", state).On(field)
		}
	}
	return nil
}

// arrange makes the requirements, in this order, those of the set.
func arrange(ctx context.Context, tx *ent.Tx, set typeid.ID, ids []typeid.ID) error {
	if _, err := tx.RequirementSetItem.Delete().Where(requirementsetitem.SetID(set)).Exec(ctx); err != nil {
		return fmt.Errorf("sets: taking requirements out: %w", err)
	}
	if len(ids) == 0 {
		return nil
	}
	rows := make([]*ent.RequirementSetItemCreate, len(ids))
	for i, id := range ids {
		rows[i] = tx.RequirementSetItem.Create().SetSetID(set).SetRequirementID(id).SetPlace(i + 1)
	}
	if err := tx.RequirementSetItem.CreateBulk(rows...).Exec(ctx); err != nil {
		return fmt.Errorf("sets: putting requirements in: %w", err)
	}
	return nil
}

// contents are the ids of the set's requirements, in their order. They are read in
// the system's name: what is in a set does not depend on who looks.
func contents(ctx context.Context, tx *ent.Tx, set typeid.ID) ([]typeid.ID, error) {
	items, err := tx.RequirementSetItem.Query().Where(requirementsetitem.SetID(set)).Order(requirementsetitem.ByPlace()).
		All(viewer.AsSystem(ctx, viewer.Tenant(ctx)))
	if err != nil {
		return nil, fmt.Errorf("sets: reading what is in %s: %w", set, err)
	}
	ids := make([]typeid.ID, len(items))
	for i, item := range items {
		ids[i] = item.RequirementID
	}
	return ids, nil
}

func optional(field string, value *string) (string, error) {
	if value == nil {
		return "", nil
	}
	return text.Lines(field, *value, 0, maxText)
}
