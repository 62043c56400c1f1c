// Package purchases is what customers order and how it is delivered: the records of
// both, what goes wrong with a delivery and that the customer hears of it (D1-10,
// D2-32 to D2-34).
package purchases

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"entgo.io/ent/dialect/sql/sqlgraph"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Record is what scopes look at in a purchase: the department and the member who look
// after it, and who wrote it down.
func Record(p *ent.PurchaseRecord) authz.Record {
	return authz.Record{Departments: present(p.DepartmentID), Members: present(p.MemberID, p.CreatedBy)}
}

// present are the ids that are there, each once.
func present(ids ...typeid.ID) []typeid.ID {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id typeid.ID) bool { return id == "" })
	slices.Sort(ids)
	return slices.Compact(ids)
}

// begin refuses whom no role allows the action, and changes of a company that is not
// at work.
func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

// event is what the journal tells of a purchase: whose order it is and of which day.
// Neither what was ordered nor for how much.
func event(p *ent.PurchaseRecord, typ string, clauses ...string) journal.Event {
	record := Record(p)
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectPurchase, ID: p.ID},
		Departments: record.Departments, Members: record.Members, Clauses: clauses,
		Detail: map[string]any{"customer": p.CustomerID, "orderedOn": p.OrderedOn},
	}
}

// moved is the event of a state that was reached: purchase.<state>.
func moved(p *ent.PurchaseRecord, from flow.DeliveryState) journal.Event {
	e := event(p, "purchase."+strings.ToLower(string(p.DeliveryState)), "D2-33")
	e.From, e.To = string(from), string(p.DeliveryState)
	return e
}

// save writes a change and tells it: purchase.<state> when the state moves, else as
// the given event has it.
func save(ctx context.Context, was *ent.PurchaseRecord, change *ent.PurchaseRecordUpdateOne, tell func(*ent.PurchaseRecord) journal.Event) (*ent.PurchaseRecord, error) {
	p, err := change.Save(ctx)
	if err != nil {
		return nil, written(err)
	}
	e, before := tell(p), Record(was)
	e.Departments = present(append(e.Departments, before.Departments...)...)
	e.Members = present(append(e.Members, before.Members...)...)
	journal.Record(ctx, e)
	return p, nil
}

// written is the error of a write: of two purchases with one number the later is refused.
func written(err error) error {
	if sqlgraph.IsUniqueConstraintError(err) {
		return fault.Conflict("purchase.order_no_taken").On("orderNo").Because(err)
	}
	return fmt.Errorf("purchases: writing: %w", err)
}
