package training

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"heed/ent"
	"heed/ent/touchpointstandard"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/paper"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// HoldInput is who came to a session, beside those whose code showed it.
type HoldInput struct {
	ID              typeid.ID
	ExpectedVersion int
	AttendedIDs     []typeid.ID // members
}

// Hold fixes who came to a session that has begun (D2-79): who is on the list, and whom the
// code has shown; the others who had a seat were absent. What the post's standards said
// then is what was taught (D2-78). Where coming is enough, who came has passed. Errors:
// training.not_begun, training.own_attendance, training.not_asked, training.full. Records
// training_session.held, and training_record.attended or absent of each.
func Hold(ctx context.Context, tx *ent.Tx, in HoldInput) (*ent.TrainingSession, error) {
	was, next, err := takeSession(ctx, tx, flow.TrainingSessionActHold, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if viewer.Now(ctx).Before(was.StartsAt) {
		return nil, fault.Precondition("training.not_begun")
	}
	rows, err := rowsOf(ctx, tx, was.ID, flow.TrainingInvited, flow.TrainingEnrolled, flow.TrainingWaiting, flow.TrainingDeclined, flow.TrainingAttended)
	if err != nil {
		return nil, err
	}
	if len(in.AttendedIDs) > maxSeats {
		return nil, fault.Input("attendedIds", "input.too_many").With("max", maxSeats)
	}
	attended := of(in.AttendedIDs)
	if attended[viewer.From(ctx).Member] { // coming may be passing
		return nil, fault.Input("attendedIds", "training.own_attendance")
	}
	if err := listed(was, rows, attended); err != nil {
		return nil, err
	}
	coming := slices.DeleteFunc(slices.Clone(rows), func(r *ent.TrainingRecord) bool { return r.State == flow.TrainingAttended || !attended[r.MemberID] })
	before := &past{}
	if !was.Assessment.Scored() {
		if before, err = pastOf(ctx, tx, was, coming, len(coming)); err != nil {
			return nil, err
		}
	}
	for _, r := range rows {
		switch {
		case r.State == flow.TrainingAttended:
		case attended[r.MemberID]:
			err = attend(ctx, tx, was, r, before, flow.AttendanceByList, was.StartsAt)
		case r.State == flow.TrainingEnrolled:
			_, err = saveRecord(ctx, r, r.Update().SetState(flow.TrainingAbsent), "", "D2-79")
		}
		if err != nil {
			return nil, err
		}
	}
	if err := void(ctx, tx, was.ID); err != nil {
		return nil, err
	}
	taught, err := standardsOf(ctx, tx, was)
	if err != nil {
		return nil, err
	}
	return saveSession(ctx, was, was.Update().SetState(next).SetStandards(taught).SetWaiting(0), "", nil, "D2-78", "D2-79")
}

// listed refuses a list with people who were not asked, or of more than there are seats.
func listed(s *ent.TrainingSession, rows []*ent.TrainingRecord, attended map[typeid.ID]bool) error {
	came, asked := 0, map[typeid.ID]bool{}
	for _, r := range rows {
		if asked[r.MemberID] = r.State != flow.TrainingDeclined; r.State == flow.TrainingAttended || attended[r.MemberID] {
			came++
		}
	}
	for _, id := range slices.Sorted(maps.Keys(attended)) {
		if !asked[id] {
			return fault.Input("attendedIds", "training.not_asked").With("value", string(id))
		}
	}
	if came > s.Capacity {
		return fault.Input("attendedIds", "training.full").With("n", s.Capacity)
	}
	return nil
}

// attend writes down that a member came, for the time that the session takes.
func attend(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession, was *ent.TrainingRecord, before *past, by flow.AttendanceBy, at time.Time) error {
	next, err := flow.TrainingRecord.Next(was.State, flow.TrainingRecordActAttend)
	if err != nil {
		return err
	}
	change := was.Update().SetState(next).SetAttendance(by).SetAttendedAt(at).
		SetMinutes(int(s.EndsAt.Sub(s.StartsAt) / time.Minute)).ClearQueuedAt()
	if s.Paper != nil {
		change.SetTries([]paper.Try{}) // none yet, of some
	}
	r, err := saveRecord(ctx, was, change, "", "D2-79")
	if err != nil || s.Assessment.Scored() {
		return err
	}
	return assessed(ctx, tx, s, r, before, result{passed: true})
}

// standardsOf are the standards that held for the session's post when it began.
func standardsOf(ctx context.Context, tx *ent.Tx, s *ent.TrainingSession) ([]flow.TaughtStandard, error) {
	taught := []flow.TaughtStandard{}
	if s.Post == "" {
		return taught, nil
	}
	all, err := tx.TouchpointStandard.Query().Where(touchpointstandard.Post(s.Post), touchpointstandard.EffectiveAtLTE(s.StartsAt),
		touchpointstandard.Or(touchpointstandard.EndedAtIsNil(), touchpointstandard.EndedAtGT(s.StartsAt))).
		Order(touchpointstandard.ByID()).Limit(maxValues).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("training: reading the standards of a post: %w", err)
	}
	for _, one := range all {
		taught = append(taught, flow.TaughtStandard{StandardID: one.ID, TouchpointID: one.TouchpointID, Edition: one.Edition})
	}
	return taught, nil
}
