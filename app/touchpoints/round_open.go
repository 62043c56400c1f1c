package touchpoints

import (
	"context"
	"fmt"
	"time"

	"heed/app/tasks"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/touchpoint"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// RoundOpenInput is a round: whom it asks, of what.
type RoundOpenInput struct {
	Title         string
	DueAt         time.Time
	DepartmentIDs []typeid.ID
	TouchpointIDs []typeid.ID
}

// OpenRound asks departments to score touchpoints; each has a task until the round's
// due time (D2-47). It is the viewer's department's, which leads it. Errors:
// input.required, input.too_many, input.duplicate, NOT_FOUND and department.inactive on
// departmentIds[n], NOT_FOUND, identification.retired and touchpoint.in_round on
// touchpointIds[n], identification.too_large, input.in_the_past on dueAt. Records
// identification.open, and task.open.
func OpenRound(ctx context.Context, tx *ent.Tx, in RoundOpenInput) (*ent.IdentificationRound, error) {
	if err := begin(ctx, authz.TouchpointTransition); err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, authz.TouchpointRead); err != nil {
		return nil, err
	}
	if err := in.check(ctx, tx); err != nil {
		return nil, err
	}
	if err := in.scorable(ctx, tx); err != nil {
		return nil, err
	}
	r, err := tx.IdentificationRound.Create().SetTitle(in.Title).SetDueAt(in.DueAt).SetDepartmentID(viewer.From(ctx).Department).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("touchpoints: opening a round: %w", err)
	}
	rows := make([]*ent.IdentificationDepartmentCreate, len(in.DepartmentIDs))
	for i, id := range in.DepartmentIDs {
		rows[i] = tx.IdentificationDepartment.Create().SetRoundID(r.ID).SetDepartmentID(id)
	}
	if err := tx.IdentificationDepartment.CreateBulk(rows...).Exec(ctx); err != nil {
		return nil, fmt.Errorf("touchpoints: asking departments: %w", err)
	}
	if err := tx.Touchpoint.Update().Where(touchpoint.IDIn(in.TouchpointIDs...)).SetRoundID(r.ID).Exec(ctx); err != nil {
		return nil, fmt.Errorf("touchpoints: taking them into the round: %w", err)
	}
	if err := askToScore(ctx, tx, r, in.DepartmentIDs); err != nil {
		return nil, err
	}
	tellRound(ctx, r, "identification.open", "", in.DepartmentIDs, []string{"D2-47"},
		map[string]any{"departments": len(in.DepartmentIDs), "touchpoints": len(in.TouchpointIDs)})
	return r, nil
}

// check cleans what is given where it stands, and looks at whom it asks.
func (in *RoundOpenInput) check(ctx context.Context, tx *ent.Tx) error {
	c := checking(ctx)
	in.Title = c.Line("title", in.Title, 1, maxName)
	in.DueAt = viewer.Instant(in.DueAt)
	switch {
	case !in.DueAt.After(c.now):
		c.Fail(fault.Input("dueAt", "input.in_the_past"))
	case !in.DueAt.Before(database.Never):
		c.Fail(fault.Input("dueAt", "input.malformed_time"))
	}
	c.distinct("departmentIds", in.DepartmentIDs, maxDepartments)
	c.distinct("touchpointIds", in.TouchpointIDs, maxTouchpoints)
	if len(in.DepartmentIDs)*len(in.TouchpointIDs) > maxScores {
		c.Fail(fault.Input("touchpointIds", "identification.too_large").With("max", maxScores))
	}
	if c.Err != nil {
		return c.Err
	}
	named := make([]tenants.Ref, len(in.DepartmentIDs))
	for i, id := range in.DepartmentIDs {
		named[i] = tenants.Ref{Field: fmt.Sprintf("departmentIds[%d]", i), ID: id}
	}
	return tenants.ActiveDepartments(ctx, tx.Client(), named...)
}

// distinct is a list of at least one id, each once.
func (c *checks) distinct(field string, ids []typeid.ID, most int) {
	switch {
	case len(ids) == 0:
		c.Fail(fault.Input(field, "input.required"))
	case len(ids) > most:
		c.Fail(fault.Input(field, "input.too_many").With("max", most))
	}
	seen := map[typeid.ID]bool{}
	for i, id := range ids {
		at := fmt.Sprintf("%s[%d]", field, i)
		switch {
		case id == "":
			c.Fail(fault.NotFound().On(at))
		case seen[id]:
			c.Fail(fault.Input(at, "input.duplicate").With("value", text.Clip(string(id))))
		}
		seen[id] = true
	}
}

// scorable locks the touchpoints, and refuses what no round can score now.
func (in *RoundOpenInput) scorable(ctx context.Context, tx *ent.Tx) error {
	q := tx.Touchpoint.Query().Where(touchpoint.IDIn(in.TouchpointIDs...)).Order(touchpoint.ByID())
	q.Modify(database.Lock)
	all, err := q.All(ctx)
	if err != nil {
		return fmt.Errorf("touchpoints: locking candidates: %w", err)
	}
	found := map[typeid.ID]*ent.Touchpoint{}
	var rounds []typeid.ID
	for _, t := range all {
		found[t.ID] = t
		rounds = append(rounds, t.RoundID)
	}
	open, err := openRounds(ctx, tx, present(rounds...))
	if err != nil {
		return err
	}
	for i, id := range in.TouchpointIDs {
		field := fmt.Sprintf("touchpointIds[%d]", i)
		switch t := found[id]; {
		case t == nil:
			return fault.NotFound().On(field)
		case t.State == flow.TouchpointRetired:
			return fault.Precondition("identification.retired").On(field)
		case open[t.RoundID]:
			return fault.Precondition("touchpoint.in_round").On(field)
		}
	}
	return nil
}

// askToScore gives each department the task to score, to its head where there is one.
func askToScore(ctx context.Context, tx *ent.Tx, r *ent.IdentificationRound, departments []typeid.ID) error {
	heads, err := headsOf(ctx, tx, departments)
	if err != nil {
		return err
	}
	about := flow.SubjectIdentification
	title := label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "Task", "SCORE_TOUCHPOINTS") + " " + r.Title
	asked := make([]tasks.OpenInput, len(departments))
	for i, id := range departments {
		asked[i] = tasks.OpenInput{
			Type: flow.TaskGeneral, Title: title, SubjectType: &about, SubjectID: r.ID, AssigneeID: heads[id], DepartmentID: id,
			DueAt: r.DueAt, Clauses: []string{"D2-47"}, Key: roundKey(r.ID, id),
		}
	}
	return tasks.OpenAll(viewer.SystemOf(ctx), tx, asked)
}
