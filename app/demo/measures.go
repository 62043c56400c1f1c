package demo

import (
	"context"

	"heed/app/findings"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// measure is one action.
type measure struct {
	id      typeid.ID
	version int
}

// action plans a measure and brings it to the state.
func (c *cure) action(kind flow.ActionKind, text string, state flow.ActionState) {
	m := &measure{}
	planned := c.w.working(c.at, 40)
	due, check := planned.AddDate(0, 0, 3), planned.AddDate(0, 0, 5)
	if state == flow.ActionPlanned || state == flow.ActionInProgress {
		due, check = planned.AddDate(0, 0, 60), planned.AddDate(0, 0, 90)
	}
	add := func(who, act string, do func(ctx context.Context, tx *ent.Tx) (*ent.ImprovementAction, error)) {
		c.add(who, act, func(ctx context.Context, tx *ent.Tx) error {
			a, err := do(ctx, tx)
			if err == nil {
				m.id, m.version = a.ID, a.Version
			}
			return err
		})
	}
	add(headService, "plan an action", func(ctx context.Context, tx *ent.Tx) (*ent.ImprovementAction, error) {
		in := findings.ActionCreateInput{
			Kind: kind, Measure: text, OwnerID: c.w.id(memberService), DueAt: due, CheckOn: check, Criterion: "连续一个月没有同类问题。",
		}
		if kind != flow.ActionImprovement {
			in.FindingID = &c.id
		}
		return findings.CreateAction(ctx, tx, in)
	})
	if state == flow.ActionPlanned {
		return
	}
	if state == flow.ActionCancelled {
		add(headService, "give up an action", func(ctx context.Context, tx *ent.Tx) (*ent.ImprovementAction, error) {
			return findings.CancelAction(ctx, tx, findings.ActionCancelInput{ID: m.id, ExpectedVersion: m.version, Reason: "与现有流程重复，暂不实施。"})
		})
		return
	}
	add(memberService, "begin an action", func(ctx context.Context, tx *ent.Tx) (*ent.ImprovementAction, error) {
		return findings.StartAction(ctx, tx, findings.ActionStartInput{ID: m.id, ExpectedVersion: m.version})
	})
	add(memberService, "report an action", func(ctx context.Context, tx *ent.Tx) (*ent.ImprovementAction, error) {
		return findings.ReportAction(ctx, tx, findings.ActionReportInput{ID: m.id, ExpectedVersion: m.version, ProgressPercent: 60, Text: new("已完成现状梳理，正在落实。")})
	})
	if state == flow.ActionInProgress {
		return
	}
	add(memberService, "finish an action", func(ctx context.Context, tx *ent.Tx) (*ent.ImprovementAction, error) {
		return findings.FinishAction(ctx, tx, findings.ActionFinishInput{ID: m.id, ExpectedVersion: m.version})
	})
	if state == flow.ActionDone {
		return
	}
	if c.at.Before(check) {
		c.at = check
	}
	add(management, "look at an effect", func(ctx context.Context, tx *ent.Tx) (*ent.ImprovementAction, error) {
		if state == flow.ActionIneffective {
			return findings.FailAction(ctx, tx, findings.ActionFailInput{ID: m.id, ExpectedVersion: m.version, Effect: "效果不明显，仍有同类问题。"})
		}
		return findings.VerifyAction(ctx, tx, findings.ActionVerifyInput{ID: m.id, ExpectedVersion: m.version, Effect: "一个月内没有再发生。"})
	})
}
