package training

import (
	"context"
	"crypto/subtle"
	"encoding/binary"
	"fmt"
	"strconv"
	"time"

	"heed/app/journal"
	"heed/app/limit"
	"heed/authz"
	"heed/ent"
	"heed/ent/trainingrecord"
	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// guesses is how often a member may try codes: of a million, one is right.
var guesses = limit.Limit{Kind: "training.code", Most: 10, Window: 15 * time.Minute}

// Code is what is shown in the room of a session that runs: six digits, for who gives it or
// has it given; "" when it does not run, or the viewer does neither. The row keeps none of
// it, and it can be told again.
func Code(ctx context.Context, s *ent.TrainingSession) string {
	if !running(ctx, s) || sessionPermit(ctx, flow.TrainingSessionActHold, s) != nil {
		return ""
	}
	return codes(ctx, s)[0]
}

func running(ctx context.Context, s *ent.TrainingSession) bool {
	now := viewer.Now(ctx)
	return s.State == flow.TrainingSessionOpen && !now.Before(s.StartsAt) && now.Before(s.EndsAt)
}

// codes are those that a session may have, by the current data key first.
func codes(ctx context.Context, s *ent.TrainingSession) []string {
	var all []string
	for _, sum := range vault.From(ctx).Lookups(viewer.Tenant(ctx), "training.code", string(s.ID)+" "+strconv.Itoa(s.CodeCounter)) {
		all = append(all, fmt.Sprintf("%06d", binary.BigEndian.Uint64(sum)%1_000_000))
	}
	return all
}

// CodeRenewInput is a session whose code is to be another.
type CodeRenewInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// RenewCode makes another code of a session, when the one before has got about. Records
// training_session.code_renewed.
func RenewCode(ctx context.Context, tx *ent.Tx, in CodeRenewInput) (*ent.TrainingSession, error) {
	was, _, err := takeSession(ctx, tx, flow.TrainingSessionActHold, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	return saveSession(ctx, was, was.Update().AddCodeCounter(1), "training_session.code_renewed", nil, "D2-79")
}

// CheckInInput is a code that a member saw.
type CheckInInput struct {
	SessionID typeid.ID
	Code      string
}

// Guess counts a try of the viewer's, before it is looked at. Errors: RATE_LIMITED.
func Guess(ctx context.Context, j *journal.Journal) error {
	return guesses.Take(ctx, j, limit.Of(string(viewer.From(ctx).Member)))
}

// CheckIn says that the viewer is in the room, by the code that is shown there: once, and
// while the session runs (D2-79). Who was asked and did not enrol takes a seat that is
// free. Errors: NOT_FOUND, training.code_not_running, training.code_wrong,
// training.code_used, training.full, RATE_LIMITED. Records training_record.attended.
func CheckIn(ctx context.Context, tx *ent.Tx, in CheckInInput) (*ent.TrainingRecord, error) {
	if err := authz.Begin(ctx, authz.TrainingUpdate, authz.TrainingRead); err != nil {
		return nil, err
	}
	me := viewer.From(ctx).Member
	mine, err := tx.TrainingRecord.Query().Where(trainingrecord.SessionID(in.SessionID), trainingrecord.MemberID(me)).Only(viewer.SystemOf(ctx))
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("sessionId")
	}
	if err != nil {
		return nil, fmt.Errorf("training: reading a record: %w", err)
	}
	was, err := takeRecord(ctx, tx, mine.ID, mine.Version)
	if err != nil {
		return nil, err
	}
	s := was.session
	switch {
	case was.State == flow.TrainingAttended:
		return nil, fault.Precondition("training.code_used")
	case !running(ctx, s):
		return nil, fault.Precondition("training.code_not_running")
	case !right(ctx, s, in.Code):
		return nil, fault.Input("code", "training.code_wrong")
	}
	if was.State != flow.TrainingEnrolled {
		if s.SeatsTaken >= s.Capacity {
			return nil, fault.Precondition("training.full").With("n", s.Capacity)
		}
		count := s.Update().AddSeatsTaken(1)
		if was.State == flow.TrainingWaiting {
			count.AddWaiting(-1)
		}
		if err := count.Exec(ctx); err != nil {
			return nil, fmt.Errorf("training: counting seats: %w", err)
		}
	}
	certificates := 1
	if s.Assessment.Scored() {
		certificates = 0
	}
	before, err := pastOf(ctx, tx, s, []*ent.TrainingRecord{was.TrainingRecord}, certificates)
	if err != nil {
		return nil, err
	}
	if err := attend(ctx, tx, s, was.TrainingRecord, before, flow.AttendanceByCode, viewer.Now(ctx)); err != nil {
		return nil, err
	}
	return tx.TrainingRecord.Get(ctx, was.ID)
}

func right(ctx context.Context, s *ent.TrainingSession, code string) bool {
	is := 0
	for _, one := range codes(ctx, s) {
		is |= subtle.ConstantTimeCompare([]byte(one), []byte(code))
	}
	return is == 1
}
