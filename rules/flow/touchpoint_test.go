package flow

import (
	"slices"
	"strings"
	"testing"
)

// everyCell compares a table with how a person reads it: a row a state, a column an act,
// "." illegal, "=" kept, else the first letters of the next state.
func everyCell[S, A Enum](t *testing.T, table Table[S, A], read string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(read), "\n")
	acts, states, legal := strings.Fields(lines[0]), values[S](), 0
	if want := names(values[A]()); !slices.Equal(acts, want) {
		t.Fatalf("the columns are %v, the acts %v", acts, want)
	}
	if len(lines) != 1+len(states) {
		t.Fatalf("%d rows for %d states", len(lines)-1, len(states))
	}
	for i, line := range lines[1:] {
		row, from := strings.Fields(line), states[i]
		if row[0] != string(from) || len(row) != 1+len(acts) {
			t.Fatalf("row %d is %v, want state %s and %d acts", i, row, from, len(acts))
		}
		allowed := []string{}
		for j, cell := range row[1:] {
			if cell != "." {
				allowed = append(allowed, acts[j])
			}
		}
		legal += len(allowed)
		for j, cell := range row[1:] {
			next, err := table.Next(from, A(acts[j]))
			switch {
			case cell == ".":
				wantIllegal(t, err, row[0], acts[j], allowed)
			case err != nil:
				t.Errorf("%s/%s: %v", from, acts[j], err)
			case cell == "=" && next != from, cell != "=" && !strings.HasPrefix(string(next), cell):
				t.Errorf("%s/%s leads to %s, want %s", from, acts[j], next, cell)
			}
		}
	}
	if legal != len(table) {
		t.Errorf("the table has %d cells, of which %d are of known states and acts", len(table), legal)
	}
}

func TestD2_49_EveryCell(t *testing.T) {
	everyCell(t, Touchpoint, `
          UPDATE CONFIRM RETIRE
CANDIDATE =      CON     RET
CONFIRMED =      =       RET
RETIRED   .      .       .
`)
}

func TestD2_47_EveryCell(t *testing.T) {
	everyCell(t, Round, `
          SCORE CLOSE CANCEL
OPEN      =     CLO   CAN
CLOSED    .     .     .
CANCELLED .     .     .
`)
}

// What is effective is never updated: another edition supersedes it.
func TestD2_52_EveryCell(t *testing.T) {
	everyCell(t, Standard, `
           UPDATE SUBMIT APPROVE SEND_BACK REVIEW SUPERSEDE RETIRE
DRAFT      =      IN     .       .         .      .         RET
IN_REVIEW  .      .      EFF     DRA       .      .         RET
EFFECTIVE  .      .      .       .         =      SUP       RET
SUPERSEDED .      .      .       .         .      .         .
RETIRED    .      .      .       .         .      .         .
`)
}

func TestD2_51_Operators(t *testing.T) {
	for operator, want := range map[StandardOperator][3]bool{ // of 4, 5 and 6 against 5
		OperatorAtLeast: {false, true, true}, OperatorAtMost: {true, true, false}, OperatorAbove: {false, false, true},
		OperatorBelow: {true, false, false}, OperatorEqual: {false, true, false}, "NEARLY": {},
	} {
		for i, value := range []float64{4, 5, 6} {
			if got := operator.Met(value, 5); got != want[i] {
				t.Errorf("%v %s 5: %t", value, operator, got)
			}
		}
	}
}
