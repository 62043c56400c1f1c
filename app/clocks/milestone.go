package clocks

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/sla"
)

// Milestone is a step with a date that somebody has set (D0-51, D0-52).
type Milestone struct {
	Name   string
	DueAt  time.Time
	DoneAt *time.Time // nil while it is not done, and for one that was waived
}

// StartMilestones starts a PLAN_MILESTONE clock for each of the steps. Their due
// times are given: nothing counts them anew, and they do not wait.
func StartMilestones(ctx context.Context, tx *ent.Tx, s Subject, at time.Time, steps []Milestone) error {
	config := tenants.ConfigFrom(ctx)
	for _, step := range steps {
		clock := sla.StartGiven(at, step.DueAt)
		create := tx.SlaClock.Create().SetKind(sla.ClockPlanMilestone).SetPolicyVersion(0).SetMilestone(milestone(step.Name)).
			SetCalendarID(config.CalendarID).SetState(clock.State).SetAmount(clock.Limit.Amount).SetUnit(clock.Limit.Unit).
			SetStartedAt(clock.StartedAt).SetDueAt(clock.DueAt).SetPauses(orNone(nil)).
			SetNillableNextTickAt(nextTick(clock.MarksUp(sla.Told{}, usualLevels, wayUp(nil), config.Calendar())))
		kindOf(s.Type).set(create, s.ID)
		c, err := create.Save(ctx)
		if err != nil {
			return fmt.Errorf("clocks: starting a milestone: %w", err)
		}
		note(ctx, nil, c)
	}
	return nil
}

// EndMilestones stops the clocks of steps when they were done, and ends those of
// steps that were not: waived, or no longer planned. It gives the earliest due time
// of what still runs.
func EndMilestones(ctx context.Context, tx *ent.Tx, s Subject, at time.Time, steps []Milestone) (time.Time, error) {
	open, err := Open(ctx, tx, s)
	if err != nil {
		return time.Time{}, err
	}
	used := make([]bool, len(steps))
	for i, c := range open {
		if c.Kind != sla.ClockPlanMilestone {
			continue
		}
		step := slices.IndexFunc(steps, func(m Milestone) bool { return milestone(m.Name) == c.Milestone && m.DueAt.Equal(c.DueAt) })
		for step >= 0 && used[step] { // of two that are alike the other
			next := slices.IndexFunc(steps[step+1:], func(m Milestone) bool { return milestone(m.Name) == c.Milestone && m.DueAt.Equal(c.DueAt) })
			if next < 0 {
				step = -1
			} else {
				step += 1 + next
			}
		}
		if step >= 0 {
			used[step] = true
		}
		var done *time.Time
		if step >= 0 {
			done = steps[step].DoneAt
		}
		if open[i], err = endMilestone(ctx, tx, c, at, done); err != nil {
			return time.Time{}, err
		}
	}
	return Earliest(open...), nil
}

// EndMilestone stops the clock of a step that was done, or ends that of one that was
// waived, and gives the earliest due time of what still runs.
func EndMilestone(ctx context.Context, tx *ent.Tx, s Subject, at time.Time, step Milestone) (time.Time, error) {
	open, err := Open(ctx, tx, s)
	if err != nil {
		return time.Time{}, err
	}
	i := slices.IndexFunc(open, func(c *ent.SlaClock) bool {
		return c.Kind == sla.ClockPlanMilestone && c.Milestone == milestone(step.Name) && c.DueAt.Equal(step.DueAt)
	})
	if i >= 0 {
		if open[i], err = endMilestone(ctx, tx, open[i], at, step.DoneAt); err != nil {
			return time.Time{}, err
		}
	}
	return Earliest(open...), nil
}

// endMilestone stops a clock when its step was done, nil for never. One whose date has
// passed by then was late, and stays so; the others are cancelled.
func endMilestone(ctx context.Context, tx *ent.Tx, c *ent.SlaClock, at time.Time, done *time.Time) (*ent.SlaClock, error) {
	switch {
	case done == nil && at.After(c.DueAt):
		return stop(ctx, tx, c, at, "")
	case done == nil:
		return Cancel(ctx, tx, c, at)
	}
	return stop(ctx, tx, c, *done, "") // one that was done before the work began was in time
}

func milestone(name string) string {
	const most = 200
	if runes := []rune(name); len(runes) > most {
		return string(runes[:most])
	}
	return name
}
