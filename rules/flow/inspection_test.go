package flow

import (
	"slices"
	"strings"
	"testing"
)

// The life of an inspection as a person reads it: a row a state, a column an act, "."
// illegal, "=" kept, else the first letters of the next state.
const inspectionCells = `
          ASSIGN RENEW RECORD MISS CANCEL
PLANNED   =      =     DON    MIS  CAN
DONE      .      .     .      .    .
CANCELLED .      .     DON    .    .
MISSED    .      .     DON    .    .
`

func TestD2_53_EveryCell(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(inspectionCells), "\n")
	acts, states, legal := strings.Fields(lines[0]), InspectionState("").Values(), 0
	if want := InspectionAct("").Values(); !slices.Equal(acts, want) || len(lines) != 1+len(states) {
		t.Fatalf("the columns are %v, the acts %v; %d rows for %d states", acts, want, len(lines)-1, len(states))
	}
	for i, line := range lines[1:] {
		row := strings.Fields(line)
		if row[0] != states[i] || len(row) != 1+len(acts) {
			t.Fatalf("row %d is %v, want state %s and %d acts", i, row, states[i], len(acts))
		}
		from, allowed := InspectionState(row[0]), []string{}
		for j, cell := range row[1:] {
			if cell != "." {
				allowed = append(allowed, acts[j])
			}
		}
		for j, cell := range row[1:] {
			next, err := Inspection.Next(from, InspectionAct(acts[j]))
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
	if legal != len(Inspection) {
		t.Errorf("the table has %d cells, of which %d are of known states and acts", len(Inspection), legal)
	}
}

func TestTally(t *testing.T) {
	for name, c := range map[string]struct {
		results         []ItemResult
		passed, checked int
	}{
		"nothing":               {nil, 0, 0},
		"all passed":            {[]ItemResult{{Passed: true}, {Passed: true}}, 2, 2},
		"one failed":            {[]ItemResult{{Passed: true}, {}}, 1, 2},
		"one does not apply":    {[]ItemResult{{Passed: true}, {NotApplicable: true}}, 1, 1},
		"none of them applies":  {[]ItemResult{{NotApplicable: true}, {NotApplicable: true}}, 0, 0},
		"what is left unmarked": {[]ItemResult{{NotApplicable: true, Passed: true}, {}}, 0, 1},
	} {
		if passed, checked := Tally(c.results); passed != c.passed || checked != c.checked {
			t.Errorf("%s: %d of %d, want %d of %d", name, passed, checked, c.passed, c.checked)
		}
	}
}
