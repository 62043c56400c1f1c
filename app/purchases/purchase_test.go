package purchases

import (
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/eventdetail"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/typeid"
)

// What customers buy stands with them; which of it is bought again is computed, also
// where an older order comes in later, and a cancelled one counts for nothing.
func TestD1_10_Purchases(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		in := s.order("SO-2", s.inn)
		in.Currency, in.TrackingRef, in.PromisedDeliveryAt = ptr("USD"), ptr(" SF 100 "), ptr(s.Clock.Now().Add(time.Hour))
		second := must(s, "member.service", Create, in).Unwrap()
		if second.Product != "门锁" || second.Amount != 12_050 || second.Currency != "USD" || second.TrackingRef != "SF 100" || second.DeliveryState != flow.DeliveryPlanned ||
			second.MemberID != s.A.Members["member.service"].ID || second.DepartmentID != s.A.Departments[flow.DepartmentService].ID {
			t.Errorf("made is %+v", second)
		}
		repeats := func(want ...bool) {
			t.Helper()
			all := w.Client.PurchaseRecord.Query().Order(ent.Asc("order_no")).AllX(w.A.System())
			is, err := Repeats(s.As("auditor"), w.Client, all)
			if err != nil {
				t.Fatal(err)
			}
			var got []bool
			for _, p := range all {
				got = append(got, is[p.ID])
			}
			if !slices.Equal(got, want) {
				t.Errorf("repeats %v, want %v", got, want)
			}
		}
		repeats(false)
		older := s.order("SO-1", s.inn)
		older.OrderedOn = s.day(-30)
		first := must(s, "member.service", Create, older).Unwrap()
		repeats(false, true)
		must(s, "management", Create, s.order("SO-3", s.harbor)) // another customer's
		same := must(s, "member.service", Create, s.order("SO-4", s.inn)).Unwrap()
		repeats(false, true, false, true)
		must(s, "member.service", Cancel, CancelInput{ID: first.ID, ExpectedVersion: first.Version, Reason: "客户取消"})
		repeats(false, false, false, true)
		if same.OrderedOn != second.OrderedOn {
			t.Error("they are not of one day")
		}
		if got := s.events(first.ID); !slices.Equal(got, []string{"purchase.planned", "purchase.cancelled"}) {
			t.Errorf("events: %v", got)
		}
		for _, d := range w.Client.EventDetail.Query().Where(eventdetail.BodyContains(string(s.inn.ID))).AllX(w.A.System()) {
			if strings.Contains(d.Body, "门锁") || strings.Contains(d.Body, "12050") {
				t.Errorf("an event holds %s", d.Body)
			}
		}
	})
}

// What is wrong with an order has one error, and changes nothing.
func TestCreateRefused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.made("SO-1")
		foreign := w.Client.Customer.Create().SetName("Foreign").SetTierKey("KEY").SaveX(w.B.System())
		now := s.Clock.Now()
		for name, c := range map[string]struct {
			change func(*CreateInput)
			want   error
			field  string
		}{
			"a customer of another company": {func(in *CreateInput) { in.CustomerID = foreign.ID }, fault.NotFound(), "customerId"},
			"a customer out of sight":       {func(in *CreateInput) { in.CustomerID = s.harbor.ID }, fault.NotFound(), "customerId"},
			"a member of nobody":            {func(in *CreateInput) { in.MemberID = ptr(typeid.ID("mem_0")) }, fault.NotFound(), "memberId"},
			"a department of nobody":        {func(in *CreateInput) { in.DepartmentID = ptr(typeid.ID("dep_0")) }, fault.NotFound(), "departmentId"},
			"another's department": {func(in *CreateInput) {
				in.DepartmentID, in.MemberID = ptr(s.A.Departments[flow.DepartmentSales].ID), ptr(s.A.Members["head.sales"].ID)
			}, fault.Forbidden(), ""},
			"a number that is taken":     {func(in *CreateInput) { in.OrderNo = " SO-1 " }, fault.Conflict("purchase.order_no_taken"), "orderNo"},
			"no number":                  {func(in *CreateInput) { in.OrderNo = " " }, fault.Input("", "input.required"), "orderNo"},
			"a long number":              {func(in *CreateInput) { in.OrderNo = strings.Repeat("9", maxOrderNo+1) }, fault.Input("", "input.too_long"), "orderNo"},
			"no product":                 {func(in *CreateInput) { in.Product = "" }, fault.Input("", "input.required"), "product"},
			"a long product":             {func(in *CreateInput) { in.Product = strings.Repeat("锁", maxProduct+1) }, fault.Input("", "input.too_long"), "product"},
			"a long tracking number":     {func(in *CreateInput) { in.TrackingRef = ptr(strings.Repeat("9", maxTracking+1)) }, fault.Input("", "input.too_long"), "trackingRef"},
			"a negative amount":          {func(in *CreateInput) { in.Amount = -1 }, fault.Input("", "input.money"), "amount"},
			"too much":                   {func(in *CreateInput) { in.Amount = money.Most + 1 }, fault.Input("", "input.money"), "amount"},
			"no currency":                {func(in *CreateInput) { in.Currency = ptr("RMB") }, fault.Input("", "purchase.currency"), "currency"},
			"no day":                     {func(in *CreateInput) { in.OrderedOn = "2026-02-30" }, fault.Input("", "sla.date_format"), "orderedOn"},
			"tomorrow":                   {func(in *CreateInput) { in.OrderedOn = s.day(1) }, fault.Input("", "input.in_the_future"), "orderedOn"},
			"long ago":                   {func(in *CreateInput) { in.OrderedOn = "1999-12-31" }, fault.Input("", "input.long_ago"), "orderedOn"},
			"promised before the order":  {func(in *CreateInput) { in.PromisedDeliveryAt = ptr(now.AddDate(0, 0, -11)) }, fault.Input("", "purchase.promised_before_order"), "promisedDeliveryAt"},
			"shipped before the order":   {func(in *CreateInput) { in.ShippedAt = ptr(now.AddDate(0, 0, -11)) }, fault.Input("", "purchase.before_order"), "shippedAt"},
			"delivered before the order": {func(in *CreateInput) { in.DeliveredAt = ptr(now.AddDate(0, 0, -11)) }, fault.Input("", "purchase.before_order"), "deliveredAt"},
			"delivered in the future":    {func(in *CreateInput) { in.DeliveredAt = ptr(now.Add(time.Hour)) }, fault.Input("", "input.in_the_future"), "deliveredAt"},
			"delivered before shipped": {func(in *CreateInput) {
				in.ShippedAt, in.DeliveredAt = ptr(now.Add(-time.Hour)), ptr(now.Add(-2*time.Hour))
			}, fault.Input("", "purchase.delivered_before_shipped"), "deliveredAt"},
		} {
			t.Run(name, func(t *testing.T) {
				in := s.order("SO-9", s.inn)
				c.change(&in)
				here := *s
				here.t = t
				refused(&here, "member.service", Create, in, c.want, c.field)
			})
		}
		refused(s, "auditor", Create, s.order("SO-9", s.inn), fault.Forbidden(), "")
		refused(s, "staff", Create, s.order("SO-9", s.inn), fault.NotFound(), "customerId")
	})
}

// An order is changed while the customer waits for it.
func TestUpdate(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.made("SO-0")
		p := s.made("SO-1")
		later := s.Clock.Now().Add(48 * time.Hour)
		changed := must(s, "head.service", Update, UpdateInput{
			ID: p.ID, ExpectedVersion: p.Version, OrderNo: ptr("SO-1b"), Product: ptr("门锁（银）"), Amount: ptr(money.Amount(99)), Currency: ptr("EUR"),
			OrderedOn: ptr(s.day(-9)), PromisedDeliveryAt: &later, TrackingRef: ptr("YT1"), MemberID: &s.A.Members["head.service"].ID,
		}).Unwrap()
		if changed.OrderNo != "SO-1b" || changed.Product != "门锁（银）" || changed.Amount != 99 || changed.Currency != "EUR" || changed.OrderedOn != s.day(-9) ||
			!changed.PromisedDeliveryAt.Equal(later) || changed.TrackingRef != "YT1" || changed.MemberID != s.A.Members["head.service"].ID || changed.Version != 2 {
			t.Errorf("changed is %+v", changed)
		}
		same := must(s, "head.service", Update, UpdateInput{ID: p.ID, ExpectedVersion: 2, Product: ptr("门锁（银）")})
		if same.Version != 2 {
			t.Error("a change to what already is counts")
		}
		bare := must(s, "head.service", Update, UpdateInput{ID: p.ID, ExpectedVersion: 2, PromisedDeliveryAt: ptr(time.Time{}), TrackingRef: ptr("")}).Unwrap()
		if !bare.PromisedDeliveryAt.Equal(database.Never) || bare.TrackingRef != "" {
			t.Errorf("cleared is %+v", bare)
		}
		in := func(change func(*UpdateInput)) UpdateInput {
			in := UpdateInput{ID: p.ID, ExpectedVersion: bare.Version}
			change(&in)
			return in
		}
		refused(s, "head.service", Update, in(func(*UpdateInput) {}), fault.Input("", "input.empty_update"), "")
		refused(s, "head.service", Update, in(func(in *UpdateInput) { in.OrderNo = ptr("SO-0") }), fault.Conflict("purchase.order_no_taken"), "orderNo")
		refused(s, "head.service", Update, in(func(in *UpdateInput) { in.Amount = ptr(money.Amount(-1)) }), fault.Input("", "input.money"), "amount")
		refused(s, "head.service", Update, in(func(in *UpdateInput) { in.Currency = ptr("X") }), fault.Input("", "purchase.currency"), "currency")
		refused(s, "head.service", Update, in(func(in *UpdateInput) { in.PromisedDeliveryAt = ptr(s.Clock.Now().AddDate(0, 0, -20)) }),
			fault.Input("", "purchase.promised_before_order"), "promisedDeliveryAt")
		refused(s, "head.service", Update, in(func(in *UpdateInput) { in.MemberID = ptr(typeid.ID("")) }), fault.Input("", "input.required"), "memberId")
		refused(s, "head.service", Update, in(func(in *UpdateInput) { in.ExpectedVersion, in.Product = 1, ptr("x") }), fault.Conflict("version.conflict"), "expectedVersion")
		refused(s, "head.sales", Update, in(func(in *UpdateInput) { in.Product = ptr("x") }), fault.NotFound(), "")
		refused(s, "auditor", Update, in(func(in *UpdateInput) { in.Product = ptr("x") }), fault.Forbidden(), "")
		done := must(s, "member.service", Deliver, DeliverInput{ID: p.ID, ExpectedVersion: bare.Version}).Unwrap()
		refused(s, "head.service", Update, UpdateInput{ID: p.ID, ExpectedVersion: done.Version, Product: ptr("x")}, fault.Precondition("transition.illegal"), "")
	})
}

// Whether a delivery came on time is known of each.
func TestD2_32_OnTime(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		promised := s.Clock.Now().Add(-time.Hour)
		in := s.order("SO-1", s.inn)
		in.PromisedDeliveryAt, in.DeliveredAt = &promised, ptr(promised)
		onTime := must(s, "member.service", Create, in).Unwrap()
		in.OrderNo, in.DeliveredAt = "SO-2", ptr(promised.Add(time.Second))
		late := must(s, "member.service", Create, in).Unwrap()
		in.OrderNo, in.DeliveredAt = "SO-3", nil
		waits := must(s, "member.service", Create, in).Unwrap()
		open := s.made("SO-4")
		cancelled := must(s, "member.service", Cancel, CancelInput{ID: s.made("SO-5").ID, ExpectedVersion: 1, Reason: "不要了"}).Unwrap()
		for i, c := range []struct {
			p    *ent.PurchaseRecord
			want bool
		}{{onTime, false}, {late, true}, {waits, true}, {open, false}, {cancelled, false}} {
			if Late(c.p, s.Clock.Now()) != c.want {
				t.Errorf("%d: late is %v", i, !c.want)
			}
		}
		if onTime.DeliveryState != flow.DeliveryDelivered || onTime.DeliveredAt == nil {
			t.Errorf("delivered is %+v", onTime)
		}
		overdue := w.Client.PurchaseRecord.Query().Where(Overdue(s.Clock.Now())).OnlyX(w.A.System())
		if overdue.ID != waits.ID {
			t.Errorf("overdue is %s", overdue.OrderNo)
		}
	})
}

// Where a delivery stands can be read at any time, and goes its way.
func TestD2_33_State(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		p := s.made("SO-1")
		ship := ShipInput{ID: p.ID, ExpectedVersion: 1, ShippedAt: ptr(s.Clock.Now().AddDate(0, 0, -3)), TrackingRef: ptr("SF100")}
		for _, c := range []struct {
			at   time.Time
			want string
		}{{s.Clock.Now().Add(time.Hour), "input.in_the_future"}, {s.Clock.Now().AddDate(0, 0, -11), "purchase.before_order"}} {
			wrong := ship
			wrong.ShippedAt = &c.at
			refused(s, "member.service", Ship, wrong, fault.Input("", c.want), "shippedAt")
		}
		refused(s, "member.service", Return, ReturnInput{ID: p.ID, ExpectedVersion: 1, Reason: "x"}, fault.Precondition("transition.illegal"), "")
		shipped := must(s, "member.service", Ship, ship).Unwrap()
		if shipped.DeliveryState != flow.DeliveryShipped || shipped.TrackingRef != "SF100" || !shipped.ShippedAt.Equal(*ship.ShippedAt) {
			t.Errorf("shipped is %+v", shipped)
		}
		for _, c := range []struct {
			at   time.Time
			want string
		}{
			{s.Clock.Now().Add(time.Hour), "input.in_the_future"},
			{ship.ShippedAt.Add(-time.Minute), "purchase.delivered_before_shipped"},
			{s.Clock.Now().AddDate(0, 0, -11), "purchase.before_order"},
		} {
			refused(s, "member.service", Deliver, DeliverInput{ID: p.ID, ExpectedVersion: 2, DeliveredAt: &c.at}, fault.Input("", c.want), "deliveredAt")
		}
		delivered := must(s, "member.service", Deliver, DeliverInput{ID: p.ID, ExpectedVersion: 2}).Unwrap()
		if delivered.DeliveryState != flow.DeliveryDelivered || !delivered.DeliveredAt.Equal(s.Clock.Now()) {
			t.Errorf("delivered is %+v", delivered)
		}
		refused(s, "member.service", Cancel, CancelInput{ID: p.ID, ExpectedVersion: 3, Reason: "x"}, fault.Precondition("transition.illegal"), "")
		refused(s, "member.service", Return, ReturnInput{ID: p.ID, ExpectedVersion: 3, Reason: " "}, fault.Input("", "input.required"), "reason")
		refused(s, "member.service", Return, ReturnInput{ID: p.ID, ExpectedVersion: 3, Reason: strings.Repeat("x", maxReason+1)}, fault.Input("", "input.too_long"), "reason")
		returned := must(s, "member.service", Return, ReturnInput{ID: p.ID, ExpectedVersion: 3, Reason: "尺寸不对"}).Unwrap()
		if returned.DeliveryState != flow.DeliveryReturned || returned.EndReason != "尺寸不对" {
			t.Errorf("returned is %+v", returned)
		}
		if got := s.events(p.ID); !slices.Equal(got, []string{"purchase.planned", "purchase.shipped", "purchase.delivered", "purchase.returned"}) {
			t.Errorf("events: %v", got)
		}
		if acts := Available(s.As("member.service"), returned); len(acts) != 0 {
			t.Errorf("acts: %v", acts)
		}
		open := s.made("SO-2")
		want := []flow.PurchaseAct{flow.PurchaseActUpdate, flow.PurchaseActShip, flow.PurchaseActDeliver, flow.PurchaseActCancel, flow.PurchaseActReport}
		if acts := Available(s.As("member.service"), open); !slices.Equal(acts, want) {
			t.Errorf("acts: %v", acts)
		}
		if acts := Available(s.As("auditor"), open); len(acts) != 0 {
			t.Errorf("the auditor's acts: %v", acts)
		}
		// Who reads it: the department, the account manager, and nobody of another company.
		for who, sees := range map[string]bool{"member.service": true, "head.service": true, "auditor": true, "head.sales": false, "staff": false} {
			if got := w.Client.PurchaseRecord.Query().ExistX(s.As(who)); got != sees {
				t.Errorf("%s sees it: %v", who, got)
			}
		}
		if w.Client.PurchaseRecord.Query().ExistX(w.B.As("management")) {
			t.Error("the other company sees it")
		}
	})
}

// Every illegal act in every state changes nothing, and names the legal ones.
func TestIllegalActs(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for _, state := range flow.DeliveryState("").Values() {
			p := w.Client.PurchaseRecord.Create().SetCustomerID(s.inn.ID).SetDepartmentID(s.A.Departments[flow.DepartmentService].ID).
				SetOrderNo(state).SetProduct("门锁").SetAmount(1).SetCurrency("CNY").SetOrderedOn(s.day(-5)).SetPromisedDeliveryAt(database.Never).
				SetDeliveryState(flow.DeliveryState(state)).SetExceptions([]flow.DeliveryException{{Number: 1, Type: flow.ExceptionLost, NoticedAt: s.Clock.Now()}}).
				SetExceptionsOpen(true).SaveX(w.A.System())
			illegal := fault.Precondition("transition.illegal")
			allowed := flow.Purchase.Allowed(p.DeliveryState)
			if got := Available(s.As("member.service"), p); !slices.Equal(got, allowed) {
				t.Errorf("%s: available %v, allowed %v", state, got, allowed)
			}
			for _, act := range flow.PurchaseAct("").Values() {
				if slices.Contains(allowed, flow.PurchaseAct(act)) {
					continue
				}
				switch flow.PurchaseAct(act) {
				case flow.PurchaseActUpdate:
					refused(s, "member.service", Update, UpdateInput{ID: p.ID, ExpectedVersion: 1, Product: ptr("x")}, illegal, "")
				case flow.PurchaseActShip:
					refused(s, "member.service", Ship, ShipInput{ID: p.ID, ExpectedVersion: 1}, illegal, "")
				case flow.PurchaseActDeliver:
					refused(s, "member.service", Deliver, DeliverInput{ID: p.ID, ExpectedVersion: 1}, illegal, "")
				case flow.PurchaseActReturn:
					refused(s, "member.service", Return, ReturnInput{ID: p.ID, ExpectedVersion: 1, Reason: "x"}, illegal, "")
				case flow.PurchaseActCancel:
					refused(s, "member.service", Cancel, CancelInput{ID: p.ID, ExpectedVersion: 1, Reason: "x"}, illegal, "")
				case flow.PurchaseActReport:
					refused(s, "member.service", ReportException, ExceptionReportInput{ID: p.ID, ExpectedVersion: 1, Type: flow.ExceptionLost}, illegal, "")
				default:
					t.Errorf("%s is illegal in %s, and nothing tries it", act, state)
				}
			}
		}
	})
}
