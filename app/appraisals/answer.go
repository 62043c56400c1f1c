package appraisals

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/appraisal"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Accept makes an appraisal final, by the person. Errors: appraisal.not_person,
// transition.illegal. Records appraisal.final.
func Accept(ctx context.Context, tx *ent.Tx, in tenants.Versioned) (*ent.Appraisal, error) {
	was, next, err := take(ctx, tx, flow.AppraisalActAccept, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	return save(ctx, was, was.Update().SetState(next).SetEndedAt(viewer.Now(ctx)), "")
}

// Appeal says what the person has against an appraisal, within seven days. Errors:
// appraisal.not_person, appraisal.appeal_over, transition.illegal. Records
// appraisal.appealed.
func Appeal(ctx context.Context, tx *ent.Tx, in tenants.Reasoned) (*ent.Appraisal, error) {
	was, next, err := take(ctx, tx, flow.AppraisalActAppeal, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if err := inTime(ctx, was); err != nil {
		return nil, err
	}
	c := tenants.Checking(ctx)
	reason := c.Lines("reason", in.Reason, 1, maxText)
	if c.Err != nil {
		return nil, c.Err
	}
	return save(ctx, was, was.Update().SetState(next).SetAppeal(reason).SetAppealedAt(c.Now), "")
}

// DecideInput is what becomes of an appeal.
type DecideInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Decision        string
	Points          []PointsInput // of OTHER lines; those left out stay
	Redraw          *bool         // compute what comes from data anew
}

// Decide decides on an appeal, and makes the appraisal final: by neither the person nor who
// commented on it. Errors: appraisal.own, appraisal.same_person, those of Comment on points,
// transition.illegal. Records appraisal.final.
func Decide(ctx context.Context, tx *ent.Tx, in DecideInput) (*ent.Appraisal, error) {
	was, next, err := take(ctx, tx, flow.AppraisalActDecide, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := tenants.Checking(ctx)
	decision := c.Lines("decision", in.Decision, 1, maxText)
	if c.Err != nil {
		return nil, c.Err
	}
	lines, change := was.Lines, was.Update()
	if optional.Value(in.Redraw) {
		if lines, err = anew(ctx, tx, was); err != nil {
			return nil, err
		}
		change.SetDrawnAt(c.Now)
	}
	if lines, err = given(lines, in.Points); err != nil {
		return nil, err
	}
	return save(ctx, was, scored(change, lines).SetState(next).SetDecision(decision).SetDeciderID(viewer.From(ctx).Member).SetDecidedAt(c.Now).SetEndedAt(c.Now), "")
}

// atOnce is how many become final in one change.
const atOnce = 100

// Lapse makes final what was shown seven days ago and neither accepted nor appealed against
// (D0-78). Records appraisal.final of each.
func Lapse(ctx context.Context, j *journal.Journal) error {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil
	}
	for full := true; full; {
		_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			q := tx.Appraisal.Query().Where(
				appraisal.StateEQ(flow.AppraisalShown), appraisal.ShownAtLT(viewer.Now(ctx).AddDate(0, 0, -DaysToAppeal)),
			).Order(appraisal.ByShownAt(), appraisal.ByID()).Limit(atOnce)
			q.Modify(database.Lock) // who appeals at the last moment is heard
			all, err := q.All(ctx)
			if err != nil {
				return fmt.Errorf("appraisals: looking for those whose days are over: %w", err)
			}
			full = len(all) == atOnce
			for _, was := range all {
				next, err := flow.Appraisal.Next(was.State, flow.AppraisalActLapse)
				if err != nil {
					return err
				}
				if _, err := save(ctx, was, was.Update().SetState(next).SetEndedAt(viewer.Now(ctx)), ""); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Filter says which appraisals a list shows.
type Filter struct {
	SchemeID     *typeid.ID
	MemberID     *typeid.ID
	DepartmentID *typeid.ID
	States       []flow.AppraisalState
	Mine         *bool
}

// Apply limits the query; a nil filter is none. Errors: BAD_USER_INPUT on filter.states.
func (f *Filter) Apply(ctx context.Context, q *ent.AppraisalQuery) (*ent.AppraisalQuery, error) {
	if f == nil {
		return q, nil
	}
	if f.SchemeID != nil {
		q.Where(appraisal.SchemeID(*f.SchemeID))
	}
	if f.MemberID != nil {
		q.Where(appraisal.MemberID(*f.MemberID))
	}
	if f.DepartmentID != nil {
		q.Where(appraisal.DepartmentID(*f.DepartmentID))
	}
	if len(f.States) > 0 {
		q.Where(appraisal.StateIn(f.States...))
	}
	if optional.Value(f.Mine) {
		q.Where(appraisal.MemberID(viewer.From(ctx).Member))
	}
	return q, few("states", len(f.States))
}
