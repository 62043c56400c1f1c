package touchpoints

import (
	"context"
	"fmt"
	"strings"

	"entgo.io/ent/dialect/sql/sqlgraph"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/touchpointstandard"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The slots that one edition of a touchpoint's standard has at a time.
const (
	slotWritten   = "written "   // a draft, or in review
	slotEffective = "effective " // what holds
)

// StandardRecord is what scopes look at in a standard: the department that writes it,
// and who began it.
func StandardRecord(s *ent.TouchpointStandard) authz.Record {
	return authz.Record{Departments: present(s.DepartmentID), Members: present(s.CreatedBy)}
}

// standardActionOf is the permission that an act takes; whether it is approved or sent
// back is an approval's.
func standardActionOf(act flow.StandardAct) authz.Action {
	if act == flow.StandardActUpdate {
		return authz.StandardUpdate
	}
	return authz.StandardTransition
}

// takeStandard is take of a standard.
func takeStandard(ctx context.Context, tx *ent.Tx, act flow.StandardAct, id typeid.ID, version int) (*ent.TouchpointStandard, flow.StandardState, error) {
	if err := begin(ctx, standardActionOf(act)); err != nil {
		return nil, "", err
	}
	if err := authz.Require(ctx, authz.StandardRead); err != nil {
		return nil, "", err
	}
	s, err := lockStandard(ctx, tx, id)
	if err != nil {
		return nil, "", err
	}
	if err := permit(ctx, standardActionOf(act), StandardRecord(s)); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, s.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.Standard.Next(s.State, act)
	return s, next, err
}

// lockStandard locks a standard that the viewer reads.
func lockStandard(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.TouchpointStandard, error) {
	q := tx.TouchpointStandard.Query().Where(touchpointstandard.ID(id))
	q.Modify(database.Lock)
	s, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("touchpoints: locking the standard: %w", err)
	}
	return s, nil
}

// effectiveOf is the edition of the touchpoint's standard that holds; nil for none.
func effectiveOf(ctx context.Context, tx *ent.Tx, touchpoint typeid.ID, lock bool) (*ent.TouchpointStandard, error) {
	q := tx.TouchpointStandard.Query().Where(touchpointstandard.Slot(slotEffective + string(touchpoint)))
	if lock {
		q.Modify(database.Lock)
	}
	s, err := q.Only(viewer.SystemOf(ctx))
	if ent.IsNotFound(err) {
		return nil, nil //nolint:nilnil // there is none
	}
	if err != nil {
		return nil, fmt.Errorf("touchpoints: reading the effective standard: %w", err)
	}
	return s, nil
}

// standardEvent is what the journal tells of a standard: which edition of what. Not its
// words.
func standardEvent(s *ent.TouchpointStandard, typ string, from flow.StandardState, clauses ...string) journal.Event {
	record := StandardRecord(s)
	e := journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectStandard, ID: s.ID},
		Departments: record.Departments, Members: record.Members, Clauses: clauses,
		Detail: map[string]any{"touchpoint": s.TouchpointID, "edition": s.Edition},
	}
	if from != s.State {
		e.From, e.To = string(from), string(s.State)
	}
	return e
}

// saveStandard writes a change, and tells it: standard.<state> when the state moves.
func saveStandard(ctx context.Context, was *ent.TouchpointStandard, change *ent.TouchpointStandardUpdateOne, clauses ...string) (*ent.TouchpointStandard, error) {
	s, err := change.Save(ctx)
	if err != nil {
		return nil, writtenStandard(err)
	}
	journal.Record(ctx, standardEvent(s, "standard."+strings.ToLower(string(s.State)), was.State, clauses...))
	return s, nil
}

// writtenStandard is the error of a write: a touchpoint has one edition that is
// written, and one that holds.
func writtenStandard(err error) error {
	if sqlgraph.IsUniqueConstraintError(err) {
		return fault.Conflict("standard.written_already").On("touchpointId").Because(err)
	}
	return fmt.Errorf("touchpoints: writing a standard: %w", err)
}

// endStandard writes that an edition holds no longer, or never will: its slot is free,
// and nobody is asked about it any more.
func endStandard(ctx context.Context, tx *ent.Tx, was *ent.TouchpointStandard, next flow.StandardState, reason string) (*ent.TouchpointStandard, error) {
	if was.State == flow.StandardInReview {
		if err := tasks.DropApproval(ctx, tx, was.ApprovalID); err != nil {
			return nil, err
		}
	}
	change := was.Update().SetState(next).SetEndedAt(viewer.Now(ctx)).ClearSlot()
	if reason != "" {
		change.SetEndReason(reason)
	}
	s, err := saveStandard(ctx, was, change, "D2-52")
	if err != nil {
		return nil, err
	}
	if was.State == flow.StandardEffective && was.ReviewAskedFor != "" {
		if err := tasks.Retract(ctx, tx, reviewKey(was.ID, was.ReviewAskedFor), ""); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Effective are the editions that hold, by touchpoint, as far as the viewer reads them.
func Effective(ctx context.Context, client *ent.Client, all []*ent.Touchpoint) (map[typeid.ID]*ent.TouchpointStandard, error) {
	slots := make([]string, len(all))
	for i, t := range all {
		slots[i] = slotEffective + string(t.ID)
	}
	found, err := client.TouchpointStandard.Query().Where(touchpointstandard.SlotIn(slots...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("touchpoints: reading effective standards: %w", err)
	}
	of := make(map[typeid.ID]*ent.TouchpointStandard, len(found))
	for _, s := range found {
		of[s.TouchpointID] = s
	}
	return of, nil
}

// AvailableStandard lists what the viewer may do with the standard now. It asks no
// database.
func AvailableStandard(ctx context.Context, s *ent.TouchpointStandard) []flow.StandardAct {
	acts := []flow.StandardAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.Standard.Allowed(s.State) {
		switch act {
		case flow.StandardActApprove, flow.StandardActSendBack: // an approval's
			continue
		case flow.StandardActSupersede: // by another edition
			if authz.Require(ctx, authz.StandardCreate) == nil && permit(ctx, authz.StandardCreate, StandardRecord(s)) == nil {
				acts = append(acts, act)
			}
			continue
		default:
		}
		if authz.Require(ctx, standardActionOf(act)) == nil && permit(ctx, standardActionOf(act), StandardRecord(s)) == nil {
			acts = append(acts, act)
		}
	}
	return acts
}
