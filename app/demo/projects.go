package demo

import (
	"context"
	"time"

	"heed/app/findings"
	"heed/ent"
	"heed/ent/improvementaction"
	"heed/ent/improvementproject"
	"heed/ent/indicator"
	"heed/rules/flow"
	"heed/rules/score"
)

// project is several improvements of the demo company with one goal.
type project struct {
	name, goal, owner string
	code              string // of the indicator; "" for none
	aim, reached      float64
	days, measures    int // before now, when it was begun, and how many actions it has
	end               flow.ProjectState
}

var projects = []project{
	{"热线三十秒工程", "来电三十秒内接听，一次问清", headService, score.TouchpointCompliance, 0.95, 0, 45, 3, flow.ProjectRunning},
	{"报价透明化", "报价一次说清全部费用", headSales, "", 0, 0, 33, 2, flow.ProjectRunning},
	{"响应提速", "紧急需求当日给出方案", headService, score.ResponseOnTimeRate, 0.95, 0.96, 150, 2, flow.ProjectClosed},
	{"资料录入规范", "当日录入，口径一致", headSales, score.EntryTimeliness, 0.9, 0.88, 140, 1, flow.ProjectClosed},
	{"上门服务着装升级", "统一着装，统一用语", headService, "", 0, 0, 100, 0, flow.ProjectCancelled},
	{"展会接待改造", "观展客户三分钟内有人接待", headSales, "", 0, 0, 90, 0, flow.ProjectCancelled},
}

// undertake takes projects as far as they came.
func (w *world) undertake(now time.Time) []*step {
	var all []*step
	for _, p := range projects {
		add := func(at time.Time, who, act string, do func(ctx context.Context, tx *ent.Tx) error) {
			all = append(all, &step{at: at, who: who, act: act, do: do})
		}
		w.undertakeOne(p, now, add)
	}
	return until(all, now)
}

func (w *world) undertakeOne(p project, now time.Time, add doing) {
	begun := now.AddDate(0, 0, -p.days).Add(5 * time.Hour)
	day := func(at time.Time) string { return at.In(w.config.Zone).Format(time.DateOnly) }
	read := func(ctx context.Context, tx *ent.Tx) (*ent.ImprovementProject, error) {
		return tx.ImprovementProject.Query().Where(improvementproject.Name(p.name)).Only(ctx)
	}
	add(begun, management, "begin a project", func(ctx context.Context, tx *ent.Tx) error {
		in := findings.ProjectCreateInput{Name: p.name, Goal: p.goal, OwnerID: w.id(p.owner), FromOn: day(begun), UntilOn: day(begun.AddDate(0, 4, 0))}
		if p.code != "" {
			id, err := tx.Indicator.Query().Where(indicator.Code(p.code)).OnlyID(ctx)
			if err != nil {
				return err
			}
			in.IndicatorID, in.Target = &id, &p.aim
		}
		_, err := findings.CreateProject(ctx, tx, in)
		return err
	})
	for k := range p.measures {
		w.measure(p, k, begun, read, add)
	}
	switch p.end {
	case flow.ProjectClosed:
		add(begun.AddDate(0, 0, 60), management, "close a project", func(ctx context.Context, tx *ent.Tx) error {
			is, err := read(ctx, tx)
			if err != nil {
				return err
			}
			_, err = findings.CloseProject(ctx, tx, findings.ProjectCloseInput{ID: is.ID, ExpectedVersion: is.Version, Result: "目标基本达到，做法已写入操作规范", Reached: &p.reached})
			return err
		})
	case flow.ProjectCancelled:
		add(begun.AddDate(0, 0, 12), management, "give a project up", func(ctx context.Context, tx *ent.Tx) error {
			is, err := read(ctx, tx)
			if err != nil {
				return err
			}
			_, err = findings.CancelProject(ctx, tx, findings.ProjectCancelInput{ID: is.ID, ExpectedVersion: is.Version, Reason: "今年预算调整，并入明年计划"})
			return err
		})
	case flow.ProjectRunning:
	}
}

// measure is an action of a project: of one that runs it goes on, of one that is closed
// it is done and has had its effect.
func (w *world) measure(p project, k int, begun time.Time, read func(context.Context, *ent.Tx) (*ent.ImprovementProject, error), add doing) {
	words := []string{"梳理流程并明确时限", "培训一线员工", "上线提醒与看板"}[k] + "（" + p.name + "）"
	due := begun.AddDate(0, 0, 30)
	if p.end == flow.ProjectRunning {
		due = begun.AddDate(0, 0, 80)
	}
	action := func(ctx context.Context, tx *ent.Tx) (*ent.ImprovementAction, error) {
		return tx.ImprovementAction.Query().Where(improvementaction.Measure(words)).Only(ctx)
	}
	add(begun.Add(time.Duration(k+1)*time.Hour), p.owner, "plan a measure", func(ctx context.Context, tx *ent.Tx) error {
		is, err := read(ctx, tx)
		if err != nil {
			return err
		}
		in := findings.ActionCreateInput{
			ProjectID: &is.ID, Kind: flow.ActionImprovement, Measure: words, OwnerID: w.id(p.owner), DueAt: due, Criterion: "月度指标连续两月达标", CheckOn: due.AddDate(0, 0, 10),
			VerifierID: new(w.id(management)),
		}
		if is.IndicatorID != "" {
			in.IndicatorID = &is.IndicatorID
			if p.end == flow.ProjectRunning || p.reached >= p.aim {
				in.Target = &p.aim
			}
		}
		_, err = findings.CreateAction(ctx, tx, in)
		return err
	})
	add(begun.AddDate(0, 0, 2+k), p.owner, "start a measure", func(ctx context.Context, tx *ent.Tx) error {
		a, err := action(ctx, tx)
		if err != nil {
			return err
		}
		_, err = findings.StartAction(ctx, tx, findings.ActionStartInput{ID: a.ID, ExpectedVersion: a.Version})
		return err
	})
	if p.end == flow.ProjectRunning {
		add(begun.AddDate(0, 0, 10+k), p.owner, "report a measure", func(ctx context.Context, tx *ent.Tx) error {
			a, err := action(ctx, tx)
			if err != nil {
				return err
			}
			_, err = findings.ReportAction(ctx, tx, findings.ActionReportInput{ID: a.ID, ExpectedVersion: a.Version, ProgressPercent: 30 + 20*k})
			return err
		})
		return
	}
	add(begun.AddDate(0, 0, 25), p.owner, "finish a measure", func(ctx context.Context, tx *ent.Tx) error {
		a, err := action(ctx, tx)
		if err != nil {
			return err
		}
		_, err = findings.FinishAction(ctx, tx, findings.ActionFinishInput{ID: a.ID, ExpectedVersion: a.Version})
		return err
	})
	add(begun.AddDate(0, 0, 45), management, "verify a measure", func(ctx context.Context, tx *ent.Tx) error {
		a, err := action(ctx, tx)
		if err != nil {
			return err
		}
		in := findings.ActionVerifyInput{ID: a.ID, ExpectedVersion: a.Version, Effect: "两个月统计均达标"}
		if a.IndicatorID != "" {
			in.Reached = &p.reached
		}
		_, err = findings.VerifyAction(ctx, tx, in)
		return err
	})
}
