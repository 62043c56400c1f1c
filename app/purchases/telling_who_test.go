package purchases

import (
	"testing"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Whoever is asked to tell a customer can read the order and write down that they did;
// where nobody can, it is the management department's.
func TestWhoTells(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		sys := w.A.System()
		id := func(name string) typeid.ID {
			if m := s.A.Members[name]; m != nil {
				return m.ID
			}
			return ""
		}
		department := func(is flow.DepartmentType) typeid.ID {
			if d := s.A.Departments[is]; d != nil {
				return d.ID
			}
			return ""
		}
		asks := func(no, manager, looksAfter string, of flow.DepartmentType) *ent.Task {
			t.Helper()
			c := w.Client.Customer.Create().SetName("客户" + no).SetTierKey("KEY").SetAccountManagerID(id(manager)).SaveX(sys)
			p := w.Client.PurchaseRecord.Create().SetCustomerID(c.ID).SetDepartmentID(department(of)).SetMemberID(id(looksAfter)).SetOrderNo(no).
				SetProduct("门锁").SetAmount(1).SetCurrency("CNY").SetOrderedOn(s.day(-5)).SetPromisedDeliveryAt(database.Never).
				SetExceptions([]flow.DeliveryException{}).SaveX(sys)
			must(s, "management", ReportException, ExceptionReportInput{ID: p.ID, ExpectedVersion: 1, Type: flow.ExceptionLost})
			all := s.tasks(p)
			if len(all) != 1 {
				t.Fatalf("%s: %d tasks", no, len(all))
			}
			return all[0]
		}
		const management = flow.DepartmentExperienceManagement
		for _, c := range []struct {
			no, manager, looksAfter string
			of                      flow.DepartmentType
			want                    string
			wantOf                  flow.DepartmentType
		}{
			{"SO-1", "member.service", "", flow.DepartmentService, "member.service", flow.DepartmentService},
			{"SO-2", "auditor", "member.service", flow.DepartmentService, "member.service", flow.DepartmentService}, // who only reads
			{"SO-3", "head.sales", "auditor", flow.DepartmentService, "head.service", flow.DepartmentService},       // who does not read it
			{"SO-4", "head.sales", "staff", flow.DepartmentLogistics, "staff", flow.DepartmentLogistics},            // their own
			{"SO-5", "staff", "", flow.DepartmentLogistics, "", management},
			{"SO-6", "member.service", "", "", "", management}, // of no department
		} {
			if asked := asks(c.no, c.manager, c.looksAfter, c.of); asked.AssigneeID != id(c.want) || asked.DepartmentID != department(c.wantOf) {
				t.Errorf("%s: asked %+v", c.no, asked)
			}
		}
		w.Client.Member.UpdateOneID(id("management")).SetIsDepartmentHead(true).ExecX(sys)
		if asked := asks("SO-7", "staff", "", flow.DepartmentLogistics); asked.AssigneeID != id("management") || asked.DepartmentID != department(management) {
			t.Errorf("SO-7: asked %+v", asked)
		}
	})
}
