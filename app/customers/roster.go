package customers

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/customer"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Named is what a row of another table calls its customer: an id in the other
// system where there is one, else the exact name.
type Named struct{ Name, External string }

// key is what the customer is found by.
func (n Named) key() Named {
	if n.External != "" {
		n.Name = ""
	}
	return n
}

// CheckName cleans a customer's name.
func CheckName(field, name string) (string, error) { return text.Line(field, name, 1, maxName) }

// Roster are the customers that rows of another table are about: found, or made
// where nobody knows them.
type Roster struct {
	system string
	known  map[Named]typeid.ID
	many   map[Named]bool // several have this name
	fresh  []*draft
	room   int
}

// Call finds the customers of the rows, in the system's name: one out of the viewer's
// own sight would be made a second time. The room is for customers that are new.
func Call(ctx context.Context, client *ent.Client, system string, rows []Named, room int) (*Roster, error) {
	r := &Roster{system: system, known: map[Named]typeid.ID{}, many: map[Named]bool{}, room: room}
	var names, ids []string
	asked := map[Named]bool{}
	for _, n := range rows {
		switch key := n.key(); {
		case asked[key]:
			continue
		case key.External != "":
			ids = append(ids, key.External)
			asked[key] = true
		default:
			names = append(names, key.Name)
			asked[key] = true
		}
	}
	all := viewer.AsSystem(ctx, viewer.Tenant(ctx))
	if len(ids) > 0 {
		found, err := client.Customer.Query().Where(customer.ExternalSystem(system), customer.ExternalIDIn(ids...)).All(all)
		if err != nil {
			return nil, fmt.Errorf("customers: reading customers: %w", err)
		}
		for _, c := range found {
			r.known[Named{External: *c.ExternalID}] = c.ID
		}
	}
	if len(names) > 0 {
		found, err := client.Customer.Query().Where(customer.NameIn(names...)).All(all)
		if err != nil {
			return nil, fmt.Errorf("customers: reading customers: %w", err)
		}
		for _, c := range found {
			key := Named{Name: c.Name}
			r.many[key] = r.known[key] != ""
			r.known[key] = c.ID
		}
	}
	return r, nil
}

// Find is the customer, if it is known. Error: import.several.
func (r *Roster) Find(n Named) (typeid.ID, bool, error) {
	key := n.key()
	if r.many[key] {
		return "", false, fault.Input("", "import.several")
	}
	id, ok := r.known[key]
	return id, ok, nil
}

// Take is the customer, which is to be made when it is not known. Errors:
// import.several, input.required of one that is new and has no name, plan.customers.
func (r *Roster) Take(ctx context.Context, n Named) (typeid.ID, error) {
	id, ok, err := r.Find(n)
	if err != nil || ok {
		return id, err
	}
	if n.Name == "" {
		return "", fault.Input("", "input.required")
	}
	if len(r.fresh) >= r.room {
		return "", tenants.TooManyCustomers(ctx)
	}
	v := viewer.From(ctx)
	d := &draft{id: newCustomer(ctx), fresh: true, author: v.Member}
	d.is = sheet{kind: flow.CustomerCompany, name: n.Name, tier: leastTier(ctx), department: v.Department}
	if n.External != "" {
		d.is.system, d.is.external = r.system, n.External
	}
	r.fresh = append(r.fresh, d)
	r.known[n.key()] = d.id
	return d.id, nil
}

// Fresh is how many customers are to be made.
func (r *Roster) Fresh() int { return len(r.fresh) }

// Write makes the customers that are new, and tells each. No plan asks for them until
// somebody works with them: what is known of them is over.
func (r *Roster) Write(ctx context.Context, tx *ent.Tx) error {
	rows := make([]*ent.CustomerCreate, len(r.fresh))
	for i, d := range r.fresh {
		rows[i] = d.is.fill(ctx, tx.Customer.Create().SetID(d.id).SetFromHistory(true))
		journal.Record(ctx, d.event("customer.created", nil, nil))
	}
	if len(rows) == 0 {
		return nil
	}
	if err := tx.Customer.CreateBulk(rows...).Exec(ctx); err != nil {
		return fmt.Errorf("customers: making customers: %w", err)
	}
	return nil
}

// Remember has the customers of a dry run known to its next lots.
func (r *Roster) Remember(made map[Named]typeid.ID) {
	for _, d := range r.fresh {
		key := Named{Name: d.is.name, External: d.is.external}.key()
		made[key] = d.id
	}
}

// Know adds customers that a dry run would have made by now.
func (r *Roster) Know(made map[Named]typeid.ID) {
	for key, id := range made {
		r.known[key] = id
	}
}
