package demo

import (
	"context"
	"time"

	"heed/app/meetings"
	"heed/ent"
	"heed/ent/meeting"
	"heed/rules/flow"
	"heed/rules/recurrence"
	"heed/rules/typeid"
)

// sitting is a series of meetings, planned.
type sitting struct {
	typ     flow.MeetingType
	title   string
	agenda  string
	rule    string
	days    int // before now, when it begins
	with    []string
	minutes string
	decided string // by the newest that was held, and done by whom
	owner   string
	id      typeid.ID // of the first
}

// sittings are the meetings of the year.
func sittings() []*sitting {
	return []*sitting{
		{
			typ: flow.MeetingInternalSharing, title: "客户需求内部沟通会", agenda: "一、本周新增需求\n二、跨部门协调事项", rule: "FREQ=WEEKLY;COUNT=10", days: 42,
			with: []string{headService, headSales, memberService, staff}, minutes: "各部门通报本周客户需求，明确了两项跨部门事项的牵头人。",
			decided: "整理重复出现的安装问题，形成说明材料", owner: memberService,
		},
		{
			typ: flow.MeetingRequirementAnalysis, title: "需求分析会议", agenda: "一、审核上月需求分析报告\n二、确定优先级", rule: "FREQ=MONTHLY;COUNT=8", days: 150,
			with: []string{committee, headService, headSales}, minutes: "审核了上月的需求分析报告，同意按价值排序推进。",
			decided: "对价值最高的需求补充可行性评估", owner: headService,
		},
		{
			typ: flow.MeetingMonitoringReview, title: "跟踪与监控总结会议", agenda: "一、超时原因\n二、经验与改进", rule: "FREQ=MONTHLY;INTERVAL=3;COUNT=4", days: 200,
			with: []string{headService, headSales, committee}, minutes: "总结了超时需求的原因：夜间值守不足、信息交接不全。",
			decided: "建立夜间值守交接清单", owner: headService,
		},
	}
}

// sit plans the meetings: those whose day has passed were held, one of them in the
// week was called off, and so is the last to come.
func (w *world) sit(now time.Time) []*step {
	var all []*step
	for _, s := range sittings() {
		from := now.In(w.config.Zone).AddDate(0, 0, -s.days)
		from = time.Date(from.Year(), from.Month(), min(from.Day(), 28), 14, 0, 0, 0, w.config.Zone)
		dates, err := recurrence.Dates("recurrence", s.rule, from, w.config.Zone)
		if err != nil { // the rules stand above
			panic(err)
		}
		all = append(all, w.called(s, from))
		last := 0
		for i, at := range dates {
			if at.Add(2 * time.Hour).Before(now) {
				last = i
			}
		}
		for i, at := range dates {
			over := at.Add(90 * time.Minute)
			switch {
			case i == 1 || i == len(dates)-1 && at.After(now):
				all = append(all, w.off(s, i, dates[0].Add(time.Hour)))
			case over.Before(now):
				all = append(all, w.held(s, i, over, i == last)...)
			}
		}
	}
	return all
}

func (w *world) called(s *sitting, from time.Time) *step {
	return &step{at: from.Add(-48 * time.Hour), who: management, act: "call a meeting", do: func(ctx context.Context, tx *ent.Tx) error {
		in := meetings.CreateInput{
			Type: s.typ, Title: s.title, StartsAt: from, MinutesLong: 60, Recurrence: &s.rule, Place: new("三楼会议室"), Agenda: &s.agenda,
		}
		for _, who := range s.with {
			in.AttendeeIDs = append(in.AttendeeIDs, w.id(who))
		}
		m, err := meetings.Create(ctx, tx, in)
		if err == nil {
			s.id = m.ID
		}
		return err
	}}
}

// nth is the meeting of the series, counted from 0.
func (s *sitting) nth(ctx context.Context, tx *ent.Tx, i int) (*ent.Meeting, error) {
	return tx.Meeting.Query().Where(meeting.Or(meeting.ID(s.id), meeting.SeriesID(s.id))).Order(meeting.ByStartsAt()).Offset(i).First(ctx)
}

func (w *world) off(s *sitting, i int, at time.Time) *step {
	return &step{at: at, who: management, act: "call a meeting off", do: func(ctx context.Context, tx *ent.Tx) error {
		m, err := s.nth(ctx, tx, i)
		if err != nil {
			return err
		}
		_, err = meetings.Cancel(ctx, tx, meetings.CancelInput{ID: m.ID, ExpectedVersion: m.Version, Reason: "与年度盘点时间冲突，内容并入下次会议。"})
		return err
	}}
}

func (w *world) held(s *sitting, i int, at time.Time, newest bool) []*step {
	hold := &step{at: at, who: management, act: "hold a meeting", do: func(ctx context.Context, tx *ent.Tx) error {
		m, err := s.nth(ctx, tx, i)
		if err != nil {
			return err
		}
		in := meetings.HoldInput{ID: m.ID, ExpectedVersion: m.Version}
		for k, who := range s.with {
			if (i+k)%4 != 3 {
				in.AttendedIDs = append(in.AttendedIDs, w.id(who))
			}
		}
		_, err = meetings.Hold(ctx, tx, in)
		return err
	}}
	write := &step{at: at.Add(10 * time.Minute), who: management, act: "write minutes", do: func(ctx context.Context, tx *ent.Tx) error {
		m, err := s.nth(ctx, tx, i)
		if err != nil {
			return err
		}
		in := meetings.MinutesInput{ID: m.ID, ExpectedVersion: m.Version, Minutes: &s.minutes}
		if newest {
			in.Decisions = []meetings.DecisionInput{{Text: s.decided, OwnerID: new(w.id(s.owner)), DueAt: new(at.AddDate(0, 6, 0))}}
		}
		_, err = meetings.Minutes(ctx, tx, in)
		return err
	}}
	return []*step{hold, write}
}
