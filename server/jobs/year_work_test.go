package jobs

import (
	"context"
	"time"

	"heed/app/progress"
	"heed/app/requirements"
	"heed/app/tasks"
	"heed/ent"
	"heed/ent/approval"
	"heed/ent/requirement"
	"heed/rules/flow"
	"heed/rules/sla"
)

// vote says yes to a rejection, or no.
func (l *life) vote() {
	y, r := l.y, l.row()
	if r.PendingApprovalID == "" {
		return
	}
	a := y.Client.Approval.Query().Where(approval.ID(r.PendingApprovalID)).OnlyX(y.A.System())
	in := tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: flow.DecisionApprove}
	if y.in(30) {
		in.Decision, in.Comment = flow.DecisionReject, new("应当受理")
	}
	y.act("management", "vote", func(ctx context.Context, tx *ent.Tx) error {
		_, err := requirements.Consequences.Vote(ctx, tx, in)
		return err
	})
	if r, ok := l.stands(flow.RequirementReceived); ok {
		l.takeUp(r)
	}
}

// merge finds that it is there already; often it is not.
func (l *life) merge() {
	y, r := l.y, l.row()
	other, err := y.Client.Requirement.Query().Where(
		requirement.IDNEQ(l.id), requirement.StateIn(flow.RequirementReceived, flow.RequirementAnalyzing, flow.RequirementPlanned, flow.RequirementProcessing),
	).Order(requirement.ByNumber()).First(y.A.System())
	if ent.IsNotFound(err) {
		l.takeUp(r)
		return
	}
	y.check("looking for another requirement", err)
	if made(y, "management", "merge", requirements.Merge, requirements.MergeInput{ID: l.id, ExpectedVersion: r.Version, IntoID: other.ID}) == nil || y.in(50) {
		return
	}
	y.later(y.between(400, 6_000), func() {
		r, ok := l.stands(flow.RequirementMerged)
		if !ok {
			return
		}
		if r = made(y, "management", "unmerge", requirements.Unmerge, requirements.UnmergeInput{ID: l.id, ExpectedVersion: r.Version, Reason: "并非同一需求"}); r != nil {
			l.answerInTime()
			l.takeUp(r)
		}
	})
}

// answerInTime plans the first answer: mostly in time.
func (l *life) answerInTime() {
	y := l.y
	long := map[flow.Urgency]int{flow.UrgencyUrgent: 480, flow.UrgencyImportant: 1_440, flow.UrgencyGeneral: 2_400}[l.urgency]
	if y.in(78) {
		y.later(y.between(long/20, long*9/10), l.respond)
	} else {
		y.later(y.between(long, long*2), l.respond)
	}
}

// respond answers the customer. What was said on the road is written down later.
func (l *life) respond() {
	y := l.y
	r, ok := l.stands(flow.RequirementReceived, flow.RequirementAnalyzing, flow.RequirementPlanned, flow.RequirementProcessing)
	if !ok {
		return
	}
	now := y.Clock.Now()
	in := requirements.RecordResponseInput{ID: l.id, ExpectedVersion: r.Version, Channel: flow.ChannelPhone, Text: "已联系客户，说明处理安排：先核实情况，再确认方案，三日内回复结果。"}
	if y.in(15) {
		if at := now.Add(-time.Duration(y.between(30, 4_000)) * time.Minute); at.After(l.waits) {
			in.RespondedAt = &at
		}
	}
	if r.Urgency == flow.UrgencyUrgent {
		in.Solution, in.MilestoneAt = new("先行更换，随后检修"), new(now.Add(24*time.Hour))
	}
	made(y, l.actor(), "respond", requirements.RecordResponse, in)
}

// pause waits for the customer, and mostly runs on.
func (l *life) pause() {
	y := l.y
	r, ok := l.stands(flow.RequirementReceived, flow.RequirementAnalyzing, flow.RequirementPlanned)
	if !ok {
		return
	}
	if made(y, l.actor(), "pause", requirements.Pause, requirements.PauseInput{ID: l.id, ExpectedVersion: r.Version, Reason: sla.PauseWaitingCustomer}) == nil || y.in(20) {
		return
	}
	y.later(y.between(60, 1_500), func() {
		if r, ok := l.stands(flow.RequirementReceived, flow.RequirementAnalyzing, flow.RequirementPlanned, flow.RequirementProcessing); ok {
			made(y, l.actor(), "resume", requirements.Resume, requirements.ResumeInput{ID: l.id, ExpectedVersion: r.Version})
		}
	})
}

// work does the steps of the plan, tells of it, and now and then plans anew.
func (l *life) work() {
	y := l.y
	if y.in(70) {
		y.later(y.between(100, 900), l.tell)
	}
	if y.in(60) {
		y.later(y.between(100, 900), l.step)
	}
	if y.in(10) {
		y.later(y.between(300, 1_500), l.revise)
		return
	}
	y.later(y.between(500, 4_000), l.deliver)
}

// tell writes down what the customer was told, or what goes wrong.
func (l *life) tell() {
	y := l.y
	if _, ok := l.stands(flow.RequirementPlanned, flow.RequirementProcessing); !ok {
		return
	}
	in := progress.AddInput{RequirementID: &l.id, Kind: flow.ProgressCustomerNotice, Text: "已告知客户进度", Channel: new(flow.ChannelPhone)}
	if y.in(40) {
		in = progress.AddInput{RequirementID: &l.id, Kind: flow.ProgressNote, Text: "备件已下单", Problem: new("到货可能延迟")}
	}
	made(y, l.actor(), "tell progress", progress.Add, in)
}

func (l *life) step() {
	r, ok := l.stands(flow.RequirementProcessing)
	if !ok || r.Plans[len(r.Plans)-1].Steps[0].DoneAt != nil {
		return
	}
	made(l.y, l.actor(), "do a step", requirements.StepDone, requirements.StepDoneInput{ID: l.id, ExpectedVersion: r.Version, Step: 1})
}

func (l *life) revise() {
	r, ok := l.stands(flow.RequirementProcessing)
	if ok && made(l.y, teams[l.lead].head, "revise", requirements.Revise, requirements.ReviseInput{ID: l.id, ExpectedVersion: r.Version, Steps: l.steps(), Cause: "客户提出新的意见"}) != nil {
		l.y.later(l.y.between(60, 900), l.start)
	}
}

// deliver tells the customer the result, which somebody had told before it was written
// down.
func (l *life) deliver() {
	y := l.y
	r, ok := l.stands(flow.RequirementProcessing)
	if !ok {
		return
	}
	now := y.Clock.Now()
	told := now.Add(-time.Duration(y.between(1, 90)) * time.Minute)
	if told.Before(l.waits) {
		told = now
	}
	in := requirements.DeliverInput{ID: l.id, ExpectedVersion: r.Version, ResultText: "已处理完成", ToldAt: told, Channel: flow.ChannelPhone}
	for i, s := range r.Plans[len(r.Plans)-1].Steps {
		result := requirements.PlanStepResultInput{Step: i + 1, DoneAt: &now}
		if s.DoneAt != nil {
			result.DoneAt = s.DoneAt
		}
		in.Steps = append(in.Steps, result)
	}
	if made(y, l.actor(), "deliver", requirements.Deliver, in) != nil {
		l.hearBack()
	}
}
