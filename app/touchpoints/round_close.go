package touchpoints

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/touchpoint"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// DecisionInput is what becomes of a touchpoint of a round.
type DecisionInput struct {
	TouchpointID          typeid.ID
	Confirm               bool
	IsKey                 *bool
	DepartmentID          *typeid.ID // the one that is proposed when left out
	ManagementRequirement *string    // what stands there when left out
	Reason                *string    // of what is retired
}

// RoundCloseInput is the end of a round.
type RoundCloseInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Decisions       []DecisionInput
	Conclusion      *string
}

// decided is what becomes of a touchpoint, looked at.
type decided struct {
	touchpoint  *ent.Touchpoint
	confirm     bool
	key         bool
	department  typeid.ID
	requirement string
	reason      string
	scores      means
}

// CloseRound decides what of a round is on the list, with the department that answers
// for it and what is asked of it (D2-49): each touchpoint is confirmed or retired, with
// the average of its scores; none is confirmed that nobody has scored. Errors: NOT_FOUND
// and input.duplicate on decisions[n].touchpointId, identification.undecided,
// identification.unscored, identification.scores_missing on conclusion, input.required
// on decisions[n].departmentId, .managementRequirement and .reason, NOT_FOUND and
// department.inactive on decisions[n].departmentId. Records identification.closed,
// touchpoint.confirmed, touchpoint.retired and what comes with it.
func CloseRound(ctx context.Context, tx *ent.Tx, in RoundCloseInput) (*ent.IdentificationRound, error) {
	was, next, err := takeRound(ctx, tx, flow.RoundActClose, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	q := tx.Touchpoint.Query().Where(touchpoint.RoundID(was.ID)).Order(touchpoint.ByID())
	q.Modify(database.Lock)
	scored, err := q.All(viewer.SystemOf(ctx)) // what a round scores does not depend on who asks
	if err != nil {
		return nil, fmt.Errorf("touchpoints: locking what was scored: %w", err)
	}
	scores, err := scoresIn(ctx, tx, was.ID)
	if err != nil {
		return nil, err
	}
	all, err := in.decide(ctx, tx, scored, average(scores))
	if err != nil {
		return nil, err
	}
	_, asked, err := askedIn(ctx, tx, was.ID)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	conclusion := c.Lines("conclusion", optional.Value(in.Conclusion), 0, maxConclusion)
	silent := unscored(asked, scores, len(scored))
	if conclusion == "" && len(silent) > 0 {
		c.Fail(fault.Input("conclusion", "identification.scores_missing").With("count", len(silent)))
	}
	if c.Err != nil {
		return nil, c.Err
	}
	change := was.Update().SetState(next).SetEndedAt(viewer.Now(ctx))
	if conclusion != "" {
		change.SetConclusion(conclusion)
	}
	r, err := saveRound(ctx, change)
	if err != nil {
		return nil, err
	}
	confirmed, key := 0, 0
	for _, d := range all {
		if err := d.write(ctx, tx); err != nil {
			return nil, err
		}
		if d.confirm {
			confirmed++
		}
		if d.confirm && d.key {
			key++
		}
	}
	if err := stopAsking(ctx, tx, r, silent); err != nil {
		return nil, err
	}
	tellRound(ctx, r, "identification.closed", was.State, asked, []string{"D2-47", "D2-49"}, map[string]any{
		"confirmed": confirmed, "key": key, "retired": len(all) - confirmed, "unscored": len(silent),
	})
	return r, nil
}

// decide looks at what becomes of each touchpoint of the round.
func (in *RoundCloseInput) decide(ctx context.Context, tx *ent.Tx, scored []*ent.Touchpoint, scores map[typeid.ID]means) ([]decided, error) {
	of := map[typeid.ID]*ent.Touchpoint{}
	for _, t := range scored {
		of[t.ID] = t
	}
	if len(in.Decisions) > maxTouchpoints {
		return nil, fault.Input("decisions", "input.too_many").With("max", maxTouchpoints)
	}
	c, seen := checking(ctx), map[typeid.ID]bool{}
	var all []decided
	var named []tenants.Ref
	for i, d := range in.Decisions {
		field := fmt.Sprintf("decisions[%d].", i)
		t := of[d.TouchpointID]
		switch {
		case t == nil:
			return nil, fault.NotFound().On(field + "touchpointId")
		case seen[t.ID]:
			return nil, fault.Input(field+"touchpointId", "input.duplicate").With("value", text.Clip(string(t.ID)))
		}
		seen[t.ID] = true
		is := decided{touchpoint: t, confirm: d.Confirm, scores: scores[t.ID], department: t.DepartmentID}
		if !d.Confirm {
			is.reason = c.Lines(field+"reason", optional.Value(d.Reason), 1, maxReason)
			all = append(all, is)
			continue
		}
		if is.scores.n == 0 {
			c.Fail(fault.Precondition("identification.unscored").On(field + "touchpointId"))
		}
		is.key = optional.Value(d.IsKey)
		is.requirement = c.Lines(field+"managementRequirement", optional.Or(d.ManagementRequirement, t.ManagementRequirement), 1, maxRequirement)
		if given := optional.Value(d.DepartmentID); given != "" {
			is.department = given
		}
		if is.department == "" {
			c.Fail(fault.Input(field+"departmentId", "input.required"))
		}
		named = append(named, tenants.Ref{Field: field + "departmentId", ID: is.department})
		all = append(all, is)
	}
	if c.Err != nil {
		return nil, c.Err
	}
	if left := len(scored) - len(all); left > 0 {
		return nil, fault.Precondition("identification.undecided").With("count", left).On("decisions")
	}
	return all, tenants.ActiveDepartments(ctx, tx.Client(), named...)
}

// write writes what becomes of a touchpoint.
func (d *decided) write(ctx context.Context, tx *ent.Tx) error {
	was, act := d.touchpoint, flow.TouchpointActRetire
	if d.confirm {
		act = flow.TouchpointActConfirm
	}
	next, err := flow.Touchpoint.Next(was.State, act)
	if err != nil {
		return err
	}
	change := was.Update().SetState(next)
	if d.scores.n > 0 {
		need, behaviour, decision := d.scores.of()
		change.SetNeedRelevance(need).SetBehaviourFit(behaviour).SetDecisionImpact(decision)
	}
	if !d.confirm {
		_, err := retire(ctx, tx, was, change, d.reason)
		return err
	}
	if d.department != was.DepartmentID {
		if err := handOver(ctx, tx, was.ID, d.department); err != nil {
			return err
		}
	}
	change.SetIsKey(d.key).SetDepartmentID(d.department).SetManagementRequirement(d.requirement)
	_, err = save(ctx, was, change, func(t *ent.Touchpoint) journal.Event {
		e := moved(t, was.State, "D2-48", "D2-49")
		e.Detail = map[string]any{"key": t.IsKey}
		return e
	})
	return err
}

// unscored are the departments that have not scored everything.
func unscored(asked []typeid.ID, scores []*ent.TouchpointScore, of int) []typeid.ID {
	given := map[typeid.ID]int{}
	for _, s := range scores {
		given[s.DepartmentID]++
	}
	var silent []typeid.ID
	for _, id := range asked {
		if given[id] < of {
			silent = append(silent, id)
		}
	}
	return silent
}

// stopAsking cancels the tasks of departments that need not score any more.
func stopAsking(ctx context.Context, tx *ent.Tx, r *ent.IdentificationRound, silent []typeid.ID) error {
	for _, id := range silent {
		if err := tasks.Retract(ctx, tx, roundKey(r.ID, id), ""); err != nil {
			return err
		}
	}
	return nil
}
