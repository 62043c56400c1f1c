package findings

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/app/requirements"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/requirement"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// CreateInput is something found wrong.
type CreateInput struct {
	Source          flow.FindingSource
	RequirementID   *typeid.ID // of a DELAY
	ProgressEntryID *typeid.ID // of a CHECK
	Description     *string
	Severity        *flow.Severity
	DepartmentID    *typeid.ID
	OwnerID         *typeid.ID
}

// found is what a finding is drawn from.
type found struct {
	subject     flow.SubjectType
	id          typeid.ID
	department  typeid.ID
	description string
}

// Create writes down what was found wrong; of a missed deadline (DELAY) and of a problem
// that an entry about progress tells (CHECK) in one step (D0-57, D0-65). Errors:
// finding.source_needs, finding.not_late, finding.no_problem, NOT_FOUND on the ids,
// FORBIDDEN. Records finding.open.
func Create(ctx context.Context, tx *ent.Tx, in CreateInput) (*ent.Finding, error) {
	if err := begin(ctx, authz.FindingCreate); err != nil {
		return nil, err
	}
	severity, err := in.check()
	if err != nil {
		return nil, err
	}
	from, err := drawn(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	words := optional.Value(in.Description)
	if words == "" {
		words = from.description
	}
	if words, err = text.Lines("description", words, 1, maxText); err != nil {
		return nil, err
	}
	department, owner := optional.Value(in.DepartmentID), optional.Value(in.OwnerID)
	if department == "" {
		department = from.department
	}
	if department, err = placed(ctx, tx, authz.FindingCreate, department, owner); err != nil {
		return nil, err
	}
	number, err := requirements.NextNumber(ctx, tx, "FND")
	if err != nil {
		return nil, err
	}
	q := tx.Finding.Create().SetNumber(number).SetSource(in.Source).SetDescription(words).SetSeverity(severity).
		SetDepartmentID(department).SetOwnerID(owner)
	if from.id != "" {
		q.SetSubjectType(from.subject).SetSubjectID(from.id)
	}
	f, err := q.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("findings: writing one down: %w", err)
	}
	e := event(f, "finding.open")
	e.To = string(f.State)
	if f.Source == flow.FindingSalesNorm {
		e.Clauses = append(e.Clauses, "D2-24")
	}
	journal.Record(ctx, e)
	return f, nil
}

func (in CreateInput) check() (flow.Severity, error) {
	if !slices.Contains(in.Source.Values(), string(in.Source)) {
		return "", fault.Input("source", "input.unknown_key").With("value", text.Clip(string(in.Source)))
	}
	severity := optional.Value(in.Severity)
	if severity == "" {
		severity = flow.SeverityGeneral
	}
	if !slices.Contains(severity.Values(), string(severity)) {
		return "", fault.Input("severity", "input.unknown_key").With("value", text.Clip(string(severity)))
	}
	of, entry := optional.Value(in.RequirementID) != "", optional.Value(in.ProgressEntryID) != ""
	switch {
	case in.Source == flow.FindingDelay && !of, in.Source != flow.FindingDelay && in.Source != flow.FindingCheck && of:
		return "", fault.Input("requirementId", "finding.source_needs")
	case in.Source == flow.FindingCheck && of == entry, in.Source != flow.FindingCheck && entry:
		return "", fault.Input("progressEntryId", "finding.source_needs")
	}
	return severity, nil
}

// drawn is what the input draws the finding from, as far as the viewer reads it.
func drawn(ctx context.Context, tx *ent.Tx, in CreateInput) (found, error) {
	switch {
	case optional.Value(in.ProgressEntryID) != "":
		return ofEntry(ctx, tx, *in.ProgressEntryID)
	case optional.Value(in.RequirementID) == "":
		return found{}, nil
	}
	if err := authz.Require(ctx, authz.RequirementRead); err != nil {
		return found{}, err
	}
	r, err := tx.Requirement.Query().Where(requirement.ID(*in.RequirementID)).Only(ctx)
	if ent.IsNotFound(err) {
		return found{}, fault.NotFound().On("requirementId")
	}
	if err != nil {
		return found{}, fmt.Errorf("findings: reading a requirement: %w", err)
	}
	from := found{subject: flow.SubjectRequirement, id: r.ID, department: r.LeadDepartmentID}
	if in.Source == flow.FindingDelay {
		from.description, err = late(ctx, tx, r)
	}
	return from, err
}

// placed checks the department and the owner of something: they are there, and the
// viewer's permission reaches them. Without a department it is the owner's, else the
// viewer's own.
func placed(ctx context.Context, tx *ent.Tx, action authz.Action, department, owner typeid.ID) (typeid.ID, error) {
	err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "ownerId", ID: owner})
	if err == nil {
		err = tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: department})
	}
	if err != nil {
		return "", err
	}
	v := viewer.From(ctx)
	for _, id := range []typeid.ID{owner, v.Member} {
		if department != "" || id == "" {
			continue
		}
		m, err := tx.Member.Get(ctx, id)
		if err != nil {
			return "", fmt.Errorf("findings: reading a member: %w", err)
		}
		department = m.DepartmentID
	}
	scope := v.Scope(string(action))
	own := authz.Record{Departments: present(department)}
	if action == authz.FindingCreate { // what somebody finds is theirs to write down, wherever it belongs
		own.Members = present(v.Member)
	}
	if !authz.Covers(v, scope, own) {
		return "", fault.Forbidden().Extend("action", string(action)).Extend("scope", string(scope))
	}
	return department, nil
}
