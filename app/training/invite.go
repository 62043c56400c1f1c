package training

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/member"
	"heed/ent/trainingrecord"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// atOnce is how many rows one statement writes.
const atOnce = 500

// InviteInput is whom a session asks.
type InviteInput struct {
	ID              typeid.ID
	ExpectedVersion int
	MemberIDs       []typeid.ID
	Audience        *bool // of the plan, as far as they work here now
	Wanting         *bool // of the topic and post: who failed, or whose training ran out or is outdated
}

// Invite asks members to a session that has not begun (D0-74, D2-77): those who are named,
// the plan's audience, those who are to be trained again. Who was asked before is not asked
// again; the trainer is not asked. Errors: training.begun, training.nobody_to_ask,
// input.too_many, NOT_FOUND on memberIds, member.left. Records training_session.open, or
// training_session.invited, for those who are asked.
func Invite(ctx context.Context, tx *ent.Tx, in InviteInput) (*ent.TrainingSession, error) {
	was, next, err := takeSession(ctx, tx, flow.TrainingSessionActInvite, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if !viewer.Now(ctx).Before(was.StartsAt) {
		return nil, fault.Precondition("training.begun")
	}
	before, err := tx.TrainingRecord.Query().Where(trainingrecord.SessionID(was.ID)).Select(trainingrecord.FieldMemberID).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("training: reading who was asked: %w", err)
	}
	asked, err := whom(ctx, tx, was, in, typeid.Present(append(membersOf(before), was.TrainerID)...))
	if err != nil {
		return nil, err
	}
	if len(asked) == 0 {
		return nil, fault.Precondition("training.nobody_to_ask")
	}
	if len(asked) > maxInvited {
		return nil, fault.Input("", "input.too_many").With("max", maxInvited)
	}
	if err := insertRecords(ctx, tx, was, asked); err != nil {
		return nil, err
	}
	told := make([]typeid.ID, len(asked))
	for i, m := range asked {
		told[i] = m.ID
	}
	return saveSession(ctx, was, was.Update().SetState(next), "training_session.invited", told, "D0-74", "D2-79")
}

// whom are the members that an invitation means, each once, but for these.
func whom(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession, in InviteInput, but []typeid.ID) ([]*ent.Member, error) {
	if len(in.MemberIDs) > maxInvited {
		return nil, fault.Input("memberIds", "input.too_many").With("max", maxInvited)
	}
	named := make([]tenants.Ref, len(in.MemberIDs))
	for i, id := range in.MemberIDs {
		named[i] = tenants.Ref{Field: "memberIds", ID: id}
	}
	if err := tenants.PresentMembers(ctx, tx.Client(), named...); err != nil {
		return nil, err
	}
	sys, either := viewer.SystemOf(ctx), member.IDIn(in.MemberIDs...)
	if optional.Value(in.Audience) {
		plan, err := tx.TrainingPlan.Get(sys, s.PlanID)
		if err != nil {
			return nil, fmt.Errorf("training: reading the plan: %w", err)
		}
		either = member.Or(either, audience(plan).Members(ctx))
	}
	if optional.Value(in.Wanting) {
		rows, err := tx.TrainingRecord.Query().Where(wantingOf(s), trainingrecord.MemberIDNotIn(but...)).Order(trainingrecord.ByID()).
			Select(trainingrecord.FieldMemberID).Limit(maxInvited + 1).All(sys)
		if err != nil {
			return nil, fmt.Errorf("training: looking for who is to be trained again: %w", err)
		}
		either = member.Or(either, member.IDIn(membersOf(rows)...))
	}
	all, err := tx.Member.Query().Where(either, member.StateEQ(flow.MemberActive), member.IDNotIn(but...)).Order(member.ByID()).
		Limit(maxInvited + 1).All(sys)
	if err != nil {
		return nil, fmt.Errorf("training: reading who is asked: %w", err)
	}
	return all, nil
}

// insertRecords makes the records of members with a session, lot by lot.
func insertRecords(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession, members []*ent.Member) error {
	for lot := range slices.Chunk(members, atOnce) {
		rows := make([]*ent.TrainingRecordCreate, len(lot))
		for i, m := range lot {
			rows[i] = tx.TrainingRecord.Create().SetPlanID(s.PlanID).SetSessionID(s.ID).SetMemberID(m.ID).SetDepartmentID(m.DepartmentID).
				SetPost(m.Post).SetTaughtPost(s.Post).SetTopic(s.Topic)
		}
		made, err := tx.TrainingRecord.CreateBulk(rows...).Save(ctx)
		if err != nil {
			return fmt.Errorf("training: asking members: %w", err)
		}
		for _, r := range made {
			journal.Record(ctx, recordEvent(r, "training_record.invited", "", "D0-74"))
		}
	}
	return nil
}
