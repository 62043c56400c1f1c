package responses

import (
	"context"
	"fmt"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/responsetemplate"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
)

// UpdateInput is a template's changes: nil stays, an empty constant is cleared.
type UpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Name            *string
	Urgency         *flow.Urgency
	Category        *flow.RequirementCategory
	Channel         *flow.Channel
	ZhHans          *string
	ZhHant          *string
	En              *string
	Active          *bool
}

// Update changes a template, or takes it out of use. Records
// response_template.updated.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.ResponseTemplate, error) {
	if err := begin(ctx, authz.TemplateUpdate); err != nil {
		return nil, err
	}
	q := tx.ResponseTemplate.Query().Where(responsetemplate.ID(in.ID))
	q.Modify(database.Lock)
	was, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("responses: locking: %w", err)
	}
	if err := tenants.Version(in.ExpectedVersion, was.Version); err != nil {
		return nil, err
	}
	change, fields, err := in.changes(was)
	if err != nil {
		return nil, err
	}
	if len(fields) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	t, err := change.Save(ctx)
	if ent.IsConstraintError(err) {
		return nil, fault.Conflict("response_template.name_taken").On("name").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("responses: changing: %w", err)
	}
	tell(ctx, "response_template.updated", t, fields)
	return t, nil
}

func (in UpdateInput) changes(was *ent.ResponseTemplate) (*ent.ResponseTemplateUpdateOne, []string, error) {
	change := was.Update()
	var fields []string
	if in.Name != nil {
		name, err := text.Line("name", *in.Name, 1, maxName)
		if err != nil {
			return nil, nil, err
		}
		change.SetName(name)
		fields = append(fields, "name")
	}
	for _, t := range []struct {
		field string
		value *string
		set   func(string) *ent.ResponseTemplateUpdateOne
	}{{"zhHans", in.ZhHans, change.SetZhHans}, {"zhHant", in.ZhHant, change.SetZhHant}, {"en", in.En, change.SetEn}} {
		if t.value == nil {
			continue
		}
		cleaned, err := checkText(t.field, *t.value)
		if err != nil {
			return nil, nil, err
		}
		t.set(cleaned)
		fields = append(fields, t.field)
	}
	if err := errorsOf(known("urgency", in.Urgency), known("category", in.Category), known("channel", in.Channel)); err != nil {
		return nil, nil, err
	}
	if in.Urgency != nil {
		if change.SetUrgency(*in.Urgency); *in.Urgency == "" {
			change.ClearUrgency()
		}
		fields = append(fields, "urgency")
	}
	if in.Category != nil {
		if change.SetCategory(*in.Category); *in.Category == "" {
			change.ClearCategory()
		}
		fields = append(fields, "category")
	}
	if in.Channel != nil {
		if change.SetChannel(*in.Channel); *in.Channel == "" {
			change.ClearChannel()
		}
		fields = append(fields, "channel")
	}
	if in.Active != nil {
		change.SetActive(*in.Active)
		fields = append(fields, "active")
	}
	return change, fields, nil
}
