package demo

import (
	"context"
	"time"

	"heed/app/tasks"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// system does what nobody in person does.
const system = ""

// chores plans tasks: a return visit for each result that the customer was told,
// done, begun or missed, and a few for the days to come.
func (w *world) chores(stories []*story, now time.Time) []*step {
	var all []*step
	for i, s := range stories {
		if s.end != flow.RequirementFeedback {
			continue
		}
		visit := &chore{
			w: w, by: s.decider, of: s.worker, typ: flow.TaskReturnVisit, title: "回访客户，确认处理结果",
			about: func() typeid.ID { return s.id },
		}
		visit.made = w.working(s.told, 60)
		visit.due = w.due(visit.made, sla.Limit{Amount: 5, Unit: sla.UnitWorkingDay})
		all = append(all, visit.steps(now, i%3)...)
	}
	for i, j := range jobs() {
		c := j.chore
		c.w, c.made = w, now.AddDate(0, 0, -j.days).Add(-time.Duration(26+i)*time.Hour)
		c.due = w.due(c.made, sla.Limit{Amount: 3, Unit: sla.UnitWorkingDay})
		if j.end == choreLeft || j.end == choreBegun {
			c.due = w.due(now, sla.Limit{Amount: 3 + i%4, Unit: sla.UnitWorkingDay})
		}
		all = append(all, c.steps(now, j.end)...)
	}
	return all
}

// What becomes of a task.
const (
	choreDone   = iota
	choreMissed // unless its time has not come
	choreBegun
	choreLeft
	choreCancelled
)

// chore is one task, planned.
type chore struct {
	w         *world
	by, of    string
	typ       flow.TaskType
	title     string
	about     func() typeid.ID // nil for nothing
	result    string
	made, due time.Time

	id      typeid.ID
	version int
}

// steps are what has happened to it by now.
func (c *chore) steps(now time.Time, end int) []*step {
	var all []*step
	add := func(at time.Time, who, act string, do func(ctx context.Context, tx *ent.Tx) (*ent.Task, error)) {
		if at.Before(now) {
			all = append(all, &step{at: at, who: who, act: act, do: func(ctx context.Context, tx *ent.Tx) error {
				t, err := do(ctx, tx)
				if err == nil && t != nil {
					c.id, c.version = t.ID, t.Version
				}
				return err
			}})
		}
	}
	add(c.made, c.by, "ask", func(ctx context.Context, tx *ent.Tx) (*ent.Task, error) {
		assignee := c.w.id(c.of)
		in := tasks.CreateInput{Type: &c.typ, Title: c.title, AssigneeID: &assignee, DueAt: &c.due}
		if c.about != nil {
			id := c.about()
			in.SubjectID = &id
		}
		return tasks.Create(ctx, tx, in)
	})
	start := c.w.working(c.made, 200)
	if end == choreDone || end == choreBegun {
		add(start, c.of, "begin", func(ctx context.Context, tx *ent.Tx) (*ent.Task, error) {
			return tasks.Start(ctx, tx, tasks.StartInput{ID: c.id, ExpectedVersion: c.version})
		})
	}
	if end == choreDone {
		add(c.w.working(start, 300), c.of, "finish", func(ctx context.Context, tx *ent.Tx) (*ent.Task, error) {
			return tasks.Finish(ctx, tx, tasks.FinishInput{ID: c.id, ExpectedVersion: c.version, Result: c.came()})
		})
		return all
	}
	if end == choreCancelled {
		add(start, c.by, "take back", func(ctx context.Context, tx *ent.Tx) (*ent.Task, error) {
			return tasks.Cancel(ctx, tx, tasks.CancelInput{ID: c.id, ExpectedVersion: c.version, Reason: "客户已直接回复，不再需要。"})
		})
		return all
	}
	return all
}

// came is what came of it.
func (c *chore) came() string {
	if c.result != "" {
		return c.result
	}
	return "客户已确认处理结果，表示满意。"
}
