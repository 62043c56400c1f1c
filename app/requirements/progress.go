package requirements

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/authz"
	"heed/ent"
	"heed/ent/requirement"
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

// Customers are the requirement's own customer, first, and those of all requirements
// that were merged into it: whoever asked is told of its progress (D0-38).
func Customers(ctx context.Context, tx *ent.Tx, r *ent.Requirement) ([]typeid.ID, error) {
	merged, err := mergedInside(ctx, tx, r)
	if err != nil {
		return nil, err
	}
	all := []typeid.ID{r.CustomerID}
	for _, m := range merged {
		all = append(all, m.CustomerID)
	}
	return typeid.Unique(all), nil
}

// mergedInside are the requirements that were merged into this one, also through others:
// those that were most directly come first. They have what tells whose they are.
func mergedInside(ctx context.Context, tx *ent.Tx, r *ent.Requirement) ([]*ent.Requirement, error) {
	var all []*ent.Requirement
	level := []typeid.ID{r.ID}
	for deep := 0; len(level) > 0 && deep < mergedDeep; deep++ {
		merged, err := tx.Requirement.Query().Where(requirement.MergedIntoIDIn(level...)).Order(requirement.ByID()).
			Select(requirement.FieldCustomerID, requirement.FieldAssigneeID, requirement.FieldLeadDepartmentID).All(viewer.SystemOf(ctx))
		if err != nil {
			return nil, fmt.Errorf("requirements: reading what was merged into %s: %w", r.ID, err)
		}
		level = nil
		for _, m := range merged {
			all, level = append(all, m), append(level, m.ID)
		}
	}
	return all, nil
}

// mergedDeep is through how many mergers customers are looked for.
const mergedDeep = 10

// ProgressTold is an entry about the progress of a requirement.
type ProgressTold struct {
	EntryID typeid.ID
	Kind    flow.ProgressKind
	Problem bool
	Clauses []string
	// ToldAt is when the requirement's own customer was told; nil when nobody was.
	ToldAt *time.Time
	// Customer is who was told, and Words what; none when nobody was.
	Customer typeid.ID
	Words    string
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
		return askTellingOthers(ctx, tx, r, string(p.EntryID))
	default:
		return customerTold(ctx, tx, r, p.Customer, p.Words)
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
