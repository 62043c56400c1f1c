package customers

import (
	"context"

	"heed/app/journal"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The longest texts of a contact, in characters.
const (
	maxContactName  = 100
	maxContactTitle = 100
)

// ContactInput is a person at a customer.
type ContactInput struct {
	Name   string
	Title  *string
	Phone  *string
	Email  *string
	WeChat *string
	Wishes
}

// Wishes are how a person wants to be contacted (D3-52…54): nil is unknown, or
// stays; an empty list clears.
type Wishes struct {
	PreferredFrequency *flow.ContactFrequency
	PreferredChannels  []flow.Channel
	WantedContent      []flow.WantedContent
	DoNotDisturb       *bool
}

// person is what is kept of a contact, in clear: never logged, never told.
type person struct {
	name, title string
	reach       [ways]string
	wishes      wishes
}

// person checks the input; the path stands before the names of its fields.
func (in ContactInput) person(path string) (person, error) {
	p := person{
		name: in.Name, title: optional.Or(in.Title, ""), wishes: in.Wishes.on(wishes{}),
		reach: [ways]string{byPhone: optional.Or(in.Phone, ""), byEmail: optional.Or(in.Email, ""), byWeChat: optional.Or(in.WeChat, "")},
	}
	return p, p.check(path)
}

// check cleans the person's texts.
func (p *person) check(path string) error {
	var err error
	if p.name, err = text.Line(path+"name", p.name, 1, maxContactName); err != nil {
		return err
	}
	if p.title, err = text.Line(path+"title", p.title, 0, maxContactTitle); err != nil {
		return err
	}
	for way, r := range reaches {
		if p.reach[way], err = r.check(path+r.field, p.reach[way]); err != nil {
			return err
		}
	}
	return p.wishes.check(path)
}

// newContact is the id of a contact to be made: what is sealed is sealed for it.
func newContact(ctx context.Context) typeid.ID {
	return typeid.New(ent.Prefixes[ent.TypeContact], viewer.Now(ctx))
}

// fill gives a new row its fields.
func (p person) fill(ctx context.Context, id typeid.ID, c *ent.ContactCreate) (*ent.ContactCreate, error) {
	c.SetID(id).SetName(p.name)
	given(p.title, c.SetTitle)
	p.wishes.fill(c.Mutation())
	for way, r := range reaches {
		if p.reach[way] == "" {
			continue
		}
		if err := r.set(ctx, c.Mutation(), id, p.reach[way]); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// contactEvent is an event about a person at the customer: names of fields
// only, never a value.
func contactEvent(kind string, id typeid.ID, departments, members []typeid.ID, fields []string) journal.Event {
	return journal.Event{
		Type: kind, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectContact, ID: id},
		Departments: departments, Members: members, Fields: fields,
	}
}
