package demo

import (
	"context"
	"fmt"
	"time"

	"heed/app/engagement"
	"heed/ent"
	"heed/ent/engagementplan"
	"heed/rules/flow"
)

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
