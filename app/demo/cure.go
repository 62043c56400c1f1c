package demo

import (
	"context"
	"time"

	"heed/app/findings"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// cure is a finding and its actions, as they go on.
type cure struct {
	w       *world
	at      time.Time
	steps   []*step
	id      typeid.ID
	version int
}

func (c *cure) add(who, act string, do func(ctx context.Context, tx *ent.Tx) error) {
	c.at = c.w.working(c.at, 40)
	c.steps = append(c.steps, &step{at: c.at, who: who, act: act, do: do})
}

func (c *cure) step(act string, do func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error)) {
	c.stepBy(headService, act, do)
}

func (c *cure) stepBy(who, act string, do func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error)) {
	c.add(who, act, func(ctx context.Context, tx *ent.Tx) error {
		f, err := do(ctx, tx)
		if err == nil {
			c.id, c.version = f.ID, f.Version
		}
		return err
	})
}

func (c *cure) find(in findings.CreateInput) { c.findBy(headService, in) }

func (c *cure) findBy(who string, in findings.CreateInput) {
	c.stepBy(who, "find", func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error) { return findings.Create(ctx, tx, in) })
}

func (c *cure) cause(cause string, class flow.RootCauseClass) {
	c.step("find the cause", func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error) {
		return findings.FindCause(ctx, tx, findings.FindCauseInput{
			ID: c.id, ExpectedVersion: c.version, Cause: cause, RootCauseClass: class, DueToError: new(class == flow.RootCausePeople),
		})
	})
}

// move brings the finding to the state, once its actions are where they are to be.
func (c *cure) move(state flow.FindingState) {
	if state == flow.FindingCauseFound {
		return
	}
	c.step("begin actions", func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error) {
		return findings.Act(ctx, tx, findings.ActInput{ID: c.id, ExpectedVersion: c.version})
	})
	if state == flow.FindingActionsRunning {
		return
	}
	c.step("verify actions", func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error) {
		return findings.Verify(ctx, tx, findings.VerifyInput{ID: c.id, ExpectedVersion: c.version})
	})
	if state == flow.FindingClosed {
		c.step("close", func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error) {
			return findings.Close(ctx, tx, findings.CloseInput{ID: c.id, ExpectedVersion: c.version})
		})
	}
}
