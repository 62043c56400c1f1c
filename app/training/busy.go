package training

import (
	"context"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/member"
	"heed/ent/predicate"
	"heed/ent/trainingrecord"
	"heed/ent/trainingsession"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// beside are other sessions of the company that take place while this one does.
func beside(s *ent.TrainingSession) predicate.TrainingSession {
	// A session takes a day at most: what began earlier is over.
	others := trainingsession.And(trainingsession.StateIn(flow.TrainingSessionPlanned, flow.TrainingSessionOpen),
		trainingsession.StartsAtGT(s.StartsAt.Add(-maxHours*time.Hour)), trainingsession.StartsAtLT(s.EndsAt), trainingsession.EndsAtGT(s.StartsAt))
	if s.ID == "" {
		return others
	}
	return trainingsession.And(others, trainingsession.IDNEQ(s.ID))
}

// lockMembers lets one change at a time look whether these members are free, in the order
// of their ids, so that none waits for another.
func lockMembers(ctx context.Context, tx *ent.Tx, ids ...typeid.ID) error {
	q := tx.Member.Query().Where(member.IDIn(ids...)).Order(member.ByID())
	q.Modify(database.Lock)
	if _, err := q.All(viewer.SystemOf(ctx)); err != nil {
		return fmt.Errorf("training: locking members: %w", err)
	}
	return nil
}

// trainerFree refuses a trainer who is not there, or gives or takes another session then.
func trainerFree(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession) error {
	if s.TrainerID == "" {
		return nil
	}
	if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "trainerId", ID: s.TrainerID}); err != nil {
		return err
	}
	if err := lockMembers(ctx, tx, s.TrainerID); err != nil {
		return err
	}
	busy, err := tx.TrainingSession.Query().Where(trainingsession.TrainerID(s.TrainerID), beside(s)).Exist(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("training: looking for the trainer's sessions: %w", err)
	}
	if !busy {
		takes, err := takers(ctx, tx, s, []typeid.ID{s.TrainerID})
		if err != nil {
			return err
		}
		busy = len(takes) > 0
	}
	if busy {
		return fault.Precondition("training.trainer_busy").On("trainerId")
	}
	return nil
}

// membersFree refuses members who give or take another session then.
func membersFree(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession, members ...typeid.ID) error {
	if len(members) == 0 {
		return nil
	}
	if err := lockMembers(ctx, tx, members...); err != nil {
		return err
	}
	takes, err := takers(ctx, tx, s, members)
	if err != nil {
		return err
	}
	gives, err := tx.TrainingSession.Query().Where(trainingsession.TrainerIDIn(members...), beside(s)).
		Select(trainingsession.FieldTrainerID).All(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("training: looking for who gives sessions: %w", err)
	}
	for _, one := range gives {
		takes = append(takes, one.TrainerID)
	}
	if busy := typeid.Unique(takes); len(busy) > 0 {
		return fault.Precondition("training.members_busy").With("n", len(busy)).Extend("members", busy)
	}
	return nil
}

// takers are those of the members who have a seat in another session then.
func takers(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession, members []typeid.ID) ([]typeid.ID, error) {
	sys := viewer.SystemOf(ctx)
	sessions, err := tx.TrainingSession.Query().Where(beside(s)).IDs(sys)
	if err != nil {
		return nil, fmt.Errorf("training: looking for sessions beside: %w", err)
	}
	if len(sessions) == 0 {
		return nil, nil
	}
	rows, err := tx.TrainingRecord.Query().Where(trainingrecord.SessionIDIn(sessions...), trainingrecord.MemberIDIn(members...),
		trainingrecord.StateEQ(flow.TrainingEnrolled)).Select(trainingrecord.FieldMemberID).All(sys)
	if err != nil {
		return nil, fmt.Errorf("training: looking for seats beside: %w", err)
	}
	return membersOf(rows), nil
}
