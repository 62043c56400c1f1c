package training

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/trainingrecord"
	"heed/ent/trainingsession"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// SessionRecord is what scopes look at in a session, for who changes it: the department
// that has it given, the trainer, and who planned it.
func SessionRecord(s *ent.TrainingSession) authz.Record {
	return authz.Record{Departments: typeid.Present(s.DepartmentID), Members: typeid.Present(s.TrainerID, s.CreatedBy)}
}

func lockSession(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.TrainingSession, error) {
	q := tx.TrainingSession.Query().Where(trainingsession.ID(id))
	q.Modify(database.Lock)
	s, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("training: locking a session: %w", err)
	}
	return s, nil
}

// sessionPermit refuses who may not do the act with the session. The trainer holds and
// assesses it without another right than to change what is their own; nobody else who
// comes to it does, but for the departments that have it given.
func sessionPermit(ctx context.Context, act flow.TrainingSessionAct, s *ent.TrainingSession) error {
	if trains(act) && s.TrainerID != "" && s.TrainerID == viewer.From(ctx).Member && authz.Require(ctx, authz.TrainingUpdate) == nil {
		return nil
	}
	if err := authz.Require(ctx, authz.TrainingTransition); err != nil {
		return err
	}
	return authz.Permit(ctx, authz.TrainingTransition, SessionRecord(s))
}

// before tells whether an act is for sessions that have not begun.
func before(act flow.TrainingSessionAct) bool {
	return act == flow.TrainingSessionActInvite || act == flow.TrainingSessionActUpdate || act == flow.TrainingSessionActCancel
}

// trains tells whether an act is the trainer's.
func trains(act flow.TrainingSessionAct) bool {
	return act == flow.TrainingSessionActHold || act == flow.TrainingSessionActAssess || act == flow.TrainingSessionActClose
}

// takeSession holds a session for an act. Errors, in this order: FORBIDDEN by role,
// FAILED_PRECONDITION of a suspended company, NOT_FOUND, FORBIDDEN on this session,
// CONFLICT version.conflict, FAILED_PRECONDITION transition.illegal.
func takeSession(ctx context.Context, tx *ent.Tx, act flow.TrainingSessionAct, id typeid.ID, version int) (*ent.TrainingSession, flow.TrainingSessionState, error) {
	if err := authz.Begin(ctx, authz.TrainingUpdate, authz.TrainingRead); err != nil {
		return nil, "", err
	}
	s, err := lockSession(ctx, tx, id)
	if err != nil {
		return nil, "", err
	}
	if err := sessionPermit(ctx, act, s); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, s.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.TrainingSession.Next(s.State, act)
	return s, next, err
}

// AvailableSession lists what the viewer may do with the session now. It asks no database.
func AvailableSession(ctx context.Context, s *ent.TrainingSession) []flow.TrainingSessionAct {
	acts := []flow.TrainingSessionAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.TrainingSession.Allowed(s.State) {
		began := !viewer.Now(ctx).Before(s.StartsAt)
		if act == flow.TrainingSessionActHold && !began || began && before(act) {
			continue
		}
		if sessionPermit(ctx, act, s) == nil {
			acts = append(acts, act)
		}
	}
	return acts
}

// sessionEvent is what the journal tells of a session, to those who come to it as well.
func sessionEvent(s *ent.TrainingSession, typ string, from flow.TrainingSessionState, members []typeid.ID, clauses ...string) journal.Event {
	record := SessionRecord(s)
	e := journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectTrainingSession, ID: s.ID},
		Departments: record.Departments, Members: typeid.Unique(append(record.Members, members...)), Clauses: clauses,
		Detail: map[string]any{"plan": s.PlanID, "topic": s.Topic, "startsAt": s.StartsAt},
	}
	if from != s.State {
		e.From, e.To = string(from), string(s.State)
	}
	return e
}

// saveSession writes a change, and tells it: training_session.<state>, or the type where
// it stays.
func saveSession(ctx context.Context, was *ent.TrainingSession, change *ent.TrainingSessionUpdateOne, typ string, members []typeid.ID, clauses ...string) (*ent.TrainingSession, error) {
	s, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("training: writing a session: %w", err)
	}
	if s.State != was.State {
		typ = "training_session." + strings.ToLower(string(s.State))
	}
	e := sessionEvent(s, typ, was.State, members, clauses...)
	if len(members) > 0 {
		e.Detail["tell"] = members
	}
	journal.Record(ctx, e)
	return s, nil
}

// rowsOf are the records of a session in these states, by their place in the queue, locked
// behind its lock.
func rowsOf(ctx context.Context, tx *ent.Tx, session typeid.ID, states ...flow.TrainingRecordState) ([]*ent.TrainingRecord, error) {
	rows, err := tx.TrainingRecord.Query().Where(trainingrecord.SessionID(session), trainingrecord.StateIn(states...)).
		Order(trainingrecord.ByQueuedAt(), trainingrecord.ByID()).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("training: reading who comes: %w", err)
	}
	return rows, nil
}

func membersOf(rows []*ent.TrainingRecord) []typeid.ID {
	ids := make([]typeid.ID, len(rows))
	for i, r := range rows {
		ids[i] = r.MemberID
	}
	slices.Sort(ids)
	return ids
}
