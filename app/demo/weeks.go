package demo

import (
	"context"
	"fmt"
	"time"

	"heed/app/progress"
	"heed/app/requirements"
	"heed/ent"
	"heed/ent/requirement"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// weeksChecked is for how many weeks before this one the weekly checks were asked for.
const weeksChecked = 8

// owners are the members who have open requirements.
var owners = []string{memberService, management, headService, headSales, staff}

// What a check finds.
var (
	checked  = []string{"按计划推进，本周已与客户沟通。", "方案已确认，等待备件到货。", "客户反馈良好，继续观察。", "已完成现场核对，下周安排实施。"}
	problems = []string{"客户联系人更换，需重新对接。", "备件延期，可能影响承诺时间。", "跨部门协调未落实，需上级推动。"}
)

// weeks plans the weekly checks: asked for at the week's beginning, made by most
// owners, and told of in its evening where nobody made them.
func (w *world) weeks(now time.Time) []*step {
	var all []*step
	for back := weeksChecked; back >= 0; back-- {
		week, worked := w.config.Calendar().WorkweekOf(now.AddDate(0, 0, -7*back))
		if !worked {
			continue
		}
		opened := week.First.Add(8*time.Hour + time.Minute).UTC()
		all = append(all,
			&step{at: opened, who: system, act: "ask for weekly checks", alone: func(ctx context.Context) error { return progress.OpenChecks(ctx, w.Journal) }},
			&step{at: week.End.Add(time.Minute).UTC(), who: system, act: "list missed checks", alone: func(ctx context.Context) error { return progress.TellMissed(ctx, w.Journal) }},
		)
		for i, who := range owners {
			at := w.working(opened, 600+40*i)
			if (back+i)%3 == 1 || !at.Before(week.End) { // forgotten, or no time for it
				continue
			}
			all = append(all, &step{at: at, who: who, act: "make a weekly check", do: func(ctx context.Context, tx *ent.Tx) error {
				return w.check(ctx, tx, who, back)
			}})
		}
	}
	return until(all, now)
}

// check makes the check that the member is asked for, if there is one.
func (w *world) check(ctx context.Context, tx *ent.Tx, who string, turn int) error {
	all := viewer.AsSystem(ctx, viewer.Tenant(ctx))
	t, err := tx.Task.Query().Where(task.TypeEQ(flow.TaskWeeklyCheck), task.AssigneeID(w.id(who)), task.StateEQ(flow.TaskOpen)).First(all)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("demo: reading a weekly check: %w", err)
	}
	open, err := tx.Requirement.Query().Where(requirement.AssigneeID(w.id(who)), requirement.StateIn(requirements.OpenStates()...)).
		Order(requirement.ByID()).IDs(all)
	if err != nil {
		return fmt.Errorf("demo: reading open requirements: %w", err)
	}
	in := progress.CheckInput{TaskID: t.ID, ExpectedVersion: t.Version}
	for i, id := range open {
		e := progress.CheckEntryInput{RequirementID: id, Text: checked[(i+turn)%len(checked)]}
		if (i+turn)%5 == 3 {
			e.Problem = new(problems[(i+turn)%len(problems)])
		}
		in.Entries = append(in.Entries, e)
	}
	_, err = progress.Check(ctx, tx, in)
	return err
}

// until are the steps whose time has come.
func until(steps []*step, now time.Time) []*step {
	var all []*step
	for _, s := range steps {
		if s.at.Before(now) {
			all = append(all, s)
		}
	}
	return all
}
