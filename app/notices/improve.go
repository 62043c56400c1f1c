package notices

import (
	"context"

	"heed/authz"
	"heed/ent"
	"heed/ent/finding"
	"heed/ent/improvementaction"
	"heed/rules/flow"
	"heed/rules/typeid"
)

func (a *about) ofFinding(ctx context.Context, tx *ent.Tx) error {
	f, err := tx.Finding.Query().Where(finding.ID(a.id)).Only(ctx)
	if err != nil {
		return err
	}
	a.number = f.Number
	a.record = authz.Record{Departments: []typeid.ID{f.DepartmentID}, Members: []typeid.ID{f.OwnerID, f.CreatedBy}}
	a.creator, a.assignee, a.department = f.CreatedBy, f.OwnerID, f.DepartmentID
	return nil
}

// ofAction is the action; when its effect is to be looked at, that is what is due.
func (a *about) ofAction(ctx context.Context, tx *ent.Tx) error {
	act, err := tx.ImprovementAction.Query().Where(improvementaction.ID(a.id)).Only(ctx)
	if err != nil {
		return err
	}
	a.record = authz.Record{
		Departments: []typeid.ID{act.DepartmentID}, Members: []typeid.ID{act.OwnerID, act.VerifierID, act.CreatedBy},
	}
	a.creator, a.assignee, a.department = act.CreatedBy, act.OwnerID, act.DepartmentID
	a.due(act.DueAt)
	if act.State == flow.ActionDone {
		a.due(act.CheckOn)
	}
	return nil
}
