package findings

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/improvementaction"
	"heed/ent/improvementproject"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ProjectRecord is what scopes look at in a project: its department, its owner, and who
// began it.
func ProjectRecord(p *ent.ImprovementProject) authz.Record {
	return authz.Record{Departments: present(p.DepartmentID), Members: present(p.OwnerID, p.CreatedBy)}
}

// projectPermission is the permission that an act takes: that it had its effect is said
// by those who say so of actions.
func projectPermission(act flow.ProjectAct) authz.Action {
	switch act {
	case flow.ProjectActClose:
		return authz.ImprovementActionApprove
	case flow.ProjectActCancel:
		return authz.ImprovementActionTransition
	case flow.ProjectActUpdate:
	}
	return authz.ImprovementActionUpdate
}

// takeProject is take for a project.
func takeProject(ctx context.Context, tx *ent.Tx, act flow.ProjectAct, id typeid.ID, version int) (*ent.ImprovementProject, flow.ProjectState, error) {
	if err := begin(ctx, projectPermission(act)); err != nil {
		return nil, "", err
	}
	p, err := lockProject(ctx, tx, id)
	if err != nil {
		return nil, "", err
	}
	if err := authz.On(ctx, projectPermission(act), ProjectRecord(p)); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, p.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.Project.Next(p.State, act)
	return p, next, err
}

func lockProject(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.ImprovementProject, error) {
	q := tx.ImprovementProject.Query().Where(improvementproject.ID(id))
	q.Modify(database.Lock)
	p, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("findings: locking a project: %w", err)
	}
	return p, nil
}

// within asks for the project that an action belongs to: one that runs, and has room for
// it. Its row is held, so that it does not close meanwhile.
func within(ctx context.Context, tx *ent.Tx, id typeid.ID) error {
	if id == "" {
		return nil
	}
	p, err := lockProject(ctx, tx, id)
	if fault.CodeOf(err) == fault.CodeNotFound {
		return fault.NotFound().On("projectId")
	}
	if err != nil {
		return err
	}
	if p.State != flow.ProjectRunning {
		return fault.Precondition("project.not_running").With("state", p.State).On("projectId")
	}
	n, err := tx.ImprovementAction.Query().Where(improvementaction.ProjectID(id)).Count(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("findings: counting the actions of %s: %w", id, err)
	}
	if n >= maxActions {
		return fault.Precondition("project.too_many_actions").With("max", maxActions).On("projectId")
	}
	return nil
}

// advance adds up how far the projects' actions are, without reading them: what is given
// up does not count, what is done is done whatever its effect. It is kept beside the
// record: its version stays, for nobody changed it.
func advance(ctx context.Context, tx *ent.Tx, ids ...typeid.ID) error {
	sys := viewer.SystemOf(ctx)
	for _, id := range typeid.Unique(present(ids...)) {
		if _, err := lockProject(sys, tx, id); err != nil {
			return err
		}
		var rows []struct {
			State flow.ActionState `json:"state"`
			Count int              `json:"count"`
			Sum   int              `json:"sum"`
		}
		err := tx.ImprovementAction.Query().
			Where(improvementaction.ProjectID(id), improvementaction.StateNEQ(flow.ActionCancelled)).
			GroupBy(improvementaction.FieldState).Aggregate(ent.Count(), ent.Sum(improvementaction.FieldProgressPercent)).Scan(sys, &rows)
		if err != nil {
			return fmt.Errorf("findings: adding up the actions of %s: %w", id, err)
		}
		percent, all, done := 0, 0, 0
		for _, row := range rows {
			percent, all = percent+row.Sum, all+row.Count
			if row.State == flow.ActionDone || row.State == flow.ActionVerified || row.State == flow.ActionIneffective {
				done += row.Count
			}
		}
		if all > 0 {
			percent /= all
		}
		const kept = "UPDATE improvement_projects SET progress_percent = $1, action_count = $2, done_count = $3 WHERE tenant_id = $4 AND id = $5"
		if _, err := tx.ExecContext(ctx, kept, percent, all, done, viewer.Tenant(ctx), id); err != nil {
			return fmt.Errorf("findings: keeping how far %s is: %w", id, err)
		}
	}
	return nil
}

// owned tells whether a member owns the project or has owned it: nobody passes it on to
// close it.
func owned(p *ent.ImprovementProject, member typeid.ID) bool {
	return member == p.OwnerID || slices.Contains(p.PastOwnerIds, member)
}

// AvailableProject lists what the viewer may do with the project now. It asks no database.
func AvailableProject(ctx context.Context, p *ent.ImprovementProject) []flow.ProjectAct {
	acts := []flow.ProjectAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.Project.Allowed(p.State) {
		if act == flow.ProjectActClose && owned(p, viewer.From(ctx).Member) {
			continue
		}
		if authz.On(ctx, projectPermission(act), ProjectRecord(p)) == nil {
			acts = append(acts, act)
		}
	}
	return acts
}

// saveProject writes a change and tells it: project.<state> when the state moves.
func saveProject(ctx context.Context, was *ent.ImprovementProject, change *ent.ImprovementProjectUpdateOne, typ string, fields ...string) (*ent.ImprovementProject, error) {
	p, err := change.Save(ctx)
	if err != nil {
		return nil, writtenProject(err)
	}
	e := projectEvent(p, typ)
	if p.State != was.State {
		e.Type = "project." + strings.ToLower(string(p.State))
		e.From, e.To = string(was.State), string(p.State)
	}
	before := ProjectRecord(was)
	e.Fields = fields
	e.Departments, e.Members = append(e.Departments, before.Departments...), append(e.Members, before.Members...)
	journal.Record(ctx, e)
	return p, nil
}

func projectEvent(p *ent.ImprovementProject, typ string) journal.Event {
	record := ProjectRecord(p)
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectProject, ID: p.ID},
		Departments: record.Departments, Members: record.Members, Clauses: []string{"D2-19", "D2-54"},
	}
}
