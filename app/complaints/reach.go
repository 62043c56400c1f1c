package complaints

import (
	"context"
	"fmt"

	"heed/app/customers"
	"heed/app/personal"
	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/vault"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Reach is how a complainant is reached, in clear: never logged, never told (D2-57).
type Reach struct {
	Phone, Email string
	Other        string // an address, WeChat
}

func (r Reach) none() bool { return r == Reach{} }

// check cleans the values.
func (r *Reach) check(c *checks) {
	c.keep(&r.Phone)(customers.CheckPhone("phone", r.Phone))
	c.keep(&r.Email)(customers.CheckEmail("email", r.Email))
	c.keep(&r.Other)(text.Lines("otherContact", r.Other, 0, maxReach))
}

// seal puts the values into a row: sealed for it, with the hashes by which they are found.
func (r Reach) seal(ctx context.Context, m *ent.ComplaintMutation, row typeid.ID) error {
	keys, tenant := vault.From(ctx), viewer.Tenant(ctx)
	for _, way := range []struct{ value, column, hash, kind string }{
		{r.Phone, complaint.FieldPhone, complaint.FieldPhoneHash, vault.Phone},
		{r.Email, complaint.FieldEmail, complaint.FieldEmailHash, vault.Email},
		{r.Other, complaint.FieldReach, "", ""},
	} {
		if way.value == "" {
			continue
		}
		if err := m.SetField(way.column, keys.Seal(place(ctx, way.column, row), way.value)); err != nil {
			return err
		}
		if way.hash == "" {
			continue
		}
		normal, _ := vault.Normal(way.kind, way.value)
		if err := m.SetField(way.hash, keys.Lookup(tenant, way.kind, normal)); err != nil {
			return err
		}
	}
	return nil
}

// ReachOf is how the complainant is reached, in clear.
func ReachOf(ctx context.Context, c *ent.Complaint) (Reach, error) {
	var r Reach
	for _, way := range []struct {
		sealed []byte
		column string
		value  *string
	}{
		{c.Phone, complaint.FieldPhone, &r.Phone}, {c.Email, complaint.FieldEmail, &r.Email}, {c.Reach, complaint.FieldReach, &r.Other},
	} {
		if len(way.sealed) == 0 {
			continue
		}
		plain, err := vault.From(ctx).Open(place(ctx, way.column, c.ID), way.sealed)
		if err != nil {
			return Reach{}, fmt.Errorf("complaints: %s of %s: %w", way.column, c.ID, err)
		}
		*way.value = plain
	}
	return r, nil
}

func place(ctx context.Context, column string, row typeid.ID) vault.Field {
	return vault.Field{Tenant: viewer.Tenant(ctx), Table: complaint.Table, Column: column, Row: row}
}

// Masked is how the complainant is reached, so far as everybody may see who reads the
// complaint: a part of the number and of the address, nothing of another way.
func Masked(ctx context.Context, c *ent.Complaint) (Reach, error) {
	r, err := ReachOf(ctx, c)
	return Reach{Phone: vault.MaskPhone(r.Phone), Email: vault.MaskEmail(r.Email)}, err
}

// Words are what the complainant said; empty where they were erased.
func Words(c *ent.Complaint) string {
	if c.Content == personal.Erased {
		return ""
	}
	return c.Content
}
