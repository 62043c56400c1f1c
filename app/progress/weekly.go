package progress

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/journal"
	"heed/app/requirements"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/requirement"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ownersAtOnce is how many owners are asked in one change.
const ownersAtOnce = 100

// weekKey begins what opens the weekly checks of a week.
func weekKey(w sla.Workweek) string { return "weekly_check:" + w.Name() + ":" }

// OpenChecks asks every member with open requirements for the check of the week, once,
// from the first working day on: due when the last one ends (D0-62). Whoever comes to
// have open requirements later in the week is asked in the next. Records task.open.
func OpenChecks(ctx context.Context, j *journal.Journal) error {
	config, now := tenants.ConfigFrom(ctx), viewer.Now(ctx)
	week, worked := config.Calendar().WorkweekOf(now)
	if !config.AtWork() || !worked || now.Before(week.First) || !now.Before(week.End) {
		return nil
	}
	if first := now.In(config.Zone).Format(time.DateOnly) == week.First.Format(time.DateOnly); !first {
		// On a later day only what was not done on the first: nobody was there.
		begun, err := j.Client().Task.Query().Where(task.DedupeKeyHasPrefix(weekKey(week))).Exist(ctx)
		if err != nil || begun {
			return err
		}
	}
	owners, err := ownersOfOpen(ctx, j.Client())
	if err != nil {
		return err
	}
	for some := range slices.Chunk(owners, ownersAtOnce) {
		_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error { return openChecks(ctx, tx, week, some) })
		if err != nil {
			return err
		}
	}
	return nil
}

// ownersOfOpen are the active members with open requirements.
func ownersOfOpen(ctx context.Context, client *ent.Client) ([]*ent.Member, error) {
	var rows []struct {
		AssigneeID typeid.ID `json:"assignee_id"`
	}
	err := client.Requirement.Query().Where(requirement.StateIn(requirements.OpenStates()...), requirement.AssigneeIDNotNil()).
		GroupBy(requirement.FieldAssigneeID).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("progress: looking for owners of open requirements: %w", err)
	}
	ids := make([]typeid.ID, len(rows))
	for i, r := range rows {
		ids[i] = r.AssigneeID
	}
	return membersOf(ctx, client, ids)
}

func openChecks(ctx context.Context, tx *ent.Tx, week sla.Workweek, owners []*ent.Member) error {
	title := label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "TaskType", string(flow.TaskWeeklyCheck)) + " " + week.Name()
	for _, m := range owners {
		_, err := tasks.Open(ctx, tx, tasks.OpenInput{
			Type: flow.TaskWeeklyCheck, Title: title, AssigneeID: m.ID, DepartmentID: m.DepartmentID, DueAt: week.End,
			Clauses: []string{"D0-62"}, Key: weekKey(week) + string(m.ID),
		})
		if err != nil {
			return err
		}
	}
	return nil
}
