package training

import (
	"context"
	"fmt"
	"slices"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/paper"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// takePaper holds the viewer's own record of a session with a paper, for an act. Errors:
// those of takeRecord, FORBIDDEN on another's, training.no_paper, training.paper_closed,
// training.paper_known, training.paper_assessed, training.paper_passed, transition.illegal.
func takePaper(ctx context.Context, tx *ent.Tx, act flow.TrainingRecordAct, id typeid.ID, version int) (*taken, error) {
	r, err := takeRecord(ctx, tx, id, version)
	if err != nil {
		return nil, err
	}
	if _, err := flow.TrainingRecord.Next(r.State, act); err != nil {
		return nil, err
	}
	switch {
	case r.MemberID != viewer.From(ctx).Member:
		return nil, fault.Forbidden()
	case r.session.Paper == nil:
		return nil, fault.Precondition("training.no_paper")
	case r.session.State != flow.TrainingSessionOpen && r.session.State != flow.TrainingSessionHeld:
		return nil, fault.Precondition("training.paper_closed")
	case knows(ctx, r.session):
		return nil, fault.Precondition("training.paper_known")
	case r.AssessorID != "":
		return nil, fault.Precondition("training.paper_assessed")
	case r.Passed != nil && *r.Passed:
		return nil, fault.Precondition("training.paper_passed")
	}
	return r, nil
}

// running is the try that can be handed in now; nil for none.
func (r *taken) running(ctx context.Context) *paper.Try { return runningTry(ctx, r.TrainingRecord) }

func runningTry(ctx context.Context, r *ent.TrainingRecord) *paper.Try {
	if n := len(r.Tries); n > 0 && r.Tries[n-1].Running(viewer.Now(ctx)) {
		return &r.Tries[n-1]
	}
	return nil
}

// BeginPaper begins a try of the viewer's at the paper of a session that they came to
// (D2-79); its time runs from now. Errors: training.paper_running, training.paper_tries,
// and those of takePaper. Records training_record.writing.
func BeginPaper(ctx context.Context, tx *ent.Tx, in RecordInput) (*ent.TrainingRecord, error) {
	was, err := takePaper(ctx, tx, flow.TrainingRecordActWrite, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	p := was.session.Paper
	switch {
	case was.running(ctx) != nil:
		return nil, fault.Precondition("training.paper_running")
	case len(was.Tries) >= p.Tries:
		return nil, fault.Precondition("training.paper_tries").With("n", p.Tries)
	}
	return saveRecord(ctx, was.TrainingRecord, was.Update().SetTries(append(slices.Clone(was.Tries), p.Begin(viewer.Now(ctx)))), "training_record.writing", "D2-79")
}

// HandInInput is what was written.
type HandInInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Answers         []survey.Answer
}

// HandIn ends the viewer's try with its answers: what is not answered brings no points.
// Enough points pass; the last try without them fails, with the best that there was.
// Errors: training.paper_not_begun, training.paper_late, those of survey.Validate on
// answers, and those of takePaper. Records training_record.handed_in, and
// training_record.passed or failed.
func HandIn(ctx context.Context, tx *ent.Tx, in HandInInput) (*ent.TrainingRecord, error) {
	was, err := takePaper(ctx, tx, flow.TrainingRecordActHandIn, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	try := was.running(ctx)
	if try == nil {
		if n := len(was.Tries); n > 0 && was.Tries[n-1].HandedIn == nil {
			return nil, fault.Precondition("training.paper_late")
		}
		return nil, fault.Precondition("training.paper_not_begun")
	}
	p := was.session.Paper
	if len(in.Answers) > paper.MaxQuestions {
		return nil, fault.Input("answers", "input.too_many").With("max", paper.MaxQuestions)
	}
	kept, problems := survey.Validate(p.Questions, in.Answers, nil, true)
	if len(problems) > 0 {
		return nil, problems[0].Fault
	}
	now := viewer.Now(ctx)
	tries := slices.Clone(was.Tries)
	last := &tries[len(tries)-1]
	last.HandedIn, last.Answers, last.Points = &now, kept, p.Mark(kept)
	r, err := saveRecord(ctx, was.TrainingRecord, was.Update().SetTries(tries), "training_record.handed_in", "D2-79")
	if err != nil {
		return nil, err
	}
	best := paper.Best(tries)
	passed := was.session.Assessment.Passes(best)
	if !passed && len(tries) < p.Tries {
		return r, nil
	}
	certificates := 0
	if passed && r.CertificateNumber == nil {
		certificates = 1
	}
	before, err := pastOf(ctx, tx, was.session, []*ent.TrainingRecord{r}, certificates)
	if err != nil {
		return nil, err
	}
	if err := assessed(ctx, tx, was.session, r, before, result{score: &best, passed: passed}); err != nil {
		return nil, err
	}
	return tx.TrainingRecord.Get(ctx, r.ID)
}

// giveUp fails those who have written the session's paper without passing, when the session
// is closed: they do not use the tries that they had left. A try that runs is waited for.
func giveUp(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession, came []*ent.TrainingRecord) (unassessed int, err error) {
	var gone []*ent.TrainingRecord
	for _, r := range came {
		switch {
		case r.Passed != nil:
		case len(r.Tries) == 0 || runningTry(ctx, r) != nil:
			unassessed++
		default:
			gone = append(gone, r)
		}
	}
	if unassessed > 0 {
		return unassessed, nil
	}
	before, err := pastOf(ctx, tx, s, gone, 0) // enough points would have passed at once
	if err != nil {
		return 0, err
	}
	for _, r := range gone {
		best := paper.Best(r.Tries)
		if err := assessed(ctx, tx, s, r, before, result{score: &best}); err != nil {
			return 0, err
		}
	}
	return 0, nil
}

// Questions are those of the viewer's try that runs now; none at any other time.
func Questions(ctx context.Context, client *ent.Client, r *ent.TrainingRecord) ([]*survey.Question, error) {
	asked := []*survey.Question{}
	if r.MemberID != viewer.From(ctx).Member || runningTry(ctx, r) == nil {
		return asked, nil
	}
	s, err := client.TrainingSession.Get(viewer.SystemOf(ctx), r.SessionID)
	if err != nil {
		return nil, fmt.Errorf("training: reading a session: %w", err)
	}
	if s.Paper == nil {
		return asked, nil
	}
	for i := range s.Paper.Questions {
		asked = append(asked, &s.Paper.Questions[i])
	}
	return asked, nil
}
