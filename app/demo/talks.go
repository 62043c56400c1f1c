package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"heed/app/engagement"
	"heed/app/requirements"
	"heed/ent"
	"heed/ent/engagementplan"
	"heed/rules/flow"
	"heed/rules/period"
	"heed/rules/typeid"
)

// talkMonths is for how many months, the present one among them, the company has
// planned its talks.
const talkMonths = 8

// talks plans what the plans ask for and what was talked about: each month most of
// the customers that are asked for are visited, some are not, and a few ask or
// suggest something.
func (w *world) talks(rng *rand.Rand, clients []*client, now time.Time) []*step {
	months := period.Since(flow.PeriodMonth, now.AddDate(0, -talkMonths-1, 0), now, w.config.Zone, talkMonths)
	begun := months[0].Start.Add(-14 * time.Hour)
	steps := []*step{
		{at: founding(now).Add(12 * time.Hour), who: management, act: "switch the plans off", do: switchPlans(false)},
		{at: begun, who: management, act: "switch the plans on", do: switchPlans(true)},
	}
	for i, in := range plans() {
		steps = append(steps, &step{at: begun.Add(time.Duration(i+1) * time.Minute), who: management, act: "plan", do: func(ctx context.Context, tx *ent.Tx) error {
			_, err := engagement.CreatePlan(ctx, tx, in)
			return err
		}})
	}
	steps = append(steps, tried(begun.Add(30*time.Minute))...)
	for _, month := range months {
		opened := month.Start.Add(time.Hour)
		if opened.Before(now) {
			steps = append(steps, &step{at: opened, who: system, act: "open what plans ask for", alone: func(ctx context.Context) error { return engagement.OpenDue(ctx, w.Journal) }})
		}
		for i, c := range clients {
			at := w.working(month.Start.Add(time.Duration(24+rng.IntN(24*20))*time.Hour), rng.IntN(400))
			if c.made.After(opened) || !at.Before(now) || i%4 == 3 {
				continue
			}
			made := new(typeid.ID)
			steps = append(steps, w.talk(rng, c, at, made))
			if drawn := at.Add(2 * time.Hour); i%12 == 1 && drawn.Before(now) {
				steps = append(steps, draw(c, drawn, made))
			}
		}
	}
	return append(append(steps, hints(clients, now)...), w.questions(rng, clients, now)...)
}

// plans are those that the company made itself.
func plans() []engagement.PlanCreateInput {
	one := func(name string, class flow.MaintenanceClass, rule engagement.RuleInput) engagement.PlanCreateInput {
		return engagement.PlanCreateInput{Name: name, Kind: flow.EngagementMaintenance, MaintenanceClass: &class, Rules: []engagement.RuleInput{rule}}
	}
	return []engagement.PlanCreateInput{
		one("高价值客户每季度高层拜访", flow.MaintenanceHigh, engagement.RuleInput{
			Key: "EXEC_VISIT", TaskType: new(flow.TaskExecVisit), Cadence: flow.PeriodQuarter, Types: []flow.InteractionType{flow.InteractionExecVisit, flow.InteractionVisit},
		}),
		one("中价值客户每月客户经理沟通", flow.MaintenanceMedium, engagement.RuleInput{
			Key: "MANAGER_TALK", TaskType: new(flow.TaskManagerTalk), Cadence: flow.PeriodMonth, Contents: []flow.EngagementContent{flow.ContentOpinions},
		}),
		one("潜力客户每半年回访", flow.MaintenancePotential, engagement.RuleInput{
			Key: "RETURN_VISIT", TaskType: new(flow.TaskReturnVisit), Cadence: flow.PeriodHalfYear, Types: []flow.InteractionType{flow.InteractionReturnVisit},
		}),
	}
}

// tried are plans that were thought better of before their first period began.
func tried(at time.Time) []*step {
	var steps []*step
	for i, name := range []string{"展会新客户每周沟通", "全体客户每周电话问候"} {
		class := flow.MaintenancePotential
		is := &ent.EngagementPlan{}
		steps = append(steps, &step{at: at.Add(time.Duration(i) * time.Minute), who: management, act: "try a plan", do: func(ctx context.Context, tx *ent.Tx) (err error) {
			is, err = engagement.CreatePlan(ctx, tx, engagement.PlanCreateInput{
				Name: name, Kind: flow.EngagementMaintenance, MaintenanceClass: &class,
				Rules: []engagement.RuleInput{{Key: "WEEKLY", TaskType: new(flow.TaskManagerTalk), Cadence: flow.PeriodWeek}},
			})
			return err
		}}, &step{at: at.Add(2 * time.Hour), who: management, act: "leave a plan aside", do: func(ctx context.Context, tx *ent.Tx) error {
			_, err := engagement.UpdatePlan(ctx, tx, engagement.PlanUpdateInput{ID: is.ID, ExpectedVersion: is.Version, Active: new(bool)})
			return err
		}})
	}
	return steps
}

func switchPlans(on bool) func(ctx context.Context, tx *ent.Tx) error {
	return func(ctx context.Context, tx *ent.Tx) error {
		all, err := tx.EngagementPlan.Query().Where(engagementplan.Active(!on)).All(ctx)
		if err != nil {
			return fmt.Errorf("demo: reading plans: %w", err)
		}
		for _, p := range all {
			if _, err := engagement.UpdatePlan(ctx, tx, engagement.PlanUpdateInput{ID: p.ID, ExpectedVersion: p.Version, Active: &on}); err != nil {
				return err
			}
		}
		return nil
	}
}

// What customers say when somebody talks with them.
var (
	talkTitles   = []string{"例行拜访", "季度需求沟通", "产品使用情况交流", "现场走访", "下阶段合作沟通"}
	talkNeeds    = []string{"希望备件能在当地备货。", "需要一份按月的用量报表。", "想把旧设备逐步换成新型号。", "需要对新员工做一次操作培训。", "希望送货时间固定在上午。"}
	talkHopes    = []string{"最好下季度前落实。", "希望费用控制在去年水平。", "希望有专人对接。", "先试点再推广。", ""}
	talkOpinions = []string{"对服务态度很满意，响应还可以再快。", "包装比以前好，标签不够清楚。", "价格偏高，但质量稳定。", "新界面不太习惯。", "整体满意。"}
	heard        = []string{"送货时听库管说，希望托盘换成标准尺寸，他们的叉车才好卸。", "门卫说周末没人收货，能不能改到周一上午。", "司机听客户讲，冷链箱的温度记录想要电子版。"}
	asked        = []string{"新型号什么时候可以订货？", "保修期内更换配件是否收费？", "发票能否按门店分开开具？", "系统能不能导出去年的数据？", "周末可以安排上门吗？", "能否提供英文说明书？"}
	suggested    = []string{"建议在小程序里增加报修进度。", "建议送货前半小时电话通知。", "建议把说明书做成视频。", "建议增加小规格包装。"}
	answered     = []string{"已与相关部门确认，可以，具体安排稍后由专人联系您。", "感谢您的建议，已列入改进计划，下月给您答复进展。", "保修期内免费，请保留购买凭证。", "可以导出，操作步骤已发到您的邮箱。"}
)

// talk is a talk with the customer: with the more valued ones mostly a visit, in depth.
func (w *world) talk(rng *rand.Rand, c *client, at time.Time, made *typeid.ID) *step {
	typ := pick(rng, []flow.InteractionType{flow.InteractionVisit, flow.InteractionVisit, flow.InteractionOnlineMeeting, flow.InteractionExecVisit})
	inDepth := c.key()
	if !inDepth {
		typ = pick(rng, []flow.InteractionType{flow.InteractionPhone, flow.InteractionEmail, flow.InteractionReturnVisit, flow.InteractionOnlineChat, flow.InteractionObservation})
	}
	in := engagement.CreateInput{
		Type: typ, Direction: flow.DirectionOutbound, Title: pick(rng, talkTitles), OccurredAt: at.Add(-time.Duration(20+rng.IntN(300)) * time.Minute),
		InDepth: &inDepth, Needs: new(pick(rng, talkNeeds)), Expectations: new(pick(rng, talkHopes)), Opinions: new(pick(rng, talkOpinions)),
	}
	return w.note(c, at, in, made)
}

// draw draws a requirement from what was said.
func draw(c *client, at time.Time, from *typeid.ID) *step {
	return &step{at: at, who: teams[c.team].maker, act: "draw a requirement", do: func(ctx context.Context, tx *ent.Tx) error {
		_, err := engagement.DraftRequirement(ctx, tx, engagement.DraftInput{ID: *from, ExpectedVersion: 1, Category: flow.RequirementCategoryService})
		return err
	}}
}

// hints are what the dispatcher heard at the customers' gates.
func hints(clients []*client, now time.Time) []*step {
	var steps []*step
	for _, c := range clients {
		if c.team != "logistics" || len(steps) == len(heard) {
			continue
		}
		words := heard[len(steps)]
		steps = append(steps, &step{at: now.Add(-time.Duration(len(steps)+1) * 30 * time.Hour), who: staff, act: "hint", do: func(ctx context.Context, tx *ent.Tx) error {
			_, err := requirements.Hint(ctx, tx, requirements.HintInput{CustomerID: c.id, Text: words})
			return err
		}})
	}
	return steps
}

// note writes an interaction with the customer down.
func (w *world) note(c *client, at time.Time, in engagement.CreateInput, made *typeid.ID) *step {
	return &step{at: at, who: teams[c.team].maker, act: "talk", do: func(ctx context.Context, tx *ent.Tx) error {
		in.CustomerID = c.id
		i, err := engagement.Create(ctx, tx, in)
		if err == nil {
			*made = i.ID
		}
		return err
	}}
}

// questions are what customers asked and suggested in the last weeks; the newest wait
// for their replies.
func (w *world) questions(rng *rand.Rand, clients []*client, now time.Time) []*step {
	var steps []*step
	for n := range len(asked) + len(suggested) {
		in := engagement.CreateInput{Type: flow.InteractionInquiry, Direction: flow.DirectionInbound, Title: "客户咨询"}
		if n < len(asked) {
			in.Question = new(asked[n])
		} else {
			in.Type, in.Title, in.Question = flow.InteractionSuggestion, "客户建议", new(suggested[n-len(asked)])
		}
		c, made := clients[(n*7)%len(clients)], new(typeid.ID)
		at := now.Add(-time.Duration(n%4*200+3+rng.IntN(9)) * time.Hour)
		in.OccurredAt = at.Add(-7 * time.Minute)
		steps = append(steps, w.note(c, at, in, made))
		if n%4 == 0 {
			continue
		}
		steps = append(steps, &step{at: at.Add(time.Duration(1+rng.IntN(40)) * time.Hour), who: teams[c.team].maker, act: "answer", do: func(ctx context.Context, tx *ent.Tx) error {
			_, err := engagement.Reply(ctx, tx, engagement.ReplyInput{ID: *made, ExpectedVersion: 1, Reply: answered[n%len(answered)], Channel: flow.ChannelPhone})
			return err
		}})
	}
	return steps
}
