package purchases

import (
	"context"
	"fmt"
	"slices"

	"heed/app/customers"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/ent/purchaserecord"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// lot is some rows of a table on their way into the database.
type lot struct {
	entries []entry
	system  string
	reader  *reader
	dryRun  bool
	roster  *customers.Roster
	owners  map[typeid.ID]*ent.Customer
	drafts  []draft // what is to be written
	wrong   []mistake

	created, updated, unchanged, failed int
}

// draft is an order that is to be written: over what was, or anew.
type draft struct {
	orderNo    string
	whose      typeid.ID
	was        *ent.PurchaseRecord
	is         facts
	exceptions []flow.DeliveryException
	troubled   int  // the place of an exception that is written; -1 for none
	fresh      bool // that exception is new
}

// Decide implements customers.Lot.
func (l *lot) Decide(ctx context.Context, client *ent.Client) error {
	named, numbers := make([]customers.Named, 0, len(l.entries)), make([]string, len(l.entries))
	for i, e := range l.entries {
		numbers[i] = e.orderNo
		if e.whose != (customers.Named{}) {
			named = append(named, e.whose)
		}
	}
	var err error
	if l.roster, err = customers.Call(ctx, client, l.system, named, 0); err != nil {
		return err
	}
	// An import reaches the whole company: an order out of the viewer's own sight is
	// found too.
	q := client.PurchaseRecord.Query().Where(purchaserecord.OrderNoIn(numbers...)).Order(purchaserecord.ByID())
	if !l.dryRun {
		q.Modify(database.Lock)
	}
	rows, err := q.All(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("purchases: reading orders: %w", err)
	}
	known := map[string]*ent.PurchaseRecord{}
	for _, p := range rows {
		known[p.OrderNo] = p
	}
	for _, e := range l.entries {
		if field, err := l.enter(e, known[e.orderNo]); err != nil {
			l.failed++
			l.wrong = append(l.wrong, l.reader.table.Mistake(e.row, field, err))
		}
	}
	return l.findOwners(ctx, client)
}

// findOwners looks up who looks after the customers of new orders.
func (l *lot) findOwners(ctx context.Context, client *ent.Client) error {
	var ids []typeid.ID
	for _, d := range l.drafts {
		if d.was == nil {
			ids = append(ids, d.whose)
		}
	}
	l.owners = map[typeid.ID]*ent.Customer{}
	if len(ids) == 0 {
		return nil
	}
	found, err := client.Customer.Query().Where(customer.IDIn(present(ids...)...)).
		Select(customer.FieldID, customer.FieldDepartmentID, customer.FieldAccountManagerID).All(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("purchases: reading customers: %w", err)
	}
	for _, c := range found {
		l.owners[c.ID] = c
	}
	return nil
}

// enter brings a row into the lot. A wrong one changes nothing; the field says which
// of its cells is to blame.
func (l *lot) enter(e entry, was *ent.PurchaseRecord) (ImportField, error) {
	d := draft{orderNo: e.orderNo, was: was, troubled: -1}
	before := unsaid
	if was != nil {
		before, d.whose, d.exceptions = factsOf(was), was.CustomerID, was.Exceptions
	}
	if field, err := l.find(e, &d); err != nil {
		return field, err
	}
	if was == nil {
		for _, f := range []ImportField{FieldProduct, FieldAmount, FieldOrderedOn} {
			if !e.Says(f) {
				return f, fault.Input("", "input.required")
			}
		}
	}
	d.is = e.over(before, l.reader.zone)
	if was != nil && !flow.Purchase.Reaches(before.state, d.is.state) {
		return FieldState, fault.Input("", "purchase.state_back")
	}
	if field, err := d.is.follows(before); err != nil {
		return field, err
	}
	if field, err := d.is.consistent(l.reader.zone); err != nil {
		return field, err
	}
	if field, err := e.trouble.consistent(d.is.ordered, l.reader.zone); err != nil {
		return field, err
	}
	if e.Says(FieldException) {
		if field, err := d.trouble(e.trouble, before.state, l.reader); err != nil {
			return field, err
		}
	}
	switch {
	case was == nil:
		l.created++
	case d.troubled < 0 && d.is == before:
		l.unchanged++
		return "", nil
	default:
		l.updated++
	}
	l.drafts = append(l.drafts, d)
	return "", nil
}

// trouble brings what the row says of an exception into the draft. One that is new was
// before what the row says of the delivery, so that it is reported in the state before:
// of an order that came back nothing new goes wrong. As where a member does it, none is
// made good of which the customer does not know.
func (d *draft) trouble(t trouble, before flow.DeliveryState, r *reader) (ImportField, error) {
	all, at, changed := t.among(d.exceptions, r.now, r.zone)
	if !changed {
		return "", nil
	}
	if d.fresh = at == len(d.exceptions); d.fresh {
		if _, err := flow.Purchase.Next(before, flow.PurchaseActReport); err != nil {
			return FieldException, err
		}
	}
	if len(all) > maxExceptions {
		return FieldException, fault.Precondition("purchase.too_many_exceptions").With("max", maxExceptions)
	}
	if e := all[at]; !e.Open() && e.CustomerToldAt == nil {
		return FieldTold, fault.Precondition("purchase.exception_untold")
	}
	d.exceptions, d.troubled = all, at
	return "", nil
}

// find is whose order it is: one that is new says so by a customer that is known, and
// one that is there stays its customer's.
func (l *lot) find(e entry, d *draft) (ImportField, error) {
	field := FieldCustomer
	if e.whose.External != "" {
		field = FieldCustomerID
	}
	if e.whose == (customers.Named{}) {
		if d.was == nil {
			return field, fault.Input("", "input.required")
		}
		return "", nil
	}
	id, known, err := l.roster.Find(e.whose)
	switch {
	case err != nil:
		return field, err
	case !known:
		return field, fault.Input("", "import.unknown_customer")
	case d.was != nil && id != d.was.CustomerID:
		return field, fault.Input("", "import.other_customer")
	}
	d.whose = id
	return "", nil
}

// Remember implements customers.Lot: of a dry run nothing is to be remembered but the
// numbers, which the reader knows.
func (l *lot) Remember() {}

// Outcome implements customers.Lot.
func (l *lot) Outcome() customers.Outcome[ImportField] {
	return customers.Outcome[ImportField]{Created: l.created, Updated: l.updated, Unchanged: l.unchanged, Failed: l.failed, Wrong: l.wrong}
}

// Write implements customers.Lot: it makes and changes what was decided, and tells each.
func (l *lot) Write(ctx context.Context, tx *ent.Tx) error {
	made, err := l.writeNew(ctx, tx)
	if err != nil {
		return err
	}
	var told []untold
	for _, d := range l.drafts {
		p := made[d.orderNo]
		if d.was != nil {
			if p, err = l.rewrite(ctx, d); err != nil {
				return err
			}
		}
		if d.troubled < 0 {
			continue
		}
		u := untold{p, d.exceptions[d.troubled]}
		if err := settle(ctx, tx, u.purchase, u.exception); err != nil {
			return err
		}
		told = append(told, u)
	}
	return askToTell(ctx, tx, told)
}

func (l *lot) writeNew(ctx context.Context, tx *ent.Tx) (map[string]*ent.PurchaseRecord, error) {
	var rows []*ent.PurchaseRecordCreate
	v := viewer.From(ctx)
	for _, d := range l.drafts {
		if d.was != nil {
			continue
		}
		department, member := v.Department, v.Member
		if c := l.owners[d.whose]; c != nil {
			if c.DepartmentID != "" {
				department = c.DepartmentID
			}
			if c.AccountManagerID != "" {
				member = c.AccountManagerID
			}
		}
		exceptions := append([]flow.DeliveryException{}, d.exceptions...)
		rows = append(rows, d.is.fill(tx.PurchaseRecord.Create()).SetOrderNo(d.orderNo).SetCustomerID(d.whose).
			SetDepartmentID(department).SetMemberID(member).SetExceptions(exceptions).SetExceptionsOpen(someOpen(exceptions)).
			SetDelayNoted(d.delayed() || ofThePast(d.is.promise(), viewer.Now(ctx))))
	}
	made := make(map[string]*ent.PurchaseRecord, len(rows))
	if len(rows) == 0 {
		return made, nil
	}
	all, err := tx.PurchaseRecord.CreateBulk(rows...).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("purchases: writing orders: %w", err)
	}
	for _, p := range all {
		made[p.OrderNo] = p
		e := event(p, "purchase.imported", "D1-10", "D2-33")
		e.To = string(p.DeliveryState)
		journal.Record(ctx, e)
	}
	return made, nil
}

// rewrite writes a row over what is there.
func (l *lot) rewrite(ctx context.Context, d draft) (*ent.PurchaseRecord, error) {
	change, fields := d.is.change(d.was, viewer.Now(ctx))
	if d.troubled >= 0 {
		change.SetExceptions(d.exceptions).SetExceptionsOpen(someOpen(d.exceptions))
		fields = append(fields, "exceptions")
		if d.delayed() {
			change.SetDelayNoted(true)
		}
	}
	return save(ctx, d.was, change, func(p *ent.PurchaseRecord) journal.Event {
		e := event(p, "purchase.updated", "D1-10")
		if p.DeliveryState != d.was.DeliveryState {
			e = from(d.was)(p)
		}
		e.Fields = fields
		return e
	})
}

// delayed tells whether the row says that what is promised now was not kept: of a delay
// that is new, and came after the promise. One of an older promise says nothing of it.
func (d draft) delayed() bool {
	if d.troubled < 0 || !d.fresh {
		return false
	}
	e := d.exceptions[d.troubled]
	return e.Type == flow.ExceptionDelay && e.NoticedAt.After(d.is.promise())
}

func someOpen(all []flow.DeliveryException) bool {
	return slices.ContainsFunc(all, flow.DeliveryException.Open)
}
