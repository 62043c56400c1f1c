package requirements

import (
	"context"
	"slices"
	"time"

	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// openStates are those of a requirement that is being handled.
var openStates = []flow.RequirementState{
	flow.RequirementReceived, flow.RequirementAnalyzing, flow.RequirementPlanned, flow.RequirementProcessing, flow.RequirementFeedback,
}

// Open tells whether a requirement is being handled.
func Open(r *ent.Requirement) bool { return slices.Contains(openStates, r.State) }

// OpenStates are those of a requirement that is being handled.
func OpenStates() []flow.RequirementState { return slices.Clone(openStates) }

// Hold locks requirements that something is written down about, with their assisting
// departments. What the viewer may not read is left out.
func Hold(ctx context.Context, tx *ent.Tx, ids ...typeid.ID) ([]*ent.Requirement, error) {
	return lock(ctx, tx, ids...)
}

// PermitProgress refuses who has no part in the handling: those who may change the
// requirement have, of its assisting departments too (D0-58), and who does the work.
func PermitProgress(ctx context.Context, r *ent.Requirement) error {
	err := authz.On(ctx, authz.RequirementUpdate, Record(r))
	if err == nil {
		return nil
	}
	v := viewer.From(ctx)
	if authz.Covers(v, v.Scope(string(authz.RequirementTransition)), authz.Record{Members: []typeid.ID{r.AssigneeID}}) {
		return nil
	}
	return err
}

// ProgressTold is an entry about the progress of a requirement.
type ProgressTold struct {
	EntryID typeid.ID
	Kind    flow.ProgressKind
	Problem bool
	Clauses []string
	// ToldAt is when the requirement's own customer was told; nil when nobody was.
	ToldAt *time.Time
	// Customer is who was told, and At when; none when nobody was.
	Customer typeid.ID
	At       time.Time
}

// Progressed keeps that there is an entry about a locked requirement. What its own
// customer was told the others are to be told, each by a task, which ends when an entry
// says that they were (D0-38). Records requirement.progressed, and task.open or task.done.
func Progressed(ctx context.Context, tx *ent.Tx, was *ent.Requirement, p ProgressTold) error {
	r := was
	if p.ToldAt != nil {
		var err error
		if r, err = save(ctx, was, was.Update().SetCustomerToldAt(later(was.CustomerToldAt, *p.ToldAt))); err != nil {
			return err
		}
	}
	happened(ctx, r, "requirement.progressed", told{clauses: p.Clauses, detail: map[string]any{
		"entry": p.EntryID, "kind": p.Kind, "problem": p.Problem,
	}})
	switch p.Customer {
	case "":
		return nil
	case r.CustomerID:
		return askTellingOthers(ctx, tx, r, occasion{key: string(p.EntryID)})
	default:
		return customerTold(ctx, tx, r, p.Customer, p.At)
	}
}

func later(known *time.Time, at time.Time) time.Time {
	if known != nil && known.After(at) {
		return *known
	}
	return at
}

// NotOpen is the error of an entry about what is not being handled.
func NotOpen(field string) error { return fault.Precondition("progress.not_open").On(field) }
