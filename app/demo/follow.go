package demo

import (
	"context"
	"time"

	"heed/app/progress"
	"heed/app/requirements"
	"heed/ent"
	"heed/rules/flow"
)

// notes are what is said of work that goes on.
var notes = []string{
	"已与客户电话沟通当前进度，客户表示理解。", "备件已下单，预计两个工作日内到货。", "现场勘查完成，方案细节已确认。", "测试环境验证通过，准备安排上门。",
}

// follow plans the progress of what is being handled: what the customer is told, and who
// is asked to coordinate.
func (w *world) follow(stories []*story, now time.Time) []*step {
	var all []*step
	for i, s := range stories {
		if s.end != flow.RequirementPlanned && s.end != flow.RequirementProcessing {
			continue
		}
		add := func(minutes int, who string, in progress.AddInput) {
			at := w.working(s.last(), minutes)
			if at.Before(now) {
				all = append(all, &step{at: at, who: who, act: "tell progress", do: func(ctx context.Context, tx *ent.Tx) error {
					in.RequirementID = &s.id
					_, err := progress.Add(ctx, tx, in)
					return err
				}})
			}
		}
		phone := flow.ChannelPhone
		add(45, s.worker, progress.AddInput{Kind: flow.ProgressCustomerNotice, Text: notes[0], Channel: &phone, CustomerReaction: new("希望尽快完成。")})
		add(90, s.worker, progress.AddInput{Kind: flow.ProgressNote, Text: notes[1+i%3]})
		if i%3 == 0 {
			due, department := now.Add(72*time.Hour), w.departments[flow.DepartmentLogistics]
			add(120, s.decider, progress.AddInput{
				Kind: flow.ProgressCoordination, Text: "请物流部门协调加急配送。", Problem: new("常规配送赶不上约定时间。"),
				DepartmentID: &department, DueAt: &due,
			})
		}
		if s.end == flow.RequirementProcessing && i%2 == 0 {
			all = append(all, w.stepDone(s, w.working(s.last(), 140)))
		}
		if i%4 == 0 {
			add(150, management, progress.AddInput{Kind: flow.ProgressSupervision, Text: "请按方案时间节点推进，并及时向客户反馈。"})
		}
	}
	return until(append(all, w.tellOthers(stories, now)...), now)
}

// tellOthers plans that customers whose requirements were merged are told how the other gets on,
// which ends the tasks that ask for it; some are still to be told.
func (w *world) tellOthers(stories []*story, now time.Time) []*step {
	var all []*step
	for _, s := range stories {
		if s.into == nil || s.into.from == s.from {
			continue
		}
		if s.number%2 == 0 {
			all = append(all, w.newWord(s.into, now))
			continue
		}
		at := later(w.working(s.into.last(), 200), w.working(s.last(), 30))
		all = append(all, &step{at: at, who: s.into.worker, act: "tell another customer", do: func(ctx context.Context, tx *ent.Tx) error {
			_, err := progress.Add(ctx, tx, progress.AddInput{
				RequirementID: &s.into.id, Kind: flow.ProgressCustomerNotice, Text: "已告知同一需求的进度。", Channel: new(flow.ChannelPhone), CustomerID: &s.from.id,
			})
			return err
		}})
	}
	return all
}

// newWord plans that the customer was told something not long ago: of what was merged into it the
// others are still to be told.
func (w *world) newWord(s *story, now time.Time) *step {
	at := now
	for back := 1; !at.Before(now); back++ {
		at = w.working(now.AddDate(0, 0, -back), 20)
	}
	return &step{at: at, who: s.worker, act: "tell news", do: func(ctx context.Context, tx *ent.Tx) error {
		_, err := progress.Add(ctx, tx, progress.AddInput{
			RequirementID: &s.id, Kind: flow.ProgressCustomerNotice, Text: "已告知客户最新安排。", Channel: new(flow.ChannelPhone),
		})
		return err
	}}
}

// stepDone plans that the first step of the plan is done.
func (w *world) stepDone(s *story, at time.Time) *step {
	return &step{at: at, who: s.worker, act: "do a step", do: func(ctx context.Context, tx *ent.Tx) error {
		if err := s.look(ctx, tx); err != nil {
			return err
		}
		_, err := requirements.StepDone(ctx, tx, requirements.StepDoneInput{ID: s.id, ExpectedVersion: s.version, Step: 1})
		return err
	}}
}
