package flow

import (
	"slices"
	"strings"
	"testing"
)

// The way of a delivery as a person reads it: a row a state, a column an act, "."
// illegal, "=" kept, else the first letters of the next state.
const purchaseCells = `
          UPDATE SHIP DELIVER RETURN CANCEL REPORT_EXCEPTION TELL_EXCEPTION RESOLVE_EXCEPTION
PLANNED   =      SHI  DEL     .      CAN    =                =              =
SHIPPED   =      .    DEL     RET    CAN    =                =              =
DELIVERED .      .    .       RET    .      =                =              =
RETURNED  .      .    .       .      .      .                =              =
CANCELLED .      .    .       .      .      .                =              =
`

func TestD2_33_EveryCell(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(purchaseCells), "\n")
	acts := strings.Fields(lines[0])
	if want := PurchaseAct("").Values(); !slices.Equal(acts, want) {
		t.Fatalf("the columns are %v, the acts %v", acts, want)
	}
	states, legal := DeliveryState("").Values(), 0
	if len(lines) != 1+len(states) {
		t.Fatalf("%d rows for %d states", len(lines)-1, len(states))
	}
	for i, line := range lines[1:] {
		row := strings.Fields(line)
		if row[0] != states[i] || len(row) != 1+len(acts) {
			t.Fatalf("row %d is %v, want state %s and %d acts", i, row, states[i], len(acts))
		}
		from := DeliveryState(row[0])
		allowed := []string{}
		for j, cell := range row[1:] {
			if cell != "." {
				allowed = append(allowed, acts[j])
			}
		}
		for j, cell := range row[1:] {
			next, err := Purchase.Next(from, PurchaseAct(acts[j]))
			switch {
			case cell == ".":
				wantIllegal(t, err, row[0], acts[j], allowed)
			case err != nil:
				t.Errorf("%s/%s: %v", from, acts[j], err)
			case cell == "=" && next != from, cell != "=" && !strings.HasPrefix(string(next), cell):
				t.Errorf("%s/%s leads to %s, want %s", from, acts[j], next, cell)
			}
			if cell != "." {
				legal++
			}
		}
	}
	if legal != len(Purchase) {
		t.Errorf("the table has %d cells, of which %d are of known states and acts", len(Purchase), legal)
	}
}

func TestReaches(t *testing.T) {
	reached := map[DeliveryState]string{
		DeliveryPlanned: "PLANNED SHIPPED DELIVERED RETURNED CANCELLED", DeliveryShipped: "SHIPPED DELIVERED RETURNED CANCELLED",
		DeliveryDelivered: "DELIVERED RETURNED", DeliveryReturned: "RETURNED", DeliveryCancelled: "CANCELLED",
	}
	for from, want := range reached {
		var got []string
		for _, to := range DeliveryState("").Values() {
			if Purchase.Reaches(from, DeliveryState(to)) {
				got = append(got, to)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("from %s: %v, want %s", from, got, want)
		}
	}
}
