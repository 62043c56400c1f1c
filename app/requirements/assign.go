package requirements

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/requirementdepartment"
	"heed/ent/workgroup"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// MaxAssisting is how many departments may assist.
const MaxAssisting = 20

// AssignInput is who works on a requirement. Nil stays; an empty id is nobody,
// an empty list no department.
type AssignInput struct {
	ID                     typeid.ID
	ExpectedVersion        int
	LeadDepartmentID       *typeid.ID
	AssistingDepartmentIDs []typeid.ID
	AssigneeID             *typeid.ID
	TeamID                 *typeid.ID // of kind RESPONSE_TEAM
}

// Assign gives a requirement to departments, a team and a member (D0-43, D0-52, D0-58). The
// leading department never assists itself. Errors: NOT_FOUND on the field,
// department.inactive, member.left; requirement.no_lead_department and
// requirement.no_assignee when the state needs the one that is taken away. To
// assign it to those who have it changes nothing and tells nothing. With another
// leading department the first-response clock is counted anew by the deadline that
// then fits. Records requirement.assigned, for the departments and the assignee before
// and after, and what became of the clock as Update does.
func Assign(ctx context.Context, tx *ent.Tx, in AssignInput) (*ent.Requirement, error) {
	was, _, err := take(ctx, tx, flow.RequirementActAssign, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if err := in.check(ctx, tx, was); err != nil {
		return nil, err
	}
	change, t := was.Update(), told{clauses: []string{"D0-52", "D0-58"}, was: was}
	lead := was.LeadDepartmentID
	if in.LeadDepartmentID != nil {
		lead = *in.LeadDepartmentID
		setOr(lead, change.SetLeadDepartmentID, change.ClearLeadDepartmentID)
		differ(&t, "leadDepartment", was.LeadDepartmentID, lead)
	}
	if in.AssigneeID != nil {
		setOr(*in.AssigneeID, change.SetAssigneeID, change.ClearAssigneeID)
		differ(&t, "assignee", was.AssigneeID, *in.AssigneeID)
	}
	if in.TeamID != nil {
		setOr(*in.TeamID, change.SetTeamID, change.ClearTeamID)
		if differ(&t, "team", was.TeamID, *in.TeamID) {
			t.clauses = append(t.clauses, "D0-43")
		}
	}
	before := assisting(was)
	after := before
	if in.AssistingDepartmentIDs != nil {
		after = in.AssistingDepartmentIDs
	}
	after = without(after, lead)
	if !sameSet(before, after) {
		t.fields = append(t.fields, "assistingDepartments")
		t.detail = orMap(t.detail)
		t.detail["assistingDepartments"] = map[string]any{"old": before, "new": after}
	}
	if len(t.fields) == 0 {
		return was, nil
	}
	clock, err := reclockLead(ctx, tx, was, lead, change)
	if err != nil {
		return nil, err
	}
	r, err := save(ctx, was, change)
	if err != nil {
		return nil, err
	}
	if r.Edges.Assisting, err = setAssisting(ctx, tx, was, after); err != nil {
		return nil, err
	}
	if err := journal.LoadTeams(ctx, tx.Client(), r); err != nil {
		return nil, err
	}
	happened(ctx, r, "requirement.assigned", t)
	clock.happened(ctx, r)
	return r, nil
}

func (in AssignInput) check(ctx context.Context, tx *ent.Tx, r *ent.Requirement) error {
	if in.LeadDepartmentID == nil && in.AssistingDepartmentIDs == nil && in.AssigneeID == nil && in.TeamID == nil {
		return fault.Input("", "input.empty_update")
	}
	var departments []tenants.Ref
	if in.LeadDepartmentID != nil {
		if *in.LeadDepartmentID == "" && r.State != flow.RequirementReceived {
			return fault.Precondition("requirement.no_lead_department").On("leadDepartmentId")
		}
		departments = append(departments, tenants.Ref{Field: "leadDepartmentId", ID: *in.LeadDepartmentID})
	}
	if len(in.AssistingDepartmentIDs) > MaxAssisting {
		return fault.Input("assistingDepartmentIds", "input.too_many").With("max", MaxAssisting)
	}
	for i, id := range in.AssistingDepartmentIDs {
		field := fmt.Sprintf("assistingDepartmentIds[%d]", i)
		if slices.Contains(in.AssistingDepartmentIDs[:i], id) {
			return fault.Input(field, "input.duplicate").With("value", string(id))
		}
		if id == "" {
			return fault.NotFound().On(field)
		}
		departments = append(departments, tenants.Ref{Field: field, ID: id})
	}
	if err := tenants.ActiveDepartments(ctx, tx.Client(), departments...); err != nil {
		return err
	}
	if in.TeamID != nil && *in.TeamID != r.TeamID {
		if err := checkTeam(ctx, tx, *in.TeamID); err != nil {
			return err
		}
	}
	if in.AssigneeID == nil {
		return nil
	}
	if id := *in.AssigneeID; id != "" {
		return tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "assigneeId", ID: id})
	}
	if r.State != flow.RequirementReceived && r.State != flow.RequirementAnalyzing {
		return fault.Precondition("requirement.no_assignee").On("assigneeId")
	}
	return nil
}

// checkTeam asks for a response team that is at work (D0-43): NOT_FOUND,
// requirement.team_kind, work_group.retired, work_group.out_of_term on teamId.
func checkTeam(ctx context.Context, tx *ent.Tx, id typeid.ID) error {
	if id == "" {
		return nil
	}
	team, err := tx.WorkGroup.Query().Where(workgroup.ID(id)).Only(viewer.SystemOf(ctx))
	switch {
	case ent.IsNotFound(err):
		return fault.NotFound().On("teamId")
	case err != nil:
		return fmt.Errorf("requirements: reading a team: %w", err)
	case team.Kind != flow.GroupResponseTeam:
		return fault.Precondition("requirement.team_kind").On("teamId")
	case !team.Active:
		return fault.Precondition("work_group.retired").On("teamId")
	}
	now := viewer.Now(ctx)
	if team.TermFrom != nil && now.Before(*team.TermFrom) || team.TermUntil != nil && !now.Before(*team.TermUntil) {
		return fault.Precondition("work_group.out_of_term").On("teamId")
	}
	return nil
}

// setAssisting makes the departments the assisting ones.
func setAssisting(ctx context.Context, tx *ent.Tx, r *ent.Requirement, want []typeid.ID) ([]*ent.RequirementDepartment, error) {
	var kept []*ent.RequirementDepartment
	var gone []typeid.ID
	for _, a := range r.Edges.Assisting {
		if slices.Contains(want, a.DepartmentID) {
			kept = append(kept, a)
		} else {
			gone = append(gone, a.ID)
		}
	}
	if len(gone) > 0 {
		if _, err := tx.RequirementDepartment.Delete().Where(requirementdepartment.IDIn(gone...)).Exec(ctx); err != nil {
			return nil, fmt.Errorf("requirements: assisting departments: %w", err)
		}
	}
	var made []*ent.RequirementDepartmentCreate
	for _, id := range want {
		if !slices.ContainsFunc(kept, func(a *ent.RequirementDepartment) bool { return a.DepartmentID == id }) {
			made = append(made, tx.RequirementDepartment.Create().SetRequirementID(r.ID).SetDepartmentID(id))
		}
	}
	if len(made) == 0 {
		return kept, nil
	}
	rows, err := tx.RequirementDepartment.CreateBulk(made...).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: assisting departments: %w", err)
	}
	return append(kept, rows...), nil
}

// without is the list without the leading department, which never assists itself.
func without(departments []typeid.ID, lead typeid.ID) []typeid.ID {
	return slices.DeleteFunc(slices.Clone(departments), func(id typeid.ID) bool { return id == lead })
}

func sameSet(a, b []typeid.ID) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}
