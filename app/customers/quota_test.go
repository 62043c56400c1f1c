package customers_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/ent"
	"heed/ent/counter"
	"heed/rules/fault"
	"heed/rules/flow"
)

// make makes a customer as the management.
func makeOne(w *apptest.World, name string) error {
	_, err := w.Journal.Change(w.As("management"), func(ctx context.Context, tx *ent.Tx) error {
		_, err := customers.Create(ctx, tx, customers.CreateInput{Name: name})
		return err
	})
	return err
}

func counted(w *apptest.World) int {
	return w.Client.Counter.Query().Where(counter.Name("customers")).OnlyX(w.A.System()).Amount
}

func TestRoomForCustomers(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		sys := w.A.System()
		// Those who were there before customers were counted count too.
		w.Client.Customer.Create().SetName("Old").SetKind(flow.CustomerCompany).SetTierKey("KEY").SetGrams("").ExecX(sys)
		if err := makeOne(w, "First"); err != nil || counted(w) != 2 {
			t.Fatalf("%d are counted: %v", counted(w), err)
		}
		limit := flow.LimitsOf(flow.PlanFree).Customers
		w.Client.Counter.Update().Where(counter.Name("customers")).SetAmount(limit - 1).ExecX(sys)
		const rivals = 4
		failed := make(chan error, rivals)
		for range rivals {
			go func() { failed <- makeOne(w, "Rival") }()
		}
		made := 0
		for range rivals {
			if err := <-failed; err == nil {
				made++
			} else if !errors.Is(err, fault.Precondition("plan.customers")) {
				t.Error(err)
			}
		}
		if made != 1 || counted(w) != limit {
			t.Errorf("%d were made where there was room for one; %d are counted", made, counted(w))
		}
	})
}

// An import takes as many rows as there is room for, and tells the others.
func TestImportWithinThePlan(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		if err := makeOne(w, "First"); err != nil {
			t.Fatal(err)
		}
		limit := flow.LimitsOf(flow.PlanFree).Customers
		w.Client.Counter.Update().Where(counter.Name("customers")).SetAmount(limit - 2).ExecX(w.A.System())
		const file = "Name,Address\nFirst,Street 1\nA,Street 2\nB,Street 3\nC,Street 4\nA,Street 5\nD,Street 6\n"
		for _, dry := range []bool{true, false} {
			r, err := customers.Import(w.As("management"), w.Journal, strings.NewReader(file), customers.ImportOptions{DryRun: dry})
			if err != nil || counts(r) != "6 rows: 2 created, 2 updated, 0 unchanged, 2 failed" {
				t.Fatalf("dry %v: %s, %v", dry, counts(r), err)
			}
			if len(r.Errors) != 2 || r.Errors[0].Line != 5 || r.Errors[1].Line != 7 || !strings.Contains(r.Errors[0].Message, "20000") {
				t.Errorf("dry %v: %+v", dry, r.Errors)
			}
		}
		if n := w.Client.Customer.Query().CountX(w.A.System()); n != 3 || counted(w) != limit {
			t.Errorf("%d customers, %d counted", n, counted(w))
		}
	})
}
