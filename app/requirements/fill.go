package requirements

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/requirementform"
	"heed/rules/flow"
	"heed/rules/form"
	"heed/rules/typeid"
)

// formInForce is the version of the form that new requirements are collected on;
// nil for a company that has none.
func formInForce(ctx context.Context, tx *ent.Tx) (*ent.RequirementForm, error) {
	return FormInForce(ctx, tx.Client())
}

// FormInForce is the version of the form that new requirements are collected on
// (D0-26); nil for a company that has none.
func FormInForce(ctx context.Context, client *ent.Client) (*ent.RequirementForm, error) {
	f, err := client.RequirementForm.Query().Where(requirementform.StateEQ(flow.FormEffective)).
		Order(requirementform.ByNumber(sql.OrderDesc())).First(ctx)
	if ent.MaskNotFound(err) != nil {
		return nil, fmt.Errorf("requirements: reading the form: %w", err)
	}
	return f, nil
}

// formOf is the version of the form that the requirement was collected on; nil
// for none.
func formOf(ctx context.Context, tx *ent.Tx, r *ent.Requirement) (*ent.RequirementForm, error) {
	if r.FormID == "" {
		return nil, nil
	}
	f, err := tx.RequirementForm.Get(ctx, r.FormID)
	if err != nil {
		return nil, fmt.Errorf("requirements: reading the form of %s: %w", r.ID, err)
	}
	return f, nil
}

func askedBy(f *ent.RequirementForm) []flow.FormField {
	if f == nil {
		return nil
	}
	return f.Fields
}

func idOf(f *ent.RequirementForm) typeid.ID {
	if f == nil {
		return ""
	}
	return f.ID
}

// filled is what is filled in after the change, by the requirement's own version
// of the form. It asks for the form only where the change concerns it. A draft
// may lack what is required.
func (in UpdateInput) filled(ctx context.Context, tx *ent.Tx, was *ent.Requirement) (map[string]any, error) {
	if in.Custom == nil && in.Category == nil {
		return was.Custom, nil
	}
	f, err := formOf(ctx, tx, was)
	if err != nil {
		return nil, err
	}
	category := was.Category
	if in.Category != nil {
		category = *in.Category
	}
	draft := was.State == flow.RequirementDraft
	if in.Custom != nil {
		return form.Values(askedBy(f), category, *in.Custom, draft)
	}
	if err := form.Fits(askedBy(f), category, was.Custom); err != nil || draft {
		return was.Custom, err
	}
	return was.Custom, form.Complete(askedBy(f), category, was.Custom)
}
