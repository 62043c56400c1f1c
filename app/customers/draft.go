package customers

import (
	"bytes"
	"context"
	"slices"

	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// draft is a customer that a lot of an import found or makes.
type draft struct {
	id      typeid.ID
	fresh   bool // is not there yet
	several bool // customers have this name
	author  typeid.ID
	was, is sheet
	people  map[string]*contactDraft // by name
}

// contactDraft is a person at a customer of the lot. Sealed and hashed values
// are the row's; clear ones are still to be written.
type contactDraft struct {
	id        typeid.ID
	fresh     bool
	person    person
	phone     []byte
	phoneHash []byte
	email     []byte
	emailHash []byte
	fields    []string // that changed
}

// outcome is what became of a row.
type outcome int

const (
	unchanged outcome = iota
	updated
	created
)

// enter brings a row into the lot's customers. A wrong row changes nothing; the
// field says which of its cells is to blame.
func (l *lot) enter(ctx context.Context, e entry) (outcome, Field, error) {
	if e.says(FieldAccountManager) {
		switch m := l.managers[e.manager]; {
		case m == nil:
			return 0, FieldAccountManager, fault.Input("", "manager.not_member")
		case m.State == flow.MemberLeft:
			return 0, FieldAccountManager, fault.Precondition("member.left")
		default:
			e.sheet.manager = m.ID
		}
	}
	d := l.drafts[e.key()]
	if d == nil {
		return l.make(ctx, e)
	}
	if d.several {
		return 0, FieldName, fault.Input("", "import.several")
	}
	if e.says(FieldKind) && e.sheet.kind != d.is.kind {
		return 0, FieldKind, fault.Input("", "customer.kind_fixed")
	}
	is := e.over(d.is)
	if err := is.consistent(); err != nil {
		return 0, FieldSizeBand, err
	}
	result := unchanged
	if is != d.is {
		d.is, result = is, updated
	}
	if d.meet(ctx, e) {
		result = updated
	}
	return result, "", nil
}

// make begins a customer that is not there yet.
func (l *lot) make(ctx context.Context, e entry) (outcome, Field, error) {
	v := viewer.From(ctx)
	d := &draft{id: newCustomer(ctx), fresh: true, author: v.Member}
	d.is = e.over(sheet{
		kind: flow.CustomerCompany, tier: leastTier(ctx), department: v.Department,
		system: e.sheet.system, external: e.sheet.external,
	})
	if err := d.is.consistent(); err != nil {
		return 0, FieldSizeBand, err
	}
	d.meet(ctx, e)
	l.drafts[e.key()] = d
	return created, "", nil
}

// over is the sheet with what the row says.
func (e entry) over(s sheet) sheet {
	for f := range e.cells {
		switch f {
		case FieldName:
			s.name = e.sheet.name
		case FieldKind:
			s.kind = e.sheet.kind
		case FieldIndustry:
			s.industry = e.sheet.industry
		case FieldSizeBand:
			s.size = e.sheet.size
		case FieldCooperationBand:
			s.cooperation = e.sheet.cooperation
		case FieldAddress:
			s.address = e.sheet.address
		case FieldTier:
			s.tier = e.sheet.tier
		case FieldDepartment:
			s.department = e.sheet.department
		case FieldAccountManager:
			s.manager = e.sheet.manager
		case FieldExternalID, FieldContactName, FieldContactTitle, FieldContactPhone, FieldContactEmail:
		}
	}
	if s.industry != flow.IndustryOther {
		s.industryOther = ""
	}
	return s
}

// meet brings the row's person to the customer, found by name, and tells
// whether that changed anything.
func (d *draft) meet(ctx context.Context, e entry) bool {
	if !e.says(FieldContactName) {
		return false
	}
	c, ok := d.people[e.person.name]
	if !ok {
		c = &contactDraft{id: newContact(ctx), fresh: true, person: person{name: e.person.name}}
		if d.people == nil {
			d.people = map[string]*contactDraft{}
		}
		d.people[e.person.name] = c
	}
	before := len(c.fields)
	if e.says(FieldContactTitle) && c.person.title != e.person.title {
		c.person.title, c.fields = e.person.title, append(c.fields, "title")
	}
	tenant, keys := viewer.Tenant(ctx), vault.From(ctx)
	if e.says(FieldContactPhone) {
		hashes := keys.Lookups(tenant, vault.Phone, vault.NormalizePhone(e.person.phone))
		if !slices.ContainsFunc(hashes, func(h []byte) bool { return bytes.Equal(h, c.phoneHash) }) {
			c.person.phone, c.phoneHash, c.fields = e.person.phone, hashes[0], append(c.fields, "phone")
		}
	}
	if e.says(FieldContactEmail) {
		hashes := keys.Lookups(tenant, vault.Email, vault.NormalizeEmail(e.person.email))
		if !slices.ContainsFunc(hashes, func(h []byte) bool { return bytes.Equal(h, c.emailHash) }) {
			c.person.email, c.emailHash, c.fields = e.person.email, hashes[0], append(c.fields, "email")
		}
	}
	return !ok || len(c.fields) > before
}
