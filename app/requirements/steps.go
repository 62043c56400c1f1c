package requirements

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/ent"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The bounds of plans.
const (
	MaxSteps = 50 // of a plan
	MaxPlans = 50 // revisions of a requirement
)

// PlanStepInput is a piece of work with its owner and date (D0-51, D0-52).
type PlanStepInput struct {
	Text    string
	OwnerID typeid.ID
	DueAt   time.Time
}

// checkSteps asks for 1 to MaxSteps whole steps whose owners are members.
func checkSteps(ctx context.Context, tx *ent.Tx, steps []PlanStepInput) error {
	if len(steps) == 0 {
		return fault.Precondition("requirement.plan_empty").On("steps")
	}
	if len(steps) > MaxSteps {
		return fault.Input("steps", "input.too_many").With("max", MaxSteps)
	}
	c, owners := checks{}, make([]typeid.ID, len(steps))
	for i, s := range steps {
		field := fmt.Sprintf("steps[%d]", i)
		incomplete := fault.Precondition("requirement.plan_step_incomplete")
		c.named(field+".text", s.Text, maxShort, incomplete.On(field+".text"))
		if s.OwnerID == "" {
			c.fail(incomplete.On(field + ".ownerId"))
		}
		if s.DueAt.IsZero() {
			c.fail(incomplete.On(field + ".dueAt"))
		}
		owners[i] = s.OwnerID
	}
	if c.err != nil {
		return c.err
	}
	return checkOwners(ctx, tx, owners)
}

// checkOwners reads the owners at once; the first wrong one is named.
func checkOwners(ctx context.Context, tx *ent.Tx, owners []typeid.ID) error {
	found, err := tx.Member.Query().Where(member.IDIn(owners...)).All(ctx)
	if err != nil {
		return fmt.Errorf("requirements: reading the owners of steps: %w", err)
	}
	for i, id := range owners {
		field := fmt.Sprintf("steps[%d].ownerId", i)
		at := slices.IndexFunc(found, func(m *ent.Member) bool { return m.ID == id })
		switch {
		case at < 0:
			return fault.NotFound().On(field)
		case found[at].State == flow.MemberLeft:
			return fault.Precondition("member.left").On(field)
		}
	}
	return nil
}

// revision is the next version of the requirement's plan.
func revision(ctx context.Context, r *ent.Requirement, in []PlanStepInput, cause string) (flow.PlanRevision, error) {
	if len(r.Plans) >= MaxPlans {
		return flow.PlanRevision{}, fault.Precondition("requirement.plans_too_many").With("max", MaxPlans)
	}
	p := flow.PlanRevision{
		Number: len(r.Plans) + 1, Steps: make([]flow.PlanStep, len(in)), Cause: cause,
		MadeAt: viewer.Now(ctx), AuthorID: viewer.From(ctx).Member,
	}
	for i, s := range in {
		p.Steps[i] = flow.PlanStep{Text: s.Text, OwnerID: s.OwnerID, DueAt: instant(s.DueAt)}
	}
	return p, nil
}
