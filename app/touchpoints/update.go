package touchpoints

import (
	"context"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// UpdateInput is a touchpoint's changes: nil stays, an empty text clears.
type UpdateInput struct {
	ID                    typeid.ID
	ExpectedVersion       int
	Name                  *string
	Description           *string
	JourneyStage          *flow.JourneyStage
	DepartmentID          *typeid.ID
	ManagementRequirement *string
}

// Update changes a touchpoint. Another department that answers for it takes its
// standards over, but for those that hold no longer, with its schedules and what is
// planned (D2-49). An update to what already is changes nothing and tells nothing.
// Errors: input.empty_update, those of Create; input.required on managementRequirement
// of what is confirmed. Records touchpoint.updated, with the names of what changed,
// inspection.handed_over and inspection_schedule.updated.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.Touchpoint, error) {
	was, _, err := take(ctx, tx, flow.TouchpointActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if in.Name == nil && in.Description == nil && in.JourneyStage == nil && in.DepartmentID == nil && in.ManagementRequirement == nil {
		return nil, fault.Input("", "input.empty_update")
	}
	if err := in.check(ctx, tx, was); err != nil {
		return nil, err
	}
	change, fields := in.changes(was)
	if len(fields) == 0 {
		return was, nil
	}
	if in.DepartmentID != nil && *in.DepartmentID != was.DepartmentID {
		if err := handOver(ctx, tx, was.ID, *in.DepartmentID); err != nil {
			return nil, err
		}
	}
	return save(ctx, was, change, func(t *ent.Touchpoint) journal.Event {
		e := event(t, "touchpoint.updated", "D2-49")
		e.Fields = fields
		return e
	})
}

// check cleans what is given where it stands.
func (in *UpdateInput) check(ctx context.Context, tx *ent.Tx, was *ent.Touchpoint) error {
	c := checking(ctx)
	if in.Name != nil {
		name := c.Line("name", *in.Name, 1, maxName)
		in.Name = &name
	}
	if in.Description != nil {
		description := c.Lines("description", *in.Description, 0, maxDescription)
		in.Description = &description
	}
	if in.JourneyStage != nil {
		known(c, "journeyStage", *in.JourneyStage)
	}
	if in.ManagementRequirement != nil {
		least := 0
		if was.State == flow.TouchpointConfirmed {
			least = 1
		}
		asked := c.Lines("managementRequirement", *in.ManagementRequirement, least, maxRequirement)
		in.ManagementRequirement = &asked
	}
	if c.Err != nil {
		return c.Err
	}
	if in.DepartmentID != nil {
		if *in.DepartmentID == "" {
			return fault.Input("departmentId", "input.required")
		}
		if *in.DepartmentID != was.DepartmentID {
			if err := answers(ctx, tx, authz.TouchpointUpdate, "departmentId", *in.DepartmentID); err != nil {
				return err
			}
		}
	}
	if in.Name != nil && *in.Name != was.Name {
		return free(ctx, tx, *in.Name, was.ID)
	}
	return nil
}

// changes writes the input into a change, and names what differs.
func (in *UpdateInput) changes(was *ent.Touchpoint) (change *ent.TouchpointUpdateOne, fields []string) {
	change = was.Update()
	if in.Name != nil && *in.Name != was.Name {
		change.SetName(*in.Name)
		fields = append(fields, "name")
	}
	if in.Description != nil && *in.Description != was.Description {
		if change.SetDescription(*in.Description); *in.Description == "" {
			change.ClearDescription()
		}
		fields = append(fields, "description")
	}
	if in.JourneyStage != nil && *in.JourneyStage != was.JourneyStage {
		change.SetJourneyStage(*in.JourneyStage)
		fields = append(fields, "journeyStage")
	}
	if in.DepartmentID != nil && *in.DepartmentID != was.DepartmentID {
		change.SetDepartmentID(*in.DepartmentID)
		fields = append(fields, "department")
	}
	if in.ManagementRequirement != nil && *in.ManagementRequirement != was.ManagementRequirement {
		if change.SetManagementRequirement(*in.ManagementRequirement); *in.ManagementRequirement == "" {
			change.ClearManagementRequirement()
		}
		fields = append(fields, "managementRequirement")
	}
	return change, fields
}
