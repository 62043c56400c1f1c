package requirements

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"heed/app/journal"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// PlanStepResultInput is what became of a step of the newest plan.
type PlanStepResultInput struct {
	Step   int // 1 for the first
	DoneAt *time.Time
	Waived *string
}

// DeliverInput is a result told to the customer.
type DeliverInput struct {
	ID              typeid.ID
	ExpectedVersion int
	ResultText      string
	ToldAt          time.Time
	Channel         flow.Channel
	Steps           []PlanStepResultInput
}

// Deliver tells the customer the result (D0-54). Every step of the newest plan
// is done or waived with a reason: requirement.steps_open. A first-response
// clock that still runs, because the work began without an answer, stops: the
// customer has been told. Without the customer's reply it closes by itself some
// working days later (Tick). The customers of what was merged into it are to be told
// too: a task asks for each (D0-38). Records requirement.feedback, and task.open.
func Deliver(ctx context.Context, tx *ent.Tx, in DeliverInput) (*ent.Requirement, error) {
	was, next, err := take(ctx, tx, flow.RequirementActDeliver, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	now := viewer.Now(ctx)
	c := checks{now: now}
	c.named("resultText", &in.ResultText, maxLong, fault.Input("resultText", "requirement.result_missing"))
	toldCustomer(&c, in.ToldAt, in.Channel, fault.Input("toldAt", "requirement.told_missing"))
	plans := stepResults(&c, was.Plans, in.Steps)
	if c.err != nil {
		return nil, c.err
	}
	toldAt := happenedAt(in.ToldAt, now)
	if _, err := stopResponse(ctx, tx, was, toldAt, "toldAt"); err != nil {
		return nil, err
	}
	due, err := endSteps(ctx, tx, was, plans, now)
	if err != nil {
		return nil, err
	}
	closes := autoCloseAt(ctx, now) // not from toldAt: who writes late gives the customer no less time
	r, err := save(ctx, was, was.Update().SetState(next).SetDueAt(due).SetPlans(plans).SetNillableAutoCloseAt(closes).
		SetResult(&flow.Result{Text: in.ResultText, ToldAt: toldAt, Channel: in.Channel}))
	if err != nil {
		return nil, err
	}
	if closes != nil {
		journal.DueBy(ctx, *closes)
	}
	moved(ctx, r, was.State, told{clauses: []string{"D0-54"}, detail: map[string]any{"toldAt": toldAt}})
	return r, askTellingOthers(ctx, tx, r, resultOccasion(r))
}

// stepResults are the plans with the results in the newest one.
func stepResults(c *checks, plans []flow.PlanRevision, results []PlanStepResultInput) []flow.PlanRevision {
	if len(plans) == 0 {
		c.fail(fault.Precondition("requirement.plan_empty"))
		return nil
	}
	plans = slices.Clone(plans)
	newest := &plans[len(plans)-1]
	newest.Steps = slices.Clone(newest.Steps)
	seen := map[int]bool{}
	for i, result := range results {
		field := fmt.Sprintf("steps[%d]", i)
		if result.Step < 1 || result.Step > len(newest.Steps) {
			c.upTo(len(newest.Steps), field+".step", result.Step)
			return nil
		}
		if seen[result.Step] {
			c.fail(fault.Input(field+".step", "input.duplicate").With("value", result.Step))
		}
		seen[result.Step] = true
		result.check(c, field)
		step := &newest.Steps[result.Step-1]
		step.DoneAt, step.Waived = happenedOr(result.DoneAt, c.now), strings.TrimSpace(optional.Value(result.Waived))
	}
	for _, step := range newest.Steps {
		if step.DoneAt == nil && step.Waived == "" {
			c.fail(fault.Precondition("requirement.steps_open").On("steps"))
		}
	}
	return plans
}

func (in *PlanStepResultInput) check(c *checks, field string) {
	c.optional(field+".waived", &in.Waived, maxShort)
	if in.DoneAt != nil {
		c.past(field+".doneAt", *in.DoneAt)
	}
	if (in.DoneAt == nil) == (strings.TrimSpace(optional.Value(in.Waived)) == "") {
		c.fail(fault.Input(field, "requirement.step_done_or_waived"))
	}
}

// toldCustomer asks when and by which way the customer was told.
func toldCustomer(c *checks, at time.Time, channel flow.Channel, missing error) {
	if at.IsZero() {
		c.fail(missing)
	}
	c.past("toldAt", at)
	known(c, "channel", channel)
}
