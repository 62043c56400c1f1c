package customers

import (
	"bytes"
	"context"
	"slices"

	"heed/app/tenants"
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
	traced  bool // its texts are hashes: it comes from a dry run's memory
	author  typeid.ID
	was, is sheet
	people  map[string]*contactDraft // by name
}

// contactDraft is a person at a customer of the lot. Hashes are of what the row
// holds or will hold; clear values are still to be written.
type contactDraft struct {
	id     typeid.ID
	fresh  bool
	person person
	hashes [ways][]byte
	fields []string // that changed
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
	if e.Says(FieldAccountManager) {
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
	if d.traced {
		e = e.traced()
	}
	if e.Says(FieldKind) && e.sheet.kind != d.is.kind {
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
	if l.counts[created] >= l.room {
		return 0, "", tenants.TooManyCustomers(ctx)
	}
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
	for f := range e.Cells {
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
		case FieldSince:
			s.profile.since = e.sheet.profile.since
		case FieldValueAmount:
			s.profile.amount = e.sheet.profile.amount
		case FieldGrowth:
			s.profile.growth = e.sheet.profile.growth
		case FieldStage:
			s.profile.stage = e.sheet.profile.stage
		case FieldRenewal:
			s.profile.renewal = e.sheet.profile.renewal
		case FieldChurn:
			s.profile.churn = e.sheet.profile.churn
		case FieldAddress:
			s.address = e.sheet.address
		case FieldTier:
			s.tier = e.sheet.tier
		case FieldDepartment:
			s.department = e.sheet.department
		case FieldAccountManager:
			s.manager = e.sheet.manager
		case FieldExternalID, FieldContactName, FieldContactTitle, FieldContactPhone, FieldContactEmail, FieldContactWeChat, FieldIgnore:
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
	if !e.Says(FieldContactName) {
		return false
	}
	c, ok := d.people[e.person.name]
	if !ok {
		c = &contactDraft{id: newContact(ctx), fresh: true, person: person{name: e.person.name}}
		d.put(c)
	}
	before := len(c.fields)
	if e.Says(FieldContactTitle) && c.person.title != e.person.title {
		c.person.title, c.fields = e.person.title, append(c.fields, "title")
	}
	for way, r := range reaches {
		if !e.Says(reachFields[way]) {
			continue
		}
		// A trace holds the beginning of a hash.
		hashes := r.hashes(ctx, e.person.reach[way])
		if len(c.hashes[way]) > 0 && slices.ContainsFunc(hashes, func(h []byte) bool { return bytes.HasPrefix(h, c.hashes[way]) }) {
			continue
		}
		c.person.reach[way], c.hashes[way], c.fields = e.person.reach[way], hashes[0], append(c.fields, r.field)
	}
	return !ok || len(c.fields) > before
}

func (d *draft) put(c *contactDraft) {
	if d.people == nil {
		d.people = map[string]*contactDraft{}
	}
	d.people[c.person.name] = c
}
