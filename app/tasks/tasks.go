// Package tasks is what members are asked to do and to decide. Tasks are the pieces
// of work that the rules or a member ask of somebody: they are begun, finished,
// cancelled, or missed when their time has passed (D0-57); a missed one stays a
// fact. Approvals are one mechanism for all that others must agree to before it is
// done.
package tasks

import (
	"context"
	"strings"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// Record is what scopes look at in a task: the department that is asked, and
// whom it is asked of and by.
func Record(t *ent.Task) authz.Record {
	departments, members := journal.TaskRecord(t)
	return authz.Record{Departments: departments, Members: members}
}

// moved records that the task has reached a state: task.<state>.
func moved(ctx context.Context, t *ent.Task, from flow.TaskState) {
	e := event(t, "task."+strings.ToLower(string(t.State)))
	e.From, e.To = string(from), string(t.State)
	if from == "" {
		e.Detail = asked(t)
	}
	journal.Record(ctx, e)
}

// asked is what a new task asks for: about what, with whom and by when, and for which
// period of a plan.
func asked(t *ent.Task) map[string]any {
	detail := map[string]any{"type": t.Type}
	if t.SubjectID != "" {
		detail["subject"] = t.SubjectID
	}
	if t.DueAt.Before(database.Never) {
		detail["dueAt"] = t.DueAt
	}
	if t.PlanID != "" {
		detail["customer"], detail["plan"], detail["periodStart"] = t.CustomerID, t.PlanID, t.PeriodStart
	}
	return detail
}

func event(t *ent.Task, typ string) journal.Event {
	departments, members := journal.TaskRecord(t)
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectTask, ID: t.ID},
		Departments: departments, Members: members, Clauses: t.ClauseIds,
	}
}

// nextTick is when a task of the due time has something to tell from now on: its
// reminder a working day before, or that it is missed; nil for a task without
// a due time. What is due within a working day is not reminded of.
func nextTick(ctx context.Context, due time.Time) *time.Time {
	if !due.Before(database.Never) {
		return nil
	}
	at := sla.WorkingDayBefore(due, tenants.ConfigFrom(ctx).Calendar())
	if !at.After(viewer.Now(ctx)) {
		at = due
	}
	journal.DueBy(ctx, at)
	return &at
}
