package purchases

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent/database"
	"heed/rules/flow"
)

// A table does with an order that ended no more than a member can: nothing new goes
// wrong, and what was ordered and promised stays.
func TestImportOfEnded(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for _, state := range []flow.DeliveryState{flow.DeliveryDelivered, flow.DeliveryReturned, flow.DeliveryCancelled} {
			q := w.Client.PurchaseRecord.Create().SetCustomerID(s.inn.ID).SetDepartmentID(s.A.Departments[flow.DepartmentService].ID).SetOrderNo(string(state)).
				SetProduct("门锁").SetAmount(100).SetCurrency("CNY").SetOrderedOn("2026-09-01").SetPromisedDeliveryAt(database.Never).SetDeliveryState(state).
				SetExceptions([]flow.DeliveryException{{Number: 1, Type: flow.ExceptionLost, NoticedAt: s.Clock.Now().Add(-48 * time.Hour)}}).SetExceptionsOpen(true)
			if state == flow.DeliveryDelivered {
				q.SetDeliveredAt(s.Clock.Now().Add(-24 * time.Hour))
			}
			q.ExecX(w.A.System())
		}
		const (
			ended       = "该订单已交付、退回或取消，此项不能再更改。"
			contradicts = "交付状态与发货时间或交付时间不符。"
		)
		for _, state := range []string{"DELIVERED", "RETURNED", "CANCELLED"} {
			for column, value := range map[string]string{
				"PRODUCT": "窗", "AMOUNT": "2", "CURRENCY": "USD", "ORDERED_ON": "2026-08-31", "PROMISED_DELIVERY": "2026-09-05", "TRACKING": "SF1",
			} {
				s.takes("ORDER_NO,"+column+"\n"+state+","+value+"\n", ImportOptions{}, oneFailed+column+": "+ended)
			}
			s.takes("ORDER_NO,PRODUCT,AMOUNT,ORDERED_ON\n"+state+",门锁,1,2026-09-01\n", ImportOptions{}, oneUnchanged)
		}
		s.takes("ORDER_NO,DELIVERED\nCANCELLED,2026-09-03\n", ImportOptions{}, oneFailed+"DELIVERED: "+contradicts)
		s.takes("ORDER_NO,CUSTOMER,PRODUCT,AMOUNT,ORDERED_ON,DELIVERED,STATE\nSO-1,山间旅店,门锁,1,2026-09-01,2026-09-03,CANCELLED\n",
			ImportOptions{}, oneFailed+"DELIVERED: "+contradicts)
		for state, label := range map[string]string{"RETURNED": "已退回", "CANCELLED": "已取消"} {
			s.takes(exceptionsHead+state+",DAMAGE,2026-09-08,2026-09-08,\n", ImportOptions{}, oneFailed+"EXCEPTION: 当前状态（"+label+"）不允许“登记异常”。")
		}
		for _, state := range []string{"DELIVERED", "RETURNED", "CANCELLED"} {
			if is := s.found(state); is.Version != 1 || len(is.Exceptions) != 1 || string(is.DeliveryState) != state {
				t.Errorf("refused, and it is %+v", is)
			}
		}
		// What went wrong before is told and made good; what was delivered may still have gone
		// wrong, and have come back for it; and a fact of the delivery is made right.
		for _, state := range []string{"DELIVERED", "RETURNED", "CANCELLED"} {
			s.takes(exceptionsHead+state+",LOST,,2026-09-08,退款\n", ImportOptions{}, oneUpdated)
		}
		s.takes("ORDER_NO,STATE,DELIVERED,EXCEPTION,CUSTOMER_TOLD\nDELIVERED,RETURNED,2026-09-07,DAMAGE,2026-09-08\n", ImportOptions{}, oneUpdated)
		if is := s.found("DELIVERED"); is.DeliveryState != flow.DeliveryReturned || len(is.Exceptions) != 2 || is.DeliveredAt.Equal(s.Clock.Now().Add(-24*time.Hour)) {
			t.Errorf("came back: %+v", is)
		}
	})
}

// What a table says with less than is known does not take away from it.
func TestImportKeepsWhatIsKnownBetter(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		in := s.order("SO-1", s.inn)
		at := func(day, hour int) time.Time {
			return time.Date(2026, 9, day, hour, 0, 0, 0, time.FixedZone("CST", 8*3600))
		}
		in.PromisedDeliveryAt, in.ShippedAt, in.DeliveredAt = ptr(at(5, 12)), ptr(at(4, 9)), ptr(at(6, 18))
		p := must(s, "member.service", Create, in).Unwrap()
		p = must(s, "member.service", ReportException, ExceptionReportInput{
			ID: p.ID, ExpectedVersion: 1, Type: flow.ExceptionDamage, NoticedAt: ptr(at(7, 8)), CustomerToldAt: ptr(at(7, 9)), Channel: ptr(flow.ChannelPhone),
		}).Unwrap()
		const head = "ORDER_NO,PROMISED_DELIVERY,SHIPPED,DELIVERED,EXCEPTION,EXCEPTION_NOTICED,CUSTOMER_TOLD\n"
		s.takes(head+"SO-1,2026-09-05,2026-09-04,2026-09-06,DAMAGE,2026-09-07,2026-09-07\n", ImportOptions{}, oneUnchanged)
		if is := s.again(p); is.Version != p.Version || !is.ShippedAt.Equal(at(4, 9)) || !is.PromisedDeliveryAt.Equal(at(5, 12)) || *is.Exceptions[0].Channel != flow.ChannelPhone {
			t.Errorf("it is %+v", is)
		}
		// A time that is known better comes in, and other days do.
		s.takes(head+"SO-1,,2026-09-04 10:00,2026-09-07,DAMAGE,2026-09-07,2026-09-07 10:00\n", ImportOptions{}, oneUpdated)
		is := s.again(p)
		if e := is.Exceptions[0]; !is.ShippedAt.Equal(at(4, 10)) || !is.DeliveredAt.Equal(at(7, 0)) || !e.NoticedAt.Equal(at(7, 8)) || !e.CustomerToldAt.Equal(at(7, 10)) || e.Channel == nil {
			t.Errorf("better known: %+v", is)
		}
		s.takes(head+"SO-1,,,,DAMAGE,2026-09-07,2026-09-08\n", ImportOptions{}, oneUpdated)
		if e := s.again(p).Exceptions[0]; !e.CustomerToldAt.Equal(at(8, 0)) || e.Channel != nil {
			t.Errorf("told on another day: %+v", e)
		}
	})
}

// No promise reaches the time that is kept for none.
func TestImportOfAFarPromise(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		p := s.made("SO-1")
		for _, far := range []string{"9999-12-31", "9999-12-31T00:00:00Z", "9999-12-31T23:59:59Z"} {
			s.takes("ORDER_NO,PROMISED_DELIVERY\nSO-1,"+far+"\n", ImportOptions{}, oneFailed+"PROMISED_DELIVERY: 时间格式不正确，应为 RFC 3339，例如 2026-01-31T09:00:00Z。")
		}
		if is := s.again(p); is.Version != 1 || !is.PromisedDeliveryAt.Equal(database.Never) {
			t.Errorf("refused, and it is %+v", is)
		}
		s.takes("ORDER_NO,PROMISED_DELIVERY\nSO-1,9999-12-30\n", ImportOptions{}, oneUpdated)
		s.takes("ORDER_NO,PROMISED_DELIVERY\nSO-1,9999-12-30\n", ImportOptions{}, oneUnchanged)
	})
}
