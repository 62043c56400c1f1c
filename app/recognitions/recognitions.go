// Package recognitions is what customers get for feedback (D0-12), and what
// follows for members and departments from what went wrong or well (D0-66). Who
// proposes one never decides on it, nor whom it concerns.
package recognitions

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"heed/app/journal"
	"heed/app/personal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/recognition"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const (
	maxText       = 5_000
	usualCurrency = "CNY"
)

// Record is what scopes look at in a recognition: the department and the member
// that it concerns, and who proposed it.
func Record(r *ent.Recognition) authz.Record {
	var departments, members []typeid.ID
	if r.DepartmentID != "" {
		departments = []typeid.ID{r.DepartmentID}
	}
	for _, id := range []typeid.ID{r.MemberID, r.CreatedBy} {
		if id != "" && !slices.Contains(members, id) {
			members = append(members, id)
		}
	}
	return authz.Record{Departments: departments, Members: members}
}

// Reason is why, or the word for a person who was erased in the viewer's language.
func Reason(ctx context.Context, r *ent.Recognition) string {
	if r.Reason == personal.Erased {
		return label.Of(viewer.From(ctx).Language(), "Contact", "ERASED")
	}
	return r.Reason
}

// actionOf is the permission that an act takes.
func actionOf(act flow.RecognitionAct) authz.Action {
	switch act {
	case flow.RecognitionActUpdate:
		return authz.RecognitionUpdate
	case flow.RecognitionActDecide:
		return authz.RecognitionApprove
	default:
		return authz.RecognitionTransition
	}
}

// take holds a recognition for an act: the viewer may do it, the row is locked
// and stands at the expected version, and the act is legal in its state. Errors,
// in this order: FORBIDDEN by role, FAILED_PRECONDITION of a suspended company,
// NOT_FOUND, FORBIDDEN on this record (recognition.own), CONFLICT
// version.conflict, FAILED_PRECONDITION transition.illegal.
func take(ctx context.Context, tx *ent.Tx, act flow.RecognitionAct, id typeid.ID, version int) (*ent.Recognition, flow.RecognitionState, error) {
	if err := begin(ctx, actionOf(act)); err != nil {
		return nil, "", err
	}
	q := tx.Recognition.Query().Where(recognition.ID(id))
	q.Modify(database.Lock)
	r, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, "", fault.NotFound()
	}
	if err != nil {
		return nil, "", fmt.Errorf("recognitions: locking: %w", err)
	}
	if err := permit(ctx, act, r); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, r.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.Recognition.Next(r.State, act)
	return r, next, err
}

func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

// permit refuses an act on a recognition that the viewer can read. Nobody decides
// on what they proposed, nor on what concerns them or their department.
func permit(ctx context.Context, act flow.RecognitionAct, r *ent.Recognition) error {
	if err := authz.On(ctx, actionOf(act), Record(r)); err != nil {
		return err
	}
	v := viewer.From(ctx)
	if act == flow.RecognitionActDecide && v.Kind == viewer.Member &&
		(v.Member == r.CreatedBy || v.Member == r.MemberID || r.DepartmentID != "" && v.Department == r.DepartmentID) {
		return fault.New(fault.CodeForbidden, "recognition.own")
	}
	return nil
}

// Available lists what the viewer may do with the recognition now. It asks no database.
func Available(ctx context.Context, r *ent.Recognition) []flow.RecognitionAct {
	acts := []flow.RecognitionAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.Recognition.Allowed(r.State) {
		if permit(ctx, act, r) == nil {
			acts = append(acts, act)
		}
	}
	return acts
}

// tell records what happened to a recognition. Without a state before it has
// just been made, or kept its state.
func tell(ctx context.Context, r *ent.Recognition, typ string, from flow.RecognitionState, fields []string) {
	clause := "D0-66"
	if r.CustomerID != "" {
		clause = "D0-12"
	}
	record := Record(r)
	e := journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectRecognition, ID: r.ID},
		Departments: record.Departments, Members: record.Members, Fields: fields, Clauses: []string{clause},
	}
	if from != r.State {
		e.From, e.To = string(from), string(r.State)
	}
	journal.Record(ctx, e)
}

// save writes a change of the state and tells it: recognition.<state>.
func save(ctx context.Context, was *ent.Recognition, change *ent.RecognitionUpdateOne) (*ent.Recognition, error) {
	r, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("recognitions: writing %s: %w", was.ID, err)
	}
	tell(ctx, r, "recognition."+strings.ToLower(string(r.State)), was.State, nil)
	return r, nil
}

// due is when a recognition is to be done: after now, or never.
func due(ctx context.Context, at *time.Time) (time.Time, error) {
	if at == nil || at.IsZero() {
		return database.Never, nil
	}
	when := viewer.Instant(*at)
	if !when.After(viewer.Now(ctx)) {
		return when, fault.Input("dueAt", "input.in_the_past")
	}
	return when, nil
}

// currency cleans the three letters of a currency.
func currency(code *string) (string, error) {
	if code == nil || *code == "" {
		return usualCurrency, nil
	}
	cleaned := strings.ToUpper(strings.TrimSpace(*code))
	if len(cleaned) != 3 || strings.Trim(cleaned, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return "", fault.Input("currency", "amount.currency")
	}
	return cleaned, nil
}
