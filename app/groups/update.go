package groups

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/workgroup"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// UpdateInput is a group's changes: nil stays, an empty purpose or department and
// a zero time are cleared. Members are whole.
type UpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Name            *string
	Purpose         *string
	DepartmentID    *typeid.ID
	LeaderID        *typeid.ID
	TermFrom        *time.Time
	TermUntil       *time.Time
	Members         []MemberInput
}

// Update changes a group that is at work. Errors: those of Create, and
// input.empty_update. Records work_group.updated, also for those who leave.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.WorkGroup, error) {
	was, err := take(ctx, tx, authz.WorkGroupUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	change, fields, err := in.changes(ctx, tx, was)
	if err != nil {
		return nil, err
	}
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	g, err := change.Save(ctx)
	if ent.IsConstraintError(err) {
		return nil, fault.Conflict("work_group.name_taken").On("name").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("groups: changing: %w", err)
	}
	before, detail := Record(was).Members, map[string]any(nil)
	g.Edges.Memberships = was.Edges.Memberships
	if in.Members != nil {
		if g.Edges.Memberships, err = setMembers(ctx, tx, g, in.Members); err != nil {
			return nil, err
		}
		detail = map[string]any{"members": map[string]any{"old": membersOf(was), "new": membersOf(g)}}
	}
	tell(ctx, "work_group.updated", g, fields, detail, before...)
	return g, nil
}

func membersOf(g *ent.WorkGroup) []typeid.ID {
	ids := make([]typeid.ID, len(g.Edges.Memberships))
	for i, m := range g.Edges.Memberships {
		ids[i] = m.MemberID
	}
	return ids
}

func (in UpdateInput) changes(ctx context.Context, tx *ent.Tx, was *ent.WorkGroup) (*ent.WorkGroupUpdateOne, []string, error) {
	change := was.Update()
	var fields []string
	if in.Name != nil {
		name := *in.Name
		if err := checkName(&name); err != nil {
			return nil, nil, err
		}
		change.SetName(name)
		fields = append(fields, "name")
	}
	if in.Purpose != nil {
		purpose := *in.Purpose
		if err := checkPurpose(&purpose); err != nil {
			return nil, nil, err
		}
		if change.SetPurpose(purpose); purpose == "" {
			change.ClearPurpose()
		}
		fields = append(fields, "purpose")
	}
	if in.DepartmentID != nil {
		if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: *in.DepartmentID}); err != nil {
			return nil, nil, err
		}
		if change.SetDepartmentID(*in.DepartmentID); *in.DepartmentID == "" {
			change.ClearDepartmentID()
		}
		fields = append(fields, "department")
	}
	from, until := in.term(was)
	if in.TermFrom != nil {
		if from == nil {
			change.ClearTermFrom()
		} else {
			change.SetTermFrom(*from)
		}
		fields = append(fields, "termFrom")
	}
	if in.TermUntil != nil {
		if until == nil {
			change.ClearTermUntil()
		} else {
			change.SetTermUntil(*until)
		}
		fields = append(fields, "termUntil")
	}
	if err := checkTerm(from, until); err != nil {
		return nil, nil, err
	}
	if err := in.permitJoint(ctx, was); err != nil {
		return nil, nil, err
	}
	members, leader := membersOf(was), was.LeaderID
	if in.Members != nil {
		if err := checkMembers(ctx, tx, was.Kind, in.Members); err != nil {
			return nil, nil, err
		}
		members = idsOf(in.Members)
		fields = append(fields, "members")
	}
	if in.LeaderID != nil {
		leader = *in.LeaderID
		change.SetLeaderID(leader)
		fields = append(fields, "leader")
	}
	if in.LeaderID != nil || in.Members != nil {
		if err := checkLeader(ctx, tx.Client(), leader, members); err != nil {
			return nil, nil, err
		}
	}
	slices.Sort(fields)
	return change, fields, nil
}

// permitJoint keeps the group that handles a complaint to who manages all complaints: whoever
// leads it acts for two departments, and nobody of one makes themselves that (D2-62).
func (in UpdateInput) permitJoint(ctx context.Context, was *ent.WorkGroup) error {
	if was.Kind != flow.GroupJointHandling || in.LeaderID == nil && in.Members == nil || authz.Can(ctx, authz.ComplaintApprove) == viewer.All {
		return nil
	}
	return fault.Forbidden().Extend("action", string(authz.ComplaintApprove)).Extend("scope", string(authz.Can(ctx, authz.ComplaintApprove)))
}

// term is the group's time of work after the changes.
func (in UpdateInput) term(was *ent.WorkGroup) (from, until *time.Time) {
	given := func(t, otherwise *time.Time) *time.Time {
		switch {
		case t == nil:
			return otherwise
		case t.IsZero():
			return nil
		}
		return viewer.InstantOr(t)
	}
	return given(in.TermFrom, was.TermFrom), given(in.TermUntil, was.TermUntil)
}

// Replaced takes a group out of use in whose place another one works. Records
// work_group.retired.
func Replaced(ctx context.Context, tx *ent.Tx, id typeid.ID) error {
	sys := viewer.SystemOf(ctx)
	was, err := tx.WorkGroup.Query().Where(workgroup.ID(id)).WithMemberships().Only(sys)
	if err != nil {
		return fmt.Errorf("groups: reading the one that is replaced: %w", err)
	}
	if !was.Active {
		return nil
	}
	g, err := was.Update().SetActive(false).Save(sys)
	if err != nil {
		return fmt.Errorf("groups: retiring the one that is replaced: %w", err)
	}
	g.Edges.Memberships = was.Edges.Memberships
	tell(ctx, "work_group.retired", g, []string{"active"}, nil)
	return nil
}

// RetireInput is a group that is no longer needed.
type RetireInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// Retire takes a group out of use. What it was assigned stays with it; one that handles an
// open complaint is at work: work_group.handles_complaint. Records work_group.retired.
func Retire(ctx context.Context, tx *ent.Tx, in RetireInput) (*ent.WorkGroup, error) {
	was, err := take(ctx, tx, authz.WorkGroupDelete, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	handles, err := tx.Complaint.Query().Where(complaint.GroupID(was.ID), complaint.StateIn(flow.OpenComplaints...)).Exist(viewer.SystemOf(ctx))
	switch {
	case err != nil:
		return nil, fmt.Errorf("groups: looking for what it handles: %w", err)
	case handles:
		return nil, fault.Precondition("work_group.handles_complaint")
	}
	g, err := was.Update().SetActive(false).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("groups: retiring: %w", err)
	}
	g.Edges.Memberships = was.Edges.Memberships
	tell(ctx, "work_group.retired", g, []string{"active"}, nil)
	return g, nil
}
