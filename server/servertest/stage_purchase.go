package servertest

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// purchase is an order of the stage's customer that its member looks after: planned,
// shipped, or with an exception that the customer is to be told of, or knows.
func (st *Stage) purchase(t testing.TB, which string) typeid.ID {
	t.Helper()
	me, now := st.Company.Members[st.Owner], st.Server.Clock.Now()
	q := st.Server.Client.PurchaseRecord.Create().SetCustomerID(st.ID(t, "customer")).SetMemberID(me.ID).SetDepartmentID(st.ID(t, "department.own")).
		SetCreatedBy(me.ID).SetOrderNo("SO-" + strconv.FormatInt(numbers.Add(1), 10)).SetProduct("Lock").SetAmount(12_050).SetCurrency("CNY").SetOrderedOn("2026-09-01").
		SetPromisedDeliveryAt(database.Never).SetExceptions([]flow.DeliveryException{})
	trouble := flow.DeliveryException{Number: 1, Type: flow.ExceptionDamage, NoticedAt: now}
	switch state, _, _ := strings.Cut(which, "."); state {
	case "shipped":
		q.SetDeliveryState(flow.DeliveryShipped).SetShippedAt(now)
	case "told":
		channel := flow.ChannelPhone
		trouble.CustomerToldAt, trouble.Channel = &now, &channel
		q.SetExceptions([]flow.DeliveryException{trouble}).SetExceptionsOpen(true)
	case "troubled":
		q.SetExceptions([]flow.DeliveryException{trouble}).SetExceptionsOpen(true)
	}
	made := q.SaveX(st.Company.System())
	st.Server.Clock.Advance(time.Second)
	return made.ID
}
