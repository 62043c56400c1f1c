package jobs

import (
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent/event"
	"heed/rules/flow"
)

// A delivery whose promised time has passed is noted once, and its customer's account
// manager asked to tell the customer; a duty that is done again finds nothing (D2-34).
func TestDeliveryWatch(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		sys := w.A.System()
		manager := w.A.Members["member.service"]
		customer := w.Client.Customer.Create().SetName("山间旅店").SetTierKey("KEY").SetAccountManagerID(manager.ID).SaveX(sys)
		s.Clock.Set(time.Date(2026, time.November, 3, 2, 0, 0, 0, time.UTC))
		late := w.Client.PurchaseRecord.Create().SetCustomerID(customer.ID).SetOrderNo("SO-1").SetProduct("门锁").SetAmount(1).SetCurrency("CNY").SetMemberID(manager.ID).
			SetOrderedOn("2026-10-01").SetPromisedDeliveryAt(s.Clock.Now().Add(-time.Hour)).SetExceptions([]flow.DeliveryException{}).SaveX(sys)
		for day := 3; day <= 5; day++ {
			s.Clock.Set(time.Date(2026, time.November, day, 2, 0, 0, 0, time.UTC))
			s.duty(deliveryWatch)
		}
		if is := w.Client.PurchaseRecord.GetX(sys, late.ID); len(is.Exceptions) != 1 || is.Exceptions[0].Type != flow.ExceptionDelay || !is.Exceptions[0].Automatic {
			t.Errorf("noted: %+v", is.Exceptions)
		}
		if asked := w.Client.Task.Query().OnlyX(sys); asked.AssigneeID != manager.ID || asked.SubjectID != late.ID {
			t.Errorf("asked: %+v", asked)
		}
		if n := w.Client.Event.Query().Where(event.SubjectID(late.ID)).CountX(sys); n != 1 {
			t.Errorf("%d events", n)
		}
	})
}
