package complaints

import (
	"context"
	"fmt"
	"time"

	"heed/app/clocks"
	"heed/app/requirements"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxMeasures is how many measures a complaint has at most.
const maxMeasures = 50

// MeasureInput is something that is to be done about the cause.
type MeasureInput struct {
	Text         string
	DepartmentID *typeid.ID
}

// ProcessInput is what was found out, and what is done about it.
type ProcessInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Background      string
	Cause           string
	RootCause       flow.RootCauseClass
	Measures        []MeasureInput
	Steps           []requirements.PlanStepInput // of the plan; asked for of joint handling
}

// Process begins to handle a complaint: its background, its cause and the class of that are
// known, and what is done about it is decided (D1-45, D1-46). Jointly it takes a plan, whose
// steps have owners and dates (D2-63): complaint.no_plan. Where the same customer complained
// of the same class of cause within 90 days before, it is a recurrence. Errors besides:
// complaint.no_measures, input.too_many, those of plans. Records complaint.processing, and
// complaint.planned where there is a plan.
func Process(ctx context.Context, tx *ent.Tx, in ProcessInput) (*ent.Complaint, error) {
	was, next, err := take(ctx, tx, flow.ComplaintActProcess, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	measures, err := in.check(ctx, tx)
	if err != nil {
		return nil, err
	}
	now, change := viewer.Now(ctx), was.Update()
	due := was.DueAt
	switch {
	case len(in.Steps) > 0:
		if err := checkSteps(ctx, tx, was, in.Steps); err != nil {
			return nil, err
		}
		plan, err := requirements.NextPlan(ctx, was.Plans, in.Steps, "")
		if err != nil {
			return nil, err
		}
		plans := append(was.Plans[:len(was.Plans):len(was.Plans)], plan)
		if due, err = requirements.StartSteps(ctx, tx, clocks.OfComplaint(was), plans, time.Time{}, now); err != nil {
			return nil, err
		}
		change.SetPlans(plans)
	case joint(was):
		return nil, fault.Precondition("complaint.no_plan").On("steps")
	}
	before, err := recurs(ctx, tx, was, in.RootCause)
	if err != nil {
		return nil, err
	}
	if err := repeats(ctx, tx, was, change, before); err != nil {
		return nil, err
	}
	c, err := save(ctx, was, change.SetState(next).SetDueAt(due).SetRootCause(in.RootCause).SetMeasures(measures).
		SetInvestigation(&flow.Investigation{Background: in.Background, Cause: in.Cause, At: now, ByID: viewer.From(ctx).Member}))
	if err != nil {
		return nil, err
	}
	moved(ctx, c, was.State, told{clauses: []string{"D1-45", "D1-46", "D2-63"}, detail: map[string]any{
		"rootCause": in.RootCause, "measures": len(measures), "steps": len(in.Steps), "recurrenceOf": before,
	}})
	if len(in.Steps) > 0 {
		tellPlan(ctx, c)
	}
	return c, nil
}

func (in *ProcessInput) check(ctx context.Context, tx *ent.Tx) ([]flow.Measure, error) {
	c := checks{now: viewer.Now(ctx)}
	c.text("background", &in.Background, maxWords)
	c.text("cause", &in.Cause, maxWords)
	known(&c, "rootCause", in.RootCause)
	switch {
	case len(in.Measures) == 0:
		c.fail(fault.Precondition("complaint.no_measures").On("measures"))
	case len(in.Measures) > maxMeasures:
		c.fail(fault.Input("measures", "input.too_many").With("max", maxMeasures))
	}
	if c.err != nil {
		return nil, c.err
	}
	all, departments := make([]flow.Measure, len(in.Measures)), make([]tenants.Ref, len(in.Measures))
	for i, m := range in.Measures {
		field := fmt.Sprintf("measures[%d]", i)
		c.text(field+".text", &m.Text, maxLong)
		all[i] = flow.Measure{Text: m.Text, DepartmentID: optional.Value(m.DepartmentID)}
		departments[i] = tenants.Ref{Field: field + ".departmentId", ID: all[i].DepartmentID}
	}
	if c.err != nil {
		return nil, c.err
	}
	return all, tenants.ActiveDepartments(ctx, tx.Client(), departments...)
}
