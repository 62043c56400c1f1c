package purchases

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/ent"
	"heed/ent/purchaserecord"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/table"
)

// imported is what an import did, with its mistakes a line each.
func imported(r customers.ImportResult) string {
	s := fmt.Sprintf("%d rows: %d created, %d updated, %d unchanged, %d failed", r.Rows, r.Created, r.Updated, r.Unchanged, r.Failed)
	for _, e := range r.Errors {
		s += fmt.Sprintf("\n%d %s: %s", e.Line, optional.Value(e.Column), e.Message)
	}
	return s
}

// takes imports a table twice, first for a try; both must come to the same.
func (s *stage) takes(file string, in ImportOptions, want string) {
	s.t.Helper()
	before := s.Count(s.t)
	in.DryRun = true
	dry, err := Import(s.As("management"), s.Journal, strings.NewReader(file), in)
	if err != nil {
		s.t.Fatal(err)
	}
	if after := s.Count(s.t); !maps.Equal(before, after) || dry.Cursor != nil {
		s.t.Errorf("a dry run wrote: %v, %v", before, after)
	}
	in.DryRun = false
	real, err := Import(s.As("management"), s.Journal, strings.NewReader(file), in)
	if err != nil {
		s.t.Fatal(err)
	}
	if imported(real) != want || imported(dry) != want {
		s.t.Errorf("%s\nthe dry run: %s\nwant %s", imported(real), imported(dry), want)
	}
}

func (s *stage) found(no string) *ent.PurchaseRecord {
	s.t.Helper()
	return s.Client.PurchaseRecord.Query().Where(purchaserecord.OrderNo(no)).OnlyX(s.A.System())
}

const ordersHead = "订单号,客户,产品,金额,币种,订购日期,承诺交期,发货时间,签收时间,交付状态,运单号,异常类型,异常发现时间,告知客户时间,解决方案\n"

// Orders come in from tables with their deliveries, as often as one likes.
func TestD1_10_Import(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		const file = ordersHead +
			"SO-1,山间旅店,门锁,1200.50,,2026-03-02,2026-03-09,2026-03-04 09:30,2026/3/8,,SF1,,,,\n" +
			"SO-2,海港公司,门,7,USD,2026-03-03,,,,运输中,,LOST,2026-03-05,2026-03-06,补发\n" +
			"SO-3,海港公司,窗,8,,2026-03-04,,,,,,损坏,,,\n"
		s.takes(file, ImportOptions{}, "3 rows: 3 created, 0 updated, 0 unchanged, 0 failed")
		one, two, three := s.found("SO-1"), s.found("SO-2"), s.found("SO-3")
		day := time.Date(2026, 3, 7, 16, 0, 0, 0, time.UTC) // midnight in Shanghai
		if one.CustomerID != s.inn.ID || one.Amount != 120_050 || one.Currency != "CNY" || one.OrderedOn != "2026-03-02" || one.DeliveryState != flow.DeliveryDelivered ||
			!one.DeliveredAt.Equal(day) || !one.ShippedAt.Equal(time.Date(2026, 3, 4, 1, 30, 0, 0, time.UTC)) || one.TrackingRef != "SF1" || one.ExceptionsOpen ||
			!one.PromisedDeliveryAt.Equal(time.Date(2026, 3, 9, 15, 59, 59, 0, time.UTC)) || one.MemberID != s.inn.AccountManagerID || one.DepartmentID != s.inn.DepartmentID {
			t.Errorf("made %+v", one)
		}
		if e := two.Exceptions; two.DeliveryState != flow.DeliveryShipped || two.Currency != "USD" || len(e) != 1 || e[0].Type != flow.ExceptionLost || e[0].Solution != "补发" ||
			e[0].CustomerToldAt == nil || two.ExceptionsOpen || len(s.tasks(two)) != 0 {
			t.Errorf("made %+v", two)
		}
		if e := three.Exceptions; three.DeliveryState != flow.DeliveryPlanned || len(e) != 1 || !e[0].Untold() || !three.ExceptionsOpen || len(s.tasks(three)) != 1 {
			t.Errorf("made %+v", three)
		}
		if got := s.events(one.ID); !slices.Equal(got, []string{"purchase.imported"}) {
			t.Errorf("events: %v", got)
		}
		s.takes(file, ImportOptions{}, "3 rows: 0 created, 0 updated, 3 unchanged, 0 failed")
		// The carrier's own table goes on with the deliveries, and the customer was told.
		s.takes("Order,Delivered,STATE,EXCEPTION,CUSTOMER_TOLD\nSO-3,2026-03-06,DELIVERED,DAMAGE,2026-09-09\nSO-1,,已退回,,\nSO-2,,,,\n",
			ImportOptions{}, "3 rows: 0 created, 2 updated, 1 unchanged, 0 failed")
		one, three = s.found("SO-1"), s.found("SO-3")
		if one.DeliveryState != flow.DeliveryReturned || one.Product != "门锁" || three.DeliveryState != flow.DeliveryDelivered || three.Exceptions[0].Untold() ||
			!three.ExceptionsOpen || s.tasks(three)[0].State != flow.TaskDone {
			t.Errorf("now %+v, %+v", one, three)
		}
		if got := s.events(three.ID); !slices.Equal(got, []string{"purchase.imported", "purchase.delivered"}) {
			t.Errorf("events: %v", got)
		}
	})
}

// What is wrong with a row is told, and the row is left out.
func TestImportMistakes(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.customer("同名", "head.sales", flow.DepartmentSales)
		s.customer("同名", "head.sales", flow.DepartmentSales)
		s.takes(ordersHead+"SO-1,山间旅店,门锁,1,,2026-03-02,,,2026-03-08,,,,,,\n", ImportOptions{}, "1 rows: 1 created, 0 updated, 0 unchanged, 0 failed")
		file := ordersHead +
			"SO-10,无名,门锁,1,,2026-03-02,,,,,,,,,\n" +
			"SO-11,同名,门锁,1,,2026-03-02,,,,,,,,,\n" +
			"SO-12,,门锁,1,,2026-03-02,,,,,,,,,\n" +
			",山间旅店,门锁,1,,2026-03-02,,,,,,,,,\n" +
			"SO-13,山间旅店,,1,,2026-03-02,,,,,,,,,\n" +
			"SO-14,山间旅店,门锁,,,2026-03-02,,,,,,,,,\n" +
			"SO-15,山间旅店,门锁,1,,,,,,,,,,,\n" +
			"SO-16,山间旅店,门锁,-1,,2026-03-02,,,,,,,,,\n" +
			"SO-17,山间旅店,门锁,1,RMB,2026-03-02,,,,,,,,,\n" +
			"SO-18,山间旅店,门锁,1,,2999-03-02,,,,,,,,,\n" +
			"SO-19,山间旅店,门锁,1,,2026-03-02,2026-03-01,,,,,,,,\n" +
			"SO-20,山间旅店,门锁,1,,2026-03-02,,2026-03-01,,,,,,,\n" +
			"SO-21,山间旅店,门锁,1,,2026-03-02,,,2026-03-01,,,,,,\n" +
			"SO-22,山间旅店,门锁,1,,2026-03-02,,2026-03-05,2026-03-04,,,,,,\n" +
			"SO-23,山间旅店,门锁,1,,2026-03-02,,,2999-03-04,,,,,,\n" +
			"SO-24,山间旅店,门锁,1,,2026-03-02,,,,已交付,,,,,\n" +
			"SO-25,山间旅店,门锁,1,,2026-03-02,,,2026-03-04,待发货,,,,,\n" +
			"SO-26,山间旅店,门锁,1,,2026-03-02,,,,在途,,,,,\n" +
			"SO-26b,山间旅店,门锁,1,,2026-03-02,,,,,,,,,补发\n" +
			"SO-27,山间旅店,门锁,1,,2026-03-02,,,,,,丢失,2026-03-01,,\n" +
			"SO-27b,山间旅店,门锁,1,,2026-03-02,,,,,,丢失,,2026-03-01,\n" +
			"SO-1,海港公司,,,,,,,,,,,,,\n" +
			"SO-1,,,,,,,,,,,,,,\n" +
			"SO-28,山间旅店," + strings.Repeat("锁", maxProduct+1) + ",1,,2026-03-02,,,,,,,,,\n"
		before := s.Count(t)
		r, err := Import(s.As("management"), w.Journal, strings.NewReader(file), ImportOptions{DryRun: true})
		if err != nil {
			t.Fatal(err)
		}
		got := imported(r)
		if !strings.HasPrefix(got, "24 rows: 0 created, 0 updated, 0 unchanged, 24 failed") {
			t.Error(got)
		}
		columns := []string{
			"客户", "客户", "客户", "订单号", "产品", "金额", "订购日期", "金额", "币种", "订购日期", "承诺交期", "发货时间", "签收时间", "签收时间",
			"签收时间", "签收时间", "交付状态", "交付状态", "异常类型", "异常发现时间", "告知客户时间", "客户", "订单号", "产品",
		}
		for i, e := range r.Errors {
			if i >= len(columns) || e.Line != i+2 || optional.Value(e.Column) != columns[i] || e.Message == "" {
				t.Errorf("mistake %d is %d %s: %s", i, e.Line, optional.Value(e.Column), e.Message)
			}
		}
		if after := s.Count(t); !maps.Equal(before, after) {
			t.Error("mistakes changed something")
		}
		s.takes("订单号,交付状态\nSO-1,待发货\n", ImportOptions{}, "1 rows: 0 created, 0 updated, 0 unchanged, 1 failed\n2 交付状态: 该订单的交付状态已超过此行所写的状态，不能退回。")
	})
}

// Who may not import, or not all of it, is refused before anything is read.
func TestImportRefused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for _, c := range []struct {
			who, file string
			in        ImportOptions
			want      error
		}{
			{"head.service", "订单号\n", ImportOptions{}, fault.Forbidden()},
			{"auditor", "订单号\n", ImportOptions{}, fault.Forbidden()},
			{"management", "产品\n", ImportOptions{}, fault.Input("", "import.bad_header")},
			{"management", "订单号,CUSTOMER_ID\n", ImportOptions{}, fault.Input("", "input.required")},
			{"management", "订单号\n", ImportOptions{Dates: "YDM"}, fault.Input("", "input.unknown_key")},
			{"management", "订单号\nSO-1\nSO-2\n", ImportOptions{MaxRows: 1}, fault.Input("", "import.too_many_rows")},
			{"management", "订单号,Item\n", ImportOptions{Columns: []ImportColumn{{"Item", "COLOUR"}}}, fault.Input("", "input.unknown_key")},
		} {
			before := s.Count(t)
			_, err := Import(s.As(c.who), w.Journal, strings.NewReader(c.file), c.in)
			if !errors.Is(err, c.want) {
				t.Errorf("%s %q: %v, want %v", c.who, c.file, err, c.want)
			}
			if after := s.Count(t); !maps.Equal(before, after) {
				t.Errorf("%s %q changed something", c.who, c.file)
			}
		}
		// Customers are found by their ids in another system, too.
		w.Client.Customer.UpdateOne(s.inn).SetExternalSystem("ERP").SetExternalID("C-1").ExecX(w.A.System())
		s.takes("ORDER_NO,CUSTOMER_ID,PRODUCT,AMOUNT,ORDERED_ON\nSO-1,C-1,Lock,1,3/2/2026\n", ImportOptions{System: "ERP", Dates: table.MonthFirst},
			"1 rows: 1 created, 0 updated, 0 unchanged, 0 failed")
		if s.found("SO-1").CustomerID != s.inn.ID {
			t.Error("it is another customer's")
		}
	})
}

// A table of any length comes in by lots, each in as many statements as the others.
func TestImportLots(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	var file strings.Builder
	file.WriteString("ORDER_NO,CUSTOMER,PRODUCT,AMOUNT,ORDERED_ON\n")
	for i := range 450 {
		fmt.Fprintf(&file, "SO-%d,山间旅店,Lock,%d,2026-03-02\n", i, i)
	}
	var lots int
	r, err := Import(s.As("management"), w.Journal, strings.NewReader(file.String()), ImportOptions{Progress: func(customers.Progress) { lots++ }})
	if err != nil || r.Created != 450 || lots != 3 {
		t.Errorf("%+v, %d lots, %v", r, lots, err)
	}
	is, err := Repeats(s.As("management"), w.Client, w.Client.PurchaseRecord.Query().AllX(w.A.System()))
	if err != nil || len(is) != 449 {
		t.Errorf("%d repeats, %v", len(is), err)
	}
}
