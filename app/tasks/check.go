package tasks

import (
	"context"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
)

// FinishCheck finishes a weekly check with what it found; record writes the findings
// down, and gives the result. Errors: task.no_weekly_check. Records task.done.
func FinishCheck(ctx context.Context, tx *ent.Tx, in FinishInput, record func(ctx context.Context, t *ent.Task) (string, error)) (*ent.Task, error) {
	was, next, err := take(ctx, tx, flow.TaskActFinish, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if was.Type != flow.TaskWeeklyCheck {
		return nil, fault.Precondition("task.no_weekly_check").On("taskId")
	}
	result, err := record(ctx, was)
	if err != nil {
		return nil, err
	}
	return end(ctx, was, next, "result", result)
}
