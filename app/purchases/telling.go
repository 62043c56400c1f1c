package purchases

import (
	"context"
	"strconv"
	"time"

	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// untold is an exception of which the customer may have to be told.
type untold struct {
	purchase  *ent.PurchaseRecord
	exception flow.DeliveryException
}

func (u untold) key() string {
	return "purchase.tell " + string(u.purchase.ID) + " " + strconv.Itoa(u.exception.Number)
}

// askToTell asks for each exception of which the customer is still to be told somebody
// to do so within a working day (tellers.of); each is asked once (D2-34). It takes the
// same statements for any number of them.
func askToTell(ctx context.Context, tx *ent.Tx, all []untold) error {
	var open []untold
	for _, u := range all {
		if u.exception.Untold() {
			open = append(open, u)
		}
	}
	if len(open) == 0 {
		return nil
	}
	ctx = viewer.SystemOf(ctx)
	who, err := tellersOf(ctx, tx, open)
	if err != nil {
		return err
	}
	config, about := tenants.ConfigFrom(ctx), flow.SubjectPurchase
	due, err := sla.Due(viewer.Now(ctx), sla.Limit{Amount: 1, Unit: sla.UnitWorkingDay}, config.Calendar())
	if err != nil {
		due = time.Time{} // without working time there is no working day
	}
	asked := make([]tasks.OpenInput, len(open))
	for i, u := range open {
		language, asks := config.Tenant.Locale, who.of(ctx, u.purchase)
		asked[i] = tasks.OpenInput{
			Type: flow.TaskFollowUp, SubjectType: &about, SubjectID: u.purchase.ID, CustomerID: u.purchase.CustomerID,
			Title: label.Of(language, "Task", "TELL_DELIVERY") + " " +
				label.Of(language, "DeliveryExceptionType", string(u.exception.Type)) + " " + u.purchase.OrderNo,
			AssigneeID: asks.member, DepartmentID: asks.department, DueAt: due,
			Clauses: []string{"D2-34"}, Key: u.key(),
		}
	}
	return tasks.OpenAll(ctx, tx, asked)
}

// settle ends the task that asked for the customer to be told, once they are.
func settle(ctx context.Context, tx *ent.Tx, p *ent.PurchaseRecord, e flow.DeliveryException) error {
	if e.CustomerToldAt == nil {
		return nil
	}
	result := ""
	if e.Channel != nil {
		result = label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "Channel", string(*e.Channel))
	}
	return tasks.Settle(ctx, tx, untold{p, e}.key(), result)
}
