package requirements

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/form"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// CreateInput is a new requirement.
type CreateInput struct {
	CustomerID       typeid.ID
	Title            string
	OriginalText     string
	Content          *string
	Source           flow.RequirementSource
	Channel          *flow.Channel
	CollectedAt      time.Time
	Category         flow.RequirementCategory
	Urgency          flow.Urgency
	Nature           *flow.Nature
	Expectation      *string
	LeadDepartmentID *typeid.ID
	Aspects          []flow.Aspect
	ServicePhase     *flow.ServicePhase
	Price            *PriceInput
	Expectations     *ExpectationsInput
	CommonNeed       *bool
	Custom           []form.Value // by the form in force
	// Drawn is: made from another record in one step. What the form requires is
	// asked for when it is received.
	Drawn bool
}

// Create writes a requirement down, as a DRAFT that the viewer collected
// (D0-26). The content is the original text when left out or blank, the leading
// department the viewer's own when left out. Errors: NOT_FOUND on customerId and
// leadDepartmentId, department.inactive, BAD_USER_INPUT,
// requirement.aspect_of_other_category, those of a price and of package form.
// The form in force stays the requirement's. Records requirement.draft.
func Create(ctx context.Context, tx *ent.Tx, in CreateInput) (*ent.Requirement, error) {
	return create(ctx, tx, in, Origin{})
}

func create(ctx context.Context, tx *ent.Tx, in CreateInput, from Origin) (*ent.Requirement, error) {
	if err := begin(ctx, authz.RequirementCreate); err != nil {
		return nil, err
	}
	if err := in.check(viewer.Now(ctx)); err != nil {
		return nil, err
	}
	if from.ID == "" { // who read the record that it is drawn from need not reach its customer
		reader := ctx
		if from.heard {
			reader = viewer.SystemOf(ctx)
		}
		if err := customerThere(reader, tx.Client(), in.CustomerID); err != nil {
			return nil, err
		}
	}
	v := viewer.From(ctx)
	lead := v.Department
	if in.LeadDepartmentID != nil && *in.LeadDepartmentID != "" {
		lead = *in.LeadDepartmentID
		if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "leadDepartmentId", ID: lead}); err != nil {
			return nil, err
		}
	}
	content := in.OriginalText
	if in.Content != nil && *in.Content != "" {
		content = *in.Content
	}
	asked, err := formInForce(ctx, tx)
	if err != nil {
		return nil, err
	}
	custom, err := form.Values(askedBy(asked), in.Category, in.Custom, in.Drawn)
	if err != nil {
		return nil, err
	}
	made, err := from.on(tx.Requirement.Create()).
		SetCustomerID(in.CustomerID).SetTitle(in.Title).SetOriginalText(in.OriginalText).SetContent(content).
		SetSource(in.Source).SetNillableChannel(set(in.Channel)).SetCollectedAt(happenedAt(in.CollectedAt, viewer.Now(ctx))).SetCollectedByID(v.Member).
		SetCategory(in.Category).SetUrgency(in.Urgency).SetNillableNature(set(in.Nature)).SetNillableExpectation(in.Expectation).
		SetLeadDepartmentID(lead).SetState(flow.RequirementDraft).SetDueAt(database.Never).
		SetAspects(in.Aspects).SetNillableServicePhase(set(in.ServicePhase)).SetPrice(in.Price.price()).SetExpectations(in.Expectations.expectations()).
		SetCommonNeed(optional.Value(in.CommonNeed)).SetFormID(idOf(asked)).SetCustom(custom).
		SetGrams(grams(v.Tenant, "", in.Title, content, in.OriginalText)).
		Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: creating: %w", err)
	}
	countRequirement(ctx, nil, made)
	moved(ctx, made, "", told{clauses: slices.Concat([]string{"D0-26"}, from.Clauses, detailClauses(made)), detail: map[string]any{
		"customer": made.CustomerID, "collectedAt": made.CollectedAt, "urgency": made.Urgency, "leadDepartment": made.LeadDepartmentID,
	}})
	return made, nil
}

func (in *CreateInput) check(now time.Time) error {
	c := checks{now: now}
	c.line("title", &in.Title, maxTitle)
	if err := text.Verbatim("originalText", in.OriginalText, maxWords); err != nil {
		c.fail(err)
	}
	c.optional("content", &in.Content, maxWords)
	known(&c, "source", in.Source)
	knownOr(&c, "channel", in.Channel)
	c.past("collectedAt", in.CollectedAt)
	known(&c, "category", in.Category)
	known(&c, "urgency", in.Urgency)
	knownOr(&c, "nature", in.Nature)
	c.optional("expectation", &in.Expectation, maxLong)
	c.aspects(in.Category, in.Aspects)
	knownOr(&c, "servicePhase", in.ServicePhase)
	in.Price.check(&c)
	in.Expectations.check(&c)
	return c.err
}

// set is nil for an empty value too.
func set[T ~string](value *T) *T {
	if value == nil || *value == "" {
		return nil
	}
	return value
}

// customerThere is an error when the viewer reads no such customer.
func customerThere(ctx context.Context, client *ent.Client, id typeid.ID) error {
	there, err := client.Customer.Query().Where(customer.ID(id)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("requirements: reading the customer: %w", err)
	}
	if !there {
		return fault.NotFound().On("customerId")
	}
	return nil
}
