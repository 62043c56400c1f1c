package inspections

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/app/touchpoints"
	"heed/authz"
	"heed/ent"
	"heed/ent/touchpoint"
	"heed/ent/touchpointstandard"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// PlanInput is a look at a touchpoint.
type PlanInput struct {
	TouchpointID typeid.ID
	StandardID   *typeid.ID
	Kind         flow.InspectionKind
	InspectorID  *typeid.ID
	PlannedOn    string // YYYY-MM-DD
}

// Plan plans an inspection of a touchpoint by the edition of its standard that holds:
// what it measures is what is looked at (D2-53). One's own touchpoints a department
// inspects itself; supervisory ones are of the management department, across all
// (D2-55). Errors: NOT_FOUND on the ids, inspection.kind, inspection.no_standard,
// inspection.standard_not_effective, inspection.inspector_elsewhere,
// inspection.not_management, member.left, FORBIDDEN, BAD_USER_INPUT. Records
// inspection.planned.
func Plan(ctx context.Context, tx *ent.Tx, in PlanInput) (*ent.Inspection, error) {
	if err := begin(ctx, authz.InspectionCreate); err != nil {
		return nil, err
	}
	c := checking(ctx)
	known(c, "kind", in.Kind)
	if c.Err == nil && !in.Kind.Scheduled() {
		c.Fail(fault.Input("kind", "inspection.kind"))
	}
	due := c.day("plannedOn", in.PlannedOn)
	if c.Err != nil {
		return nil, c.Err
	}
	on, err := touchpointOf(ctx, tx, in.TouchpointID)
	if err != nil {
		return nil, err
	}
	edition, err := editionOf(ctx, tx, on, in.StandardID)
	if err != nil {
		return nil, err
	}
	inspector := optional.Value(in.InspectorID)
	if err := looked(ctx, authz.InspectionCreate, in.Kind, on.DepartmentID, inspector); err != nil {
		return nil, err
	}
	if err := looks(ctx, tx, in.Kind, on.DepartmentID, inspector); err != nil {
		return nil, err
	}
	i, err := tx.Inspection.Create().SetKind(in.Kind).SetTouchpointID(on.ID).SetStandardID(edition.ID).SetDepartmentID(on.DepartmentID).
		SetInspectorID(inspector).SetPlannedOn(in.PlannedOn).SetDueAt(due).
		SetResults([]flow.ItemResult{}).SetContentResults([]flow.ContentResult{}).Save(ctx)
	if err != nil {
		return nil, written(err)
	}
	tellPlanned(ctx, i)
	return i, nil
}

// tellPlanned tells that an inspection is planned.
func tellPlanned(ctx context.Context, i *ent.Inspection) {
	e := event(i, "inspection.planned")
	e.To = string(i.State)
	journal.Record(ctx, e)
}

// touchpointOf is a touchpoint that the viewer reads.
func touchpointOf(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.Touchpoint, error) {
	if err := authz.Require(ctx, authz.TouchpointRead); err != nil {
		return nil, err
	}
	on, err := tx.Touchpoint.Query().Where(touchpoint.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("touchpointId")
	}
	if err != nil {
		return nil, fmt.Errorf("inspections: reading a touchpoint: %w", err)
	}
	return on, nil
}

// editionOf is the edition of the touchpoint's standard that is named, or that holds:
// others are not inspected by.
func editionOf(ctx context.Context, tx *ent.Tx, on *ent.Touchpoint, named *typeid.ID) (*ent.TouchpointStandard, error) {
	if optional.Value(named) != "" {
		s, err := standardOf(ctx, tx, on.ID, *named)
		if err == nil && s.State != flow.StandardEffective {
			err = fault.Precondition("inspection.standard_not_effective").With("state", s.State).On("standardId")
		}
		return s, err
	}
	holding, err := touchpoints.Effective(viewer.SystemOf(ctx), tx.Client(), []*ent.Touchpoint{on})
	if err != nil {
		return nil, err
	}
	if s := holding[on.ID]; s != nil {
		return s, nil
	}
	return nil, fault.Precondition("inspection.no_standard").On("touchpointId")
}

// standardOf is an edition of the touchpoint's standard that the viewer reads.
func standardOf(ctx context.Context, tx *ent.Tx, of, id typeid.ID) (*ent.TouchpointStandard, error) {
	if err := authz.Require(ctx, authz.StandardRead); err != nil {
		return nil, err
	}
	s, err := tx.TouchpointStandard.Query().Where(touchpointstandard.ID(id), touchpointstandard.TouchpointID(of)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("standardId")
	}
	if err != nil {
		return nil, fmt.Errorf("inspections: reading a standard: %w", err)
	}
	return s, nil
}

// looked refuses who may not have a department looked at in this way: supervisory
// inspections are of those who see to all departments, one's own to make are one's own
// to plan.
func looked(ctx context.Context, action authz.Action, kind flow.InspectionKind, department, inspector typeid.ID) error {
	v, record := viewer.From(ctx), authz.Record{Departments: present(department), Members: present(inspector)}
	scope := v.Scope(string(action))
	if kind == flow.InspectionSupervisory {
		record = authz.Record{}
	}
	if !authz.Covers(v, scope, record) {
		return fault.Forbidden().Extend("action", string(action)).Extend("scope", string(scope))
	}
	return nil
}

// looks refuses an inspector who is not there, or not of the department whose work it
// is: that which answers for the touchpoint, or the management department.
func looks(ctx context.Context, tx *ent.Tx, kind flow.InspectionKind, department, inspector typeid.ID) error {
	if inspector == "" {
		return nil
	}
	if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "inspectorId", ID: inspector}); err != nil {
		return err
	}
	config, whose, wrong := tenants.ConfigFrom(ctx), department, "inspection.inspector_elsewhere"
	switch kind {
	case flow.InspectionContent:
		return nil
	case flow.InspectionSupervisory:
		whose, wrong = config.Management(), "inspection.not_management"
	case flow.InspectionSelf:
	}
	m, err := tx.Member.Get(viewer.SystemOf(ctx), inspector)
	if err != nil {
		return fmt.Errorf("inspections: reading the inspector: %w", err)
	}
	if m.DepartmentID == "" || !slices.Contains(config.Below(whose), m.DepartmentID) {
		return fault.Precondition(wrong).On("inspectorId")
	}
	return nil
}
