package findings

import (
	"context"
	"fmt"
	"strings"
	"time"

	"heed/app/journal"
	"heed/app/progress"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/improvementaction"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// permissionOf is the permission that an act on an action takes.
func permissionOf(act flow.ActionAct) authz.Action {
	switch act {
	case flow.ActionActUpdate:
		return authz.ImprovementActionUpdate
	case flow.ActionActVerify, flow.ActionActFail:
		return authz.ImprovementActionApprove
	default:
		return authz.ImprovementActionTransition
	}
}

// permitAction refuses an act on an action that the viewer can read: NOT_FOUND out of the
// viewer's reading scope, else FORBIDDEN. One's own to move is what one does.
func permitAction(ctx context.Context, act flow.ActionAct, a *ent.ImprovementAction) error {
	action := permissionOf(act)
	if err := authz.On(ctx, action, progress.ActionRecord(a)); err != nil {
		return err
	}
	v := viewer.From(ctx)
	scope := v.Scope(string(action))
	work := authz.Record{Departments: present(a.DepartmentID), Members: present(a.OwnerID)}
	if action == authz.ImprovementActionTransition && !authz.Covers(v, scope, work) {
		return fault.Forbidden().Extend("action", string(action)).Extend("scope", string(scope))
	}
	return nil
}

// takeAction is take for an action.
func takeAction(ctx context.Context, tx *ent.Tx, act flow.ActionAct, id typeid.ID, version int) (*ent.ImprovementAction, flow.ActionState, error) {
	if err := begin(ctx, permissionOf(act)); err != nil {
		return nil, "", err
	}
	q := tx.ImprovementAction.Query().Where(improvementaction.ID(id))
	q.Modify(database.Lock)
	a, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, "", fault.NotFound()
	}
	if err != nil {
		return nil, "", fmt.Errorf("findings: locking an action: %w", err)
	}
	if err := permitAction(ctx, act, a); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, a.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.ImprovementAction.Next(a.State, act)
	return a, next, err
}

// AvailableActs lists what the viewer may do with the action now. It asks no database.
func AvailableActs(ctx context.Context, a *ent.ImprovementAction) []flow.ActionAct {
	acts := []flow.ActionAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.ImprovementAction.Allowed(a.State) {
		judges := act == flow.ActionActVerify || act == flow.ActionActFail
		if permitAction(ctx, act, a) == nil && (!judges || judge(ctx, a) == nil) {
			acts = append(acts, act)
		}
	}
	return acts
}

// judge refuses who does the action or has finished it, and whoever looks at its effect
// too early.
func judge(ctx context.Context, a *ent.ImprovementAction) error {
	switch now, who := viewer.Now(ctx), viewer.From(ctx).Member; {
	case who == a.OwnerID:
		return fault.Precondition("action.verified_by_owner")
	case who != "" && who == a.DoneByID:
		return fault.Precondition("action.verified_by_doer")
	case now.Before(a.CheckOn):
		return fault.Precondition("action.check_too_early").With("day", a.CheckOn.In(tenants.ConfigFrom(ctx).Zone).Format(time.DateTime))
	}
	return nil
}

// saveAction writes a change and tells it: action.<state> when the state moves, else the type.
func saveAction(ctx context.Context, tx *ent.Tx, was *ent.ImprovementAction, change *ent.ImprovementActionUpdateOne, typ string, detail map[string]any, fields ...string) (*ent.ImprovementAction, error) {
	a, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("findings: writing action %s: %w", was.ID, err)
	}
	e := progress.ActionEvent(a, typ)
	if a.State != was.State {
		e.Type = "action." + strings.ToLower(string(a.State))
		e.From, e.To = string(was.State), string(a.State)
	}
	e.Fields, e.Detail = fields, detail
	before := progress.ActionRecord(was)
	e.Departments, e.Members = append(e.Departments, before.Departments...), append(e.Members, before.Members...)
	journal.Record(ctx, e)
	return a, advance(ctx, tx, was.ProjectID, a.ProjectID)
}
