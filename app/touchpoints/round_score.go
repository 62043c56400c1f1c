package touchpoints

import (
	"context"
	"fmt"
	"slices"

	"heed/app/tasks"
	"heed/authz"
	"heed/ent"
	"heed/ent/touchpoint"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ScoreInput is what a department thinks of a touchpoint, 1 to 5 each.
type ScoreInput struct {
	TouchpointID   typeid.ID
	NeedRelevance  int
	BehaviourFit   int
	DecisionImpact int
	Comment        *string
}

// RoundScoreInput is a department's scores.
type RoundScoreInput struct {
	ID              typeid.ID
	ExpectedVersion int
	DepartmentID    *typeid.ID // the viewer's own when left out
	Scores          []ScoreInput
}

// ScoreRound writes a department's scores down, over what it scored before; late as
// well, as long as the round is open. When it has scored everything, its task is done
// (D2-48). Errors: NOT_FOUND on departmentId for one that is not asked, and on
// scores[n].touchpointId, FORBIDDEN, input.required, input.too_many, input.duplicate,
// input.out_of_range. Records identification.scored, and task.done.
func ScoreRound(ctx context.Context, tx *ent.Tx, in RoundScoreInput) (*ent.IdentificationRound, error) {
	was, next, err := takeRound(ctx, tx, flow.RoundActScore, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	department := optional.Value(in.DepartmentID)
	if department == "" {
		department = viewer.From(ctx).Department
	}
	all, asked, err := askedIn(ctx, tx, was.ID)
	if err != nil {
		return nil, err
	}
	at := slices.Index(asked, department)
	if at < 0 {
		return nil, fault.NotFound().On("departmentId")
	}
	if err := permit(ctx, authz.TouchpointUpdate, authz.Record{Departments: present(department)}); err != nil {
		return nil, err
	}
	in.Scores = slices.Clone(in.Scores)
	scored, err := in.check(ctx, tx, was.ID)
	if err != nil {
		return nil, err
	}
	complete, err := in.write(ctx, tx, was.ID, department, scored)
	if err != nil {
		return nil, err
	}
	change := all[at].Update().SetScoredAt(viewer.Now(ctx))
	if me := viewer.From(ctx).Member; me != "" {
		change.SetScoredByID(me)
	}
	if err := change.Exec(viewer.SystemOf(ctx)); err != nil {
		return nil, fmt.Errorf("touchpoints: noting who scored: %w", err)
	}
	r, err := saveRound(ctx, was.Update().SetState(next))
	if err != nil {
		return nil, err
	}
	if complete {
		if err := tasks.Settle(ctx, tx, roundKey(r.ID, department), ""); err != nil {
			return nil, err
		}
	}
	tellRound(ctx, r, "identification.scored", was.State, asked, []string{"D2-48"},
		map[string]any{"department": department, "scored": len(in.Scores), "complete": complete})
	return r, nil
}

// check cleans the scores where they stand; they are of touchpoints of the round, all of
// which come with it.
func (in *RoundScoreInput) check(ctx context.Context, tx *ent.Tx, round typeid.ID) ([]typeid.ID, error) {
	c := checking(ctx)
	switch {
	case len(in.Scores) == 0:
		return nil, fault.Input("scores", "input.required")
	case len(in.Scores) > maxTouchpoints:
		return nil, fault.Input("scores", "input.too_many").With("max", maxTouchpoints)
	}
	// What a round scores does not depend on who asks.
	of, err := tx.Touchpoint.Query().Where(touchpoint.RoundID(round)).Order(touchpoint.ByID()).IDs(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("touchpoints: reading what is scored: %w", err)
	}
	seen := map[typeid.ID]bool{}
	for i := range in.Scores {
		s, field := &in.Scores[i], fmt.Sprintf("scores[%d].", i)
		switch {
		case !slices.Contains(of, s.TouchpointID):
			c.Fail(fault.NotFound().On(field + "touchpointId"))
		case seen[s.TouchpointID]:
			c.Fail(fault.Input(field+"touchpointId", "input.duplicate").With("value", text.Clip(string(s.TouchpointID))))
		}
		seen[s.TouchpointID] = true
		c.within(field+"needRelevance", s.NeedRelevance, leastScore, mostScore)
		c.within(field+"behaviourFit", s.BehaviourFit, leastScore, mostScore)
		c.within(field+"decisionImpact", s.DecisionImpact, leastScore, mostScore)
		comment := c.Lines(field+"comment", optional.Value(s.Comment), 0, maxComment)
		s.Comment = &comment
	}
	return of, c.Err
}

// write writes the scores down, and tells whether the department has scored everything.
func (in *RoundScoreInput) write(ctx context.Context, tx *ent.Tx, round, department typeid.ID, of []typeid.ID) (bool, error) {
	there, err := scoresIn(ctx, tx, round)
	if err != nil {
		return false, err
	}
	before := map[typeid.ID]*ent.TouchpointScore{}
	for _, s := range there {
		if s.DepartmentID == department {
			before[s.TouchpointID] = s
		}
	}
	sys, me, now := viewer.SystemOf(ctx), viewer.From(ctx).Member, viewer.Now(ctx)
	var rows []*ent.TouchpointScoreCreate
	for _, s := range in.Scores {
		if was := before[s.TouchpointID]; was != nil {
			change := was.Update().SetNeedRelevance(s.NeedRelevance).SetBehaviourFit(s.BehaviourFit).SetDecisionImpact(s.DecisionImpact).
				SetMemberID(me).SetScoredAt(now).SetComment(*s.Comment)
			if *s.Comment == "" {
				change.ClearComment()
			}
			if err := change.Exec(sys); err != nil {
				return false, fmt.Errorf("touchpoints: scoring again: %w", err)
			}
			continue
		}
		row := tx.TouchpointScore.Create().SetRoundID(round).SetTouchpointID(s.TouchpointID).SetDepartmentID(department).SetMemberID(me).
			SetNeedRelevance(s.NeedRelevance).SetBehaviourFit(s.BehaviourFit).SetDecisionImpact(s.DecisionImpact).SetScoredAt(now)
		if *s.Comment != "" {
			row.SetComment(*s.Comment)
		}
		rows = append(rows, row)
	}
	if len(rows) > 0 {
		if err := tx.TouchpointScore.CreateBulk(rows...).Exec(sys); err != nil {
			return false, fmt.Errorf("touchpoints: scoring: %w", err)
		}
	}
	scored := len(rows)
	for _, id := range of {
		if before[id] != nil {
			scored++
		}
	}
	return scored == len(of), nil
}
