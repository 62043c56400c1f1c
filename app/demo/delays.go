package demo

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/findings"
	"heed/app/recognitions"
	"heed/ent"
	"heed/ent/progressentry"
	"heed/rules/flow"
)

// lastLate is a requirement whose first answer came late and that was over before the
// instant: another one each turn, of the service department where it has any.
func lastLate(stories []*story, before time.Time, turn int) *story {
	var ours, all []*story
	for _, s := range stories {
		if s.shape.answer != late || s.end != flow.RequirementClosed || !s.last().Before(before) {
			continue
		}
		all = append(all, s)
		if s.need.lead == byService {
			ours = append(ours, s)
		}
	}
	if len(ours) > 0 {
		all = ours
	}
	return all[turn%len(all)]
}

// findLate writes down that a deadline was missed (D0-65).
func (c *cure) findLate(in findings.CreateInput, s *story) {
	c.stepBy(management, "find a delay", func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error) {
		in.RequirementID = &s.id
		return findings.Create(ctx, tx, in)
	})
}

// findChecked writes down a problem that a weekly check has told.
func (c *cure) findChecked(in findings.CreateInput) {
	c.stepBy(management, "find by a check", func(ctx context.Context, tx *ent.Tx) (*ent.Finding, error) {
		e, err := tx.ProgressEntry.Query().Where(progressentry.KindEQ(flow.ProgressWeeklyCheck), progressentry.ProblemNEQ("")).
			Order(progressentry.ByHappenedAt(sql.OrderDesc())).First(ctx)
		if err != nil {
			return nil, err
		}
		in.ProgressEntryID = &e.ID
		return findings.Create(ctx, tx, in)
	})
}

// blame holds somebody to account for a delay that is due to an error: management
// proposes it, the committee decides.
func (c *cure) blame() {
	is := &ent.Recognition{}
	c.add(management, "hold to account", func(ctx context.Context, tx *ent.Tx) (err error) {
		is, err = recognitions.Propose(ctx, tx, recognitions.ProposeInput{
			Kind: flow.RecognitionAccountability, CauseID: c.id, MemberID: new(c.w.id(memberService)), Reason: "人为疏忽导致答复超时，责令书面检讨并参加补训",
		})
		return err
	})
	c.add(committee, "decide on an account", func(ctx context.Context, tx *ent.Tx) (err error) {
		is, err = recognitions.Decide(ctx, tx, recognitions.DecideInput{ID: is.ID, ExpectedVersion: is.Version, Decision: flow.DecisionApprove})
		return err
	})
}
