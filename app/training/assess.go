package training

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/journal"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ScoreInput is how a member did.
type ScoreInput struct {
	MemberID typeid.ID
	Score    int
}

// AssessInput is how members did at a session.
type AssessInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Scores          []ScoreInput
}

// Assess writes down the points of members who came (D2-79), or corrects them until the
// session is closed; nobody gives points to themselves. Who has fewer than it takes is
// asked to be trained again. Errors: training.not_scored, training.not_attended,
// training.own_score, training.score_given, input.out_of_range, input.duplicate. Records
// training_session.assessed, and training_record.passed or failed of each.
func Assess(ctx context.Context, tx *ent.Tx, in AssessInput) (*ent.TrainingSession, error) {
	was, _, err := takeSession(ctx, tx, flow.TrainingSessionActAssess, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if !was.Assessment.Scored() {
		return nil, fault.Precondition("training.not_scored")
	}
	came, err := rowsOf(ctx, tx, was.ID, flow.TrainingAttended)
	if err != nil {
		return nil, err
	}
	scores, err := scored(ctx, was, came, in.Scores)
	if err != nil {
		return nil, err
	}
	rows := slices.DeleteFunc(came, func(r *ent.TrainingRecord) bool { _, ok := scores[r.MemberID]; return !ok })
	passing := 0
	for _, r := range rows {
		if was.Assessment.Passes(scores[r.MemberID]) && r.CertificateNumber == nil {
			passing++
		}
	}
	before, err := pastOf(ctx, tx, was, rows, passing)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		score := scores[r.MemberID]
		is := result{score: &score, passed: was.Assessment.Passes(score), by: viewer.From(ctx).Member}
		if err := assessed(ctx, tx, was, r, before, is); err != nil {
			return nil, err
		}
	}
	// Without a column of its own it is a change of the session all the same.
	return saveSession(ctx, was, was.Update().SetTitle(was.Title), "training_session.assessed", nil, "D2-79")
}

// scored are the points that are given, by member; what is wrong is refused.
func scored(ctx context.Context, s *ent.TrainingSession, came []*ent.TrainingRecord, given []ScoreInput) (map[typeid.ID]int, error) {
	c, there := checking(ctx), map[typeid.ID]bool{}
	by := map[typeid.ID]*ent.TrainingRecord{}
	for _, r := range came {
		there[r.MemberID], by[r.MemberID] = true, r
	}
	if len(given) == 0 {
		return nil, fault.Input("scores", "input.required")
	}
	c.Few("scores", len(given), maxSeats)
	scores := make(map[typeid.ID]int, len(given))
	for i, one := range given {
		field := fmt.Sprintf("scores.%d.", i)
		c.Within(field+"score", one.Score, 0, s.Assessment.Scale)
		_, twice := scores[one.MemberID]
		switch {
		case twice:
			c.Fail(fault.Input(field+"memberId", "input.duplicate").With("value", string(one.MemberID)))
		case !there[one.MemberID]:
			c.Fail(fault.Input(field+"memberId", "training.not_attended"))
		case byPaper(by[one.MemberID]):
			c.Fail(fault.Precondition("training.score_given").On(field + "memberId"))
		case one.MemberID == viewer.From(ctx).Member:
			c.Fail(fault.Precondition("training.own_score").On(field + "memberId"))
		}
		scores[one.MemberID] = one.Score
	}
	return scores, c.Err
}

// byPaper tells that a member has passed by the paper: that is not put right by hand.
func byPaper(r *ent.TrainingRecord) bool {
	return r.Passed != nil && *r.Passed && r.AssessorID == "" && len(r.Tries) > 0
}

// What the journal tells of a result.
const (
	recordPassed = "training_record.passed"
	recordFailed = "training_record.failed"
)

// result is how a member did.
type result struct {
	score  *int
	passed bool
	by     typeid.ID // who says so; nobody where coming is enough
}

// assessed writes down how a member did. What they had done before on the same is
// superseded; a pass makes good what was wanting, anything else asks to train again. Of what
// a later training has superseded, or a new standard outdated, only the result is written.
func assessed(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession, was *ent.TrainingRecord, before *past, is result) error {
	later := before.later(was)
	change := was.Update().SetNillableScore(is.score).SetNillableCertificateNumber(before.number(was, is.passed)).SetPassed(is.passed).SetAssessedAt(viewer.Now(ctx)).SetAssessorID(is.by)
	if s.Assessment.Scored() {
		change.SetScale(s.Assessment.Scale)
	}
	if until := validUntil(ctx, s); is.passed && until != "" {
		change.SetValidUntil(until)
	} else {
		change.ClearValidUntil()
	}
	switch {
	case later:
		change.SetSupersededAt(viewer.Now(ctx)).SetWanting(false)
	case was.OutdatedAt == nil:
		change.SetWanting(!is.passed)
	}
	r, err := change.Save(ctx)
	if err != nil {
		return fmt.Errorf("training: writing a result: %w", err)
	}
	typ := recordPassed
	if !is.passed {
		typ = recordFailed
	}
	journal.Record(ctx, recordEvent(r, typ, r.State, "D2-79"))
	switch {
	case later:
		return before.settle(ctx, tx, r.ID, false)
	case r.OutdatedAt != nil:
		return nil
	}
	if err := before.supersede(ctx, tx, r); err != nil {
		return err
	}
	switch {
	case is.passed:
	case len(before.open[r.ID]) > 0: // the member is asked already
		return nil
	default:
		return retrain(ctx, tx, r, s.Title)
	}
	if err := before.settle(ctx, tx, r.ID, true); err != nil {
		return err
	}
	return before.outdated(ctx, tx, r, s)
}

// validUntil is the last day on which a pass of the session holds; "" for good.
func validUntil(ctx context.Context, s *ent.TrainingSession) string {
	if s.Assessment.ValidMonths == 0 {
		return ""
	}
	c := checking(ctx)
	held := s.StartsAt.In(c.Zone)
	day := time.Date(held.Year(), held.Month()+time.Month(s.Assessment.ValidMonths), held.Day(), 0, 0, 0, 0, time.UTC)
	if day.Day() != held.Day() { // the month is shorter
		day = day.AddDate(0, 0, -day.Day())
	}
	return day.Format(time.DateOnly)
}

// SessionCloseInput is a session that is done.
type SessionCloseInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// CloseSession ends a session whose people are all assessed (D2-79); who has written its
// paper without passing has failed. Errors:
// training.unassessed. Records training_session.closed.
func CloseSession(ctx context.Context, tx *ent.Tx, in SessionCloseInput) (*ent.TrainingSession, error) {
	was, next, err := takeSession(ctx, tx, flow.TrainingSessionActClose, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	came, err := rowsOf(ctx, tx, was.ID, flow.TrainingAttended)
	if err != nil {
		return nil, err
	}
	if waiting, err := giveUp(ctx, tx, was, came); err != nil || waiting > 0 {
		if err == nil {
			err = fault.Precondition("training.unassessed").With("n", waiting)
		}
		return nil, err
	}
	return saveSession(ctx, was, was.Update().SetState(next).SetEndedAt(viewer.Now(ctx)), "", nil, "D2-79")
}
