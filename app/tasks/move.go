package tasks

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// StartInput is a task to begin.
type StartInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// Start begins a task. Records task.in_progress.
func Start(ctx context.Context, tx *ent.Tx, in StartInput) (*ent.Task, error) {
	was, next, err := take(ctx, tx, flow.TaskActStart, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	return save(ctx, was, was.Update().SetState(next))
}

// FinishInput is a task done.
type FinishInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Result          string
}

// Finish ends a task with what came of it. Errors: task.planned, where an
// interaction does that, task.answer_report, where the answer to a report does, and
// task.weekly_check_needs_record, where a record does. Records task.done.
func Finish(ctx context.Context, tx *ent.Tx, in FinishInput) (*ent.Task, error) {
	was, next, err := take(ctx, tx, flow.TaskActFinish, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if was.Type == flow.TaskReportResponse && was.SubjectType != nil && *was.SubjectType == flow.SubjectReport {
		return nil, fault.Precondition("task.answer_report")
	}
	if err := shown(was); err != nil {
		return nil, err
	}
	if was.Type == flow.TaskWeeklyCheck {
		return nil, fault.Precondition("task.weekly_check_needs_record")
	}
	return end(ctx, was, next, "result", in.Result)
}

// CancelInput is a task that is no longer asked for.
type CancelInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// Cancel takes a task back, with the reason as its result. Errors: task.planned and
// task.weekly_check_stays, of what people do not take back. Records task.cancelled.
func Cancel(ctx context.Context, tx *ent.Tx, in CancelInput) (*ent.Task, error) {
	was, next, err := take(ctx, tx, flow.TaskActCancel, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if err := stays(was); err != nil {
		return nil, err
	}
	return end(ctx, was, next, "reason", in.Reason)
}

func end(ctx context.Context, was *ent.Task, next flow.TaskState, field, words string) (*ent.Task, error) {
	words, err := text.Lines(field, words, 1, maxResult)
	if err != nil {
		return nil, err
	}
	return save(ctx, was, was.Update().SetState(next).SetResult(words).SetEndedAt(viewer.Now(ctx)).ClearNextTickAt())
}

// save writes a change of the state and tells it.
func save(ctx context.Context, was *ent.Task, change *ent.TaskUpdateOne) (*ent.Task, error) {
	t, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("tasks: writing %s: %w", was.ID, err)
	}
	moved(ctx, t, was.State)
	return t, nil
}
