package complaints

import (
	"context"

	"heed/app/clocks"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// PauseInput is a clock to pause.
type PauseInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          sla.PauseReason
	Note            *string
}

// Pause makes the clock of the resolution wait, for a reason that its policy allows. What
// was promised to the customer does not move by that. Errors: clock.none, and those of
// rules/sla. Records clock.paused.
func Pause(ctx context.Context, tx *ent.Tx, in PauseInput) (*ent.Complaint, error) {
	was, _, err := take(ctx, tx, flow.ComplaintActPause, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checks{}
	known(&c, "reason", in.Reason)
	c.optional("note", &in.Note, maxShort)
	if c.err != nil {
		return nil, c.err
	}
	return wait(ctx, tx, was, "clock.paused", map[string]any{"reason": in.Reason, "note": optional.Value(in.Note)},
		func(clock *ent.SlaClock) (*ent.SlaClock, error) {
			return clocks.Pause(ctx, tx, clock, in.Reason, optional.Value(in.Note))
		})
}

// ResumeInput is a clock to run on.
type ResumeInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// Resume lets the clock of the resolution run on. Errors: clock.none, sla.clock_not_paused.
// Records clock.resumed.
func Resume(ctx context.Context, tx *ent.Tx, in ResumeInput) (*ent.Complaint, error) {
	was, _, err := take(ctx, tx, flow.ComplaintActResume, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	return wait(ctx, tx, was, "clock.resumed", map[string]any{},
		func(clock *ent.SlaClock) (*ent.SlaClock, error) { return clocks.Resume(ctx, tx, clock) })
}

// wait moves the clock of the resolution, keeps when the complaint is due, and tells it.
func wait(ctx context.Context, tx *ent.Tx, was *ent.Complaint, typ string, detail map[string]any, move func(*ent.SlaClock) (*ent.SlaClock, error)) (*ent.Complaint, error) {
	open, err := clocks.Open(ctx, tx, clocks.OfComplaint(was))
	if err != nil {
		return nil, err
	}
	clock := clocks.Find(open, sla.ClockComplaintResolution)
	if clock == nil {
		return nil, fault.Precondition("clock.none")
	}
	now, err := move(clock)
	if err != nil {
		return nil, err
	}
	c, err := save(ctx, was, was.Update().SetDueAt(clocks.Earliest(clocks.Replaced(open, now)...)))
	if err != nil {
		return nil, err
	}
	detail["clock"], detail["oldDueAt"], detail["newDueAt"] = clock.ID, clock.DueAt, now.DueAt
	happened(ctx, c, typ, told{clauses: []string{"D2-58", "D2-60"}, detail: detail})
	return c, nil
}
