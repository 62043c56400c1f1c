package responses

import (
	"context"
	"fmt"
	"strings"

	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/requirement"
	"heed/ent/responsetemplate"
	"heed/rules/fault"
	"heed/rules/label"
	"heed/rules/typeid"
)

// Text is a template with the facts of a requirement filled in.
type Text struct {
	Text   string
	Locale label.Locale
}

// Fill fills in the customer's name, the number and the title of a requirement.
// What the viewer may not read stays blank. Errors: NOT_FOUND on templateId and
// requirementId.
func Fill(ctx context.Context, client *ent.Client, template, of typeid.ID, l label.Locale) (*Text, error) {
	t, err := client.ResponseTemplate.Query().Where(responsetemplate.ID(template)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("templateId")
	}
	if err != nil {
		return nil, fmt.Errorf("responses: reading a template: %w", err)
	}
	r, from, err := read(ctx, client, of)
	if err != nil {
		return nil, err
	}
	name, number := "", ""
	if from != nil {
		name = from.Name
	}
	if r.Number != nil {
		number = *r.Number
	}
	words := map[label.Locale]string{label.ZhHans: t.ZhHans, label.ZhHant: t.ZhHant, label.En: t.En}[l]
	return &Text{strings.NewReplacer("{customer}", name, "{number}", number, "{title}", r.Title).Replace(words), l}, nil
}

// read reads a requirement and its customer, nil where the viewer may not.
func read(ctx context.Context, client *ent.Client, id typeid.ID) (*ent.Requirement, *ent.Customer, error) {
	if err := authz.Require(ctx, authz.RequirementRead); err != nil {
		return nil, nil, err
	}
	r, err := client.Requirement.Query().Where(requirement.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil, fault.NotFound().On("requirementId")
	}
	if err != nil {
		return nil, nil, fmt.Errorf("responses: reading a requirement: %w", err)
	}
	if authz.Require(ctx, authz.CustomerRead) != nil {
		return r, nil, nil
	}
	from, err := client.Customer.Query().Where(customer.ID(r.CustomerID)).Only(ctx)
	if ent.MaskNotFound(err) != nil {
		return nil, nil, fmt.Errorf("responses: reading a customer: %w", err)
	}
	if err != nil {
		return r, nil, nil
	}
	return r, from, nil
}
