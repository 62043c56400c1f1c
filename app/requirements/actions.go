package requirements

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/requirementdepartment"
	"heed/ent/slaclock"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// Available lists what the viewer may do with the requirement now: what its
// state allows and the viewer's permissions on this record reach, less what is
// plainly in vain. It asks the database for what is not loaded, which lists
// load for a page at once (ent/template/acts.tmpl).
func Available(ctx context.Context, client *ent.Client, r *ent.Requirement) ([]flow.RequirementAct, error) {
	acts := []flow.RequirementAct{}
	if authz.Writable(ctx) != nil {
		return acts, nil
	}
	r, err := loaded(ctx, client, r)
	if err != nil {
		return nil, err
	}
	for _, act := range flow.Requirement.Allowed(r.State) {
		if permit(ctx, act, r) == nil && sensible(ctx, act, r) {
			acts = append(acts, act)
		}
	}
	return acts, nil
}

// loaded is the requirement with all that Available looks at. The record itself
// stays as it is: other fields of it are being resolved.
func loaded(ctx context.Context, client *ent.Client, r *ent.Requirement) (*ent.Requirement, error) {
	one, err := *r, error(nil)
	if one.Edges.Assisting == nil && ent.AssistingCounts(ctx) {
		one.Edges.Assisting, err = client.RequirementDepartment.Query().Where(requirementdepartment.RequirementID(r.ID)).All(ctx)
		if err != nil {
			return nil, fmt.Errorf("requirements: reading assisting departments: %w", err)
		}
	}
	if one.Edges.Team == nil && one.TeamID != "" && ent.AssistingCounts(ctx) {
		if err := journal.LoadTeams(ctx, client, &one); err != nil {
			return nil, err
		}
	}
	if one.Edges.Clocks == nil && r.MayWait() {
		if one.Edges.Clocks, err = client.SlaClock.Query().Where(slaclock.RequirementID(r.ID)).All(ctx); err != nil {
			return nil, fmt.Errorf("requirements: reading clocks: %w", err)
		}
	}
	return &one, nil
}

// sensible leaves out what the record itself shows to be in vain.
func sensible(ctx context.Context, act flow.RequirementAct, r *ent.Requirement) bool {
	switch act {
	case flow.RequirementActPause: // something runs, and is not overdue
		if r.Edges.Clocks != nil {
			return slices.ContainsFunc(r.Edges.Clocks, func(c *ent.SlaClock) bool {
				return c.Kind == sla.ClockFirstResponse && c.State == sla.ClockRunning && c.DueAt.After(viewer.Now(ctx))
			})
		}
		if answered(r) {
			return false
		}
		return r.DueAt.After(viewer.Now(ctx)) && r.DueAt.Before(database.Never)
	case flow.RequirementActResume:
		return slices.ContainsFunc(r.Edges.Clocks, func(c *ent.SlaClock) bool {
			return c.Kind == sla.ClockFirstResponse && c.State == sla.ClockPaused
		})
	case flow.RequirementActRecordResponse:
		return !answered(r)
	case flow.RequirementActAssess: // for one's own department
		return viewer.From(ctx).Department != ""
	case flow.RequirementActReject: // others are being asked
		return r.PendingApprovalID == ""
	case flow.RequirementActTell:
		return !toldRejection(r)
	case flow.RequirementActReopen:
		return reopenable(ctx, r)
	case flow.RequirementActUnmerge:
		return unmergeable(r, viewer.Now(ctx))
	default:
		return true
	}
}
