package customers

import (
	"context"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/optional"
	"heed/rules/typeid"
)

// ContactUpdateInput is a contact's changes: nil stays, empty removes.
type ContactUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Name            *string
	Title           *string
	Phone           *string
	Email           *string
	WeChat          *string
	Wishes
}

// UpdateContact changes a contact. An update to what already is changes nothing
// and tells nothing.
func UpdateContact(ctx context.Context, tx *ent.Tx, in ContactUpdateInput) (*ent.Contact, error) {
	c, departments, members, err := mayOpen(ctx, tx, authz.ContactUpdate, in.ID, database.Lock)
	if err != nil {
		return nil, err
	}
	if err := notErased(c); err != nil {
		return nil, err
	}
	if err := authz.Unmasked(ctx, authz.Contact, in.given()...); err != nil {
		return nil, err
	}
	if err := tenants.Version(in.ExpectedVersion, c.Version); err != nil {
		return nil, err
	}
	was, err := personOf(ctx, c)
	if err != nil {
		return nil, err
	}
	is := in.on(was)
	if err := is.check(""); err != nil {
		return nil, err
	}
	update := c.Update()
	fields, err := is.change(ctx, update, c.ID, was)
	if err != nil {
		return nil, err
	}
	if len(fields) == 0 {
		return c, nil
	}
	if c, err = update.Save(ctx); err != nil {
		return nil, err
	}
	journal.Record(ctx, contactEvent("contact.updated", c.ID, departments, members, fields))
	return c, nil
}

// given are the fields that the input names and a role may hide: nobody finds
// out by a change what they may not see.
func (in ContactUpdateInput) given() []string {
	return authz.Given(map[string]bool{
		"title": in.Title != nil, "phone": in.Phone != nil, "email": in.Email != nil, "wechat": in.WeChat != nil,
		"preferredFrequency": in.PreferredFrequency != nil,
	})
}

// on is the person after the changes.
func (in ContactUpdateInput) on(was person) person {
	return person{
		name: optional.Or(in.Name, was.name), title: optional.Or(in.Title, was.title),
		reach: [ways]string{
			byPhone: optional.Or(in.Phone, was.reach[byPhone]), byEmail: optional.Or(in.Email, was.reach[byEmail]), byWeChat: optional.Or(in.WeChat, was.reach[byWeChat]),
		},
		wishes: in.Wishes.on(was.wishes),
	}
}

func personOf(ctx context.Context, c *ent.Contact) (person, error) {
	p := person{name: c.Name, title: c.Title, wishes: wishesOf(c)}
	var err error
	for way, r := range reaches {
		if p.reach[way], err = r.open(ctx, c); err != nil {
			return p, err
		}
	}
	return p, nil
}

// change writes what differs from what was, and names it.
func (p person) change(ctx context.Context, u *ent.ContactUpdateOne, id typeid.ID, was person) ([]string, error) {
	var fields []string
	if p.name != was.name {
		fields = append(fields, "name")
		u.SetName(p.name)
	}
	if p.title != was.title {
		fields = append(fields, "title")
		put(p.title, u.SetTitle, u.ClearTitle)
	}
	for way, r := range reaches {
		if p.reach[way] == was.reach[way] {
			continue
		}
		fields = append(fields, r.field)
		if err := r.set(ctx, u.Mutation(), id, p.reach[way]); err != nil {
			return nil, err
		}
	}
	return append(fields, p.wishes.change(u.Mutation(), was.wishes)...), nil
}
