package findings

import (
	"context"
	"slices"

	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
)

// UpdateInput is a finding's changes; nil stays, the empty id clears.
type UpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Description     *string
	Severity        *flow.Severity
	DepartmentID    *typeid.ID
	OwnerID         *typeid.ID
}

// Update changes a finding. Records finding.updated.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.Finding, error) {
	was, _, err := take(ctx, tx, flow.FindingActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	change, fields := was.Update(), []string{}
	if in.Description != nil {
		words, err := text.Lines("description", *in.Description, 1, maxText)
		if err != nil {
			return nil, err
		}
		change.SetDescription(words)
		fields = append(fields, "description")
	}
	if in.Severity != nil {
		if !slices.Contains(in.Severity.Values(), string(*in.Severity)) {
			return nil, fault.Input("severity", "input.unknown_key").With("value", text.Clip(string(*in.Severity)))
		}
		change.SetSeverity(*in.Severity)
		fields = append(fields, "severity")
	}
	if in.DepartmentID != nil || in.OwnerID != nil {
		department, owner := was.DepartmentID, was.OwnerID
		if in.DepartmentID != nil {
			department, fields = *in.DepartmentID, append(fields, "department")
		}
		if in.OwnerID != nil {
			owner, fields = *in.OwnerID, append(fields, "owner")
		}
		if department, err = placed(ctx, tx, authz.FindingUpdate, department, owner); err != nil {
			return nil, err
		}
		change.SetDepartmentID(department).SetOwnerID(owner)
		if owner == "" {
			change.ClearOwnerID()
		}
	}
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	return save(ctx, was, change, "finding.updated", nil, fields...)
}

// FindCauseInput is the cause of a finding.
type FindCauseInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Cause           string
	RootCauseClass  flow.RootCauseClass
	DueToError      *bool
}

// FindCause says what lies behind a finding (D0-65); again until its actions begin.
// Records finding.cause_found.
func FindCause(ctx context.Context, tx *ent.Tx, in FindCauseInput) (*ent.Finding, error) {
	was, next, err := take(ctx, tx, flow.FindingActFindCause, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	cause, err := text.Lines("cause", in.Cause, 1, maxText)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(in.RootCauseClass.Values(), string(in.RootCauseClass)) {
		return nil, fault.Input("rootCauseClass", "input.unknown_key").With("value", text.Clip(string(in.RootCauseClass)))
	}
	change := was.Update().SetState(next).SetCause(cause).SetRootCauseClass(in.RootCauseClass)
	if in.DueToError != nil {
		change.SetDueToError(*in.DueToError)
	}
	return save(ctx, was, change, "finding.cause_found", map[string]any{"class": in.RootCauseClass}, "cause", "rootCauseClass")
}
