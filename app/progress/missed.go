package progress

import (
	"context"
	"fmt"
	"slices"

	"heed/app/clocks"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	journalled "heed/ent/event"
	"heed/ent/member"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// checksMissed is what a department's list of missed weekly checks is told by.
const checksMissed = "department.weekly_checks_missed"

// TellMissed gives the list of the weekly checks that nobody made, when the week has
// ended, once for each department: to its head and to the management department (D0-62).
// Owners without a department are in the list of the management department. It looks at this week and the one before, so that a week whose end nobody saw is told
// too. Records department.weekly_checks_missed.
func TellMissed(ctx context.Context, j *journal.Journal) error {
	config, now := tenants.ConfigFrom(ctx), viewer.Now(ctx)
	if !config.AtWork() {
		return nil
	}
	for _, at := range []int{-7, 0} {
		week, worked := config.Calendar().WorkweekOf(now.In(config.Zone).AddDate(0, 0, at))
		if !worked || now.Before(week.End) {
			continue
		}
		_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error { return tellMissed(ctx, tx, week) })
		if err != nil {
			return err
		}
	}
	return nil
}

func tellMissed(ctx context.Context, tx *ent.Tx, week sla.Workweek) error {
	missed, err := tx.Task.Query().Where(
		task.DedupeKeyHasPrefix(weekKey(week)), task.TypeEQ(flow.TaskWeeklyCheck),
		task.StateIn(flow.TaskOpen, flow.TaskInProgress, flow.TaskMissed),
	).Order(task.ByID()).All(ctx)
	if err != nil {
		return fmt.Errorf("progress: looking for missed checks: %w", err)
	}
	of, management := map[typeid.ID][]typeid.ID{}, tenants.ConfigFrom(ctx).Management()
	for _, t := range missed {
		department := t.DepartmentID
		if department == "" {
			department = management
		}
		of[department] = append(of[department], t.AssigneeID)
	}
	told, err := toldSince(ctx, tx, week)
	if err != nil {
		return err
	}
	var departments []typeid.ID
	for id := range of {
		if id != "" && !told[id] {
			departments = append(departments, id)
		}
	}
	if len(departments) == 0 {
		return nil
	}
	people, err := clocks.PeopleOf(ctx, tx)
	if err != nil {
		return err
	}
	slices.Sort(departments)
	for _, id := range departments {
		tell := people.HeadAndManagement(ctx, id)
		journal.Record(ctx, journal.Event{
			Type: checksMissed, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectDepartment, ID: id},
			Departments: []typeid.ID{id}, Members: append(slices.Clone(of[id]), tell...), Clauses: []string{"D0-62"},
			Detail: map[string]any{"week": week.Name(), "missed": of[id], "tell": tell},
		})
	}
	return nil
}

// toldSince are the departments whose list of the week was told.
func toldSince(ctx context.Context, tx *ent.Tx, week sla.Workweek) (map[typeid.ID]bool, error) {
	events, err := tx.Event.Query().Where(
		journalled.SubjectIDIn(allDepartments(ctx)...), journalled.Type(checksMissed),
		journalled.OccurredAtGTE(week.End.UTC()), journalled.OccurredAtLT(week.End.UTC().AddDate(0, 0, 7)),
	).Select(journalled.FieldSubjectID, journalled.FieldOccurredAt).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("progress: looking for lists of missed checks: %w", err)
	}
	told := map[typeid.ID]bool{}
	for _, e := range events {
		told[e.SubjectID] = true
	}
	return told, nil
}

func allDepartments(ctx context.Context) []typeid.ID {
	var ids []typeid.ID
	for id := range tenants.ConfigFrom(ctx).Departments {
		ids = append(ids, id)
	}
	return ids
}

// membersOf are the active ones of the members, by id.
func membersOf(ctx context.Context, client *ent.Client, ids []typeid.ID) ([]*ent.Member, error) {
	all, err := client.Member.Query().Where(member.IDIn(ids...), member.StateEQ(flow.MemberActive)).Order(member.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("progress: reading members: %w", err)
	}
	return all, nil
}
