package findings

import (
	"context"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ActionUpdateInput is an action's changes; nil stays, the empty id clears.
type ActionUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Measure         *string
	DepartmentID    *typeid.ID
	OwnerID         *typeid.ID
	DueAt           *time.Time
	Criterion       *string
	IndicatorID     *typeid.ID
	Target          *float64
	CheckOn         *time.Time
	VerifierID      *typeid.ID
	ProjectID       *typeid.ID
}

// UpdateAction changes an action that is not done. Its owner stays once it has begun: who
// does it does not pass it on to verify it. One who has left the company is followed by
// another. Errors are those of CreateAction, and action.owner_fixed. Records action.updated.
func UpdateAction(ctx context.Context, tx *ent.Tx, in ActionUpdateInput) (*ent.ImprovementAction, error) {
	was, _, err := takeAction(ctx, tx, flow.ActionActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	change, fields := was.Update(), []string{}
	for _, f := range []struct {
		name string
		text *string
		most int
		set  func(string) *ent.ImprovementActionUpdateOne
	}{{"measure", in.Measure, maxEffect, change.SetMeasure}, {"criterion", in.Criterion, maxShort, change.SetCriterion}} {
		if f.text == nil {
			continue
		}
		words, err := text.Lines(f.name, *f.text, 1, f.most)
		if err != nil {
			return nil, err
		}
		f.set(words)
		fields = append(fields, f.name)
	}
	aims, err := in.aims(ctx, tx, was, change)
	if err != nil {
		return nil, err
	}
	fields = append(fields, aims...)
	if in.ProjectID != nil {
		if *in.ProjectID != was.ProjectID {
			if err := within(ctx, tx, *in.ProjectID); err != nil {
				return nil, err
			}
		}
		if change.SetProjectID(*in.ProjectID); *in.ProjectID == "" {
			change.ClearProjectID()
		}
		fields = append(fields, "project")
	}
	more, err := in.whoAndWhen(ctx, tx, was, change)
	if err != nil {
		return nil, err
	}
	if fields = append(fields, more...); len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	return saveAction(ctx, tx, was, change, "action.updated", nil, fields...)
}

func (in ActionUpdateInput) whoAndWhen(ctx context.Context, tx *ent.Tx, was *ent.ImprovementAction, change *ent.ImprovementActionUpdateOne) ([]string, error) {
	var fields []string
	department, owner, verifier, due, check := was.DepartmentID, was.OwnerID, was.VerifierID, was.DueAt, was.CheckOn
	if in.DepartmentID != nil {
		department, fields = *in.DepartmentID, append(fields, "department")
	}
	if in.OwnerID != nil {
		if *in.OwnerID == "" {
			return nil, fault.Input("ownerId", "input.required")
		}
		if *in.OwnerID != was.OwnerID && was.State != flow.ActionPlanned {
			if err := ownerless(ctx, tx, was); err != nil {
				return nil, err
			}
		}
		owner, fields = *in.OwnerID, append(fields, "owner")
	}
	if in.VerifierID != nil {
		verifier, fields = *in.VerifierID, append(fields, "verifier")
	}
	if in.DueAt != nil {
		if err := ahead(ctx, "dueAt", *in.DueAt); err != nil {
			return nil, err
		}
		due, fields = viewer.Instant(*in.DueAt), append(fields, "dueAt")
	}
	if in.CheckOn != nil {
		check, fields = viewer.Instant(*in.CheckOn), append(fields, "checkOn")
	}
	if len(fields) == 0 {
		return nil, nil
	}
	if err := looked(due, check, owner, verifier); err != nil {
		return nil, err
	}
	if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "verifierId", ID: verifier}); err != nil {
		return nil, err
	}
	department, err := placed(ctx, tx, authz.ImprovementActionUpdate, department, owner)
	if err != nil {
		return nil, err
	}
	change.SetDepartmentID(department).SetOwnerID(owner).SetDueAt(due).SetCheckOn(check).SetVerifierID(verifier)
	if verifier == "" {
		change.ClearVerifierID()
	}
	return fields, nil
}

// ownerless refuses to take an action that has begun from an owner who is still there.
func ownerless(ctx context.Context, tx *ent.Tx, a *ent.ImprovementAction) error {
	here, err := tx.Member.Query().Where(member.ID(a.OwnerID), member.StateNEQ(flow.MemberLeft)).Exist(viewer.SystemOf(ctx))
	switch {
	case err != nil:
		return fmt.Errorf("findings: reading the owner of %s: %w", a.ID, err)
	case here:
		return fault.Precondition("action.owner_fixed").On("ownerId")
	}
	return nil
}
