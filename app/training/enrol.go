package training

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/member"
	"heed/ent/trainingrecord"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// RecordInput is which record.
type RecordInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// Enrol takes a seat for a member, or a place in the queue where none is free, by the
// member or who heads them. Errors: training.begun, training.not_open,
// training.members_busy of who is elsewhere then, transition.illegal. Records
// training_record.enrolled or training_record.waiting.
func Enrol(ctx context.Context, tx *ent.Tx, in RecordInput) (*ent.TrainingRecord, error) {
	r, err := takeRecord(ctx, tx, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	act := flow.TrainingRecordActEnrol
	switch {
	case r.session.SeatsTaken >= r.session.Capacity:
		act = flow.TrainingRecordActQueue
	case r.State == flow.TrainingWaiting: // was not free when the seat was
		act = flow.TrainingRecordActSeat
	}
	next, err := flow.TrainingRecord.Next(r.State, act)
	if err != nil {
		return nil, err
	}
	if err := comes(ctx, r.session); err != nil {
		return nil, err
	}
	if err := membersFree(ctx, tx, r.session, r.MemberID); err != nil {
		return nil, err
	}
	change, count := r.Update().SetState(next), r.session.Update()
	if next == flow.TrainingWaiting {
		change.SetQueuedAt(viewer.Now(ctx))
		count.AddWaiting(1)
	} else {
		change.ClearQueuedAt()
		count.AddSeatsTaken(1)
	}
	if r.State == flow.TrainingWaiting {
		count.AddWaiting(-1)
	}
	if _, err := count.Save(ctx); err != nil {
		return nil, fmt.Errorf("training: counting seats: %w", err)
	}
	return saveRecord(ctx, r.TrainingRecord, change, "", "D0-74")
}

// comes refuses what is too late, or about a session that nobody is asked to.
func comes(ctx context.Context, s *ent.TrainingSession) error {
	switch {
	case s.State != flow.TrainingSessionOpen:
		return fault.Precondition("training.not_open")
	case !viewer.Now(ctx).Before(s.StartsAt):
		return fault.Precondition("training.begun")
	}
	return nil
}

// Decline says that a member does not come; the seat goes to the first who waits and is
// free. Errors: training.begun, training.not_open, transition.illegal. Records
// training_record.declined, and training_record.enrolled of who gets the seat.
func Decline(ctx context.Context, tx *ent.Tx, in RecordInput) (*ent.TrainingRecord, error) {
	was, err := takeRecord(ctx, tx, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	next, err := flow.TrainingRecord.Next(was.State, flow.TrainingRecordActDecline)
	if err != nil {
		return nil, err
	}
	if err := comes(ctx, was.session); err != nil {
		return nil, err
	}
	count := was.session.Update()
	switch was.State {
	case flow.TrainingEnrolled:
		count.AddSeatsTaken(-1)
	case flow.TrainingWaiting:
		count.AddWaiting(-1)
	default:
	}
	s, err := count.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("training: counting seats: %w", err)
	}
	r, err := saveRecord(ctx, was.TrainingRecord, was.Update().SetState(next).ClearQueuedAt(), "", "D0-74")
	if err != nil {
		return nil, err
	}
	_, err = seatNext(ctx, tx, s)
	return r, err
}

// seatNext gives the free seats of a session to those who have waited longest and are free
// then; who is not stays in the queue. Records training_record.enrolled of each.
func seatNext(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession) (*ent.TrainingSession, error) {
	if s.SeatsTaken >= s.Capacity || s.Waiting == 0 {
		return s, nil
	}
	queue, err := rowsOf(ctx, tx, s.ID, flow.TrainingWaiting)
	if err != nil {
		return nil, err
	}
	if err := lockMembers(ctx, tx, membersOf(queue)...); err != nil {
		return nil, err
	}
	here, err := tx.Member.Query().Where(member.IDIn(membersOf(queue)...), member.StateEQ(flow.MemberActive)).IDs(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("training: looking who works here: %w", err)
	}
	seated, active := 0, of(here)
	for _, was := range queue {
		if !active[was.MemberID] {
			continue
		}
		if s.SeatsTaken+seated == s.Capacity {
			break
		}
		if err := membersFree(ctx, tx, s, was.MemberID); fault.CodeOf(err) == fault.CodeFailedPrecondition {
			continue
		} else if err != nil {
			return nil, err
		}
		next, err := flow.TrainingRecord.Next(was.State, flow.TrainingRecordActSeat)
		if err != nil {
			return nil, err
		}
		r, err := was.Update().SetState(next).ClearQueuedAt().Save(ctx)
		if err != nil {
			return nil, fmt.Errorf("training: giving a seat: %w", err)
		}
		seated++
		tellSeat(ctx, r, was.State)
	}
	if seated == 0 {
		return s, nil
	}
	if s, err = s.Update().AddSeatsTaken(seated).AddWaiting(-seated).Save(ctx); err != nil {
		return nil, fmt.Errorf("training: counting seats: %w", err)
	}
	return s, nil
}

// void ends what members have with a session that does not take place, or that is over
// without them. The session tells it.
func void(ctx context.Context, tx *ent.Tx, session typeid.ID) error {
	err := tx.TrainingRecord.Update().Where(trainingrecord.SessionID(session),
		trainingrecord.StateIn(flow.TrainingInvited, flow.TrainingEnrolled, flow.TrainingWaiting, flow.TrainingDeclined)).
		SetState(flow.TrainingVoid).ClearQueuedAt().Exec(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("training: ending what members have: %w", err)
	}
	return nil
}

// tellSeat tells a member who waited that a seat is theirs.
func tellSeat(ctx context.Context, r *ent.TrainingRecord, from flow.TrainingRecordState) {
	journal.Record(ctx, recordEvent(r, "training_record.seated", from, "D0-74"))
}
