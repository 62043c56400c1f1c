package purchases

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/member"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/sla"
	"heed/rules/typeid"
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
// to do so within a working day: the account manager, else who looks after the order,
// else the head of its department; each is asked once (D2-34). It takes the same
// statements for any number of them.
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
	who, err := tellers(ctx, tx, open)
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
		language := config.Tenant.Locale
		asked[i] = tasks.OpenInput{
			Type: flow.TaskFollowUp, SubjectType: &about, SubjectID: u.purchase.ID, CustomerID: u.purchase.CustomerID,
			Title: label.Of(language, "Task", "TELL_DELIVERY") + " " +
				label.Of(language, "DeliveryExceptionType", string(u.exception.Type)) + " " + u.purchase.OrderNo,
			AssigneeID: who[u.purchase.ID], DepartmentID: u.purchase.DepartmentID, DueAt: due,
			Clauses: []string{"D2-34"}, Key: u.key(),
		}
	}
	return tasks.OpenAll(ctx, tx, asked)
}

// tellers are who tells the customers, by purchase; nobody where none of them is at
// work: then it is the department's.
func tellers(ctx context.Context, tx *ent.Tx, open []untold) (map[typeid.ID]typeid.ID, error) {
	var customers, members, departments []typeid.ID
	for _, u := range open {
		customers = append(customers, u.purchase.CustomerID)
		members = append(members, u.purchase.MemberID)
		departments = append(departments, u.purchase.DepartmentID)
	}
	of, err := tx.Customer.Query().Where(customer.IDIn(present(customers...)...)).Select(customer.FieldID, customer.FieldAccountManagerID).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("purchases: looking for account managers: %w", err)
	}
	managers := map[typeid.ID]typeid.ID{}
	for _, c := range of {
		managers[c.ID] = c.AccountManagerID
		members = append(members, c.AccountManagerID)
	}
	found, err := tx.Member.Query().Where(member.StateEQ(flow.MemberActive), member.Or(
		member.IDIn(present(members...)...),
		member.And(member.IsDepartmentHead(true), member.DepartmentIDIn(present(departments...)...)),
	)).Order(member.ByID()).Select(member.FieldID, member.FieldDepartmentID, member.FieldIsDepartmentHead).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("purchases: looking for who tells customers: %w", err)
	}
	active, heads := map[typeid.ID]bool{}, map[typeid.ID]typeid.ID{}
	for _, m := range found {
		active[m.ID] = true
		if m.IsDepartmentHead && heads[m.DepartmentID] == "" {
			heads[m.DepartmentID] = m.ID
		}
	}
	who := map[typeid.ID]typeid.ID{}
	for _, u := range open {
		switch p := u.purchase; {
		case active[managers[p.CustomerID]]:
			who[p.ID] = managers[p.CustomerID]
		case active[p.MemberID]:
			who[p.ID] = p.MemberID
		default:
			who[p.ID] = heads[p.DepartmentID]
		}
	}
	return who, nil
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
