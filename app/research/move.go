package research

import (
	"context"
	"time"

	"heed/app/tasks"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// StartInput is research to begin.
type StartInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// Start begins research. Records research.running.
func Start(ctx context.Context, tx *ent.Tx, in StartInput) (*ent.ResearchActivity, error) {
	was, next, err := take(ctx, tx, flow.ResearchActStart, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	return save(ctx, was, was.Update().SetState(next))
}

// FinishInput is research done.
type FinishInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Insights        []flow.Insight // nil keeps what is there
	Conclusion      *string
	Participants    *int
	DoneOn          *time.Time
	StageScores     []flow.StageScore // nil for nothing said
	Score           *int              // nil for the mean of the stages
}

// Finish ends research with what it has brought to light: findings or a
// conclusion, else research.nothing_found. Records research.done.
func Finish(ctx context.Context, tx *ent.Tx, in FinishInput) (*ent.ResearchActivity, error) {
	was, next, err := take(ctx, tx, flow.ResearchActFinish, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	change, insights := was.Update().SetState(next), was.Insights
	if in.Insights != nil {
		if insights, err = found(in.Insights); err != nil {
			return nil, err
		}
		change.SetInsights(insights)
	}
	conclusion, err := text.Lines("conclusion", optional.Value(in.Conclusion), 0, maxConclusion)
	if err != nil {
		return nil, err
	}
	if len(insights) == 0 && conclusion == "" {
		return nil, fault.Precondition("research.nothing_found").On("insights")
	}
	if in.Participants != nil {
		if err := some(*in.Participants); err != nil {
			return nil, err
		}
		change.SetParticipants(*in.Participants)
	}
	done := viewer.Now(ctx)
	if in.DoneOn != nil && !in.DoneOn.IsZero() {
		if in.DoneOn.After(done) {
			return nil, fault.Input("doneOn", "input.in_the_future")
		}
		done = viewer.Instant(*in.DoneOn)
	}
	found, err := stages(in.StageScores)
	if err != nil {
		return nil, err
	}
	mean, err := whole(in.Score, found)
	if err != nil {
		return nil, err
	}
	if err := tasks.Settle(ctx, tx, planKey(was.ID), ""); err != nil {
		return nil, err
	}
	return save(ctx, was, change.SetConclusion(conclusion).SetDoneOn(done).SetStageScores(found).SetNillableScore(mean))
}

// CancelInput is research that is given up.
type CancelInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// Cancel gives research up, with the reason as its conclusion. Records
// research.cancelled.
func Cancel(ctx context.Context, tx *ent.Tx, in CancelInput) (*ent.ResearchActivity, error) {
	was, next, err := take(ctx, tx, flow.ResearchActCancel, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	reason, err := text.Lines("reason", in.Reason, 1, maxLong)
	if err != nil {
		return nil, err
	}
	if err := tasks.Retract(ctx, tx, planKey(was.ID), ""); err != nil {
		return nil, err
	}
	return save(ctx, was, was.Update().SetState(next).SetConclusion(reason))
}
