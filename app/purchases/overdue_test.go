package purchases

import (
	"strconv"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/purchaserecord"
	"heed/rules/flow"
)

// Nobody is asked to tell customers of what was late long before it was written down.
func TestDelaysOfThePast(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		now := s.Clock.Now()
		past, late := s.promised("SO-1", now.Add(-settled-time.Second)), s.promised("SO-2", now.Add(-settled))
		s.takes(ordersHead+
			"SO-3,山间旅店,门锁,1,,2026-03-02,2026-03-09,,,,,,,,\n"+
			"SO-4,山间旅店,门锁,1,,2026-03-02,2026-09-05,,,,,,,,\n"+
			"SO-5,山间旅店,门锁,1,,2026-03-02,,,,,,,,,\n", ImportOptions{}, "3 rows: 3 created, 0 updated, 0 unchanged, 0 failed")
		s.takes("ORDER_NO,PROMISED_DELIVERY\nSO-5,2026-03-09\n", ImportOptions{}, oneUpdated)
		s.notes()
		for no, asked := range map[string]int{past.OrderNo: 0, late.OrderNo: 1, "SO-3": 0, "SO-4": 1, "SO-5": 0} {
			if p := s.found(no); len(p.Exceptions) != asked || len(s.tasks(p)) != asked || !p.DelayNoted || !Late(p, now) {
				t.Errorf("%s: %+v", no, p)
			}
		}
		// Another promise is watched as any.
		next := now.Add(time.Hour)
		must(s, "member.service", Update, UpdateInput{ID: past.ID, ExpectedVersion: past.Version, PromisedDeliveryAt: &next})
		s.Clock.Set(next.Add(time.Minute))
		s.notes()
		if p := s.again(past); len(p.Exceptions) != 1 || len(s.tasks(p)) != 1 {
			t.Errorf("the next promise: %+v", p)
		}
	})
}

// A run makes so many changes and leaves the rest to the next one.
func TestDelaysOfARun(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		sys := w.A.System()
		rows := make([]*ent.PurchaseRecordCreate, atOnce+3)
		for i := range rows {
			rows[i] = w.Client.PurchaseRecord.Create().SetCustomerID(s.inn.ID).SetOrderNo("SO-" + strconv.Itoa(i)).SetProduct("x").SetAmount(1).SetCurrency("CNY").
				SetOrderedOn(s.day(-5)).SetPromisedDeliveryAt(s.Clock.Now().Add(-time.Hour)).SetExceptions([]flow.DeliveryException{})
		}
		w.Client.PurchaseRecord.CreateBulk(rows...).SaveX(sys)
		for _, want := range []int{atOnce, len(rows), len(rows)} {
			if err := noteLots(sys, w.Journal, 1); err != nil {
				t.Fatal(err)
			}
			if n := w.Client.PurchaseRecord.Query().Where(purchaserecord.DelayNoted(true)).CountX(sys); n != want {
				t.Errorf("%d noted, want %d", n, want)
			}
		}
	})
}
