// Package responses is the texts with which customers are answered, in three
// languages, and by which way (D0-49, D0-50).
package responses

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/contact"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/ent/predicate"
	"heed/ent/requirement"
	"heed/ent/responsetemplate"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/text"
	"heed/rules/typeid"
)

// The longest texts, in characters, and how many templates a company may have.
const (
	maxName      = 100
	maxText      = 5_000
	maxTemplates = 500
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

func begin(ctx context.Context, action authz.Action) error {
	if err := authz.On(ctx, action, authz.Record{}); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

func known[T flow.Enum](field string, value *T) error {
	if value != nil && *value != "" && !slices.Contains((*value).Values(), string(*value)) {
		return fault.Input(field, "input.unknown_key").With("value", text.Clip(string(*value)))
	}
	return nil
}

func errorsOf(all ...error) error {
	for _, err := range all {
		if err != nil {
			return err
		}
	}
	return nil
}

func tell(ctx context.Context, typ string, t *ent.ResponseTemplate, fields []string) {
	journal.Record(ctx, journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectResponseTemplate, ID: t.ID},
		Fields: fields, Detail: map[string]any{"name": t.Name, "active": t.Active}, Clauses: []string{"D0-50"},
	})
}

// placeholder is a word in braces, which the facts of a requirement take the place of.
var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

var placeholders = []string{"{customer}", "{number}", "{title}"}

// checkText refuses texts with placeholders that nothing is known to fill.
func checkText(field, value string) (string, error) {
	value, err := text.Lines(field, value, 1, maxText)
	if err != nil {
		return value, err
	}
	for _, p := range placeholder.FindAllString(value, -1) {
		if !slices.Contains(placeholders, p) {
			return value, fault.Input(field, "response_template.placeholder").With("value", text.Clip(p))
		}
	}
	return value, nil
}

// Filter says which templates a list shows; nil does not restrict. One that is
// for any urgency, category or channel is among those for each.
type Filter struct {
	Urgency  *flow.Urgency
	Category *flow.RequirementCategory
	Channel  *flow.Channel
	Active   *bool
}

// Apply limits the query; a nil filter is none.
func (f *Filter) Apply(q *ent.ResponseTemplateQuery) (*ent.ResponseTemplateQuery, error) {
	if f == nil {
		return q, nil
	}
	either := func(all ...predicate.ResponseTemplate) { q.Where(responsetemplate.Or(all...)) }
	if f.Urgency != nil {
		either(responsetemplate.UrgencyIsNil(), responsetemplate.UrgencyEQ(*f.Urgency))
	}
	if f.Category != nil {
		either(responsetemplate.CategoryIsNil(), responsetemplate.CategoryEQ(*f.Category))
	}
	if f.Channel != nil {
		either(responsetemplate.ChannelIsNil(), responsetemplate.ChannelEQ(*f.Channel))
	}
	if f.Active != nil {
		q.Where(responsetemplate.Active(*f.Active))
	}
	return q, nil
}

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

// Suggest are the ways by which a requirement's customer is best answered (D0-49):
// from its urgency and nature, and what the customer's people prefer, as far as
// the viewer reads them.
func Suggest(ctx context.Context, client *ent.Client, id typeid.ID) ([]flow.SuggestedChannel, error) {
	r, _, err := read(ctx, client, id)
	if err != nil {
		return nil, err
	}
	facts := flow.ChannelFacts{Urgency: r.Urgency}
	if r.Nature != nil {
		facts.Nature = *r.Nature
	}
	if r.Channel != nil {
		facts.CameBy = *r.Channel
	}
	if authz.Require(ctx, authz.ContactRead) == nil {
		people, err := client.Contact.Query().Where(contact.CustomerID(r.CustomerID), contact.DoNotDisturb(false)).Order(contact.ByID()).Limit(maxPeople).All(ctx)
		if err != nil {
			return nil, fmt.Errorf("responses: reading contacts: %w", err)
		}
		for _, p := range people {
			facts.Preferred = append(facts.Preferred, p.PreferredChannels...)
		}
	}
	return flow.SuggestChannels(facts), nil
}

// maxPeople is how many people of a customer are asked for what they prefer.
const maxPeople = 50
