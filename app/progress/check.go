package progress

import (
	"context"
	"fmt"
	"slices"

	"heed/app/requirements"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/requirement"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxChecked is how many requirements a weekly check covers: of more, those that are due
// first.
const maxChecked = 500

// CheckEntryInput is what a weekly check found of a requirement.
type CheckEntryInput struct {
	RequirementID typeid.ID
	Text          string
	Problem       *string
}

// CheckInput is a weekly check made.
type CheckInput struct {
	TaskID          typeid.ID
	ExpectedVersion int
	Entries         []CheckEntryInput
}

// Check records a weekly check and finishes the task that asks for it (D0-62). It covers
// every open requirement of who was asked, each once; of more than 500 those that are due
// first. Errors: those of a task,
// task.no_weekly_check, weekly_check.incomplete with the missing ones,
// weekly_check.not_theirs. Records requirement.progressed of each, and task.done.
func Check(ctx context.Context, tx *ent.Tx, in CheckInput) (*ent.Task, error) {
	return tasks.FinishCheck(ctx, tx, tasks.FinishInput{ID: in.TaskID, ExpectedVersion: in.ExpectedVersion},
		func(ctx context.Context, t *ent.Task) (string, error) { return check(ctx, tx, t, in.Entries) })
}

func check(ctx context.Context, tx *ent.Tx, t *ent.Task, entries []CheckEntryInput) (string, error) {
	if err := checkEntries(entries); err != nil {
		return "", err
	}
	open, err := openOf(ctx, tx, t.AssigneeID)
	if err != nil {
		return "", err
	}
	if err := covers(entries, open); err != nil {
		return "", err
	}
	held, err := requirements.Hold(viewer.SystemOf(ctx), tx, open...)
	if err != nil {
		return "", err
	}
	of := map[typeid.ID]*ent.Requirement{}
	for _, r := range held {
		of[r.ID] = r
	}
	problems := 0
	for _, entry := range entries {
		if optional.Value(entry.Problem) != "" {
			problems++
		}
		r := of[entry.RequirementID]
		e, err := write(ctx, tx, AddInput{RequirementID: &r.ID, Kind: flow.ProgressWeeklyCheck, Text: entry.Text, Problem: entry.Problem}, viewer.Now(ctx), "")
		if err != nil {
			return "", err
		}
		err = requirements.Progressed(ctx, tx, r, requirements.ProgressTold{
			EntryID: e.ID, Kind: e.Kind, Problem: e.Problem != "", Clauses: clauses[e.Kind],
		})
		if err != nil {
			return "", err
		}
	}
	return fmt.Sprintf(summaries[tenants.ConfigFrom(ctx).Tenant.Locale.Index()], len(entries), problems), nil
}

// summaries are what a check comes to, in simplified Chinese, traditional Chinese and
// English.
var summaries = [3]string{
	"已检查未结需求 %d 项，其中存在问题 %d 项。", "已檢查未結需求 %d 項，其中存在問題 %d 項。", "Open requirements checked: %d, with a problem: %d.",
}

// checkEntries looks at what the entries say by themselves, and cleans their texts.
func checkEntries(entries []CheckEntryInput) error {
	if len(entries) > maxChecked {
		return fault.Input("entries", "input.too_many").With("max", maxChecked)
	}
	seen := map[typeid.ID]bool{}
	for i := range entries {
		e, field := &entries[i], fmt.Sprintf("entries[%d]", i)
		if seen[e.RequirementID] {
			return fault.Input(field+".requirementId", "input.duplicate").With("value", e.RequirementID)
		}
		seen[e.RequirementID] = true
		var err error
		if e.Text, err = text.Lines(field+".text", e.Text, 1, maxText); err != nil {
			return err
		}
		if e.Problem != nil {
			cleaned, err := text.Lines(field+".problem", *e.Problem, 0, maxLong)
			if err != nil {
				return err
			}
			e.Problem = &cleaned
		}
	}
	return nil
}

// openOf are the open requirements of a member, those that are due first before the
// others, whether or not the viewer reads them.
func openOf(ctx context.Context, tx *ent.Tx, member typeid.ID) ([]typeid.ID, error) {
	if member == "" {
		return nil, nil
	}
	ids, err := tx.Requirement.Query().Where(requirement.AssigneeID(member), requirement.StateIn(requirements.OpenStates()...)).
		Order(requirement.ByDueAt(), requirement.ByID()).IDs(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("progress: reading open requirements: %w", err)
	}
	return ids, nil
}

// covers refuses a check that leaves an open requirement out, or names another. Of more
// than a check covers the first are asked for.
func covers(entries []CheckEntryInput, open []typeid.ID) error {
	theirs, checked := map[typeid.ID]bool{}, map[typeid.ID]bool{}
	for _, id := range open {
		theirs[id] = true
	}
	for i, e := range entries {
		if !theirs[e.RequirementID] {
			return fault.Input(fmt.Sprintf("entries[%d].requirementId", i), "weekly_check.not_theirs")
		}
		checked[e.RequirementID] = true
	}
	asked := slices.Clone(open[:min(len(open), maxChecked)])
	missing := slices.DeleteFunc(asked, func(id typeid.ID) bool { return checked[id] })
	if len(missing) == 0 {
		return nil
	}
	return fault.Precondition("weekly_check.incomplete").With("missing", len(missing)).On("entries").
		Extend("missing", missing[:min(len(missing), 100)])
}
