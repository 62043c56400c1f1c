package customers

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/journal"
	"heed/app/limit"
	"heed/authz"
	"heed/ent"
	"heed/ent/contact"
	"heed/ent/customer"
	"heed/rules/fault"
	"heed/rules/viewer"
)

// perLookup keeps members from trying the digits that a mask leaves out.
var perLookup = limit.Limit{Kind: "contact look-ups", Most: 100, Window: time.Hour}

// lookupFields are the names of the ways in a filter.
var lookupFields = [ways]string{byPhone: "contactPhone", byEmail: "contactEmail", byWeChat: "contactWechat"}

// Count counts a filter that looks contacts up, for its member; what Apply would
// refuse uses nothing up. Others are not counted.
func (f *Filter) Count(ctx context.Context, j *journal.Journal) error {
	if f == nil {
		return nil
	}
	hashes, err := f.lookups(ctx)
	if err != nil || hashes == nil {
		return err
	}
	return perLookup.Take(ctx, j, limit.Of(string(viewer.From(ctx).Member)))
}

// lookups are the hashes under which a contact may be kept, by the column of each
// way that is asked for; nil for none. Who may not read contacts, or does not see
// the field, does not find out by it either.
func (f *Filter) lookups(ctx context.Context) (map[string][][]byte, error) {
	var hashes map[string][][]byte
	for way, asked := range [ways]*string{byPhone: f.ContactPhone, byEmail: f.ContactEmail, byWeChat: f.ContactWeChat} {
		if asked == nil {
			continue
		}
		r, field := reaches[way], "filter."+lookupFields[way]
		if err := authz.Require(ctx, authz.ContactRead); err != nil {
			return nil, fault.From(err).On(field)
		}
		if authz.Masked(ctx, authz.Contact, r.field) {
			return nil, fault.New(fault.CodeForbidden, "field.masked").On(field)
		}
		plain, err := r.check(field, *asked)
		if err != nil {
			return nil, err
		}
		if plain == "" {
			continue
		}
		if hashes == nil {
			hashes = map[string][][]byte{}
		}
		hashes[r.hash] = r.hashes(ctx, plain)
	}
	return hashes, nil
}

// person restricts to the customers with a contact who is reached in all of the
// ways asked for, of those whose contacts the viewer may read.
func (f *Filter) person(ctx context.Context, q *ent.CustomerQuery) error {
	hashes, err := f.lookups(ctx)
	if err != nil || hashes == nil {
		return err
	}
	v := viewer.From(ctx)
	if reached := authz.CustomersOfContacts(v); reached != nil {
		q.Where(reached)
	}
	q.Where(func(s *sql.Selector) {
		t := sql.Dialect(s.Dialect()).Table(contact.Table)
		with := sql.Dialect(s.Dialect()).Select(t.C(contact.FieldCustomerID)).From(t).Where(sql.EQ(t.C(contact.FieldTenantID), v.Tenant))
		for _, r := range reaches { // in one order, so that statements are prepared once
			if asked, ok := hashes[r.hash]; ok {
				with.Where(sql.In(t.C(r.hash), anyOf(asked)...))
			}
		}
		s.Where(sql.In(s.C(customer.FieldID), with))
	})
	return nil
}

func anyOf(hashes [][]byte) []any {
	all := make([]any, len(hashes))
	for i, h := range hashes {
		all[i] = h
	}
	return all
}
