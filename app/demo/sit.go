package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/meetings"
	"heed/app/requirements"
	"heed/ent"
	"heed/ent/meeting"
	"heed/ent/requirement"
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
			typ: flow.MeetingRequirementAnalysis, title: "需求分析会议", agenda: "一、审核上月需求分析报告\n二、确定优先级", rule: "FREQ=MONTHLY;BYDAY=2WE;COUNT=8", days: 150,
			with: []string{committee, headService, headSales}, minutes: "审核了上月的需求分析报告，同意按价值排序推进。",
			decided: "对价值最高的需求补充可行性评估", owner: headService,
		},
		{
			typ: flow.MeetingMonitoringReview, title: "跟踪与监控总结会议", agenda: "一、超时原因\n二、经验与改进", rule: "FREQ=MONTHLY;INTERVAL=3;BYDAY=2WE;COUNT=4", days: 200,
			with: []string{headService, headSales, committee}, minutes: "总结了超时需求的原因：夜间值守不足、信息交接不全。",
			decided: "建立夜间值守交接清单", owner: headService,
		},
		{
			typ: flow.MeetingCommittee, title: "客户关怀委员会季度会议", agenda: "一、季度指标完成情况\n二、重大事项审议", rule: "FREQ=MONTHLY;INTERVAL=3;BYDAY=2WE;COUNT=4", days: 250,
			with: []string{committee, headService, headSales}, minutes: "审议了季度指标，同意增加夜间值守人手，年底前评估效果。",
			decided: "提出夜间值守人员编制方案", owner: headService,
		},
		{
			typ: flow.MeetingOther, title: "客户需求管理培训", agenda: "一、需求录入规范\n二、常见问题答疑", rule: "FREQ=WEEKLY;INTERVAL=2;COUNT=5", days: 45,
			with: []string{memberService, staff, headService}, minutes: "讲解了录入规范和答复时限，现场完成三个案例练习。",
			decided: "整理录入常见问题清单", owner: memberService,
		},
	}
}

// sit plans the meetings: those whose day has passed were held, one of them in the
// week was called off, and so is the last to come.
func (w *world) sit(now time.Time) []*step {
	var all []*step
	for _, s := range sittings() {
		from := now.In(w.config.Zone).AddDate(0, 0, -s.days)
		from = s.first(time.Date(from.Year(), from.Month(), from.Day(), 14, 0, 0, 0, w.config.Zone))
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

// first is the first day from the instant on that the rule is for: a Wednesday, of
// those that meet in the month the second one.
func (s *sitting) first(from time.Time) time.Time {
	monthly := strings.Contains(s.rule, "BYDAY=2WE")
	for from.Weekday() != time.Wednesday || monthly && (from.Day()-1)/7 != 1 {
		from = from.AddDate(0, 0, 1)
	}
	return from
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
		if m, err = s.link(ctx, tx, m); err != nil {
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

// link names what the meeting is about: the requirements that were received last.
func (s *sitting) link(ctx context.Context, tx *ent.Tx, m *ent.Meeting) (*ent.Meeting, error) {
	about, err := tx.Requirement.Query().Where(requirement.StateIn(requirements.OpenStates()...)).
		Order(requirement.ByReceivedAt(sql.OrderDesc()), requirement.ByID()).Limit(3).IDs(ctx)
	if err != nil {
		return nil, fmt.Errorf("demo: what a meeting is about: %w", err)
	}
	if len(about) == 0 {
		return m, nil
	}
	return meetings.Update(ctx, tx, meetings.UpdateInput{ID: m.ID, ExpectedVersion: m.Version, RecordIDs: about})
}
