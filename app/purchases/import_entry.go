package purchases

import (
	"context"
	"maps"
	"slices"
	"time"

	"heed/app/customers"
	"heed/app/tenants"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/score"
	"heed/rules/table"
	"heed/rules/text"
	"heed/rules/viewer"
)

// maxExternal is the longest identifier of another system, in characters.
const maxExternal = 100

// entry is a row that was understood. Cells that are empty say nothing.
type entry struct {
	row
	orderNo string
	whose   customers.Named
	facts   facts
	days    map[ImportField]bool // the times of which the row has only the day
	trouble trouble
}

// reader understands rows with what the company has set up.
type reader struct {
	table *orders
	dates table.DateOrder
	now   time.Time
	zone  *time.Location
	seen  map[string]bool // the numbers that the file had before
}

func newReader(ctx context.Context, t *orders, dates table.DateOrder) *reader {
	return &reader{table: t, dates: dates, now: viewer.Now(ctx), zone: tenants.ConfigFrom(ctx).Zone, seen: map[string]bool{}}
}

var (
	states     = table.Constants("DeliveryState", flow.DeliveryState("").Values())
	exceptions = table.Constants("DeliveryExceptionType", flow.DeliveryExceptionType("").Values())
)

// understand reads the cells of a row and gives all its mistakes.
func (r *reader) understand(in row) (entry, []mistake) {
	e := entry{row: in, days: map[ImportField]bool{}}
	var wrong []mistake
	miss := func(f ImportField, err error) {
		if err != nil {
			wrong = append(wrong, r.table.Mistake(in, f, err))
		}
	}
	for _, f := range slices.Sorted(maps.Keys(in.Cells)) {
		miss(f, r.take(&e, f, in.Cells[f].Text))
	}
	if !e.Says(FieldOrderNo) {
		miss(FieldOrderNo, fault.Input("", "input.required"))
	}
	if !e.Says(FieldException) && (e.Says(FieldNoticed) || e.Says(FieldTold) || e.Says(FieldSolution)) {
		miss(FieldException, fault.Input("", "input.required"))
	}
	if len(wrong) == 0 && r.seen[e.orderNo] {
		miss(FieldOrderNo, fault.Input("", "input.duplicate").With("value", text.Clip(e.orderNo)))
	}
	r.seen[e.orderNo] = true
	slices.SortStableFunc(wrong, func(a, b mistake) int {
		return slices.Index(r.table.Fields(), a.Field) - slices.Index(r.table.Fields(), b.Field)
	})
	return e, wrong
}

// take puts the value of one cell where it belongs.
func (r *reader) take(e *entry, f ImportField, s string) (err error) {
	switch f {
	case FieldOrderNo:
		e.orderNo, err = text.Line("", s, 1, maxOrderNo)
	case FieldCustomer:
		e.whose.Name, err = customers.CheckName("", s)
	case FieldCustomerID:
		e.whose.External, err = text.Line("", s, 1, maxExternal)
	case FieldProduct:
		e.facts.product, err = text.Line("", s, 1, maxProduct)
	case FieldAmount:
		e.facts.amount, err = money.Parse(s)
	case FieldCurrency:
		if e.facts.currency = s; !money.Currency(s) {
			err = fault.Input("", "purchase.currency").With("value", text.Clip(s))
		}
	case FieldOrderedOn:
		var m table.Moment
		m, err = r.past(s)
		e.facts.ordered = m.At.In(r.zone).Format(time.DateOnly)
	case FieldPromised:
		e.facts.promised, err = r.promise(e, s)
	case FieldShipped:
		e.facts.shipped, err = r.at(e, f, s)
	case FieldDelivered:
		e.facts.delivered, err = r.at(e, f, s)
	case FieldState:
		e.facts.state, err = table.Known[flow.DeliveryState](states, s)
	case FieldTracking:
		e.facts.tracking, err = text.Line("", s, 1, maxTracking)
	case FieldException:
		e.trouble.typ, err = table.Known[flow.DeliveryExceptionType](exceptions, s)
	case FieldNoticed:
		e.trouble.noticed, err = r.past(s)
	case FieldTold:
		e.trouble.told, err = r.past(s)
	case FieldSolution:
		e.trouble.solution, err = text.Lines("", s, 1, maxSolution)
	case FieldIgnore: // no column has it
	}
	return err
}

// past reads a date that has been.
func (r *reader) past(s string) (table.Moment, error) {
	m, err := r.dates.Moment(s, r.zone)
	if err != nil {
		return m, err
	}
	c := checks{now: r.now}
	m.At = c.past("", m.At)
	return m, c.err
}

// at reads when something was, and remembers whether only the day is known.
func (r *reader) at(e *entry, f ImportField, s string) (time.Time, error) {
	m, err := r.past(s)
	e.days[f] = m.Day
	return m.At, err
}

// promise reads what was promised: of a day until its end, and before the time that is
// kept for none.
func (r *reader) promise(e *entry, s string) (time.Time, error) {
	m, err := r.dates.Moment(s, r.zone)
	if err == nil && m.Day {
		y, month, d := m.At.In(r.zone).Date()
		m.At = viewer.Instant(score.Midnight(y, month, d+1, r.zone).Add(-time.Second))
	}
	if err == nil && !m.At.Before(database.Never) {
		err = fault.Input("", "input.malformed_time")
	}
	e.days[FieldPromised] = m.Day
	return m.At, err
}
