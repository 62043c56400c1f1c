package responses

import (
	"context"
	"fmt"

	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
)

// CreateInput is a new template.
type CreateInput struct {
	Name     string
	Urgency  *flow.Urgency
	Category *flow.RequirementCategory
	Channel  *flow.Channel
	ZhHans   string
	ZhHant   string
	En       string
}

// Create makes a template in three languages (D0-50). Errors:
// response_template.name_taken, response_template.placeholder, BAD_USER_INPUT.
// Records response_template.created.
func Create(ctx context.Context, tx *ent.Tx, in CreateInput) (*ent.ResponseTemplate, error) {
	if err := begin(ctx, authz.TemplateCreate); err != nil {
		return nil, err
	}
	n, err := tx.ResponseTemplate.Query().Count(ctx)
	if err != nil {
		return nil, fmt.Errorf("responses: counting: %w", err)
	}
	if n >= maxTemplates {
		return nil, fault.Conflict("input.too_many").With("max", maxTemplates)
	}
	if in.Name, err = text.Line("name", in.Name, 1, maxName); err != nil {
		return nil, err
	}
	for field, value := range map[string]*string{"zhHans": &in.ZhHans, "zhHant": &in.ZhHant, "en": &in.En} {
		if *value, err = checkText(field, *value); err != nil {
			return nil, err
		}
	}
	if err := errorsOf(known("urgency", in.Urgency), known("category", in.Category), known("channel", in.Channel)); err != nil {
		return nil, err
	}
	t, err := tx.ResponseTemplate.Create().SetName(in.Name).SetNillableUrgency(in.Urgency).SetNillableCategory(in.Category).
		SetNillableChannel(in.Channel).SetZhHans(in.ZhHans).SetZhHant(in.ZhHant).SetEn(in.En).Save(ctx)
	if ent.IsConstraintError(err) {
		return nil, fault.Conflict("response_template.name_taken").On("name").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("responses: creating: %w", err)
	}
	tell(ctx, "response_template.created", t, nil)
	return t, nil
}
