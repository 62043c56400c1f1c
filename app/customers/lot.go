package customers

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/contact"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/ent/member"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// lot is some rows of a file on their way into the database.
type lot struct {
	entries  []entry
	reader   *reader
	known    traces                 // of a dry run; nil in earnest
	drafts   map[string]*draft      // by external id, or by name where the file has none
	managers map[string]*ent.Member // by address
	failed   map[int]bool           // lines of rows left out
	room     int                    // for customers that are new
	counts   [3]int                 // by outcome
	wrong    []mistake
}

// Decide implements Lot.
func (l *lot) Decide(ctx context.Context, client *ent.Client) error {
	// An import reaches the whole company: a customer out of the viewer's own
	// sight would be made a second time.
	all := viewer.AsSystem(ctx, viewer.Tenant(ctx))
	if err := l.findManagers(all, client); err != nil {
		return fmt.Errorf("customers: reading members: %w", err)
	}
	if err := l.find(all, client); err != nil {
		return fmt.Errorf("customers: reading customers: %w", err)
	}
	for _, e := range l.entries {
		result, field, err := l.enter(ctx, e)
		if err != nil {
			l.failed[e.Line] = true
			l.wrong = append(l.wrong, l.reader.table.Mistake(e.row, field, err))
			continue
		}
		l.counts[result]++
	}
	return nil
}

// Remember implements Lot.
func (l *lot) Remember() { l.known.keep(l) }

// Outcome implements Lot.
func (l *lot) Outcome() Outcome[Field] {
	return Outcome[Field]{
		Created: l.counts[created], Updated: l.counts[updated], Unchanged: l.counts[unchanged], Failed: len(l.failed),
		Customers: l.counts[created], Wrong: l.wrong,
	}
}

// findManagers looks up the account managers' addresses.
func (l *lot) findManagers(ctx context.Context, client *ent.Client) error {
	l.managers = map[string]*ent.Member{}
	var addresses []string
	for _, e := range l.entries {
		if _, ok := l.managers[e.manager]; e.manager != "" && !ok {
			l.managers[e.manager] = nil
			addresses = append(addresses, e.manager)
		}
	}
	clear(l.managers)
	if len(addresses) == 0 {
		return nil
	}
	members, err := client.Member.Query().Where(member.EmailIn(addresses...)).All(ctx)
	for _, m := range members {
		l.managers[m.Email] = m
	}
	return err
}

// find loads the customers of the rows that the lot does not know yet, and the
// people of those names at all of them.
func (l *lot) find(ctx context.Context, client *ent.Client) error {
	var keys, people []string
	asked, named, byID := map[string]bool{}, map[string]bool{}, map[typeid.ID]*draft{}
	for _, e := range l.entries {
		if key := e.key(); !asked[key] {
			asked[key] = true
			if d := l.drafts[key]; d == nil {
				keys = append(keys, key)
			} else if !d.fresh {
				byID[d.id] = d
			}
		}
		if e.Says(FieldContactName) && !named[e.person.name] {
			named[e.person.name] = true
			people = append(people, e.person.name)
		}
	}
	if len(keys) > 0 {
		if err := l.findCustomers(ctx, client, keys, byID); err != nil {
			return err
		}
	}
	if len(byID) == 0 || len(people) == 0 {
		return nil
	}
	return findPeople(ctx, client, byID, people, l.known == nil)
}

// findCustomers loads customers by their keys and enters them by id as well.
func (l *lot) findCustomers(ctx context.Context, client *ent.Client, keys []string, byID map[typeid.ID]*draft) error {
	external := l.reader.table.Fills(FieldExternalID)
	q := client.Customer.Query().Where(customer.NameIn(keys...))
	if external {
		q = client.Customer.Query().Where(customer.ExternalSystem(l.reader.system), customer.ExternalIDIn(keys...))
	}
	if l.known == nil {
		q.Modify(lockInOrder)
	}
	rows, err := q.All(ctx)
	if err != nil {
		return err
	}
	for _, c := range rows {
		d := &draft{id: c.ID, author: c.CreatedBy, was: sheetOf(c)}
		d.is = d.was
		key := d.was.name
		if external {
			key = d.was.external
		}
		d.several = l.drafts[key] != nil
		l.drafts[key], byID[d.id] = d, d
	}
	return nil
}

// lockInOrder locks rows in the order of their ids, so that two imports wait for
// one another instead of ending in a deadlock. SQLite needs neither, and would
// read the whole company for the order.
func lockInOrder(s *sql.Selector) {
	if s.Dialect() == dialect.Postgres {
		s.OrderBy(s.C("id"))
	}
	database.Lock(s)
}

// findPeople loads the people of those names at the customers. They are kept for
// the change like the customers: what becomes of them is decided on what they
// are now.
func findPeople(ctx context.Context, client *ent.Client, byID map[typeid.ID]*draft, names []string, lock bool) error {
	ids := slices.Sorted(maps.Keys(byID))
	q := client.Contact.Query().Where(contact.CustomerIDIn(ids...), contact.NameIn(names...))
	if lock {
		q.Modify(lockInOrder)
	}
	rows, err := q.All(ctx)
	slices.SortFunc(rows, func(a, b *ent.Contact) int { return strings.Compare(string(a.ID), string(b.ID)) })
	for _, row := range rows {
		d := byID[row.CustomerID]
		c := &contactDraft{id: row.ID, person: person{name: row.Name, title: row.Title}}
		for way, r := range reaches {
			_, c.hashes[way] = r.kept(row)
		}
		if d.traced {
			c.trace()
		}
		if _, ok := d.people[c.person.name]; !ok { // the oldest of a name, unless the import changed it
			d.put(c)
		}
	}
	return err
}
