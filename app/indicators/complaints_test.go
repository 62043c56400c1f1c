package indicators

import (
	"fmt"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// grief is a complaint where a test puts it.
type grief struct {
	received, closed time.Time // closed may be zero
	state            flow.ComplaintState
	outcome          flow.ComplaintOutcome
	cause            flow.RootCauseClass
	of               flow.DepartmentType
	from             *ent.Customer
	again            *ent.Complaint // of which it is a recurrence
	timely           *bool
}

func (s *stage) grief(g grief) *ent.Complaint {
	s.t.Helper()
	s.n++
	if g.of == "" {
		g.of = flow.DepartmentService
	}
	if g.state == "" {
		g.state = flow.ComplaintProcessing
	}
	q := s.Client.Complaint.Create().SetNumber(fmt.Sprintf("CMP-%d", s.n)).SetIntake(flow.IntakeMember).SetContent("投诉").SetChannel(flow.ChannelPhone).
		SetComplainedAt(g.received).SetReceivedAt(g.received).SetPromisedAt(database.Never).SetDueAt(database.Never).SetState(g.state).
		SetOwnerDepartmentID(s.department(g.of)).SetNillableTimely(g.timely).SetHistoric(g.timely != nil)
	if !g.closed.IsZero() {
		q.SetClosedAt(g.closed)
	}
	if g.outcome != "" {
		q.SetOutcome(g.outcome)
	}
	if g.cause != "" {
		q.SetRootCause(g.cause)
	}
	if g.from != nil {
		q.SetCustomerID(g.from.ID)
	}
	if g.again != nil {
		q.SetRecurrenceOfID(g.again.ID)
	}
	return q.SaveX(s.then(g.received))
}

// resolves is the clock of a complaint's resolution.
func (s *stage) resolves(c *ent.Complaint, state sla.ClockState, due time.Time, stopped *time.Time) {
	s.t.Helper()
	config, err := tenants.Loader(s.Client)(s.then(c.ReceivedAt), s.A.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	s.Client.SlaClock.Create().SetComplaintID(c.ID).SetPolicyID(config.Policies[0].ID).SetPolicyVersion(1).SetCalendarID(config.CalendarID).
		SetKind(sla.ClockComplaintResolution).SetState(state).SetAmount(3).SetUnit(sla.UnitWorkingDay).SetStartedAt(c.ReceivedAt).SetDueAt(due).
		SetNillableStoppedAt(stopped).SetPauses([]sla.Pause{}).SaveX(s.then(c.ReceivedAt))
}

// order is a purchase where a test puts it.
type order struct {
	from                *ent.Customer
	on                  string
	of                  flow.DepartmentType
	state               flow.DeliveryState
	promised, delivered time.Time // may be zero
	exception           bool
}

func (s *stage) order(o order) {
	s.t.Helper()
	s.n++
	if o.of == "" {
		o.of = flow.DepartmentService
	}
	if o.state == "" {
		o.state = flow.DeliveryPlanned
	}
	if o.promised.IsZero() {
		o.promised = database.Never
	}
	exceptions := []flow.DeliveryException{}
	if o.exception {
		exceptions = append(exceptions, flow.DeliveryException{Type: flow.ExceptionDamage, NoticedAt: o.delivered})
	}
	q := s.Client.PurchaseRecord.Create().SetCustomerID(o.from.ID).SetDepartmentID(s.department(o.of)).SetOrderNo(fmt.Sprintf("SO-%d", s.n)).SetProduct("门锁").
		SetAmount(100).SetCurrency("CNY").SetOrderedOn(o.on).SetPromisedDeliveryAt(o.promised).SetDeliveryState(o.state).SetExceptions(exceptions)
	if !o.delivered.IsZero() {
		q.SetDeliveredAt(o.delivered)
	}
	q.SaveX(s.A.System())
}

func (s *stage) of(code string, kind flow.Period, day string, department typeid.ID) *Figure {
	s.t.Helper()
	in := ValueInput{Code: code, Period: &kind, Start: &day}
	if department != "" {
		in.DepartmentID = &department
	}
	f, err := Value(s.As("management"), s.Client, in)
	if err != nil {
		s.t.Fatalf("%s: %v", code, err)
	}
	return f
}

// rests compares how many records of each part stand behind a figure.
func (s *stage) rests(f *Figure, all, good, rest int) {
	s.t.Helper()
	for part, want := range map[score.Part]int{score.PartAll: all, score.PartGood: good, score.PartRest: rest} {
		if n := s.behind("management", f, part); n != want {
			s.t.Errorf("%s of %s: %d behind %s, want %d", f.Rule.Code, f.From(), n, part, want)
		}
	}
}

// above is the part that a share counts.
func above(rule score.Definition) score.Part {
	if rule.Better == flow.BetterLower {
		return score.PartRest
	}
	return score.PartGood
}

// complaintsAndOrders puts some of each, of two departments, into the month.
func (s *stage) complaintsAndOrders(when time.Time) {
	for i := range 6 {
		g := grief{received: when, state: flow.ComplaintClosed, closed: when, outcome: flow.OutcomeAccepted}
		if i%2 == 0 {
			g.of, g.outcome = flow.DepartmentSales, flow.OutcomeNoReply
		}
		s.resolves(s.grief(g), map[bool]sla.ClockState{true: sla.ClockMet, false: sla.ClockBreached}[i%2 == 0], when, &when)
		g.received, g.closed, g.from, g.cause = when.AddDate(0, -3, 0), when.AddDate(0, -3, 0), s.customer, flow.RootCauseProduct
		if c := s.grief(g); i < 2 {
			s.grief(grief{received: when.AddDate(0, -2, 0), again: c, from: s.customer, of: g.of, cause: g.cause})
		}
		of := map[bool]flow.DepartmentType{true: flow.DepartmentService, false: flow.DepartmentSales}[i%2 == 0]
		buyer := s.client("ORDINARY", of, at("2026-01-01 09:00"))
		s.order(order{from: buyer, on: "2026-08-20", of: of, state: flow.DeliveryDelivered, delivered: when, exception: i < 3})
		s.order(order{from: buyer, on: "2026-08-21", of: of})
	}
}

// Complaints are compared with the orders of the period, and where there are none with
// the customers at its end (D2-68).
func TestD2_68_ComplaintRate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		first, end := at("2026-08-01 00:00"), at("2026-09-01 00:00")
		s.grief(grief{received: first})
		s.grief(grief{received: end.Add(-time.Microsecond), of: flow.DepartmentSales})
		s.grief(grief{received: first, state: flow.ComplaintClosed, closed: first, outcome: flow.OutcomeAccepted})
		s.grief(grief{received: first, state: flow.ComplaintClosed, closed: first, outcome: flow.OutcomeUnfound})
		s.grief(grief{received: first, state: flow.ComplaintWithdrawn, closed: first})
		s.grief(grief{received: end})
		s.grief(grief{received: first.Add(-time.Microsecond)})
		f := s.value("management", score.ComplaintRate, "2026-08-15", "")
		s.is(f, 3, float64(w.Client.Customer.Query().CountX(w.A.System())), 3)
		s.rests(f, 3, 0, 3)
		for _, on := range []string{"2026-08-01", "2026-08-31", "2026-07-31", "2026-09-01"} {
			s.order(order{from: s.customer, on: on})
		}
		s.order(order{from: s.customer, on: "2026-08-10", state: flow.DeliveryCancelled})
		s.order(order{from: s.customer, on: "2026-08-10", of: flow.DepartmentSales})
		s.is(s.value("management", score.ComplaintRate, "2026-08-15", ""), 3, 3, 3)
		s.is(s.value("management", score.ComplaintRate, "2026-08-15", s.department(flow.DepartmentSales)), 1, 1, 1)
		s.is(s.of(score.ComplaintRate, flow.PeriodHalfYear, "2026-08-15", ""), 5, 5, 5)
	})
}

// What was due in the month was handled in time or not, as far as it is decided; facts
// count by what their sources say (D1-43).
func TestD1_43_OnTimeRate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		now := s.Clock.Now() // in September
		c := s.grief(grief{received: now.Add(-48 * time.Hour)})
		s.resolves(c, sla.ClockMet, now.Add(-time.Hour), ptr(now.Add(-2*time.Hour)))
		s.resolves(s.grief(grief{received: now.Add(-48 * time.Hour)}), sla.ClockBreached, now.Add(-time.Hour), ptr(now))
		s.resolves(s.grief(grief{received: now}), sla.ClockRunning, now.Add(time.Hour), nil) // has time left
		s.resolves(c, sla.ClockCancelled, now.Add(-time.Hour), &now)
		s.resolves(c, sla.ClockPaused, now.Add(-time.Hour), nil)
		s.grief(grief{received: now, state: flow.ComplaintClosed, timely: ptr(true)})
		s.grief(grief{received: now, state: flow.ComplaintClosed, timely: ptr(false), of: flow.DepartmentSales})
		f := s.value("management", score.ComplaintOnTimeRate, "2026-09-15", "")
		s.is(f, 2, 4, 4)
		s.rests(f, 4, 2, 2)
		s.is(s.value("head.service", score.ComplaintOnTimeRate, "2026-09-15", s.department(flow.DepartmentService)), 2, 3, 3)
	})
}

// Handling worked when the customer accepts, and when it does not come again within 90
// days (D1-43, D2-67).
func TestD1_43_AcceptanceAndRecurrence(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		mid := at("2026-08-15 10:00")
		s.grief(grief{received: mid, state: flow.ComplaintClosed, closed: mid, outcome: flow.OutcomeAccepted})
		s.grief(grief{received: mid, state: flow.ComplaintClosed, closed: at("2026-08-31 23:59"), outcome: flow.OutcomeNoReply, of: flow.DepartmentSales})
		s.grief(grief{received: mid, state: flow.ComplaintClosed, closed: at("2026-09-01 00:00"), outcome: flow.OutcomeAccepted})
		s.grief(grief{received: mid, state: flow.ComplaintClosed, closed: mid, timely: ptr(true)}) // nobody knows how
		s.grief(grief{received: mid, state: flow.ComplaintWithdrawn, closed: mid})
		f := s.value("management", score.ComplaintAcceptanceRate, "2026-08-01", "")
		s.is(f, 1, 2, 2)
		s.rests(f, 2, 1, 1)

		// The third quarter is of what was closed from 2 April to 2 July.
		closed := func(on string, from *ent.Customer, outcome flow.ComplaintOutcome) *ent.Complaint {
			return s.grief(grief{received: at(on), closed: at(on), state: flow.ComplaintClosed, outcome: outcome, cause: flow.RootCauseProduct, from: from})
		}
		came := closed("2026-04-02 00:00", s.customer, flow.OutcomeAccepted)
		closed("2026-07-02 23:59", s.customer, flow.OutcomeNoReply)
		closed("2026-07-03 00:00", s.customer, flow.OutcomeAccepted)
		closed("2026-04-01 23:59", s.customer, flow.OutcomeAccepted)
		closed("2026-06-01 10:00", s.customer, flow.OutcomeUnfound)
		closed("2026-06-01 10:00", nil, flow.OutcomeAccepted)
		s.grief(grief{received: at("2026-05-01 10:00"), from: s.customer, cause: flow.RootCauseProduct, again: came})
		f = s.of(score.ComplaintRecurrenceRate, flow.PeriodQuarter, "2026-09-30", "")
		s.is(f, 1, 2, 2)
		s.rests(f, 2, 1, 1)
	})
}

// Who orders in the half-year and has ordered before buys again (D2-68); a delivery is
// perfect no later than promised and without an exception (D2-32).
func TestD2_68_Purchases(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		once, twice, before := s.client("KEY", flow.DepartmentService, at("2026-01-01 09:00")), s.client("KEY", flow.DepartmentSales, at("2026-01-01 09:00")), s.customer
		s.order(order{from: once, on: "2026-07-01"})
		s.order(order{from: once, on: "2026-08-01", state: flow.DeliveryCancelled})
		s.order(order{from: once, on: "2027-01-01"})
		s.order(order{from: twice, on: "2026-12-31"})
		s.order(order{from: twice, on: "2026-12-31"})
		s.order(order{from: before, on: "2025-03-01"})
		s.order(order{from: before, on: "2026-06-30"})
		f := s.of(score.RepurchaseRate, flow.PeriodHalfYear, "2026-08-01", "")
		s.is(f, 1, 2, 2)
		s.rests(f, 2, 1, 1)
		s.order(order{from: before, on: "2026-09-01"})
		s.is(s.of(score.RepurchaseRate, flow.PeriodHalfYear, "2026-08-01", ""), 2, 3, 3)
		s.is(s.of(score.RepurchaseRate, flow.PeriodHalfYear, "2026-08-01", s.department(flow.DepartmentSales)), 1, 1, 1)

		noon := at("2026-08-10 12:00")
		for _, o := range []order{
			{promised: noon, delivered: noon},
			{promised: noon, delivered: noon.Add(time.Microsecond)},
			{delivered: noon},
			{promised: noon, delivered: noon.Add(-time.Hour), exception: true},
			{promised: noon, delivered: at("2026-09-01 00:00"), of: flow.DepartmentSales},
			{promised: noon, delivered: noon, state: flow.DeliveryReturned, of: flow.DepartmentSales},
		} {
			o.from, o.on = s.customer, "2025-01-01"
			if o.state == "" {
				o.state = flow.DeliveryDelivered
			}
			s.order(o)
		}
		f = s.value("management", score.DeliveryPerfectRate, "2026-08-01", "")
		s.is(f, 3, 5, 5)
		s.rests(f, 5, 3, 2)
		s.is(s.value("management", score.DeliveryPerfectRate, "2026-08-01", s.department(flow.DepartmentSales)), 1, 1, 1)
	})
}
