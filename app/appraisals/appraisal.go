package appraisals

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/appraisal"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Record is what scopes look at in an appraisal: the person and the person's department.
func Record(a *ent.Appraisal) authz.Record {
	return authz.Record{Departments: typeid.Present(a.DepartmentID), Members: typeid.Present(a.MemberID)}
}

func lock(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.Appraisal, error) {
	q := tx.Appraisal.Query().Where(appraisal.ID(id))
	q.Modify(database.Lock)
	a, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("appraisals: locking one: %w", err)
	}
	return a, nil
}

// persons tells whether an act is the person's own; the rest are of others alone.
func persons(act flow.AppraisalAct) bool {
	return act == flow.AppraisalActAccept || act == flow.AppraisalActAppeal
}

func actionOf(act flow.AppraisalAct) authz.Action {
	switch act {
	case flow.AppraisalActShow, flow.AppraisalActDecide, flow.AppraisalActDiscard:
		return authz.AppraisalTransition
	default:
		return authz.AppraisalUpdate
	}
}

// may refuses who may not do the act with the appraisal: what the person does nobody does
// for them, and nothing else does anybody with their own.
func may(ctx context.Context, act flow.AppraisalAct, a *ent.Appraisal) error {
	if err := authz.Permit(ctx, actionOf(act), Record(a)); err != nil {
		return err
	}
	own := a.MemberID == viewer.From(ctx).Member
	switch {
	case persons(act) && !own:
		return fault.New(fault.CodeForbidden, "appraisal.not_person")
	case !persons(act) && own:
		return fault.New(fault.CodeForbidden, "appraisal.own")
	case act == flow.AppraisalActDecide && slices.Contains(a.Commenters, viewer.From(ctx).Member):
		return fault.New(fault.CodeForbidden, "appraisal.same_person")
	}
	return nil
}

// take holds an appraisal for an act. Errors, in this order: FORBIDDEN by role,
// FAILED_PRECONDITION of a suspended company, NOT_FOUND – also of one's own before it is
// shown –, FORBIDDEN on this appraisal, appraisal.own, appraisal.not_person and
// appraisal.same_person, CONFLICT version.conflict, FAILED_PRECONDITION transition.illegal.
func take(ctx context.Context, tx *ent.Tx, act flow.AppraisalAct, id typeid.ID, version int) (*ent.Appraisal, flow.AppraisalState, error) {
	if err := authz.Begin(ctx, actionOf(act), authz.AppraisalRead); err != nil {
		return nil, "", err
	}
	a, err := lock(ctx, tx, id)
	if err != nil {
		return nil, "", err
	}
	if err := may(ctx, act, a); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, a.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.Appraisal.Next(a.State, act)
	return a, next, err
}

// Available lists what the viewer may do with the appraisal now. It asks no database.
func Available(ctx context.Context, a *ent.Appraisal) []flow.AppraisalAct {
	acts := []flow.AppraisalAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.Appraisal.Allowed(a.State) {
		switch {
		case act == flow.AppraisalActLapse, authz.Require(ctx, actionOf(act)) != nil, may(ctx, act, a) != nil:
		case act == flow.AppraisalActShow && ready(a) != nil, act == flow.AppraisalActAppeal && inTime(ctx, a) != nil:
		default:
			acts = append(acts, act)
		}
	}
	return acts
}

// event is what the journal tells of an appraisal. Of one that was not shown the person is
// not told: who heads them reads it.
func event(a *ent.Appraisal, typ string, from flow.AppraisalState) journal.Event {
	record := Record(a)
	if a.State == flow.AppraisalDraft || a.State == flow.AppraisalDiscarded {
		record.Members = nil
	}
	e := journal.Event{
		Type: "appraisal." + typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectAppraisal, ID: a.ID},
		Departments: record.Departments, Members: record.Members, Clauses: []string{"D0-78"},
		Detail: map[string]any{"scheme": a.SchemeID, "periodStart": a.PeriodStart, "periodEnd": a.PeriodEnd},
	}
	if from != a.State {
		e.From, e.To = string(from), string(a.State)
	}
	return e
}

// save writes a change, and tells it: appraisal.<state>, or the type where it stays.
func save(ctx context.Context, was *ent.Appraisal, change *ent.AppraisalUpdateOne, typ string) (*ent.Appraisal, error) {
	a, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("appraisals: writing one: %w", err)
	}
	if a.State != was.State {
		typ = strings.ToLower(string(a.State))
	}
	journal.Record(ctx, event(a, typ, was.State))
	return a, nil
}

// inTime refuses appeals when the days for them are over.
func inTime(ctx context.Context, a *ent.Appraisal) error {
	if a.ShownAt != nil && viewer.Now(ctx).After(a.ShownAt.AddDate(0, 0, DaysToAppeal)) {
		return fault.Precondition("appraisal.appeal_over").With("days", DaysToAppeal)
	}
	return nil
}
