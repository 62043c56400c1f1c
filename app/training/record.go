package training

import (
	"context"
	"fmt"
	"strings"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/trainingrecord"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Record is what scopes look at in a record: the member and the member's department.
func Record(r *ent.TrainingRecord) authz.Record {
	return authz.Record{Departments: typeid.Present(r.DepartmentID), Members: typeid.Present(r.MemberID)}
}

// taken is a record that is held for an act, behind its session's lock.
type taken struct {
	*ent.TrainingRecord
	session *ent.TrainingSession
}

// takeRecord holds a record, and its session, for an act of the member or of who heads
// them. Errors, in this order: FORBIDDEN by role, FAILED_PRECONDITION of a suspended
// company, NOT_FOUND, FORBIDDEN on this record, CONFLICT version.conflict.
func takeRecord(ctx context.Context, tx *ent.Tx, id typeid.ID, version int) (*taken, error) {
	if err := authz.Begin(ctx, authz.TrainingUpdate, authz.TrainingRead); err != nil {
		return nil, err
	}
	r, err := tx.TrainingRecord.Query().Where(trainingrecord.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("training: reading a record: %w", err)
	}
	if err := authz.Permit(ctx, authz.TrainingUpdate, Record(r)); err != nil {
		return nil, err
	}
	sys := viewer.SystemOf(ctx)
	s, err := lockSession(sys, tx, r.SessionID)
	if err != nil {
		return nil, err
	}
	q := tx.TrainingRecord.Query().Where(trainingrecord.ID(id))
	q.Modify(database.Lock)
	if r, err = q.Only(sys); err != nil {
		return nil, fmt.Errorf("training: locking a record: %w", err)
	}
	if err := tenants.Version(version, r.Version); err != nil {
		return nil, err
	}
	return &taken{r, s}, nil
}

// AvailableRecord lists what the viewer may do with the record now, as far as the record
// tells: whether its session has begun is told when it is tried. It asks no database.
func AvailableRecord(ctx context.Context, r *ent.TrainingRecord) []flow.TrainingRecordAct {
	acts := []flow.TrainingRecordAct{}
	if authz.Writable(ctx) != nil || authz.Require(ctx, authz.TrainingUpdate) != nil || authz.Permit(ctx, authz.TrainingUpdate, Record(r)) != nil {
		return acts
	}
	for _, act := range flow.TrainingRecord.Allowed(r.State) {
		switch act {
		case flow.TrainingRecordActEnrol, flow.TrainingRecordActDecline:
			acts = append(acts, act)
		case flow.TrainingRecordActFeedback, flow.TrainingRecordActAttend:
			if r.MemberID == viewer.From(ctx).Member {
				acts = append(acts, act)
			}
		case flow.TrainingRecordActWrite, flow.TrainingRecordActHandIn:
			writes := (act == flow.TrainingRecordActHandIn) == (runningTry(ctx, r) != nil)
			if r.MemberID == viewer.From(ctx).Member && r.Tries != nil && r.Passed == nil && writes {
				acts = append(acts, act)
			}
		default: // the session's
		}
	}
	return acts
}

// recordEvent is what the journal tells of a record: whose it is of what, where the member
// worked then, and in numbers what has come to it, so that the figures of trainings can be
// counted from events alone (D0-63). No comments.
func recordEvent(r *ent.TrainingRecord, typ string, from flow.TrainingRecordState, clauses ...string) journal.Event {
	record := Record(r)
	e := journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectTrainingRecord, ID: r.ID},
		Departments: record.Departments, Members: record.Members, Clauses: clauses,
		Detail: map[string]any{"session": r.SessionID, "plan": r.PlanID, "member": r.MemberID, "post": r.Post},
	}
	switch typ {
	case "training_record.attended":
		e.Detail["attendedAt"], e.Detail["minutes"] = r.AttendedAt, r.Minutes
	case recordPassed, recordFailed:
		if r.Score != nil && r.Scale != nil {
			e.Detail["score"], e.Detail["scale"] = *r.Score, *r.Scale
		}
	case "training_record.feedback":
		e.Detail["feedback"] = r.Feedback
	}
	if from != r.State {
		e.From, e.To = string(from), string(r.State)
	}
	return e
}

// saveRecord writes a change, and tells it: training_record.<state>, or the type where it
// stays.
func saveRecord(ctx context.Context, was *ent.TrainingRecord, change *ent.TrainingRecordUpdateOne, typ string, clauses ...string) (*ent.TrainingRecord, error) {
	r, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("training: writing a record: %w", err)
	}
	if r.State != was.State {
		typ = "training_record." + strings.ToLower(string(r.State))
	}
	journal.Record(ctx, recordEvent(r, typ, was.State, clauses...))
	return r, nil
}
