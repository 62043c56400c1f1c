package requirements

import (
	"context"
	"time"

	"heed/app/clocks"
	"heed/ent"
	"heed/rules/flow"
)

// Milestones are the steps of the newest plan, as clocks see them.
func Milestones(plans []flow.PlanRevision) []clocks.Milestone {
	if len(plans) == 0 {
		return nil
	}
	newest := plans[len(plans)-1].Steps
	all := make([]clocks.Milestone, len(newest))
	for i, s := range newest {
		all[i] = clocks.Milestone{Name: s.Text, DueAt: s.DueAt, DoneAt: s.DoneAt}
	}
	return all
}

// StartSteps starts a clock for each open step of the newest plan that is due
// after the instant from, and gives the earliest due time of all that runs (D0-51).
func StartSteps(ctx context.Context, tx *ent.Tx, s clocks.Subject, plans []flow.PlanRevision, from, now time.Time) (time.Time, error) {
	var open []clocks.Milestone
	for i, m := range Milestones(plans) {
		if step := plans[len(plans)-1].Steps[i]; step.DoneAt == nil && step.Waived == "" && step.DueAt.After(from) {
			open = append(open, m)
		}
	}
	if err := clocks.StartMilestones(ctx, tx, s, now, open); err != nil {
		return time.Time{}, err
	}
	all, err := clocks.Open(ctx, tx, s)
	return clocks.Earliest(all...), err
}

// endSteps stops the clocks of steps that were done and ends the others, and
// gives the earliest due time of what still runs.
func endSteps(ctx context.Context, tx *ent.Tx, r *ent.Requirement, plans []flow.PlanRevision, now time.Time) (time.Time, error) {
	return clocks.EndMilestones(ctx, tx, clocks.OfRequirement(r), now, Milestones(plans))
}
