package opportunities

import (
	"context"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// AssessInput is what product and technology say.
type AssessInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Assessment      string
}

// Assess has product and technology look whether it can be done (D3-30). Records
// opportunity.assessing.
func Assess(ctx context.Context, tx *ent.Tx, in AssessInput) (*ent.Opportunity, error) {
	was, next, err := take(ctx, tx, flow.OpportunityActAssess, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	words := c.Lines("assessment", in.Assessment, 1, maxLong)
	if c.Err != nil {
		return nil, c.Err
	}
	return save(ctx, was, was.Update().SetState(next).SetAssessment(words), "D3-30")
}

// TryInput is a trial.
type TryInput struct {
	ID              typeid.ID
	ExpectedVersion int
	From, To        string // YYYY-MM-DD
}

// Try lets the customer try (D3-29). Errors: opportunity.trial_ends_before, sla.date_format.
// Records opportunity.trial, and task.done of plans that ask for a trial.
func Try(ctx context.Context, tx *ent.Tx, in TryInput) (*ent.Opportunity, error) {
	was, next, err := take(ctx, tx, flow.OpportunityActTry, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	c.day("from", in.From)
	c.day("to", in.To)
	if c.Err == nil && in.To < in.From {
		c.Fail(fault.Input("to", "opportunity.trial_ends_before"))
	}
	if c.Err != nil {
		return nil, c.Err
	}
	is, err := save(ctx, was, was.Update().SetState(next).SetTrial(&flow.OpportunityTrialRun{From: in.From, To: in.To}), "D3-29")
	if err != nil {
		return nil, err
	}
	return is, fulfil(ctx, tx, is)
}

// fulfil ends the tasks of plans that ask to let the customer try something (D3-29).
func fulfil(ctx context.Context, tx *ent.Tx, o *ent.Opportunity) error {
	asked, err := tasks.Planned(ctx, tx, o.CustomerID)
	if err != nil {
		return err
	}
	for _, t := range asked {
		if t.Type.ByTrial() && !viewer.Now(ctx).Before(optional.Value(t.PeriodStart)) {
			if err := tasks.Fulfil(ctx, t, journal.Subject{Type: flow.SubjectOpportunity, ID: o.ID}); err != nil {
				return err
			}
		}
	}
	return nil
}

// EndInput is how an opportunity ended.
type EndInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          *string
	TrialResult     *string
}

// Win says that it came to business (D3-29, D3-60); what came of a trial is said too.
// Errors: input.required on trialResult. Records opportunity.won.
func Win(ctx context.Context, tx *ent.Tx, in EndInput) (*ent.Opportunity, error) {
	return end(ctx, tx, flow.OpportunityActWin, in, 0)
}

// Lose says that it came to nothing, and why. Records opportunity.lost.
func Lose(ctx context.Context, tx *ent.Tx, in EndInput) (*ent.Opportunity, error) {
	return end(ctx, tx, flow.OpportunityActLose, in, 1)
}

func end(ctx context.Context, tx *ent.Tx, act flow.OpportunityAct, in EndInput, least int) (*ent.Opportunity, error) {
	was, next, err := take(ctx, tx, act, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	reason, result := c.Lines("reason", optional.Value(in.Reason), least, maxReason), optional.Value(in.TrialResult)
	change := was.Update().SetState(next).SetEndReason(reason).SetEndedAt(c.now)
	if was.Trial != nil {
		needed := 0
		if act == flow.OpportunityActWin {
			needed = 1
		}
		trial := *was.Trial
		trial.Result = c.Lines("trialResult", result, needed, maxReason)
		change.SetTrial(&trial)
	}
	if c.Err != nil {
		return nil, c.Err
	}
	return save(ctx, was, change, "D3-29", "D3-60")
}

// ReopenInput is an opportunity that may be after all.
type ReopenInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// Reopen takes up again what was lost. Records opportunity.assessing.
func Reopen(ctx context.Context, tx *ent.Tx, in ReopenInput) (*ent.Opportunity, error) {
	was, next, err := take(ctx, tx, flow.OpportunityActReopen, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	reason := c.Lines("reason", in.Reason, 1, maxReason)
	if c.Err != nil {
		return nil, c.Err
	}
	return save(ctx, was, was.Update().SetState(next).SetEndReason(reason).ClearEndedAt(), "D3-60")
}
