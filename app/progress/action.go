package progress

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/journal"
	"heed/app/requirements"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/improvementaction"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ActionRecord is what scopes look at in an action: its department, who does it, who looks
// at its effect, and who planned it.
func ActionRecord(a *ent.ImprovementAction) authz.Record {
	return authz.Record{
		Departments: slices.DeleteFunc([]typeid.ID{a.DepartmentID}, func(id typeid.ID) bool { return id == "" }),
		Members: slices.DeleteFunc([]typeid.ID{a.OwnerID, a.VerifierID, a.CreatedBy}, func(id typeid.ID) bool {
			return id == ""
		}),
	}
}

// openActions are the states of an action that something is still written about.
var openActions = []flow.ActionState{flow.ActionPlanned, flow.ActionInProgress, flow.ActionDone}

// ofAction adds an entry about an action that is not over.
func ofAction(ctx context.Context, tx *ent.Tx, id typeid.ID, in AddInput) (*ent.ProgressEntry, error) {
	if err := authz.Require(ctx, authz.ImprovementActionRead); err != nil {
		return nil, err
	}
	q := tx.ImprovementAction.Query().Where(improvementaction.ID(id))
	q.Modify(database.Lock)
	a, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("actionId")
	}
	if err != nil {
		return nil, fmt.Errorf("progress: locking an action: %w", err)
	}
	if err := permitAction(ctx, a); err != nil {
		return nil, err
	}
	at, err := in.check(ctx)
	if err != nil {
		return nil, err
	}
	switch {
	case in.Kind == flow.ProgressCustomerNotice:
		return nil, fault.Input("kind", "progress.told_of_requirement")
	case !slices.Contains(openActions, a.State):
		return nil, requirements.NotOpen("actionId")
	}
	return addOfAction(ctx, tx, a, in, at)
}

// permitAction refuses who may not change the action, and does not do it.
func permitAction(ctx context.Context, a *ent.ImprovementAction) error {
	err := authz.On(ctx, authz.ImprovementActionUpdate, ActionRecord(a))
	if err == nil {
		return nil
	}
	v := viewer.From(ctx)
	if authz.Covers(v, v.Scope(string(authz.ImprovementActionTransition)), authz.Record{Members: []typeid.ID{a.OwnerID}}) {
		return nil
	}
	return err
}

// Report adds a note about an action in the course of another verb, which has locked it
// and asked for the right.
func Report(ctx context.Context, tx *ent.Tx, a *ent.ImprovementAction, words string) error {
	in := AddInput{ActionID: &a.ID, Kind: flow.ProgressNote, Text: words}
	at, err := in.check(ctx)
	if err != nil {
		return err
	}
	_, err = addOfAction(ctx, tx, a, in, at)
	return err
}

// ActionEvent is an event about an action.
func ActionEvent(a *ent.ImprovementAction, typ string) journal.Event {
	record := ActionRecord(a)
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectAction, ID: a.ID},
		Departments: record.Departments, Members: record.Members, Clauses: []string{"D0-06", "D0-65"},
	}
}

func addOfAction(ctx context.Context, tx *ent.Tx, a *ent.ImprovementAction, in AddInput, at time.Time) (*ent.ProgressEntry, error) {
	e, err := write(ctx, tx, in, at, "")
	if err != nil {
		return nil, err
	}
	told := ActionEvent(a, "action.progressed")
	told.Clauses = clauses[in.Kind]
	told.Detail = map[string]any{"entry": e.ID, "kind": in.Kind, "problem": optional.Value(in.Problem) != ""}
	journal.Record(ctx, told)
	if in.Kind == flow.ProgressCoordination {
		err = coordinate(ctx, tx, e, in, asked{subject: flow.SubjectAction, id: a.ID})
	}
	return e, err
}
