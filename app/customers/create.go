package customers

import (
	"context"
	"strconv"

	"entgo.io/ent/dialect/sql/sqlgraph"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxContacts is how many people may come with a new customer.
const maxContacts = 20

// ExternalRef is a record's id in another system.
type ExternalRef struct{ System, ID string }

// CreateInput is a new customer.
type CreateInput struct {
	Name            string
	Kind            *flow.CustomerKind // COMPANY when nil
	Industry        *flow.Industry
	IndustryOther   *string
	SizeBand        *flow.SizeBand
	CooperationBand *flow.CooperationBand
	Profile
	Address          *string
	TierKey          *string    // the least valued one when nil
	DepartmentID     *typeid.ID // the viewer's own when nil
	AccountManagerID *typeid.ID
	ExternalRef      *ExternalRef
	Contacts         []ContactInput
}

// Create makes a customer with its contacts, who take CONTACT_CREATE too.
// Errors: BAD_USER_INPUT, NOT_FOUND for a department or member that is not the
// company's, FORBIDDEN outside of the viewer's scope, CONFLICT when the external
// id is taken, FAILED_PRECONDITION when the plan has no room.
func Create(ctx context.Context, tx *ent.Tx, in CreateInput) (*ent.Customer, error) {
	if err := authz.Require(ctx, authz.CustomerCreate); err != nil {
		return nil, err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	s, err := in.sheet(ctx)
	if err != nil {
		return nil, err
	}
	people, err := in.people()
	if err != nil {
		return nil, err
	}
	me := viewer.From(ctx)
	if err := references(ctx, tx, sheet{department: me.Department}, s); err != nil {
		return nil, err
	}
	if err := within(ctx, authz.CustomerCreate, s.department, me.Member); err != nil {
		return nil, err
	}
	record := authz.Record{Departments: []typeid.ID{s.department}, Members: []typeid.ID{me.Member, s.manager}}
	if err := authz.On(ctx, authz.CustomerCreate, record); err != nil {
		return nil, err
	}
	if err := mayBring(ctx, people, record); err != nil {
		return nil, err
	}
	if err := tenants.RoomForCustomer(ctx, tx); err != nil {
		return nil, err
	}
	c, err := s.fill(ctx, tx.Customer.Create()).Save(ctx)
	if err != nil {
		return nil, taken(err)
	}
	creates := make([]*ent.ContactCreate, len(people))
	for i, p := range people {
		if creates[i], err = p.fill(ctx, newContact(ctx), tx.Contact.Create().SetCustomerID(c.ID)); err != nil {
			return nil, err
		}
	}
	if len(creates) > 0 {
		if err := tx.Contact.CreateBulk(creates...).Exec(ctx); err != nil {
			return nil, err
		}
	}
	journal.Record(ctx, event("customer.created", c, nil, map[string]any{"tierKey": c.TierKey}))
	return c, nil
}

// mayBring asks for the right to make contacts when people come with a customer.
func mayBring(ctx context.Context, people []person, record authz.Record) error {
	if len(people) == 0 {
		return nil
	}
	if err := authz.On(ctx, authz.ContactCreate, record); err != nil {
		return fault.From(err).On("contacts")
	}
	return nil
}

// sheet gives the input its defaults and checks it.
func (in CreateInput) sheet(ctx context.Context) (sheet, error) {
	s := sheet{
		kind: optional.Or(in.Kind, flow.CustomerCompany), name: in.Name, industry: optional.Or(in.Industry, ""),
		industryOther: optional.Or(in.IndustryOther, ""), size: optional.Or(in.SizeBand, ""), cooperation: optional.Or(in.CooperationBand, ""),
		address: optional.Or(in.Address, ""), tier: optional.Or(in.TierKey, leastTier(ctx)),
		department: optional.Or(in.DepartmentID, viewer.From(ctx).Department), manager: optional.Or(in.AccountManagerID, ""),
	}
	var err error
	if s.profile, err = in.Profile.on(profile{}); err != nil {
		return s, err
	}
	if err := s.check(); err != nil {
		return s, err
	}
	if in.ExternalRef == nil {
		return s, nil
	}
	if s.system, err = text.Line("externalRef.system", in.ExternalRef.System, 1, maxSystem); err != nil {
		return s, err
	}
	s.external, err = text.Line("externalRef.id", in.ExternalRef.ID, 1, maxExternal)
	return s, err
}

func (in CreateInput) people() ([]person, error) {
	if len(in.Contacts) > maxContacts {
		return nil, fault.Input("contacts", "input.too_many").With("max", maxContacts)
	}
	people := make([]person, len(in.Contacts))
	for i, c := range in.Contacts {
		var err error
		if people[i], err = c.person("contacts[" + strconv.Itoa(i) + "]."); err != nil {
			return nil, err
		}
	}
	return people, nil
}

// fill gives a new row its fields; what is unknown stays NULL.
func (s sheet) fill(ctx context.Context, c *ent.CustomerCreate) *ent.CustomerCreate {
	c.SetKind(s.kind).SetName(s.name).SetTierKey(s.tier).SetGrams(s.grams(ctx))
	given(s.industry, c.SetIndustry)
	given(s.industryOther, c.SetIndustryOther)
	given(s.size, c.SetSizeBand)
	given(s.cooperation, c.SetCooperationBand)
	s.profile.change(c.Mutation(), profile{})
	given(s.address, c.SetAddress)
	given(s.department, c.SetDepartmentID)
	given(s.manager, c.SetAccountManagerID)
	given(s.system, c.SetExternalSystem)
	given(s.external, c.SetExternalID)
	return c
}

func given[T ~string, B any](v T, set func(T) B) {
	if v != "" {
		set(v)
	}
}

// taken tells a second customer with the same external id from other errors:
// it is the only unique key that a client's values can meet.
func taken(err error) error {
	if sqlgraph.IsUniqueConstraintError(err) {
		return fault.Conflict("customer.external_taken").On("externalRef").Because(err)
	}
	return err
}

// event is an event about the customer as it is now.
func event(kind string, c *ent.Customer, fields []string, detail map[string]any) journal.Event {
	departments, members := journal.CustomerRecord(c)
	return journal.Event{
		Type: kind, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectCustomer, ID: c.ID},
		Departments: departments, Members: members, Fields: fields, Detail: detail,
	}
}
